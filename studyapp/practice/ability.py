"""What a learner can do, area by area, as answers show it: a Bayesian Rasch model.

Each area's ability is a common ability plus the area's own offset; the common one is
not kept, it is the covariance between areas. An answer moves all areas at once. The
model must be given first attempts only: a question seen before measures memory of
the question.

One answer is one assumed-density update (Opper 1998): the Gaussian belief times the
likelihood of the answer is replaced by the Gaussian with the same mean and variance.
"""

from __future__ import annotations

import math
from dataclasses import dataclass

from studyapp.practice.quadrature import POINTS

COMMON_MEAN = 0.4
COMMON_VARIANCE = 0.81
AREA_VARIANCE = 0.36
ITEM_VARIANCE = 0.8
"""How far a question is from what its tag says, in logits squared."""
TAG_STEP = 0.8
"""What "hard" or "easy" adds or takes, in logits. A whole logit trusts authors too
much: with tags that correlate 0.5 with the truth it doubles the calibration error."""
COMMON_GAIN = 0.002
"""What each answer teaches in all areas, in logits."""
AREA_GAIN = 0.01
"""What it teaches in its own area besides."""
DRIFT_VARIANCE = 0.001
"""What it adds to the uncertainty, in common and in its area."""


@dataclass(frozen=True, slots=True)
class Item:
    """A question as the model sees it."""

    area: int
    """Index of the area it examines."""
    difficulty: float
    """What its tag promises, in logits."""
    guess: float
    """Chance of being right without any knowledge."""


@dataclass(frozen=True, slots=True)
class Ability:
    """The belief about a learner: mean and covariance of the areas, in logits."""

    mean: tuple[float, ...]
    covariance: tuple[tuple[float, ...], ...]


def prior(areas: int) -> Ability:
    """Return the belief about a learner of whom nothing is known."""
    return Ability(
        (COMMON_MEAN,) * areas,
        tuple(
            tuple(
                COMMON_VARIANCE + (AREA_VARIANCE if row == column else 0.0)
                for column in range(areas)
            )
            for row in range(areas)
        ),
    )


def chance(ability: Ability, item: Item) -> float:
    """Return the probability that this learner answers the question right."""
    k = item.area
    mean = ability.mean[k] - item.difficulty
    spread = math.sqrt(ability.covariance[k][k] + ITEM_VARIANCE)
    known = 0.0
    for node, weight in POINTS:  # every answer ever given comes by: no call inside
        known += weight / (1 + math.exp(-(mean + spread * node)))
    return item.guess + (1 - item.guess) * known


def learned(ability: Ability, item: Item, *, right: bool) -> Ability:
    """Return the belief after a first attempt at the question.

    Mean and variance are matched along the item's own area and carried to the others
    by the covariance; then one answer's worth of learning passes.
    """
    k = item.area
    towards = ability.covariance[k]
    shift, shrink = _step(ability, item, right=right)
    mean = [
        m + shift * t + COMMON_GAIN for m, t in zip(ability.mean, towards, strict=True)
    ]
    rows = [
        [c + t_shrink * u + DRIFT_VARIANCE for c, u in zip(row, towards, strict=True)]
        for row, t_shrink in zip(
            ability.covariance, [shrink * t for t in towards], strict=True
        )
    ]
    mean[k] += AREA_GAIN
    rows[k][k] += DRIFT_VARIANCE
    return Ability(tuple(mean), tuple(map(tuple, rows)))


def logistic(x: float) -> float:
    """Return the logistic function of `x`, which is in logits."""
    return 1 / (1 + math.exp(-x))


def _step(ability: Ability, item: Item, *, right: bool) -> tuple[float, float]:
    """Return by how much mean and covariance move, per unit of covariance."""
    mean = ability.mean[item.area] - item.difficulty
    variance = ability.covariance[item.area][item.area] + ITEM_VARIANCE
    new_mean, new_variance = _moments(mean, variance, item.guess, right=right)
    return (new_mean - mean) / variance, (new_variance - variance) / variance**2


def _moments(
    mean: float, variance: float, guess: float, *, right: bool
) -> tuple[float, float]:
    """Return mean and variance of ability less difficulty, after the answer."""
    spread = math.sqrt(variance)
    total = first = second = 0.0
    for node, weight in POINTS:
        z = mean + spread * node
        p = guess + (1 - guess) / (1 + math.exp(-z))
        part = weight * (p if right else 1 - p)
        total += part
        first += part * z
        second += part * z * z
    new_mean = first / total
    return new_mean, second / total - new_mean * new_mean
