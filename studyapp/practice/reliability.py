"""Whether the chances told came true: predicted and actual, side by side.

Each chance must have been told before its answer was known; the caller sees to that.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

LEAST_ANSWERS = 100
BINS = 5


@dataclass(frozen=True, slots=True)
class Told:
    """A chance of being right, and whether the answer was."""

    chance: float
    right: bool


@dataclass(frozen=True, slots=True)
class Bin:
    """Answers that were told similar chances; all shares from 0 to 1."""

    low: float
    high: float
    """Smallest and greatest chance told."""
    predicted: float
    """Mean of the chances."""
    actual: float
    """Share that was right."""
    answers: int


def bins(told: Sequence[Told]) -> tuple[Bin, ...]:
    """Return five bins of nearly as many answers each, by rising chance.

    Empty under 100 answers, where chance would drown the message. Bins of equal
    count, not width: no learner's chances lie below that of a guess.
    """
    if len(told) < LEAST_ANSWERS:
        return ()
    ranked = sorted(told, key=lambda one: one.chance)
    edges = [round(len(ranked) * i / BINS) for i in range(BINS + 1)]
    return tuple(_bin(ranked[start:end]) for start, end in pairwise(edges))


def calibration_error(table: Sequence[Bin]) -> float:
    """Return the mean gap of predicted and actual, each bin by its answers."""
    answers = sum(row.answers for row in table)
    gaps = sum(abs(row.predicted - row.actual) * row.answers for row in table)
    return gaps / answers if answers else 0.0


def _bin(told: Sequence[Told]) -> Bin:
    return Bin(
        told[0].chance,
        told[-1].chance,
        sum(one.chance for one in told) / len(told),
        sum(one.right for one in told) / len(told),
        len(told),
    )
