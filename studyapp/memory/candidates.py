"""The rules a day of study can follow before an exam.

Owns which seen cards a rule asks for today, and in which order. It must never look
at single cards: a cell, the days since its last answer and the days left are all.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum
from math import ceil

from studyapp.memory.crowd import Cell, Crowd

_LEAST_GAIN = 0.001
"""Less recall for an answer than that is not worth the learner's time."""
_RAMP_DAYS = 14
_RAMP_TOP = 0.95
_LONGEST_ROUND = 7


class Spacing(StrEnum):
    """When a card that was seen comes back."""

    PLAIN = "plain"
    """When its recall falls to the desired retention."""
    RAMP = "ramp"
    """The same, with a retention that climbs to 95 % over the last fortnight."""
    ROUND = "round"
    """Plain, then every card once more in the last days, the weakest first."""
    VALUE = "value"
    """When no other answer would raise the recall on exam day more."""


class Start(StrEnum):
    """What a day begins with."""

    REVIEWS = "reviews"
    NEW = "new"
    BEST = "best"
    """Reviews and new cards by what an answer is worth."""


@dataclass(frozen=True, slots=True)
class Candidate:
    """One way to spend the days."""

    spacing: Spacing
    start: Start

    @property
    def name(self) -> str:
        """A short name, such as `new_round`."""
        first = "new_" if self.start is Start.NEW else ""
        return f"{first}{self.spacing.value}"


PLAIN = Candidate(Spacing.PLAIN, Start.REVIEWS)
VALUE = Candidate(Spacing.VALUE, Start.BEST)
CANDIDATES = (
    PLAIN,
    *(Candidate(s, Start.REVIEWS) for s in (Spacing.RAMP, Spacing.ROUND)),
    *(
        Candidate(spacing, Start.NEW)
        for spacing in (Spacing.PLAIN, Spacing.RAMP, Spacing.ROUND)
    ),
    VALUE,
)
"""Where two promise the same, the earlier one is taken."""


def candidate(name: str) -> Candidate:
    """Return the candidate with a name; ValueError when there is none."""
    for one in CANDIDATES:
        if one.name == name:
            return one
    raise ValueError(f"there is no rule '{name}'")


Rank = Callable[[Cell, int], float | None]
"""From a cell and the days since its answer, at least 1: lower comes first, None is
not wanted today. Never above 1."""


def rank_of(
    spacing: Spacing, crowd: Crowd, left: int, retention: float, window: int
) -> Rank:
    """Return the order of seen cards `left` days before the exam.

    `window` is the length of a last round in days, as `round_days` gives it.
    """
    if spacing is Spacing.VALUE:
        return lambda cell, days: _worth(crowd.gain(cell, days, left))
    wanted = _ramped(left, retention) if spacing is Spacing.RAMP else retention
    due = _due(crowd, wanted)
    if spacing is not Spacing.ROUND or left > window:
        return due
    passed = window - left

    def weakest(cell: Cell, days: int) -> float | None:
        return crowd.recall(cell, days + left) if days > passed else None

    return weakest


def round_days(cards: float, answers_a_day: float) -> int:
    """Return the days a last round takes, 1 to 7."""
    if answers_a_day <= 0:
        return 1
    return min(max(ceil(cards / answers_a_day), 1), _LONGEST_ROUND)


def _due(crowd: Crowd, retention: float) -> Rank:
    def rank(cell: Cell, days: int) -> float | None:
        if days < crowd.interval(cell, retention):
            return None
        return crowd.recall(cell, days)

    return rank


def _ramped(left: int, retention: float) -> float:
    if left >= _RAMP_DAYS:
        return retention
    climbed = (1.0 - left / _RAMP_DAYS) * (_RAMP_TOP - retention)
    return max(retention, round(retention + climbed, 3))


def _worth(gain: float) -> float | None:
    return -gain if gain > _LEAST_GAIN else None
