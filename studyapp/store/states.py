"""The cache of card states and tallies: brought up to the journal when it is read.

Owns their freshness. An event is committed alone, and the caches take it in before
anybody reads them next. What an event does to a card is the `Projection`'s to say;
this module never schedules anything itself.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from studyapp.memory.events import Event, EventKind
from studyapp.memory.projection import Projection
from studyapp.memory.reviews import Review
from studyapp.memory.state import CardState
from studyapp.memory.tally import difference, tallies_of
from studyapp.store.engine import Store, Transaction
from studyapp.store.event_index import enter_merged, enter_new, reindex
from studyapp.store.event_rows import (
    count_events_of,
    read_events,
    read_events_after,
    read_events_of,
)
from studyapp.store.mark import Mark, note_merge, read_standing, write_followed
from studyapp.store.names import Connection, known_numbers
from studyapp.store.state_rows import (
    Known,
    read_every_state,
    read_known,
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


class fresh(Transaction):  # noqa: N801 - read as `with fresh(store, projection)`
    """A connection to states and tallies that hold all of the journal.

    Those that lag behind, or follow other rules, are brought up first, which writes.
    """

    __slots__ = ("_projection", "mark")

    mark: Mark
    """Where the journal ends, once it is entered."""

    def __init__(self, store: Store, projection: Projection) -> None:
        super().__init__(store, "BEGIN")
        self._projection = projection

    def __enter__(self) -> Connection:
        while True:
            connection = super().__enter__()
            try:
                standing = read_standing(connection)
            except BaseException as error:
                self.__exit__(type(error), error, None)
                raise
            if standing.is_followed(self._projection.key):
                self.mark = standing.mark
                return connection
            self.__exit__(None, None, None)
            with self._store.writing() as writer:
                bring_up(writer, self._projection)


def rebuild(store: Store, projection: Projection) -> int:
    """Empty the caches and fill them from the whole journal; return how many states."""
    with store.writing() as connection:
        return _rebuild(connection, projection)


def bring_up(connection: Connection, projection: Projection) -> None:
    """Take into the caches what this device has written since they were read."""
    standing = read_standing(connection)
    if standing.key != projection.key:
        _rebuild(connection, projection)
    elif standing.followed != standing.mark.written:
        enter_new(connection)
        added = read_events_after(connection, standing.mark.device, standing.followed)
        _follow(connection, projection, added)
        write_followed(connection, projection.key)


def take_in_merged(
    connection: Connection, projection: Projection, added: Sequence[Event]
) -> None:
    """Take in events from elsewhere, just added to a journal all else of is in.

    Any of them may be undone already, or be older than what the card has seen.
    """
    enter_merged(connection, added)
    concerned = [event for event in added if projection.concerns(event)]
    known = _known(connection, {event.subject for event in concerned})
    _replay(connection, projection, known, concerned)
    note_merge(connection)
    write_followed(connection, projection.key)


def _follow(
    connection: Connection, projection: Projection, added: Sequence[Event]
) -> None:
    """Bring the cards of this device's newest events up to date.

    Gives exactly what a replay of everything would, also after an undo and a clock
    set back; but a card whose events only add to the past goes on from its state: a
    replay of 20 answers takes 0.2 ms, to go on takes 0.02.
    """
    cards: dict[str, list[Event]] = {}
    for event in added:
        if projection.concerns(event):
            cards.setdefault(event.subject, []).append(event)
    known = _known(connection, cards)
    going_on: dict[str, Known] = {}
    for card, events in cards.items():
        before = known.get(card) or _unseen(connection, card, len(events))
        if before and _adds_to(before, events):
            going_on[card] = before
    _go_on(connection, projection, going_on, cards)
    rest = [e for card, events in cards.items() if card not in going_on for e in events]
    others = {card: known[card] for card in known if card not in going_on}
    _replay(connection, projection, others, rest)


def _known(connection: Connection, cards: Iterable[str]) -> dict[str, Known]:
    return read_known(connection, list(known_numbers(connection, cards).values()))


def _unseen(connection: Connection, card: str, added: int) -> Known | None:
    """Return the state of a card none but the added events tell of, else None."""
    if count_events_of(connection, card) > added:
        return None
    return Known(CardState(card), 0)


def _adds_to(before: Known, events: Sequence[Event]) -> bool:
    """Return whether one device's events are later than all before, and none undone."""
    is_later = events[0].at_ms > before.latest_ms
    return is_later and all(event.kind != EventKind.UNDO for event in events)


def _go_on(
    connection: Connection,
    projection: Projection,
    going_on: Mapping[str, Known],
    cards: Mapping[str, Sequence[Event]],
) -> None:
    after: dict[str, CardState] = {}
    reviews: list[Review] = []
    for card, (state, _) in going_on.items():
        after[card] = state
        for event in cards[card]:
            review = projection.review(after[card], event)
            reviews += [review] if review else []
            after[card] = projection.after(after[card], event)
    before = [known.state for known in going_on.values()]
    latest = {card: cards[card][-1].at_ms for card in going_on}
    replace_states(connection, before, after, latest)
    change_tallies(connection, tallies_of(reviews))


def _replay(
    connection: Connection,
    projection: Projection,
    known: Mapping[str, Known],
    added: Sequence[Event],
) -> None:
    if not added:
        return
    events = read_events_of(connection, {event.subject for event in added})
    states = projection.replay(events)
    before = [card.state for card in known.values()]
    replace_states(connection, before, states, _latest(projection, events))
    new = {event.identity for event in added}
    earlier = projection.reviews(e for e in events if e.identity not in new)
    now = projection.reviews(events)
    changes = difference(tallies_of(now), tallies_of(earlier))
    change_tallies(connection, changes)


def _latest(projection: Projection, events: Iterable[Event]) -> dict[str, int]:
    """Return the instant of each card's latest event, those undone among them."""
    return {e.subject: e.at_ms for e in events if projection.concerns(e)}


def _rebuild(connection: Connection, projection: Projection) -> int:
    reindex(connection)
    events = read_events(connection)
    states = projection.replay(events)
    replace_every_state(connection, states, _latest(projection, events))
    clear_tallies(connection)
    change_tallies(connection, tallies_of(projection.reviews(events)))
    write_followed(connection, projection.key)
    return len(states)
