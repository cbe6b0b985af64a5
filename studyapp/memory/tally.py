"""Answers summed up by study day: what was remembered, against what was predicted.

Owns the sums that every figure of the past rests on. They are whole numbers, so that
taking an answer out again leaves exactly what was there before it came.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from math import log, sqrt
from typing import NamedTuple

from studyapp.memory.reviews import Review
from studyapp.memory.state import Phase

_INTERVALS = ((1, 1), (2, 3), (4, 7), (8, 14), (15, 30), (31, 90), (91, 180))
_LONGEST_FROM = 181
_ROWS: tuple[tuple[int, int | None], ...] = (*_INTERVALS, (_LONGEST_FROM, None))
_LEAST_CHANCE = 1e-4
"""Keeps the log loss finite when the model was certain and wrong."""
_MILLION = 1_000_000
_Z95 = 1.959964

IN_STEPS = 0
"""Bucket of answers to new cards and cards in steps."""
SAME_DAY = 1
"""Bucket of cards in review answered a second time on a day."""
FIRST_TRIAL = 2
"""Bucket of reviews after the shortest wait; those of longer ones follow."""

Key = tuple[int, int]
"""Ordinal of the study day, and bucket."""


class Tally(NamedTuple):
    """Answers of one day in one bucket, or the sum of many."""

    again: int = 0
    hard: int = 0
    good: int = 0
    easy: int = 0
    expected: int = 0
    """Sum of the chances predicted, in millionths; 0 outside trials."""
    loss: int = 0
    """Sum of the log losses of the predictions, in millionths of a nat."""
    elapsed_ms: int = 0
    """Time taken."""

    @property
    def answers(self) -> int:
        """All answers."""
        return self.again + self.hard + self.good + self.easy

    @property
    def recalled(self) -> int:
        """Answers that were not Again."""
        return self.hard + self.good + self.easy


NOTHING = Tally()
Sums = Mapping[int, Tally]
"""By bucket, over some days."""


@dataclass(frozen=True, slots=True)
class Trials:
    """Reviews after waits of `low` to `high` days: predicted against what came."""

    low: int
    high: int | None
    """None: and longer."""
    reviews: int
    recalled: int
    expected: float
    """Sum of the chances predicted: the recalls that were to be expected."""

    @property
    def predicted(self) -> float:
        """Mean chance predicted, 0 to 1; 0 without reviews."""
        return self.expected / self.reviews if self.reviews else 0.0

    @property
    def share(self) -> float:
        """Recalled over reviews, 0 to 1; 0 without reviews."""
        return self.recalled / self.reviews if self.reviews else 0.0

    @property
    def margin(self) -> tuple[float, float]:
        """The 95 % interval of the share.

        Wilson, https://doi.org/10.1080/01621459.1927.10502953
        """
        if not self.reviews:
            return 0.0, 1.0
        n, p, z = self.reviews, self.share, _Z95
        middle = (p + z * z / (2 * n)) / (1 + z * z / n)
        half = z / (1 + z * z / n) * sqrt(p * (1 - p) / n + z * z / (4 * n * n))
        return min(max(middle - half, 0.0), p), max(min(middle + half, 1.0), p)


@dataclass(frozen=True, slots=True)
class Calibration:
    """How far the predictions can be trusted."""

    rows: tuple[Trials, ...]
    """By the days waited, shortest first; a row without reviews is left out."""
    total: Trials
    log_loss: float | None
    """Mean, in nats; lower is better; None without reviews."""


@dataclass(frozen=True, slots=True)
class Buttons:
    """How often each grade was given."""

    again: int
    hard: int
    good: int
    easy: int

    @property
    def total(self) -> int:
        """All answers."""
        return self.again + self.hard + self.good + self.easy


def tallies_of(reviews: Iterable[Review]) -> dict[Key, Tally]:
    """Return the answers summed up by day and bucket."""
    sums: dict[Key, Tally] = {}
    for review in reviews:
        key = review.day.toordinal(), _bucket(review)
        sums[key] = _plus(sums.get(key, NOTHING), _one(review))
    return sums


def difference(
    after: Mapping[Key, Tally], before: Mapping[Key, Tally]
) -> dict[Key, Tally]:
    """Return what must be added to `before` to make it `after`; nothing is left out."""
    return {
        key: change
        for key in after.keys() | before.keys()
        if any(change := _minus(after.get(key, NOTHING), before.get(key, NOTHING)))
    }


def calibration(sums: Sums) -> Calibration:
    """Return the reviews that tell of memory, by wait and altogether."""
    rows = [
        _trials(*bounds, sums.get(bucket, NOTHING))
        for bucket, bounds in enumerate(_ROWS, start=FIRST_TRIAL)
    ]
    whole = total(t for bucket, t in sums.items() if bucket >= FIRST_TRIAL)
    return Calibration(
        tuple(row for row in rows if row.reviews),
        _trials(1, None, whole),
        whole.loss / _MILLION / whole.answers if whole.answers else None,
    )


def buttons(sums: Sums, *, in_steps: bool) -> Buttons:
    """Return how often each grade was given to cards in steps, or in review."""
    grades = total(t for b, t in sums.items() if (b == IN_STEPS) is in_steps)
    return Buttons(*grades[:4])


def total(tallies: Iterable[Tally]) -> Tally:
    """Return the sum of some tallies."""
    whole = NOTHING
    for tally in tallies:
        whole = _plus(whole, tally)
    return whole


def _bucket(review: Review) -> int:
    if review.phase is not Phase.REVIEW:
        return IN_STEPS
    if review.predicted is None:
        return SAME_DAY
    shorter = sum(review.waited > high for _, high in _INTERVALS)
    return FIRST_TRIAL + shorter


def _one(review: Review) -> Tally:
    again, hard, good, easy = (int(review.rating == grade) for grade in range(1, 5))
    expected = loss = 0
    if review.is_trial and review.predicted is not None:
        told = review.predicted if review.recalled else 1.0 - review.predicted
        expected = round(review.predicted * _MILLION)
        loss = round(-log(max(told, _LEAST_CHANCE)) * _MILLION)
    return Tally(again, hard, good, easy, expected, loss, review.elapsed_ms)


def _plus(one: Tally, other: Tally) -> Tally:
    return Tally(*map(int.__add__, one, other))


def _minus(one: Tally, other: Tally) -> Tally:
    return Tally(*map(int.__sub__, one, other))


def _trials(low: int, high: int | None, tally: Tally) -> Trials:
    return Trials(low, high, tally.answers, tally.recalled, tally.expected / _MILLION)
