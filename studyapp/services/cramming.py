"""Sessions that leave the schedule as it is: cards ahead of their day, or any.

Every answer is recorded as an event of its own kind, which a replay passes over; a
note, a flag or a suspension counts as in any other session.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime
from typing import ClassVar

from studyapp.memory.cram import round_ahead, round_of_all, round_of_suspended
from studyapp.memory.events import EventKind
from studyapp.memory.fsrs import Rating
from studyapp.memory.queue import Counts
from studyapp.memory.state import CardState
from studyapp.memory.wishes import Trait
from studyapp.services.hand import AT_ONCE, Held
from studyapp.services.selection import EVERYTHING, Selection
from studyapp.services.session import Session
from studyapp.services.shown_cards import Shown, show_card
from studyapp.services.study import Study
from studyapp.store.states import read_states

_KNOWN, _COMES_AGAIN = "done", "soon"


class Cramming(Session):
    """A round over a selection of cards until each was known once."""

    ANSWER: ClassVar[EventKind] = EventKind.CRAM

    def __init__(
        self, study: Study, selection: Selection = EVERYTHING, ahead_days: int = 0
    ) -> None:
        """Make a round of all cards, or of those due in the next `ahead_days` days."""
        super().__init__(study, selection)
        day, cards = study.today, selection.cards(study)
        states = read_states(study.store, study.projection)
        if Trait.SUSPENDED in selection.traits:
            self._round = round_of_suspended(states, cards, day)
        elif ahead_days:
            self._round = round_ahead(states, cards, day, ahead_days)
        else:
            self._round = round_of_all(states, cards, day)

    @property
    def counts(self) -> Counts:
        """Cards left in the round; those to be asked again count as learning."""
        again = len(self._round.missed)
        return Counts(new=0, learning=again, due=len(self._round.line) - again)

    def _draw(self, moment: datetime) -> str | None:
        del moment  # a round does not go by the clock
        return next(iter(self._round.line), None)

    def _upcoming(self) -> Sequence[str]:
        return self._round.line[:AT_ONCE]

    def _show(self, held: Held, moment: datetime) -> Shown:
        words = {r: _KNOWN if r > Rating.AGAIN else _COMES_AGAIN for r in Rating}
        shown = show_card(self._study, held.state, moment)
        typed = shown.typed and not shown.suspended  # the letters are keys there
        return replace(shown, intervals=words, due_in={}, typed=typed)

    def _answered(self, rating: Rating, state: CardState) -> None:
        known = rating is not Rating.AGAIN
        self._round = self._round.after(state.card_id, known=known)

    def _removed(self, state: CardState) -> None:
        self._round = self._round.without(state.card_id)

    def _returned(self, state: CardState) -> None:
        self._round = self._round.led_by(state.card_id)

    def _line_up_again(self) -> None:
        there = {card.card_id for card in self._selection.cards(self._study)}
        for card_id in self._round.line:
            if card_id not in there:
                self._round = self._round.without(card_id)
