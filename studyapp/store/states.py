"""The cache of card states and tallies: kept up with the journal, rebuilt from it.

Owns their freshness. What an event does to a card is the `Projection`'s to say; this
module never schedules anything itself.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from studyapp.memory.events import Event, EventKind, undone_by
from studyapp.memory.projection import Projection
from studyapp.memory.state import CardState
from studyapp.memory.tally import Key, Tally, difference, tallies_of
from studyapp.store.engine import Store, Transaction
from studyapp.store.event_rows import count_events_of, read_events, read_events_of
from studyapp.store.meta import MetaKey, read_meta, write_meta
from studyapp.store.names import Connection, known_numbers
from studyapp.store.state_rows import (
    read_every_state,
    read_state,
    read_state_until,
    read_states_among,
    replace_every_state,
    replace_states,
)
from studyapp.store.tallies import change_tallies, clear_tallies


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


class fresh(Transaction):  # noqa: N801 - read as `with fresh(store, projection)`
    """A connection to states and tallies that follow the projection's rules.

    Those that follow others are rebuilt from the journal first, which writes.
    """

    __slots__ = ("_projection",)

    def __init__(self, store: Store, projection: Projection) -> None:
        super().__init__(store, "BEGIN")
        self._projection = projection

    def __enter__(self) -> Connection:
        while True:
            connection = super().__enter__()
            try:
                if read_meta(connection, MetaKey.STATES_KEY) == self._projection.key:
                    return connection
            except BaseException as error:
                self.__exit__(type(error), error, None)
                raise
            self.__exit__(None, None, None)
            rebuild(self._store, self._projection)


def rebuild(store: Store, projection: Projection) -> int:
    """Empty the cache and fill it from the whole journal; return how many states."""
    with store.writing() as connection:
        return _rebuild(connection, projection)


def follow(
    connection: Connection, projection: Projection, minted: Sequence[Event]
) -> dict[str, CardState]:
    """Bring the cards of this device's newest events up to date; return their states.

    As `refresh`, but for a single one from the state the card had: what was minted a
    moment ago, nothing can have undone.
    """
    concerned = [event for event in minted if projection.concerns(event)]
    is_current = read_meta(connection, MetaKey.STATES_KEY) == projection.key
    if len(concerned) == 1 and is_current:
        (event,) = concerned
        before = _before(connection, event)
        if before is not None:
            return _continue(connection, projection, before, event)
    return refresh(connection, projection, minted)


def refresh(
    connection: Connection, projection: Projection, added: Sequence[Event]
) -> dict[str, CardState]:
    """Bring the cards of events just added up to date; return their states.

    Gives exactly what a replay of everything would, also after an undo, a clock set
    back, and a second program or another device at work.
    """
    if read_meta(connection, MetaKey.STATES_KEY) != projection.key:
        _rebuild(connection, projection)
        numbers = known_numbers(connection, {event.subject for event in added})
        return read_states_among(connection, list(numbers.values()))
    concerned = [event for event in added if projection.concerns(event)]
    return _replay(connection, projection, concerned)


def _before(connection: Connection, event: Event) -> CardState | None:
    """Return the state that an event just added goes on from.

    None where it does not go on: it takes another back, or is not the latest of its
    card's. A replay of 20 answers takes 0.2 ms, to go on takes 0.02.
    """
    if event.kind == EventKind.UNDO:
        return None
    known = read_state_until(connection, event.subject)
    if known is None:
        is_first = count_events_of(connection, event.subject) == 1
        return CardState(event.subject) if is_first else None
    state, latest_ms = known
    return state if event.at_ms > latest_ms else None


def _continue(
    connection: Connection, projection: Projection, before: CardState, event: Event
) -> dict[str, CardState]:
    states = {event.subject: projection.after(before, event)}
    replace_states(connection, [before], states, {event.subject: event.at_ms})
    review = projection.review(before, event)
    if review is not None:
        change_tallies(connection, tallies_of([review]))
    return states


def _replay(
    connection: Connection, projection: Projection, added: Sequence[Event]
) -> dict[str, CardState]:
    events = read_events_of(connection, {event.subject for event in added})
    states = projection.replay(events)
    numbers = known_numbers(connection, {event.subject for event in added})
    before = read_states_among(connection, list(numbers.values()))
    latest = _latest(projection, events)
    replace_states(connection, before.values(), states, latest)
    change_tallies(connection, _changes(projection, events, added, states))
    return states


def _changes(
    projection: Projection,
    events: Sequence[Event],
    added: Sequence[Event],
    states: Mapping[str, CardState],
) -> Mapping[Key, Tally]:
    """Return what the added ones among all events of some cards change in the tallies.

    `states` are those of the cards with all these events.
    """
    last = _taken_back(events, added)
    if last is not None:
        before = states.get(last.subject) or CardState(last.subject)
        review = projection.review(before, last)
        return difference({}, tallies_of([review] if review else []))
    new = {event.identity for event in added}
    earlier = projection.reviews(e for e in events if e.identity not in new)
    now = projection.reviews(events)
    return difference(tallies_of(now), tallies_of(earlier))


def _taken_back(events: Sequence[Event], added: Sequence[Event]) -> Event | None:
    """Return the event that was the card's last until the only added one undid it."""
    if len(added) != 1 or added[0].kind != EventKind.UNDO:
        return None
    undos = {e.identity: undone_by(e) for e in events if e.kind == EventKind.UNDO}
    undone = [target for target in undos.values() if target is not None]
    if undos.keys() & set(undone):
        return None
    wanted = undone_by(added[0])
    for event in reversed(events):
        if event.identity == wanted and undone.count(wanted) == 1:
            return event
        if event.identity not in undos and event.identity not in undone:
            return None
    return None


def _latest(projection: Projection, events: Sequence[Event]) -> dict[str, int]:
    """Return the instant of each card's latest event, those undone among them."""
    return {e.subject: e.at_ms for e in events if projection.concerns(e)}


def _rebuild(connection: Connection, projection: Projection) -> int:
    events = read_events(connection)
    states = projection.replay(events)
    replace_every_state(connection, states, _latest(projection, events))
    clear_tallies(connection)
    change_tallies(connection, tallies_of(projection.reviews(events)))
    write_meta(connection, MetaKey.STATES_KEY, projection.key)
    return len(states)
