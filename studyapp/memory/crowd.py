"""A learner's cards as a crowd: shares of cards in cells of like memory.

Owns what an answer does on average, so that a month of study is worked out in
milliseconds and without a die. It must never change a real card's state.

A cell is a stability (steps of 13 %) and a difficulty (steps of 1); finer ones change
the mean recall by 0.004 at most and take five times as long. An answered cell falls
apart into the cells of the four ratings, each with its chance. Steps within a day are
walked with Good, as the policy sets them.
"""

from __future__ import annotations

from dataclasses import dataclass
from math import exp, log

from studyapp.memory.fsrs import (
    HARDEST,
    Memory,
    Rating,
    exact_interval,
    retrievability,
    step,
)
from studyapp.memory.policy import Policy

Cell = int
Spread = tuple[tuple[Cell, float], ...]
"""Cells with their chances, which add up to 1."""

_FINENESS = 8.0
"""Cells for each factor of e."""
_ROW = 16
_MARKS: tuple[int, ...] = (*range(7), *(round(7 * 1.25**power) for power in range(23)))
_ABOUT: tuple[int, ...] = tuple(
    min(_MARKS, key=lambda mark: abs(mark - days)) for days in range(_MARKS[-1] + 1)
)


@dataclass(frozen=True, slots=True)
class Habits:
    """How a learner grades; the defaults are those of FSRS's own simulator.

    Source: https://github.com/open-spaced-repetition/fsrs-rs (SimulatorConfig).
    """

    first: tuple[float, float, float, float] = (0.24, 0.094, 0.495, 0.171)
    """Chances of the four ratings for a card never seen."""
    recalled: tuple[float, float, float] = (0.224, 0.631, 0.145)
    """Chances of Hard, Good, Easy when a card is recalled."""


class Crowd:
    """What answers do to cells under one policy; remembers what it worked out."""

    def __init__(self, policy: Policy, habits: Habits, coarseness: int = 1) -> None:
        """Begin; with a `coarseness` above 1, so many cells are taken together."""
        self._policy = policy
        self._habits = habits
        self.coarseness = coarseness
        self._answers: dict[tuple[Cell, int], tuple[Spread, float]] = {}
        self._intervals: dict[tuple[Cell, float], float] = {}
        self._after: dict[tuple[Cell, int, int], tuple[float, float]] = {}
        self._kept: dict[tuple[Cell, int], float] = {}
        self.relearning_steps = len(policy.relearning_steps)
        self.met, self.meeting_cost = self._first_day()

    def coarsened(self, coarseness: int) -> Crowd:
        """Return the same habits with so many cells taken together."""
        if coarseness == self.coarseness:
            return self
        return Crowd(self._policy, self._habits, coarseness)

    def recall(self, cell: Cell, days: int) -> float:
        """Return the chance of recall after some days."""
        key = cell, days
        chance = self._kept.get(key)
        if chance is None:
            stability = memory_of(cell).stability
            chance = retrievability(days, stability, self._policy.weights)
            self._kept[key] = chance
        return chance

    def interval(self, cell: Cell, retention: float) -> float:
        """Return the days until recall falls to `retention`, at least 1."""
        key = cell, retention
        days = self._intervals.get(key)
        if days is None:
            stability = memory_of(cell).stability
            days = exact_interval(stability, retention, self._policy.weights)
            days = self._intervals[key] = max(round(days), 1)
        return days

    def answered(self, cell: Cell, days: int) -> tuple[Spread, float]:
        """Return where a cell goes when it is asked after `days` > 0, and the cost.

        The cost is the mean number of answers that day, steps included.
        """
        key = cell, about(days)
        known = self._answers.get(key)
        if known is None:
            known = self._answers[key] = self._answer(cell, key[1])
        return known

    def gain(self, cell: Cell, days: int, left: int) -> float:
        """Return what one answer adds to the recall `left` days later, on average."""
        horizon = about(left)
        key = cell, about(days), horizon
        known = self._after.get(key)
        if known is None:
            spread, cost = self.answered(cell, days)
            after = sum(chance * self.recall(to, horizon) for to, chance in spread)
            known = self._after[key] = after, cost
        after, cost = known
        return (after - self.recall(cell, days + horizon)) / cost

    def first_gain(self, left: int) -> float:
        """Return what one answer spent on a new card adds to the recall."""
        horizon = about(left)
        after = sum(chance * self.recall(to, horizon) for to, chance in self.met)
        return after / self.meeting_cost

    def _answer(self, cell: Cell, days: int) -> tuple[Spread, float]:
        memory = memory_of(cell)
        weights = self._policy.weights
        chance = retrievability(days, memory.stability, weights)
        steps = self.relearning_steps
        forgotten = step(memory, Rating.AGAIN, days, weights)
        spread = [(self._cell(self._stepped(forgotten, steps)), 1.0 - chance)]
        for rating, share in zip(list(Rating)[1:], self._habits.recalled, strict=True):
            after = step(memory, rating, days, weights)
            spread.append((self._cell(after), chance * share))
        return tuple(spread), 1.0 + (1.0 - chance) * steps

    def _cell(self, memory: Memory) -> Cell:
        return cell_of(memory, self.coarseness)

    def _first_day(self) -> tuple[Spread, float]:
        spread: list[tuple[Cell, float]] = []
        cost = 1.0
        steps = len(self._policy.learning_steps)
        to_go = (steps, steps, max(steps - 1, 0), 0)
        for rating, chance, more in zip(Rating, self._habits.first, to_go, strict=True):
            memory = step(None, rating, 0, self._policy.weights)
            spread.append((self._cell(self._stepped(memory, more)), chance))
            cost += chance * more
        return tuple(spread), cost

    def _stepped(self, memory: Memory, steps: int) -> Memory:
        for _ in range(steps):
            memory = step(memory, Rating.GOOD, 0, self._policy.weights)
        return memory


def about(days: int) -> int:
    """Return a number of days, coarser as it grows: one of 24 up to 1,000 days."""
    return _ABOUT[min(days, len(_ABOUT) - 1)]


def cell_of(memory: Memory, coarseness: int = 1) -> Cell:
    """Return the cell a memory lies in, or the middle one of a few cells together."""
    row = round(log(memory.stability) * _FINENESS / coarseness) * coarseness
    column = round((memory.difficulty - 1.0) / coarseness) * coarseness
    return row * _ROW + column


def memory_of(cell: Cell) -> Memory:
    """Return the memory in the middle of a cell."""
    row, column = divmod(cell, _ROW)
    return Memory(exp(row / _FINENESS), min(column + 1.0, HARDEST))
