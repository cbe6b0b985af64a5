"""One learner's weights, fitted to their answers by gradient descent.

Owns the descent and the trial that decides whether a fit may be adopted. It is
deterministic: the same lessons give the same weights. It must never leave the
bounds of FSRS-6.

The prior (how far weights of different people lie apart) and the heavier weight of
later answers are those of https://github.com/open-spaced-repetition/fsrs-rs.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from hashlib import blake2b
from itertools import pairwise
from math import cos, exp, log, pi, sqrt

from studyapp.memory.fsrs import DEFAULT_WEIGHTS, WEIGHT_BOUNDS, Weights
from studyapp.memory.gradient import add_gradient
from studyapp.memory.scoring import Prediction, Score, is_better, predictions, score
from studyapp.memory.training import Answers, Lessons

LEAST_ANSWERS = 400
"""Fewer answers say less about a learner than the defaults do."""
_STEPS = 120
_BATCH = 1_000
"""Answers a step of the descent looks at."""
_RATE = 0.12
"""Longest step, in standard deviations of the prior."""
_SPREAD = (
    *(1.0,) * 4,
    *(0.57, 0.28, 0.6, 0.12, 0.39, 0.18, 0.33, 0.3, 0.09, 0.16, 0.57, 0.25, 1.03),
    *(0.31, 0.32, 0.14, 0.27),
)
"""Standard deviations of the prior; of the logarithm for the first four weights."""
_PARTS = (0.4, 0.6, 0.8, 1.0)
"""Trained up to one, tried on what follows up to the next."""

Progress = Callable[[float], None]
"""Told the share that is done, 0 to 1; what it raises ends the fit."""


@dataclass(frozen=True, slots=True)
class Trial:
    """Fitted weights, and how they did on later answers they had not seen."""

    weights: Weights
    old: Score
    new: Score
    passed: bool
    """Whether the fit foretold later answers better than the old weights."""


def weights_name(weights: Weights) -> str:
    """Return a version that names these weights."""
    if weights == DEFAULT_WEIGHTS:
        return "fsrs6-default"
    return f"fsrs6-{blake2b(repr(weights).encode(), digest_size=6).hexdigest()}"


def tried(lessons: Lessons, old: Weights, progress: Progress) -> Trial:
    """Return the weights fitted to all answers, and the outcome of the time series.

    ValueError when nothing can be scored.
    """
    before: list[Prediction] = []
    after: list[Prediction] = []
    done = 0.0
    for start, end in pairwise(_PARTS):
        cut, last = (round(part * lessons.answers) for part in (start, end))
        fitted = fit(lessons.before(cut), _part_of(progress, done, start))
        done += start
        known = lessons.before(last)
        before += predictions(known, old, cut)
        after += predictions(known, fitted, cut)
    if not before:
        raise ValueError("no review is a day after the answer before it")
    weights = fit(lessons, _part_of(progress, done, _PARTS[-1]))
    return Trial(weights, score(before), score(after), is_better(before, after))


def fit(lessons: Lessons, progress: Progress) -> Weights:
    """Return the weights under which the answers were most likely, given the prior."""
    learnable = [answers for answers in lessons.sequences if any(answers.elapsed)]
    if not learnable:
        return DEFAULT_WEIGHTS
    shares = _recency(lessons.answers)
    batches = _batches(learnable)
    steps = max(_STEPS, 2 * lessons.answers // _BATCH)
    descent = _Descent(lessons.reviews)
    for number in range(steps):
        progress(number / steps)
        rate = _RATE * 0.5 * (1.0 + cos(pi * number / steps))
        descent.step(next(batches), shares, rate)
    return descent.weights


def _part_of(progress: Progress, done: float, part: float) -> Progress:
    """Return the progress of a fit that is a part of the whole trial."""
    whole = sum(_PARTS)
    return lambda share: progress((done + share * part) / whole)


class _Descent:
    """Adam on the weights, each in standard deviations from its default."""

    def __init__(self, reviews: int) -> None:
        self._places = [0.0] * len(DEFAULT_WEIGHTS)
        self._means = [0.0] * len(DEFAULT_WEIGHTS)
        self._squares = [0.0] * len(DEFAULT_WEIGHTS)
        self._steps = 0
        self._prior = 1.0 / reviews
        self.weights = DEFAULT_WEIGHTS

    def step(
        self, batch: Sequence[Answers], shares: Sequence[float], rate: float
    ) -> None:
        """Take one step down the slope that a batch of cards shows."""
        gradient = [0.0] * len(DEFAULT_WEIGHTS)
        for answers in batch:
            add_gradient(answers, self.weights, shares, gradient)
        weight = sum(
            shares[order]
            for answers in batch
            for days, order in zip(answers.elapsed, answers.order, strict=True)
            if days > 0
        )
        self._steps += 1
        for index, slope in enumerate(gradient):
            self._move(index, slope * self._scale(index) / weight, rate)
        self.weights = tuple(map(_weight, range(len(self._places)), self._places))

    def _scale(self, index: int) -> float:
        """Return the change of a weight for a standard deviation of its place."""
        scale = _SPREAD[index]
        return scale * self.weights[index] if index < 4 else scale

    def _move(self, index: int, slope: float, rate: float) -> None:
        slope += 2.0 * self._prior * self._places[index]
        self._means[index] = mean = 0.9 * self._means[index] + 0.1 * slope
        self._squares[index] = square = (
            0.99 * self._squares[index] + 0.01 * slope * slope
        )
        mean /= 1.0 - 0.9**self._steps
        square /= 1.0 - 0.99**self._steps
        place = self._places[index] - rate * mean / (sqrt(square) + 1e-9)
        self._places[index] = _place(index, _weight(index, place))


def _weight(index: int, place: float) -> float:
    """Return a weight, within its bounds, from its place in standard deviations."""
    usual = DEFAULT_WEIGHTS[index]
    shift = place * _SPREAD[index]
    low, high = WEIGHT_BOUNDS[index]
    return min(max(usual * exp(shift) if index < 4 else usual + shift, low), high)


def _place(index: int, weight: float) -> float:
    usual = DEFAULT_WEIGHTS[index]
    shift = log(weight / usual) if index < 4 else weight - usual
    return shift / _SPREAD[index]


def _recency(answers: int) -> list[float]:
    """Return the weight of each answer: a quarter for the first, 1 for the last."""
    return [0.25 + 0.75 * (order / answers) ** 3 for order in range(answers)]


def _batches(cards: Sequence[Answers]) -> Iterator[list[Answers]]:
    """Yield cards in batches, round and round, in an order that mixes their ages."""
    mixed = sorted(cards, key=lambda answers: blake2b(repr(answers).encode()).digest())
    batch: list[Answers] = []
    size = 0
    while True:
        for answers in mixed:
            batch.append(answers)
            size += len(answers.order)
            if size >= _BATCH:
                yield batch
                batch, size = [], 0
        if size < _BATCH and len(batch) >= len(mixed):
            yield batch
            batch, size = [], 0
