"""The cache of card states and tallies: kept up with the journal, rebuilt from it.

Owns their freshness. What an event does to a card is the caller's `Projection`; this
module never schedules anything itself.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass

from studyapp.memory.events import Event, EventKind, grade_of
from studyapp.memory.reviews import Review
from studyapp.memory.state import CardState
from studyapp.memory.tally import Key, Tally, difference, tallies_of
from studyapp.store.engine import Store
from studyapp.store.event_rows import read_events, read_events_of
from studyapp.store.meta import MetaKey, read_meta, write_meta
from studyapp.store.names import known_numbers
from studyapp.store.state_rows import (
    read_every_state,
    read_state,
    read_states_among,
    replace_every_state,
    replace_states,
)
from studyapp.store.tallies import change_tallies, clear_tallies


@dataclass(frozen=True, slots=True)
class Projection:
    """How events become states and answers, and a text that names the rules.

    What is said of a card must depend on the events of that card alone.
    """

    key: str
    """Changes whenever either could give something else; the policy's fingerprint."""
    replay: Callable[[Iterable[Event]], Mapping[str, CardState]]
    reviews: Callable[[Iterable[Event]], list[Review]]
    """The answers that count, each with what was predicted, in total order."""


def read_states(store: Store, projection: Projection) -> dict[str, CardState]:
    """Return every card's state by its id; a card that was never seen has none.

    Raises StorageError for a damaged cache.
    """
    with fresh(store, projection) as connection:
        return read_every_state(connection)


def state_of(store: Store, projection: Projection, card_id: str) -> CardState:
    """Return the state of one card; that of a new one where it has none."""
    with fresh(store, projection) as connection:
        return read_state(connection, card_id) or CardState(card_id)


@contextmanager
def fresh(store: Store, projection: Projection) -> Iterator[sqlite3.Connection]:
    """Give a connection to states and tallies that follow the projection's rules.

    Those that follow others are replaced first.
    """
    with store.reading() as connection:
        if read_meta(connection, MetaKey.STATES_KEY) == projection.key:
            yield connection
            return
    rebuild(store, projection)
    with store.reading() as connection:
        yield connection


def rebuild(store: Store, projection: Projection) -> int:
    """Empty the cache and fill it from the whole journal; return how many states."""
    with store.writing() as connection:
        return _rebuild(connection, projection)


def refresh(
    connection: sqlite3.Connection, projection: Projection, added: Sequence[Event]
) -> dict[str, CardState]:
    """Bring the cards of events just added up to date; return their states.

    A card's state is replayed from all its events, so undo, a clock set back and a
    second program at work give exactly what a replay of everything would.
    """
    cards = {event.subject for event in added}
    if read_meta(connection, MetaKey.STATES_KEY) != projection.key:
        _rebuild(connection, projection)
        return read_states_among(
            connection, list(known_numbers(connection, cards).values())
        )
    events = read_events_of(connection, cards)
    states = dict(projection.replay(events))
    replace_states(connection, cards, states)
    change_tallies(connection, _change(projection, events, added))
    return states


def _change(
    projection: Projection, events: Sequence[Event], added: Sequence[Event]
) -> Mapping[Key, Tally]:
    """Return what the added ones among the events change in the tallies."""
    after = projection.reviews(events)
    if len(added) == 1 and events[-1] == added[0] and added[0].kind != EventKind.UNDO:
        # Nothing that was there before counts otherwise now: the usual case.
        grown = after and added[0].kind == EventKind.ANSWER and grade_of(added[0])
        return tallies_of(after[-1:]) if grown else {}
    new = {event.identity for event in added}
    before = projection.reviews([e for e in events if e.identity not in new])
    return difference(tallies_of(after), tallies_of(before))


def _rebuild(connection: sqlite3.Connection, projection: Projection) -> int:
    events = read_events(connection)
    states = projection.replay(events)
    replace_every_state(connection, states)
    clear_tallies(connection)
    change_tallies(connection, tallies_of(projection.reviews(events)))
    write_meta(connection, MetaKey.STATES_KEY, projection.key)
    return len(states)
