"""What every session over cards can do with the card before the learner.

Owns recording and taking back. An act is on disk before the next card is drawn; which
card that is, the kind of session decides.
"""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import datetime, timedelta
from typing import ClassVar, NamedTuple

from studyapp.content.answers import Comparison, Match, compare
from studyapp.memory.events import EventKind
from studyapp.memory.fsrs import Rating
from studyapp.memory.queue import Counts
from studyapp.memory.state import CardState, Phase
from studyapp.services.hand import ElsewhereError, Hand, Held
from studyapp.services.leeches import Leech, leech_after_lapse
from studyapp.services.selection import EVERYTHING, Selection
from studyapp.services.shown_cards import Shown
from studyapp.services.study import Study

PROPOSALS: Mapping[Match, Rating] = {
    Match.RIGHT: Rating.GOOD,
    Match.CLOSE: Rating.AGAIN,
    Match.WRONG_UNIT: Rating.AGAIN,
    Match.WRONG: Rating.AGAIN,
}
"""The grade proposed for a typed answer that can be graded, see `question`."""


class Undone(NamedTuple):
    """An act that was taken back, and the card it concerned."""

    kind: str
    card_id: str


class Session(ABC):
    """A session over all cards, or over a selection of them."""

    ANSWER: ClassVar[EventKind] = EventKind.ANSWER
    """The kind of event that an answer is recorded as."""

    def __init__(self, study: Study, selection: Selection = EVERYTHING) -> None:
        self._study = study
        self._selection = selection
        self._hand = Hand(study)
        self._first: str | None = None

    @property
    @abstractmethod
    def counts(self) -> Counts:
        """Cards left in the session."""

    @property
    def next_step(self) -> timedelta | None:
        """How long until a card comes back by its steps; None when none does."""
        return None

    def next(self) -> Shown | None:
        """Return the card to show now; None when there is none."""
        moment = self._study.now()
        if self._hand.look():
            self._line_up_again()
        while (card_id := self._turn(moment)) is not None:
            held = self._hand.hold(card_id, self._upcoming())
            if card_id in self._study.library.cards:
                return self._show(held, moment)
            # Another program has loaded content without it.
            self._removed(CardState(card_id, suspended=True))
        return None

    def answer(
        self, shown: Shown, rating: Rating, elapsed_ms: int, typed: str = ""
    ) -> Leech | None:
        """Grade a card; it is committed when this returns.

        Returns the leech that the card becomes by this answer, if it does. Raises
        ElsewhereError when another program has answered the card or put it away since
        it was shown: the session has moved on, as a second grade would count beside
        the first. Raises StorageError when it could not be committed; the card then
        stays as it was.
        """
        payload: dict[str, str | int] = {
            "rating": int(rating),
            "elapsed_ms": elapsed_ms,
        }
        if rating in shown.due_in:
            payload["due_in"] = shown.due_in[rating]
        if typed:
            payload["typed"] = typed
        try:
            state = self._hand.act(self.ANSWER, shown.card.id, payload, shown.seen)
        except ElsewhereError as elsewhere:
            self._removed(elsewhere.state)
            raise
        self._answered(rating, state)
        is_lapse = rating is Rating.AGAIN and shown.phase is Phase.REVIEW
        if self.ANSWER is EventKind.ANSWER and is_lapse:
            return leech_after_lapse(self._study, state)
        return None

    def suspend(self, shown: Shown) -> None:
        """Take a card out of all sessions until it is unsuspended."""
        self._put_away(EventKind.SUSPEND, shown)

    def unsuspend(self, shown: Shown) -> None:
        """Bring a suspended card back into all sessions."""
        self._put_away(EventKind.UNSUSPEND, shown)

    def bury(self, shown: Shown) -> None:
        """Put a card off until tomorrow."""
        self._put_away(EventKind.BURY, shown)

    def flag(self, shown: Shown) -> Shown:
        """Mark a card, or take the mark away; return the card as it is then."""
        kind = EventKind.UNFLAG if shown.flagged else EventKind.FLAG
        self._hand.act(kind, shown.card.id, {})
        return replace(shown, flagged=not shown.flagged)

    def note(self, shown: Shown, text: str) -> Shown:
        """Keep the learner's words on a card; none take the note away."""
        if text != shown.note:
            self._hand.act(EventKind.NOTE, shown.card.id, {"text": text})
        return replace(shown, note=text)

    @property
    def can_undo(self) -> bool:
        """Whether there is an act to take back, also of an earlier session."""
        return self._hand.can_undo

    def undo(self) -> Undone | None:
        """Take back the last act, also of an earlier session; None if there is none.

        The card concerned is the next one shown.
        """
        undone = self._hand.undo()
        if undone is None:
            return None
        event, state = undone
        self._returned(state)
        self._first = event.subject
        return Undone(event.kind, event.subject)

    def compare(self, shown: Shown, typed: str) -> Comparison:
        """Return how a typed answer compares with the fact's value."""
        if shown.fact is None:
            return Comparison(Match.UNREADABLE, typed)
        return compare(typed, shown.fact.value)

    def reread(self, study: Study, shown: Shown) -> None:
        """Go on with changed content, at the same card if it is still there."""
        self._study = study
        self._hand = Hand(study)
        self._line_up_again()
        self._first = shown.card.id

    @abstractmethod
    def _draw(self, moment: datetime) -> str | None:
        """Return the card whose turn it is."""

    @abstractmethod
    def _upcoming(self) -> Sequence[str]:
        """Return the cards that are likely to be drawn next."""

    @abstractmethod
    def _show(self, held: Held, moment: datetime) -> Shown:
        """Return a card as this session shows it."""

    @abstractmethod
    def _answered(self, rating: Rating, state: CardState) -> None:
        """Move on after an answer, by the card's state after it."""

    @abstractmethod
    def _removed(self, state: CardState) -> None:
        """Move on without a card that was put away."""

    @abstractmethod
    def _returned(self, state: CardState) -> None:
        """Move back after an act on a card was undone."""

    @abstractmethod
    def _line_up_again(self) -> None:
        """Line up again: the cards or their states have changed elsewhere."""

    def _turn(self, moment: datetime) -> str | None:
        """Return the card an undo or an edit has brought back, else the one drawn."""
        first, self._first = self._first, None
        return first or self._draw(moment)

    def _put_away(self, kind: EventKind, shown: Shown) -> None:
        self._removed(self._hand.act(kind, shown.card.id, {}))
