"""What is due on which day, so that a review can be put where there is room.

Counts the cards of the library only. It writes nothing: the day it finds goes into
the answer that the learner gives.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Mapping
from datetime import date

from studyapp.memory.balance import Load, balanced_interval
from studyapp.memory.fuzz import unit_of
from studyapp.memory.scheduler import Place
from studyapp.memory.state import CardState
from studyapp.services.study import Study


class Balance:
    """The reviews of the coming days, kept up with each answer."""

    def __init__(self, study: Study, states: Mapping[str, CardState]) -> None:
        self._study = study
        self._keys = {c.id: c.sibling_key for c in study.library.cards.values()}
        self._days: Counter[date] = Counter()
        self._of_siblings: dict[str, dict[str, date]] = defaultdict(dict)
        for card_id, state in states.items():
            self._add(card_id, state)

    def place(self, state: CardState) -> Place:
        """Return what chooses the day of the card's next review."""
        card_id = state.card_id
        siblings = self._of_siblings[self._keys[card_id]]
        others = frozenset(day for other, day in siblings.items() if other != card_id)
        load = Load(self._days, self._study.week, others)
        unit = unit_of(card_id, state.reviews + 1)
        today = self._study.today
        return lambda low, high: balanced_interval(low, high, today, load, unit)

    def follow(self, card_id: str, state: CardState | None) -> None:
        """Count a card where its new state has it; None for a card new again."""
        if card_id in self._keys:
            day = self._of_siblings[self._keys[card_id]].pop(card_id, None)
            if day is not None:
                self._days[day] -= 1
        if state is not None:
            self._add(card_id, state)

    def _add(self, card_id: str, state: CardState) -> None:
        key = self._keys.get(card_id)
        if key is None or state.due_day is None or state.suspended:
            return
        self._days[state.due_day] += 1
        self._of_siblings[key][card_id] = state.due_day
