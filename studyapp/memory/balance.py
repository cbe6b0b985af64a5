"""Load balancing: among the days fuzz allows, the one with little to do.

Owns the weight of a day and the pick by weight. It must never see the journal:
the day it picks is written into the answer, and a replay reads it there.
The rule is that of Anki's balancer (rslib/src/scheduler/states/load_balancer.rs),
but for an empty day: there it outweighs every other day whatever the learner asked
of that weekday, here it counts as half a card.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from itertools import accumulate

HORIZON = 90
"""Days; a review that may fall later is left to fuzz."""

_EMPTY = 0.5
"""What a day without cards counts as, so that its other factors still tell."""
_CROWDING = 2.15
_DISTANCE = 3
_SIBLINGS = (1e-6, 0.2, 0.4, 0.6, 0.8)
"""By days between a card and its nearest sibling; further apart they do not matter."""
_LEAST = 1e-4


class Ease(StrEnum):
    """How much a weekday may hold."""

    NORMAL = "normal"
    REDUCED = "reduced"
    """About half of what a normal day holds."""
    MINIMUM = "minimum"
    """Only what has no other day to go to."""


_SHARES: Mapping[Ease, float] = {
    Ease.NORMAL: 1.0,
    Ease.REDUCED: 0.5,
    Ease.MINIMUM: 0.0,
}

Week = tuple[Ease, Ease, Ease, Ease, Ease, Ease, Ease]
"""Monday first."""
EVEN_WEEK: Week = (Ease.NORMAL,) * 7


@dataclass(frozen=True, slots=True)
class Load:
    """What a card's review has to find room in; study days are ordinals."""

    due: Mapping[int, int]
    """Reviews by study day; a day that is missing has none."""
    week: Week = EVEN_WEEK
    siblings: frozenset[int] = frozenset()
    """Study days on which a sibling of the card is due."""


def balanced_interval(
    low: int, high: int, day: int, load: Load, unit: float
) -> int | None:
    """Return the days from the study day `day` to the review, `low` to `high`.

    A pick by weight for `unit` in [0, 1); None beyond the horizon.
    """
    if high > HORIZON:
        return None
    intervals = range(low, high + 1)
    sums = list(accumulate(day_weights(intervals, day, load)))
    wanted = unit * sums[-1]
    passed = sum(upto <= wanted for upto in sums)
    return intervals[min(passed, len(intervals) - 1)]


def day_weights(intervals: Sequence[int], day: int, load: Load) -> list[float]:
    """Return the weight of a review after each of these many days from `day`."""
    counts = [load.due.get(day + interval, 0) for interval in intervals]
    weights = [
        max(count, _EMPTY) ** -_CROWDING * float(interval) ** -_DISTANCE
        for interval, count in zip(intervals, counts, strict=True)
    ]
    # A card is shown with up to four of these: most have no sibling, and most
    # learners an even week.
    if load.siblings:
        for index, interval in enumerate(intervals):
            weights[index] *= _sibling_factor(day + interval, load.siblings)
    if load.week != EVEN_WEEK:
        eases = [load.week[(day + interval - 1) % 7] for interval in intervals]
        for index, factor in enumerate(easy_factors(counts, eases)):
            weights[index] *= factor
    return weights


def easy_factors(counts: Sequence[int], eases: Sequence[Ease]) -> list[float]:
    """Return the factor of each day by what its weekday may hold.

    A reduced day counts fully until it holds more than its share of what the other
    days hold.
    """
    cards = sum(counts)
    shares = sum(_SHARES[ease] for ease in eases)
    return [
        _easy_factor(count, ease, cards - count, shares - _SHARES[ease])
        for count, ease in zip(counts, eases, strict=True)
    ]


def _easy_factor(count: int, ease: Ease, others: int, shares: float) -> float:
    if ease is Ease.NORMAL:
        return 1.0
    if ease is Ease.MINIMUM:
        return _LEAST
    is_full = count * shares > others * _SHARES[ease]
    return _LEAST if is_full else 1.0


def _sibling_factor(day: int, siblings: Iterable[int]) -> float:
    nearest = min(abs(day - other) for other in siblings)
    return _SIBLINGS[nearest] if nearest < len(_SIBLINGS) else 1.0
