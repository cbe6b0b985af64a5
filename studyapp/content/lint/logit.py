"""A conditional logit: which of several options is chosen, from their features.

McFadden (1974): P(option i) = exp(b.x_i) / sum_j exp(b.x_j), with a ridge on b. Pure
arithmetic on lists: no library, no randomness.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from operator import mul

Vector = list[float]
Matrix = list[Vector]

_STEPS = 40
_CLOSE = 1e-6


@dataclass(frozen=True, slots=True)
class Choice:
    """The features of each option of one question, and which one is the key."""

    options: Sequence[Vector]
    key: int


@dataclass(frozen=True, slots=True)
class Fit:
    """Weights, and the curvature of the likelihood around them."""

    weights: Vector
    curvature: Matrix


def probabilities(weights: Vector, options: Sequence[Vector]) -> Vector:
    """Return how likely each option is the key."""
    scores = [sum(map(mul, weights, option)) for option in options]
    top = max(scores)
    raised = [math.exp(score - top) for score in scores]
    total = sum(raised)
    return [value / total for value in raised]


def fit(choices: Sequence[Choice], ridge: float, near: Fit | None = None) -> Fit:
    """Return the weights of the highest penalised likelihood.

    Newton's method. With `near`, a fit on almost the same choices, its curvature
    stands in for this one: a few steps more, each at a fifth of the cost.
    """
    size = len(choices[0].options[0])
    weights = list(near.weights) if near else [0.0] * size
    curvature = near.curvature if near else _curvature(choices, weights, ridge)
    for _ in range(_STEPS):
        move = solve(curvature, _slope(choices, weights, ridge))
        weights = [w + m for w, m in zip(weights, move, strict=True)]
        if max(map(abs, move)) < _CLOSE:
            break
        if near is None:
            curvature = _curvature(choices, weights, ridge)
    return Fit(weights, curvature)


def _slope(choices: Sequence[Choice], weights: Vector, ridge: float) -> Vector:
    """Return the gradient: key's features less those expected."""
    slope = [-ridge * w for w in weights]
    for choice in choices:
        chances = probabilities(weights, choice.options)
        for index, (chance, option) in enumerate(
            zip(chances, choice.options, strict=True)
        ):
            share = (index == choice.key) - chance
            slope = [s + share * x for s, x in zip(slope, option, strict=True)]
    return slope


def _curvature(choices: Sequence[Choice], weights: Vector, ridge: float) -> Matrix:
    """Return the negative Hessian: the features' covariance, plus the ridge."""
    size = len(weights)
    total = [[ridge * (i == j) for j in range(size)] for i in range(size)]
    for choice in choices:
        chances = probabilities(weights, choice.options)
        columns = list(zip(*choice.options, strict=True))
        means = [sum(map(mul, chances, column)) for column in columns]
        weighted = [
            [chance * (x - mean) for chance, x in zip(chances, column, strict=True)]
            for column, mean in zip(columns, means, strict=True)
        ]
        for i in range(size):
            row, left = total[i], weighted[i]
            for j in range(i + 1):
                row[j] += sum(map(mul, left, columns[j]))
    for i in range(size):
        for j in range(i):
            total[j][i] = total[i][j]
    return total


def solve(matrix: Matrix, right: Vector) -> Vector:
    """Return x with `matrix` x = `right`, for a symmetric positive matrix.

    Gaussian elimination with partial pivoting; the arguments stay as they are.
    """
    size = len(right)
    rows = [[*row, value] for row, value in zip(matrix, right, strict=True)]
    for column in range(size):
        pivot = max(range(column, size), key=lambda r: abs(rows[r][column]))
        rows[column], rows[pivot] = rows[pivot], rows[column]
        for below in range(column + 1, size):
            factor = rows[below][column] / rows[column][column]
            if factor:
                rows[below] = [
                    b - factor * a
                    for a, b in zip(rows[column], rows[below], strict=True)
                ]
    result = [0.0] * size
    for index in reversed(range(size)):
        known = sum(map(mul, rows[index][index + 1 : size], result[index + 1 :]))
        result[index] = (rows[index][size] - known) / rows[index][index]
    return result
