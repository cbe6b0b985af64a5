"""The plan of one study day: which rule promises most on exam day, and how much.

Owns the comparison of the candidates and of other amounts of time. It must never
show a promise for a rule that the day's queue does not follow.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from functools import cache
from math import ceil

from studyapp.memory.candidates import CANDIDATES, VALUE, Candidate
from studyapp.memory.crowd import Crowd
from studyapp.memory.simulation import Outset, Season, expected_recall
from studyapp.memory.study_time import StudyTime

STEP_MINUTES = 10
MOST_MINUTES = 12 * 60
"""A day, at most, when it is worked out how much time a goal takes."""
_GRAIN = 5
_MONTH = 31
_FEW = 200


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
    """More minutes a day that reach the goal: 0 when it is reached, None when even
    12 hours a day do not."""
    ceiling: float
    """With 12 hours a day where the goal is out of reach, else the same as `recall`."""


Promise = Callable[[Candidate, int], float]
"""From a rule and minutes a day more to the recall on exam day."""


def make_plan(
    crowd: Crowd,
    outset: Outset,
    time: StudyTime,
    today: date,
    aim: Aim,
    going_on: Callable[[], None] = lambda: None,
) -> Plan:
    """Return the best candidate for today and what other amounts of time would do.

    `going_on` is called before each look ahead, 0.2 s apart; what it raises ends it.
    """
    crowd = crowd.coarsened(_coarseness((aim.exam - today).days, len(outset.seen)))

    @cache
    def promise(candidate: Candidate, more: int) -> float:
        going_on()
        budgets = time.with_more(more).budgets(today, aim.exam)
        season = Season(budgets, aim.retention, aim.new_per_day)
        return expected_recall(crowd, outset, season, candidate)

    promises = tuple((candidate, promise(candidate, 0)) for candidate in CANDIDATES)
    chosen, recall = max(promises, key=lambda pair: round(pair[1], 4))
    extra: int | None = 0
    ceiling = recall
    if recall < aim.goal:
        most = max(MOST_MINUTES - max(time.minutes), 0)
        extra, ceiling = _extra(promise, chosen, most, aim.goal)
    return Plan(
        chosen=chosen,
        recall=recall,
        promises=promises,
        less=promise(chosen, -STEP_MINUTES),
        more=max(promise(rule, STEP_MINUTES) for rule in (chosen, VALUE)),
        extra_minutes=extra,
        ceiling=ceiling,
    )


def _coarseness(days: int, shares: int) -> int:
    """Return how coarsely to look ahead so that it takes well under a second."""
    if days > 2 * _MONTH:
        return 3
    return 1 if days <= _MONTH and shares <= _FEW else 2


def _extra(
    promise: Promise, chosen: Candidate, most: int, goal: float
) -> tuple[int | None, float]:
    """Return the fewest minutes more a day that reach the goal, in steps of 5.

    Beside them the recall with `most` minutes more. With more time another rule than
    today's may be the best one.
    """
    for rules in ((chosen, VALUE), CANDIDATES):
        ceiling = max(promise(rule, most) for rule in rules)
        if ceiling >= goal:
            break
    else:
        return None, ceiling
    low, high = 0, ceil(most / _GRAIN)
    while high - low > 1:
        middle = (low + high) // 2
        reached = any(promise(rule, middle * _GRAIN) >= goal for rule in rules)
        low, high = (low, middle) if reached else (middle, high)
    return min(high * _GRAIN, most), ceiling
