"""Reviewing by the schedule: what is due, what is in steps, and the day's new cards.

Owns the daily limits as the learner has stretched them today. This module shows
nothing.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime, timedelta

from studyapp.memory.fsrs import Rating
from studyapp.memory.lineup import Done, Limits
from studyapp.memory.queue import (
    Counts,
    Queue,
    after_answer,
    after_undo,
    next_card,
    upcoming,
)
from studyapp.memory.state import CardState
from studyapp.memory.study_day import utc_ms
from studyapp.services.balancing import place_for
from studyapp.services.day_line import NOTHING_MORE, day_queue
from studyapp.services.hand import AT_ONCE, Held
from studyapp.services.selection import EVERYTHING, Selection
from studyapp.services.session import Session
from studyapp.services.shown_cards import Shown, show_card
from studyapp.services.study import Study
from studyapp.store.deck import done_today
from studyapp.store.states import fresh

MORE_NEW = 10
MORE_REVIEWS = 50
"""What the learner gets who wants more than the day's limits."""
_UNLIMITED = 1_000_000


class Reviewing(Session):
    """A review session over all cards, or over a selection of them."""

    def __init__(self, study: Study, selection: Selection = EVERYTHING) -> None:
        super().__init__(study, selection)
        self._day = study.today
        self._limits = study.limits
        self._beyond = NOTHING_MORE
        self._queue = self._build(self._limits, self._beyond)

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

    @property
    def held_back(self) -> Counts:
        """Cards that only the day's limits keep out of today."""
        all_of_it = replace(
            self._limits, new_per_day=_UNLIMITED, reviews_per_day=_UNLIMITED
        )
        beyond = Counts(_UNLIMITED, 0, _UNLIMITED)
        whole, now = self._build(all_of_it, beyond).counts, self.counts
        return Counts(whole.new - now.new, 0, whole.due - now.due)

    def more(self) -> Counts:
        """Stretch today's limits by a helping of what they hold back; return what."""
        held = self.held_back
        added = Counts(min(held.new, MORE_NEW), 0, min(held.due, MORE_REVIEWS))
        limits, done = self._limits, self._done()
        self._limits = replace(
            limits,
            new_per_day=max(limits.new_per_day, done.new) + added.new,
            reviews_per_day=max(limits.reviews_per_day, done.reviews) + added.due,
        )
        beyond = self._beyond
        self._beyond = Counts(beyond.new + added.new, 0, beyond.due + added.due)
        self._queue = self._build(self._limits, self._beyond)
        return added

    def _done(self) -> Done:
        study = self._study
        with fresh(study.store, study.projection) as connection:
            return done_today(connection, self._day)

    def _draw(self, moment: datetime) -> str | None:
        if self._study.today != self._day:
            self._day = self._study.today
            self._limits = self._study.limits
            self._beyond = NOTHING_MORE
            self._queue = self._build(self._limits, self._beyond)
        return next_card(self._queue, utc_ms(moment))

    def _upcoming(self) -> Sequence[str]:
        return upcoming(self._queue, AT_ONCE)

    def _show(self, held: Held, moment: datetime) -> Shown:
        study = self._study
        place = place_for(held, study.today, self._hand.load, study.week)
        return show_card(study, held.state, moment, place)

    def _answered(self, rating: Rating, state: CardState) -> None:
        del rating  # the state tells it all
        self._queue = after_answer(self._queue, state)

    def _removed(self, state: CardState) -> None:
        self._queue = after_answer(self._queue, state)

    def _returned(self, state: CardState) -> None:
        self._queue = after_undo(self._queue, state)

    def _line_up_again(self) -> None:
        self._queue = self._build(self._limits, self._beyond)

    def _build(self, limits: Limits, beyond: Counts) -> Queue:
        return day_queue(self._study, self._selection, limits, beyond)
