"""How the log loss of one card's answers changes with each of the 21 weights.

Owns the derivatives of the formulas in `fsrs`, worked out by hand and walked
backwards through a card's answers: 7 us an answer where finite differences would
take 22. It must never follow other formulas than `fsrs.step`; a test compares both.
"""

from __future__ import annotations

from collections.abc import Sequence
from math import exp, log
from typing import NamedTuple

from studyapp.memory.fsrs import (
    EASIEST,
    HARDEST,
    STABILITY_CEILING,
    STABILITY_FLOOR,
    Weights,
)
from studyapp.memory.training import Answers

_SURE = 1e-6
"""Chances are held this far from 0 and 1, so that no loss is infinite."""
Partials = tuple[tuple[int, float], ...]
"""(weight's index, derivative)."""


class _Recall(NamedTuple):
    """The chance of recall before an answer, and its derivatives."""

    chance: float
    by_stability: float
    by_decay: float


class _Growth(NamedTuple):
    """The stability after an answer, and its derivatives."""

    stability: float
    by_stability: float
    by_difficulty: float
    by_weights: Partials


class _Ease(NamedTuple):
    """The difficulty after an answer, and its derivatives."""

    difficulty: float
    by_difficulty: float
    by_weights: Partials


class _Link(NamedTuple):
    """One answer in the chain: what it made of the memory and what it lost."""

    growth: _Growth
    ease: _Ease
    loss_by_stability: float
    loss_by_decay: float


def add_gradient(
    answers: Answers, w: Weights, shares: Sequence[float], gradient: list[float]
) -> float:
    """Return the weighted log loss of a card's reviews; add its derivatives.

    `shares` weighs each answer of the learner, by its order; `gradient` has 21
    places. Answers on the day of the one before are not scored.
    """
    first = answers.ratings[0]
    stability = max(w[first - 1], STABILITY_FLOOR)
    start = _first_difficulty(first, w)
    difficulty = start.difficulty
    links: list[_Link] = []
    loss = 0.0
    for index in range(1, len(answers.ratings)):
        rating, days = answers.ratings[index], answers.elapsed[index]
        by_stability = by_decay = 0.0
        if days < 1:
            growth = _same_day(stability, rating, w)
        else:
            recall = _recall(days, stability, w)
            share = shares[answers.order[index]]
            lost, slope = _loss(recall.chance, rating)
            loss += share * lost
            by_stability = share * slope * recall.by_stability
            by_decay = share * slope * recall.by_decay
            grown = _forgotten if rating == 1 else _recalled
            growth = grown(stability, difficulty, rating, recall, w)
        ease = _next_difficulty(difficulty, rating, w)
        links.append(_Link(_held(growth), ease, by_stability, by_decay))
        stability, difficulty = links[-1].growth.stability, ease.difficulty
    back_stability, back_difficulty = _walk_back(links, gradient)
    gradient[first - 1] += back_stability
    for place, slope in start.by_weights:
        gradient[place] += back_difficulty * slope
    return loss


def _walk_back(links: list[_Link], gradient: list[float]) -> tuple[float, float]:
    """Return the loss's derivatives by the first stability and difficulty."""
    by_stability = by_difficulty = 0.0
    for link in reversed(links):
        growth, ease = link.growth, link.ease
        for place, slope in growth.by_weights:
            gradient[place] += by_stability * slope
        for place, slope in ease.by_weights:
            gradient[place] += by_difficulty * slope
        gradient[20] += link.loss_by_decay
        by_stability, by_difficulty = (
            by_stability * growth.by_stability + link.loss_by_stability,
            by_stability * growth.by_difficulty + by_difficulty * ease.by_difficulty,
        )
    return by_stability, by_difficulty


def _loss(chance: float, rating: int) -> tuple[float, float]:
    """Return the log loss of one review and its derivative by the chance."""
    held = min(max(chance, _SURE), 1.0 - _SURE)
    if rating > 1:
        return -log(held), -1.0 / held
    return -log(1.0 - held), 1.0 / (1.0 - held)


def _recall(days: int, stability: float, w: Weights) -> _Recall:
    decay = w[20]
    base = 0.9 ** (-1.0 / decay)
    factor = base - 1.0
    inner = 1.0 + factor * days / stability
    chance = inner**-decay
    outer = -decay * chance / inner
    by_factor = outer * days / stability
    return _Recall(
        chance,
        -by_factor * factor / stability,
        -chance * log(inner) + by_factor * base * log(0.9) / decay**2,
    )


