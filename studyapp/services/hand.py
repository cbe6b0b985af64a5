"""The cards in a session's hand: the next few, with what showing and grading asks for.

Owns what a session remembers of the file, and that it holds only for as long as
nobody else writes. They are read a few at a time: one alone costs three times as much.
"""

from __future__ import annotations

import sys
from collections.abc import Mapping, Sequence
from datetime import date, datetime
from typing import NamedTuple

from studyapp.memory.balance import HORIZON
from studyapp.memory.events import Event, EventKind, Payload
from studyapp.memory.state import CardState
from studyapp.services.study import Study
from studyapp.store.deck import Kin, read_kin
from studyapp.store.event_rows import latest_of
from studyapp.store.journal import Entry, OvertakenError
from studyapp.store.library import read_ahead
from studyapp.store.mark import Mark, read_mark
from studyapp.store.names import known_numbers
from studyapp.store.state_rows import due_load, load_day, read_known
from studyapp.store.states import fresh

AT_ONCE = 10
"""Cards read together; the first of a session is read alone, to be there sooner."""
Moment = tuple[int, str, int]
"""Instant, device and number of an event: the order in which a replay takes them."""
_ANY_DEVICE = chr(sys.maxunicode)
"""After all devices: for an event whose instant alone is known."""
_NO_KIN = Kin(None, frozenset())


class Held(NamedTuple):
    """A card in the hand."""

    state: CardState
    latest: Moment
    """Of the latest event that there is of it."""
    kin: Kin


class _Act(NamedTuple):
    """An act of this session, and what it made of its card."""

    event: Event
    before: CardState
    after: CardState


class ElsewhereError(Exception):
    """The card has been answered or put away by another program meanwhile."""

    def __init__(self, state: CardState) -> None:
        super().__init__(state.card_id)
        self.state = state
        """The card's state now."""


