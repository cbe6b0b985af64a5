"""From what a learner can do to how an exam would go, with how sure that is.

Abilities are drawn from the belief; the forms an exam could set are not drawn one by
one but summed up exactly: the points of a form given an ability are binomial. The
same belief always gives the same numbers. It never turns a raw score into AWS's
scaled one, which AWS alone can do.
"""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from enum import StrEnum
from functools import lru_cache
from itertools import accumulate, chain
from operator import mul

from studyapp.chance import Dice
from studyapp.practice.ability import ITEM_VARIANCE, Ability, Item, logistic
from studyapp.practice.quadrature import POINTS

LEAST_ATTEMPTS = 30
ENOUGH_ATTEMPTS = 60
INTERVAL = 0.80
_INTERVAL_REACH = 1.2816
"""Standard deviations from the mean to its ends."""
_DRAWS = 250
"""Each is used with its mirror image, so the mean has no error from drawing."""
_CUTS = 9
_REACH = 8.0
_STEPS = 128
"""Scores are tabled for abilities from -8 to 8 in this many steps."""
_FINENESS = 200
"""Scores are told apart by half a point in a hundred."""
_TINY = 1e-9
_DIGITS = 6


class Evidence(StrEnum):
    """How much the first attempts allow to say."""

    NONE = "none"
    """Nothing yet."""
    EARLY = "early"
    """A wide band."""
    ENOUGH = "enough"


@dataclass(frozen=True, slots=True)
class Part:
    """A kind of question and its share of a form."""

    item: Item
    weight: float


@dataclass(frozen=True, slots=True)
class Cuts:
    """Where the pass mark may lie, as shares of the points."""

    low: float
    high: float

    @property
    def all(self) -> tuple[float, ...]:
        """Marks spread evenly over the range."""
        step = (self.high - self.low) / (_CUTS - 1)
        return tuple(self.low + step * i for i in range(_CUTS))


@dataclass(frozen=True, slots=True)
class Outlook:
    """How a form would go; all numbers are shares from 0 to 1."""

    expected: float
    """Mean share of the points."""
    low: float
    high: float
    """The 80 % interval of the learner's true share, over all forms."""


@dataclass(frozen=True, slots=True)
class PassChance:
    """The chance to reach the mark."""

    low: float
    """If the mark is as high as it may be."""
    high: float
    """If it is as low as it may be."""
    mean: float
    """Over all marks it may be."""


def evidence(attempts: int) -> Evidence:
    """Return how much a number of first attempts allows to say."""
    if attempts < LEAST_ATTEMPTS:
        return Evidence.NONE
    return Evidence.EARLY if attempts < ENOUGH_ATTEMPTS else Evidence.ENOUGH


def shares(ability: Ability, form: Sequence[Part]) -> tuple[float, ...]:
    """Return true shares of points, ascending, one for each ability drawn."""
    curves = _curves(form, len(ability.mean))
    factor = _cholesky(ability.covariance)
    drawn: list[float] = []
    for normals in _normals(len(ability.mean)):
        offsets = [sum(map(mul, row, normals)) for row in factor]
        for sign in (1, -1):
            points = 0.0
            for area, curve in curves:
                points += _at(curve, ability.mean[area] + sign * offsets[area])
            drawn.append(points)
    return tuple(sorted(drawn))


def area_outlook(ability: Ability, form: Sequence[Part], area: int) -> Outlook:
    """Return how the questions of one area would go."""
    curve = _curve(parts := [p for p in form if p.item.area == area], _whole(parts))
    spread = math.sqrt(ability.covariance[area][area])
    mean = sum(
        weight * _at(curve, ability.mean[area] + spread * z) for z, weight in POINTS
    )
    reach = _INTERVAL_REACH * spread
    low, high = (_at(curve, ability.mean[area] + sign * reach) for sign in (-1, 1))
    return Outlook(mean, low, high)


def outlook(drawn: Sequence[float]) -> Outlook:
    """Return mean and interval of the shares drawn."""
    tail = (1 - INTERVAL) / 2
    last = len(drawn) - 1
    return Outlook(
        sum(drawn) / len(drawn), drawn[round(tail * last)], drawn[round(-tail * last)]
    )


