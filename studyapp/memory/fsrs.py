"""FSRS-6: how one answer changes the memory of one card.

Owns the formulas of the published FSRS-6 model (21 weights) and nothing about
steps, days or due dates. It must never read a clock, draw a random number or
keep state between calls.
Source of the formulas: https://github.com/open-spaced-repetition/awesome-fsrs/wiki/The-Algorithm
"""

from __future__ import annotations

from enum import IntEnum
from math import exp
from typing import NamedTuple

Weights = tuple[float, ...]

DEFAULT_WEIGHTS: Weights = (
    0.212,
    1.2931,
    2.3065,
    8.2956,
    6.4133,
    0.8334,
    3.0194,
    0.001,
    1.8722,
    0.1666,
    0.796,
    1.4835,
    0.0614,
    0.2629,
    1.6483,
    0.6014,
    1.8729,
    0.5425,
    0.0912,
    0.0658,
    0.1542,
)

WEIGHT_BOUNDS: tuple[tuple[float, float], ...] = (
    *((0.001, 100.0),) * 4,
    (1.0, 10.0),
    (0.001, 4.0),
    (0.001, 4.0),
    (0.001, 0.75),
    (0.0, 4.5),
    (0.0, 0.8),
    (0.001, 3.5),
    (0.001, 5.0),
    (0.001, 0.25),
    (0.001, 0.9),
    (0.0, 4.0),
    (0.0, 1.0),
    (1.0, 6.0),
    (0.0, 2.0),
    (0.0, 2.0),
    (0.0, 0.8),
    (0.1, 0.8),
)

LONGEST_INTERVAL = 36_500
STABILITY_FLOOR = 0.001
STABILITY_CEILING = 1e9
"""Days. Far above any interval; keeps extreme weights from overflowing a float."""

EASIEST = 1.0
HARDEST = 10.0


class Rating(IntEnum):
    """The learner's verdict on an answer; the number is the one FSRS uses."""

    AGAIN = 1
    HARD = 2
    GOOD = 3
    EASY = 4


class Memory(NamedTuple):
    """What the model believes about one card right after an answer."""

    stability: float
    """Days until the chance of recall has fallen to 90 %."""
    difficulty: float
    """1 (easy) to 10 (hard)."""


def validate_weights(weights: Weights) -> Weights:
    """Return the weights unchanged, or raise ValueError naming every bad one."""
    if len(weights) != len(WEIGHT_BOUNDS):
        raise ValueError(f"expected {len(WEIGHT_BOUNDS)} weights, got {len(weights)}")
    problems = [
        f"weight {index} is {weight}, outside {low} to {high}"
        for index, (weight, (low, high)) in enumerate(
            zip(weights, WEIGHT_BOUNDS, strict=True)
        )
        if not low <= weight <= high
    ]
    if problems:
        raise ValueError("; ".join(problems))
    return weights


def step(
    memory: Memory | None,
    rating: Rating,
    elapsed_days: int,
    weights: Weights = DEFAULT_WEIGHTS,
) -> Memory:
    """Return the memory after an answer.

    `memory` is None for a card never answered before. `elapsed_days` counts
    study days since the memory was last measured; below 1 the short-term
    formula applies.
    """
    if memory is None:
        return _first_memory(rating, weights)
    if elapsed_days < 1:
        stability = _same_day(memory.stability, rating, weights)
    elif rating == 1:
        stability = _forgotten(memory, elapsed_days, weights)
    else:
        stability = _recalled(memory, rating, elapsed_days, weights)
    if stability < STABILITY_FLOOR:
        stability = STABILITY_FLOOR
    elif stability > STABILITY_CEILING:
        stability = STABILITY_CEILING
    return Memory(stability, _next_difficulty(memory.difficulty, rating, weights))


def retrievability(
    elapsed_days: float, stability: float, weights: Weights = DEFAULT_WEIGHTS
) -> float:
    """Return the chance of recall, 0 to 1; 0.9 when elapsed equals stability.

    Formula: (1 + f t / S) ** -w20 with f = 0.9 ** (-1 / w20) - 1. Time before
    the last answer counts as none.
    """
    if elapsed_days <= 0:
        return 1.0
    decay = -weights[20]
    factor = 0.9 ** (1.0 / decay) - 1.0
    chance: float = (1.0 + factor * elapsed_days / stability) ** decay
    return chance


def exact_interval(
    stability: float, desired_retention: float, weights: Weights = DEFAULT_WEIGHTS
) -> float:
    """Return the days until recall falls to the desired retention, not rounded."""
    inverse_decay = -1.0 / weights[20]
    factor = 0.9**inverse_decay - 1.0
    days: float = stability / factor * (desired_retention**inverse_decay - 1.0)
    return days


def interval_days(
    stability: float,
    desired_retention: float,
    weights: Weights = DEFAULT_WEIGHTS,
    maximum: int = LONGEST_INTERVAL,
) -> int:
    """Return the interval in whole days, from 1 to `maximum`, rounded half to even."""
    days = round(exact_interval(stability, desired_retention, weights))
    return min(max(days, 1), maximum)


def _first_memory(rating: Rating, w: Weights) -> Memory:
    """S0 = w(G - 1); D0 = w4 - e^(w5 (G - 1)) + 1."""
    difficulty = w[4] - exp(w[5] * (rating - 1)) + 1.0
    return Memory(
        max(w[rating - 1], STABILITY_FLOOR),
        min(max(difficulty, EASIEST), HARDEST),
    )


def _same_day(stability: float, rating: Rating, w: Weights) -> float:
    """S' = S exp(w17 (G - 3 + w18)) S ** -w19; only Again may shrink it."""
    growth: float = exp(w[17] * (rating - 3 + w[18])) * stability ** -w[19]
    if growth < 1.0 and rating > 1:
        return stability
    return stability * growth


def _recalled(memory: Memory, rating: Rating, elapsed_days: int, w: Weights) -> float:
    """S' = S (1 + e^w8 (11 - D) S^-w9 (e^(w10 (1 - R)) - 1) hard easy)."""
    stability = memory.stability
    forgetting = 1.0 - retrievability(elapsed_days, stability, w)
    growth: float = (
        exp(w[8])
        * (11.0 - memory.difficulty)
        * stability ** -w[9]
        * (exp(w[10] * forgetting) - 1.0)
    )
    if rating == 2:
        growth *= w[15]
    elif rating == 4:
        growth *= w[16]
    return stability * (1.0 + growth)


def _forgotten(memory: Memory, elapsed_days: int, w: Weights) -> float:
    """S' = w11 D^-w12 ((S + 1)^w13 - 1) e^(w14 (1 - R)), at most S / e^(w17 w18)."""
    stability = memory.stability
    forgetting = 1.0 - retrievability(elapsed_days, stability, w)
    long_term: float = (
        w[11]
        * memory.difficulty ** -w[12]
        * ((stability + 1.0) ** w[13] - 1.0)
        * exp(w[14] * forgetting)
    )
    return min(long_term, stability / exp(w[17] * w[18]))


def _next_difficulty(difficulty: float, rating: Rating, w: Weights) -> float:
    """Damp the change linearly towards 10, then revert a little to D0(Easy)."""
    damped = difficulty - w[6] * (rating - 3) * (10.0 - difficulty) / 9.0
    easy = w[4] - exp(w[5] * 3) + 1.0
    reverted = w[7] * easy + (1.0 - w[7]) * damped
    return min(max(reverted, EASIEST), HARDEST)
