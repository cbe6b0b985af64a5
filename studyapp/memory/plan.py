"""The plan of one study day: which rule promises most on exam day, and how much.

Owns the comparison of the candidates and of other amounts of time. It must never
show a promise for a rule that the day's queue does not follow.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

from studyapp.memory.candidates import CANDIDATES, Candidate
from studyapp.memory.crowd import Crowd
from studyapp.memory.simulation import Outset, Season, expected_recall
from studyapp.memory.study_time import StudyTime

STEP_MINUTES = 10
_GRAIN = 5
_MONTH = 31
_FEW = 200
_MOST_MINUTES = 240


@dataclass(frozen=True, slots=True)
class Aim:
    """What a learner wants, and by which rules the cards come."""

    exam: date
    goal: float
    """Mean chance of recall wanted on exam day, 0 to 1."""
    retention: float
    new_per_day: int


@dataclass(frozen=True, slots=True)
class Plan:
    """One day's choice and its promise: mean chances of recall, 0 to 1."""

    chosen: Candidate
    recall: float
    promises: tuple[tuple[Candidate, float], ...]
    """Every candidate with its own promise."""
    less: float
    """With 10 minutes a day less."""
    more: float
    """With 10 minutes a day more."""
    extra_minutes: int | None
    """More minutes a day that reach the goal: 0 when it is reached, None when no
    number does."""


def make_plan(
    crowd: Crowd, outset: Outset, time: StudyTime, today: date, aim: Aim
) -> Plan:
    """Return the best candidate for today and what other amounts of time would do."""
    crowd = crowd.coarsened(_coarseness((aim.exam - today).days, len(outset.seen)))

    def promise(candidate: Candidate, more: int = 0) -> float:
        budgets = time.with_more(more).budgets(today, aim.exam)
        season = Season(budgets, aim.retention, aim.new_per_day)
        return expected_recall(crowd, outset, season, candidate)

    promises = tuple((candidate, promise(candidate)) for candidate in CANDIDATES)
    chosen, recall = max(promises, key=lambda pair: round(pair[1], 4))
    return Plan(
        chosen=chosen,
        recall=recall,
        promises=promises,
        less=promise(chosen, -STEP_MINUTES),
        more=promise(chosen, STEP_MINUTES),
        extra_minutes=_extra(lambda more: promise(chosen, more) >= aim.goal),
    )


def _coarseness(days: int, shares: int) -> int:
    """Return how coarsely to look ahead so that it takes well under a second."""
    if days > 2 * _MONTH:
        return 3
    return 1 if days <= _MONTH and shares <= _FEW else 2


def _extra(reaches: Callable[[int], bool]) -> int | None:
    """Return the fewest minutes more a day that reach the goal, in steps of 5."""
    if reaches(0):
        return 0
    low, high = 0, _MOST_MINUTES // _GRAIN
    if not reaches(high * _GRAIN):
        return None
    while high - low > 1:
        middle = (low + high) // 2
        low, high = (low, middle) if reaches(middle * _GRAIN) else (middle, high)
    return high * _GRAIN
