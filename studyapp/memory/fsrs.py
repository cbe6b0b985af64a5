"""FSRS-6: how one answer changes the memory of one card.

Owns the formulas of the published FSRS-6 model (21 weights) and nothing about
steps, days or due dates. It must never read a clock, draw a random number or
keep state between calls.
Source of the formulas: https://github.com/open-spaced-repetition/awesome-fsrs/wiki/The-Algorithm
"""

from __future__ import annotations

from enum import IntEnum
from functools import lru_cache
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


class Model:
    """FSRS-6 with one set of weights; what depends on them alone is worked out once.

    A replay takes this step once per answer: 1.0 us, where looking the weights up
    each time costs 2.2 us.
    """

    __slots__ = (
        "_decay",
        "_easiest_pull",
        "_easy",
        "_factor",
        "_firsts",
        "_gain",
        "_growth",
        "_hard",
        "_keep",
        "_lapse",
        "_lapse_cap",
        "_same_day",
        "_saturation",
        "_shift",
        "weights",
    )

    def __init__(self, weights: Weights) -> None:
        w = self.weights = weights
        self._decay = -w[20]
        self._factor: float = 0.9 ** (1.0 / self._decay) - 1.0
        self._firsts = tuple(_first_memory(rating, w) for rating in Rating)
        self._growth = exp(w[8])
        self._saturation = -w[9]
        self._gain = w[10]
        self._hard, self._easy = w[15], w[16]
        self._lapse = (w[11], -w[12], w[13], w[14])
        self._lapse_cap = exp(w[17] * w[18])
        self._same_day = tuple(exp(w[17] * (r - 3 + w[18])) for r in Rating)
        self._shift = w[6] / 9.0
        self._easiest_pull = w[7] * (w[4] - exp(w[5] * 3) + 1.0)
        self._keep = 1.0 - w[7]

    def first(self, rating: int) -> Memory:
        """Return the memory after the first answer of a card."""
        return self._firsts[rating - 1]

    def after(
        self, stability: float, difficulty: float, rating: int, elapsed_days: int
    ) -> tuple[float, float]:
        """Return stability and difficulty after an answer to a card seen before.

        Recalled: S (1 + e^w8 (11 - D) S^-w9 (e^(w10 (1 - R)) - 1) hard easy).
        Forgotten: w11 D^-w12 ((S + 1)^w13 - 1) e^(w14 (1 - R)), at most
        S / e^(w17 w18). The same day: S e^(w17 (G - 3 + w18)) S^-w19, and only
        Again may shrink it. The difficulty: damped linearly towards 10, then
        reverted a little to that of a first Easy.
        """
        if elapsed_days < 1:
            growth = self._same_day[rating - 1] * stability ** -self.weights[19]
            after = stability * growth if growth >= 1.0 or rating == 1 else stability
        else:
            forgetting = (
                1.0 - (1.0 + self._factor * elapsed_days / stability) ** self._decay
            )
            if rating == 1:
                lapse, hardness, reach, loss = self._lapse
                after = lapse * difficulty**hardness * exp(loss * forgetting)
                after *= (stability + 1.0) ** reach - 1.0
                after = min(after, stability / self._lapse_cap)
            else:
                growth = self._growth * (11.0 - difficulty)
                growth *= stability**self._saturation
                growth *= exp(self._gain * forgetting) - 1.0
                if rating != 3:
                    growth *= self._hard if rating == 2 else self._easy
                after = stability * (1.0 + growth)
        if not STABILITY_FLOOR <= after <= STABILITY_CEILING:
            after = min(max(after, STABILITY_FLOOR), STABILITY_CEILING)
        damped = difficulty - self._shift * (rating - 3) * (10.0 - difficulty)
        reverted = self._easiest_pull + self._keep * damped
        if not EASIEST <= reverted <= HARDEST:
            reverted = min(max(reverted, EASIEST), HARDEST)
        return after, reverted

    def recall(self, elapsed_days: float, stability: float) -> float:
        """Return the chance of recall, 0 to 1, as `retrievability` does."""
        if elapsed_days <= 0:
            return 1.0
        chance: float = (1.0 + self._factor * elapsed_days / stability) ** self._decay
        return chance

    def stretch(self, desired_retention: float) -> float:
        """Return the days until recall falls so far, per day of stability."""
        reach: float = desired_retention ** (1.0 / self._decay) - 1.0
        return reach / self._factor


@lru_cache(maxsize=32)
def model_of(weights: Weights) -> Model:
    """Return the model with these weights."""
    return Model(weights)


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
    model = model_of(weights)
    if memory is None:
        return model.first(rating)
    return Memory(*model.after(*memory, rating, elapsed_days))


def retrievability(
    elapsed_days: float, stability: float, weights: Weights = DEFAULT_WEIGHTS
) -> float:
    """Return the chance of recall, 0 to 1; 0.9 when elapsed equals stability.

    Formula: (1 + f t / S) ** -w20 with f = 0.9 ** (-1 / w20) - 1. Time before
    the last answer counts as none.
    """
    return model_of(weights).recall(elapsed_days, stability)


def exact_interval(
    stability: float, desired_retention: float, weights: Weights = DEFAULT_WEIGHTS
) -> float:
    """Return the days until recall falls to the desired retention, not rounded."""
    return stability * model_of(weights).stretch(desired_retention)


def whole_days(days: float, maximum: int) -> int:
    """Return days as an interval, from 1 to `maximum`, rounded half to even."""
    return min(max(round(days), 1), maximum)


def _first_memory(rating: Rating, w: Weights) -> Memory:
    """S0 = w(G - 1); D0 = w4 - e^(w5 (G - 1)) + 1."""
    difficulty = w[4] - exp(w[5] * (rating - 1)) + 1.0
    return Memory(
        max(w[rating - 1], STABILITY_FLOOR),
        min(max(difficulty, EASIEST), HARDEST),
    )