def point_chances(drawn: Sequence[float], questions: int) -> tuple[float, ...]:
    """Return the chance of each number of points from 0 to `questions`."""
    total = [0.0] * (questions + 1)
    for grid, count in Counter(round(s * _FINENESS) for s in drawn).items():
        share = grid / _FINENESS
        for points in range(questions + 1):
            total[points] += count * _binomial(points, questions, share)
    return tuple(part / len(drawn) for part in total)


def point_interval(points: Sequence[float]) -> tuple[int, int]:
    """Return the 80 % interval of the points, from the chances of each number."""
    tail = (1 - INTERVAL) / 2
    reached = list(accumulate(points))
    low = next(i for i, share in enumerate(reached) if share > tail)
    high = next(i for i, share in enumerate(reached) if share >= 1 - tail)
    return low, high


def pass_chance(points: Sequence[float], cuts: Cuts) -> PassChance:
    """Return the chance to reach the mark, from the chances of `point_chances`."""
    chances = [_reaching(points, cut) for cut in cuts.all]
    return PassChance(chances[-1], chances[0], sum(chances) / len(chances))


def rounded_out(low: float, high: float, step: float) -> tuple[float, float]:
    """Return the bounds moved outwards to whole steps."""
    down, up = math.floor(low / step + _TINY), math.ceil(high / step - _TINY)
    return round(down * step, _DIGITS), round(up * step, _DIGITS)


def _reaching(points: Sequence[float], cut: float) -> float:
    needed = math.ceil(cut * (len(points) - 1) - _TINY)
    return min(1.0, sum(points[needed:]))


def _binomial(points: int, questions: int, share: float) -> float:
    ways = math.comb(questions, points)
    return ways * share**points * (1 - share) ** (questions - points)


def _curves(form: Sequence[Part], areas: int) -> list[tuple[int, tuple[float, ...]]]:
    """Return for each examined area its points by ability, weights included."""
    whole = _whole(form)
    found = []
    for area in range(areas):
        parts = [part for part in form if part.item.area == area]
        if parts:
            found.append((area, _curve(parts, whole)))
    return found


def _whole(form: Iterable[Part]) -> float:
    return sum(part.weight for part in form)


def _curve(parts: Iterable[Part], whole: float) -> tuple[float, ...]:
    certain = 0.0
    by_difficulty: dict[float, float] = {}
    for part in parts:
        weight, difficulty = part.weight / whole, part.item.difficulty
        certain += weight * part.item.guess
        so_far = by_difficulty.get(difficulty, 0.0)
        by_difficulty[difficulty] = so_far + weight * (1 - part.item.guess)
    tables = [(w, _known(difficulty)) for difficulty, w in by_difficulty.items()]
    return tuple(
        certain + sum(w * table[step] for w, table in tables)
        for step in range(_STEPS + 1)
    )


@lru_cache(maxsize=16)
def _known(difficulty: float) -> tuple[float, ...]:
    """Return the chance to know a question of this tag, by ability."""
    spread = math.sqrt(ITEM_VARIANCE)
    abilities = (2 * _REACH * step / _STEPS - _REACH for step in range(_STEPS + 1))
    return tuple(
        sum(w * logistic(ability - difficulty + spread * z) for z, w in POINTS)
        for ability in abilities
    )


def _at(curve: Sequence[float], ability: float) -> float:
    """Return a curve's value between its steps."""
    place = min(max((ability + _REACH) * (_STEPS / (2 * _REACH)), 0.0), _STEPS - 1e-6)
    step = int(place)
    return curve[step] + (place - step) * (curve[step + 1] - curve[step])


@lru_cache(maxsize=4)
def _normals(size: int) -> tuple[tuple[float, ...], ...]:
    dice = Dice("readiness", 0)
    return tuple(
        tuple(chain.from_iterable(dice.normals() for _ in range((size + 1) // 2)))
        for _ in range(_DRAWS)
    )


def _cholesky(matrix: Sequence[Sequence[float]]) -> list[list[float]]:
    """Return the lower triangle whose square is `matrix`, row by row."""
    rows: list[list[float]] = []
    for i, line in enumerate(matrix):
        row: list[float] = []
        for j, above in enumerate([*rows, row]):
            rest = line[j] - sum(a * b for a, b in zip(row, above, strict=False))
            row.append(math.sqrt(rest) if i == j else rest / above[j])
        rows.append(row)
    return rows