def _same_day(stability: float, rating: int, w: Weights) -> _Growth:
    distance = rating - 3 + w[18]
    growth = exp(w[17] * distance) * stability ** -w[19]
    if growth < 1.0 and rating > 1:
        return _Growth(stability, 1.0, 0.0, ())
    after = stability * growth
    parts = (
        (17, after * distance),
        (18, after * w[17]),
        (19, -after * log(stability)),
    )
    return _Growth(after, growth * (1.0 - w[19]), 0.0, parts)


def _recalled(
    stability: float, difficulty: float, rating: int, recall: _Recall, w: Weights
) -> _Growth:
    bonus = w[15] if rating == 2 else w[16] if rating == 4 else 1.0
    rise = exp(w[10] * (1.0 - recall.chance))
    plain = exp(w[8]) * (11.0 - difficulty) * stability ** -w[9]
    scale = plain * bonus * stability
    gained = scale * (rise - 1.0)
    by_chance = -w[10] * scale * rise
    parts = [
        (8, gained),
        (9, -gained * log(stability)),
        (10, scale * rise * (1.0 - recall.chance)),
        (20, by_chance * recall.by_decay),
    ]
    if rating != 3:
        parts.append((15 if rating == 2 else 16, plain * stability * (rise - 1.0)))
    return _Growth(
        stability + gained,
        1.0 + gained * (1.0 - w[9]) / stability + by_chance * recall.by_stability,
        -gained / (11.0 - difficulty),
        tuple(parts),
    )


def _forgotten(
    stability: float, difficulty: float, _rating: int, recall: _Recall, w: Weights
) -> _Growth:
    left = exp(w[14] * (1.0 - recall.chance)) * difficulty ** -w[12]
    power = (stability + 1.0) ** w[13]
    after = w[11] * left * (power - 1.0)
    most = stability / exp(w[17] * w[18])
    if after > most:
        parts = ((17, -w[18] * most), (18, -w[17] * most))
        return _Growth(most, most / stability, 0.0, parts)
    by_chance = -w[14] * after
    parts_of_weights = (
        (11, left * (power - 1.0)),
        (12, -after * log(difficulty)),
        (13, w[11] * left * power * log(stability + 1.0)),
        (14, after * (1.0 - recall.chance)),
        (20, by_chance * recall.by_decay),
    )
    by_stability = w[11] * left * w[13] * power / (stability + 1.0)
    return _Growth(
        after,
        by_stability + by_chance * recall.by_stability,
        -w[12] * after / difficulty,
        parts_of_weights,
    )


def _held(growth: _Growth) -> _Growth:
    """Return the growth within the bounds of stability; beyond them it is flat."""
    if growth.stability < STABILITY_FLOOR:
        return _Growth(STABILITY_FLOOR, 0.0, 0.0, ())
    if growth.stability > STABILITY_CEILING:
        return _Growth(STABILITY_CEILING, 0.0, 0.0, ())
    return growth


def _first_difficulty(rating: int, w: Weights) -> _Ease:
    power = exp(w[5] * (rating - 1))
    return _clamped(w[4] - power + 1.0, 0.0, ((4, 1.0), (5, -(rating - 1) * power)))


def _next_difficulty(difficulty: float, rating: int, w: Weights) -> _Ease:
    power = exp(w[5] * 3)
    easy = w[4] - power + 1.0
    pull = (rating - 3) / 9.0
    damped = difficulty - w[6] * pull * (10.0 - difficulty)
    kept = 1.0 - w[7]
    parts = (
        (4, w[7]),
        (5, -3.0 * w[7] * power),
        (6, -kept * pull * (10.0 - difficulty)),
        (7, easy - damped),
    )
    return _clamped(w[7] * easy + kept * damped, kept * (1.0 + w[6] * pull), parts)


def _clamped(difficulty: float, slope: float, parts: Partials) -> _Ease:
    if difficulty < EASIEST:
        return _Ease(EASIEST, 0.0, ())
    if difficulty > HARDEST:
        return _Ease(HARDEST, 0.0, ())
    return _Ease(difficulty, slope, parts)
