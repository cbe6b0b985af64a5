"""Reviewing cards: the next one, its answer, and taking an answer back.

An answer is on disk before the next card is drawn. This module shows nothing.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta

from studyapp.content.answers import Comparison, Match, can_be_typed, compare
from studyapp.content.documents import Card, CardKind, Fact
from studyapp.memory.events import Event, EventKind
from studyapp.memory.fsrs import Rating
from studyapp.memory.queue import Counts, Queue, after_answer, build_queue, next_card
from studyapp.memory.scheduler import preview
from studyapp.memory.state import CardState, Phase
from studyapp.memory.study_day import utc_ms
from studyapp.memory.wording import describe_interval
from studyapp.services.selection import EVERYTHING, Selection
from studyapp.services.study import Study
from studyapp.store.journal import Entry
from studyapp.store.states import read_states

PROPOSALS: Mapping[Match, Rating] = {
    Match.RIGHT: Rating.GOOD,
    Match.CLOSE: Rating.AGAIN,
    Match.WRONG_UNIT: Rating.AGAIN,
    Match.WRONG: Rating.AGAIN,
    Match.UNREADABLE: Rating.AGAIN,
}
"""The grade proposed for a typed answer; the learner may choose another."""


@dataclass(frozen=True, slots=True)
class Shown:
    """A card as it is put before the learner; texts hold present values."""

    card: Card
    prompt: str
    answer: str
    fact: Fact | None
    phase: Phase
    typed: bool
    """Whether it is answered by typing a quantity."""
    intervals: Mapping[Rating, str]
    """What each grade would do, such as `4 d`."""
    revised: str
    """Old and new value when the card is shown because its fact changed."""


@dataclass(frozen=True, slots=True)
class Undone:
    """An act that was taken back, and the card it concerned."""

    kind: str
    card_id: str


class Reviewing:
    """A review session over all cards, or over a selection of them."""

    def __init__(self, study: Study, selection: Selection = EVERYTHING) -> None:
        self._study = study
        self._cards = selection.cards(study)
        self._states = read_states(study.store, study.projection)
        self._day = study.today
        self._queue = self._build()
        self._first: str | None = None

    @property
    def counts(self) -> Counts:
        """Cards left today."""
        return self._queue.counts

    @property
    def next_step(self) -> timedelta | None:
        """How long until the next card in steps is due; None when there is none."""
        due = self._queue.next_step_ms
        if due is None:
            return None
        return timedelta(milliseconds=max(due - utc_ms(self._study.now()), 0))

    def next(self) -> Shown | None:
        """Return the card to show now; None when today's work is done."""
        moment = self._study.now()
        if self._study.today != self._day:
            self._day = self._study.today
            self._queue = self._build()
        card_id = self._first or next_card(self._queue, utc_ms(moment))
        self._first = None
        return None if card_id is None else self._show(card_id, moment)

    def answer(
        self, shown: Shown, rating: Rating, elapsed_ms: int, typed: str = ""
    ) -> None:
        """Grade a card; it is committed when this returns.

        Raises StorageError when it could not be; the card then stays as it was.
        """
        payload: dict[str, str | int] = {
            "rating": int(rating),
            "elapsed_ms": elapsed_ms,
        }
        if typed:
            payload["typed"] = typed
        self._record(EventKind.ANSWER, shown.card.id, payload)

    def suspend(self, shown: Shown) -> None:
        """Take a card out of all reviews until it is unsuspended."""
        self._record(EventKind.SUSPEND, shown.card.id, {})

    def bury(self, shown: Shown) -> None:
        """Put a card off until tomorrow."""
        self._record(EventKind.BURY, shown.card.id, {})

    def undo(self) -> Undone | None:
        """Take back the last act, also of an earlier session; None if there is none.

        The card concerned is the next one shown.
        """
        event = self._study.journal.last_undoable()
        if event is None:
            return None
        self._record(EventKind.UNDO, event.subject, _names(event))
        self._queue = self._build()
        if event.subject in self._study.library.cards:
            self._first = event.subject
        return Undone(event.kind, event.subject)

    def compare(self, shown: Shown, typed: str) -> Comparison:
        """Return how a typed answer compares with the fact's value."""
        if shown.fact is None:
            return Comparison(Match.UNREADABLE, typed)
        return compare(typed, shown.fact.value)

    def _record(
        self, kind: EventKind, card_id: str, payload: Mapping[str, str | int]
    ) -> None:
        entry = Entry(kind, card_id, payload, self._study.now())
        recorded = self._study.journal.record([entry], self._study.projection)
        state = recorded.states.get(card_id)
        if state is None:
            self._states.pop(card_id, None)
            return
        self._states[card_id] = state
        self._queue = after_answer(self._queue, state)

    def _build(self) -> Queue:
        moment = self._study.now()
        return build_queue(
            self._states, self._cards, self._day, utc_ms(moment), self._study.limits
        )

    def _show(self, card_id: str, moment: datetime) -> Shown:
        study = self._study
        card = study.library.cards[card_id]
        book = study.library.book
        state = self._states.get(card_id) or CardState(card_id)
        outcomes = preview(state, moment, study.policy)
        fact = study.library.facts.get(card.fact)
        is_value = card.kind is CardKind.VALUE and fact is not None
        return Shown(
            card=card,
            prompt=book.show(card.prompt),
            answer=fact.long if is_value and fact else book.show(card.answer),
            fact=fact,
            phase=state.phase,
            typed=bool(is_value and fact and can_be_typed(fact.value)),
            intervals={r: describe_interval(o.delay) for r, o in outcomes.items()},
            revised=_revision(state),
        )


def _names(event: Event) -> dict[str, str | int]:
    return {"device": event.device, "sequence": event.sequence}


def _revision(state: CardState) -> str:
    """Return the change that brought a card back, until it has been relearned."""
    if state.phase is Phase.RELEARNING and state.revision and state.step == 0:
        return state.revision
    return ""