class Hand:
    """A session's cards, and the acts it may take back without reading."""

    def __init__(self, study: Study) -> None:
        self._study = study
        self._mark = Mark()
        self._is_checked = False
        self._is_overtaken = False
        self._day = date.min
        self._held: dict[str, Held] = {}
        self._kin: dict[int | None, set[str]] = {}
        self._load: dict[int, int] = {}
        self._acts: list[_Act] = []

    @property
    def load(self) -> Mapping[int, int]:
        """How many cards are due on each study day within the horizon, by ordinal."""
        return self._load

    def look(self) -> bool:
        """Return whether another program has written since the last look.

        What the hand holds is read again then, and when the study day has changed.
        """
        if self._is_checked:
            # The act before this has looked a moment ago.
            self._is_checked = False
        elif self._mark != Mark() and self._is_behind():
            self._overtaken()
        if self._study.today != self._day:
            self._drop()
        overtaken, self._is_overtaken = self._is_overtaken, False
        return overtaken

    def hold(self, card_id: str, upcoming: Sequence[str] = ()) -> Held:
        """Return a card, read with those upcoming where it is not in the hand."""
        if card_id not in self._held:
            self._deal((card_id, *upcoming) if self._held else (card_id,))
        return self._held[card_id]

    def act(
        self,
        kind: EventKind,
        card_id: str,
        payload: Payload,
        seen: CardState | None = None,
    ) -> CardState:
        """Commit an act on a card; return the card's state after it.

        With `seen`, the card as the learner saw it: raises ElsewhereError, nothing
        committed, when another program has answered it or put it away since. Raises
        StorageError when it could not be committed.
        """
        while True:
            held = self.hold(card_id)
            if seen is not None and _standing(held.state) != _standing(seen):
                raise ElsewhereError(held.state)
            entry = Entry(kind, card_id, payload, self._study.now())
            try:
                event = self._study.journal.append_at(self._mark, entry)
            except OvertakenError:
                self._overtaken()
                continue
            return self._followed(held, event)

    @property
    def can_undo(self) -> bool:
        """Whether this device has an act that is not undone."""
        return bool(self._acts) or self._study.journal.last_undoable() is not None

    def undo(self) -> tuple[Event, CardState] | None:
        """Take back the last act of this device, also one of an earlier session.

        Returns it and its card's state then; None when there is none.
        """
        journal, moment = self._study.journal, self._study.now()
        if self._acts:
            last = self._acts[-1]
            try:
                undo = journal.append_at(self._mark, _undo(last.event, moment))
            except OvertakenError:
                self._overtaken()
            else:
                self._acts.pop()
                self._move_on(undo)
                self._change(last.after, last.before, undo)
                return last.event, last.before
        event = journal.last_undoable()
        if event is None:
            return None
        journal.append_many([_undo(event, moment)])
        self._drop()
        return event, self.hold(event.subject).state

    def _is_behind(self) -> bool:
        with self._study.store.reading() as connection:
            return read_mark(connection) != self._mark

    def _followed(self, held: Held, event: Event) -> CardState:
        """Return the state after an event of this session's that was just committed."""
        self._move_on(event)
        if _moment_of(event) < held.latest:
            # A clock set back: what it gives, only a replay tells.
            self._drop()
            return self.hold(event.subject).state
        after = self._study.projection.after(held.state, event)
        self._acts.append(_Act(event, held.state, after))
        self._change(held.state, after, event)
        return after

    def _change(self, before: CardState, after: CardState, event: Event) -> None:
        """Let the hand hold what an act or its undoing has made of a card."""
        card_id = after.card_id
        held = self._held.get(card_id)
        if held is None:
            # Whose sibling it is, nobody knows here.
            self._held.clear()
            self._kin.clear()
        else:
            latest = max(held.latest, _moment_of(event))
            self._held[card_id] = Held(after, latest, held.kin)
        old, new = load_day(before), load_day(after)
        if old == new:
            return
        for day, change in ((old, -1), (new, 1)):
            if day is not None:
                self._load[day] = self._load.get(day, 0) + change
        if held is not None:
            for other in self._kin[held.kin.key] - {card_id}:
                self._held.pop(other, None)

    def _move_on(self, event: Event) -> None:
        """Note an event of this session's that was just committed."""
        device, _, merges = self._mark
        self._mark = Mark(device, event.sequence, merges)
        self._is_checked = True

    def _overtaken(self) -> None:
        """Note that somebody else has written."""
        self._is_overtaken = True
        self._drop()

    def _drop(self) -> None:
        """Forget everything: somebody else has written, or the day is over."""
        self._mark = Mark()
        self._is_checked = False
        self._held.clear()
        self._kin.clear()
        self._acts.clear()

    def _deal(self, cards: Sequence[str]) -> None:
        """Read some cards."""
        study = self._study
        read_ahead(study.library, cards)
        reading = fresh(study.store, study.projection)
        with reading as connection:
            if reading.mark != self._mark:
                self._is_overtaken |= self._mark != Mark()
                self._drop()
                self._mark = reading.mark
                self._day = study.today
                today = self._day.toordinal()
                self._load = due_load(connection, today, today + HORIZON)
            numbers = known_numbers(connection, cards)
            known = read_known(connection, list(numbers.values()))
            kin = read_kin(connection, list(numbers.values()))
            unseen = [card for card in cards if card not in known]
            instants = latest_of(connection, unseen)
        for card in cards:
            new = CardState(card), instants.get(card, 0)
            state, latest_ms = known.get(card) or new
            latest = latest_ms, _ANY_DEVICE, 0
            held = Held(state, latest, kin.get(card, _NO_KIN))
            self._held[card] = held
            self._kin.setdefault(held.kin.key, set()).add(card)


def _moment_of(event: Event) -> Moment:
    return event.at_ms, event.device, event.sequence


def _undo(event: Event, moment: datetime) -> Entry:
    named: Payload = {"device": event.device, "sequence": event.sequence}
    return Entry(EventKind.UNDO, event.subject, named, moment)


def _standing(state: CardState) -> tuple[int, int | None, bool, date | None]:
    return state.reviews, state.last_ms, state.suspended, state.buried_until
