"""How well weights foretold a learner's reviews: log loss and RMSE by bins.

Owns the two figures and the comparison of two sets of weights. It must never score
an answer on the day of the one before: the model has no say on those.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from math import floor, log, sqrt

from studyapp.memory.fsrs import Memory, Rating, Weights, retrievability, step
from studyapp.memory.training import Lessons

_SURE = 1e-6
Bin = tuple[int, int, int]


@dataclass(frozen=True, slots=True)
class Prediction:
    """One review: what was foretold and what came."""

    order: int
    chance: float
    recalled: bool
    bin: Bin
    """Elapsed days, answers and lapses before, on scales that grow like powers."""

    @property
    def loss(self) -> float:
        """The log loss, 0 and up."""
        chance = min(max(self.chance, _SURE), 1.0 - _SURE)
        return -log(chance if self.recalled else 1.0 - chance)


@dataclass(frozen=True, slots=True)
class Score:
    """How well reviews were foretold; lower is better in both."""

    log_loss: float
    rmse: float
    reviews: int


def predictions(lessons: Lessons, weights: Weights, since: int = 0) -> list[Prediction]:
    """Return what the weights foretell of the reviews from order `since` on."""
    found: list[Prediction] = []
    for answers in lessons.sequences:
        memory: Memory | None = None
        lapses = 0
        rows = zip(answers.elapsed, answers.ratings, answers.order, strict=True)
        for count, (days, rating, order) in enumerate(rows):
            if memory is not None and days > 0 and order >= since:
                chance = retrievability(days, memory.stability, weights)
                found.append(
                    Prediction(order, chance, rating > 1, bin_of(days, count, lapses))
                )
            lapses += rating == 1 and days > 0
            memory = step(memory, Rating(rating), days, weights)
    found.sort(key=lambda prediction: prediction.order)
    return found


def score(found: Sequence[Prediction]) -> Score:
    """Return the scores of at least one prediction."""
    loss = sum(prediction.loss for prediction in found) / len(found)
    return Score(loss, _rmse(found), len(found))


def is_better(old: Sequence[Prediction], new: Sequence[Prediction]) -> bool:
    """Whether the new predictions of the same reviews have the lower log loss.

    The gain has to be above its own standard error, so that luck is not adopted.
    """
    gains = [a.loss - b.loss for a, b in zip(old, new, strict=True)]
    mean = sum(gains) / len(gains)
    spread = sum((gain - mean) ** 2 for gain in gains) / len(gains)
    return mean > sqrt(spread / len(gains))


def bin_of(days: int, answers: int, lapses: int) -> Bin:
    """Return the bin of a review, by the scales of FSRS's own benchmark.

    Source: https://github.com/open-spaced-repetition/srs-benchmark (RMSE bins).
    """
    return (
        floor(log(max(days, 1)) / log(3.62)),
        floor(log(max(answers, 1)) / log(1.89)),
        floor(log(lapses) / log(1.73)) if lapses else -1,
    )


def _rmse(found: Iterable[Prediction]) -> float:
    bins: dict[Bin, tuple[int, float]] = {}
    for prediction in found:
        count, error = bins.get(prediction.bin, (0, 0.0))
        error += prediction.chance - prediction.recalled
        bins[prediction.bin] = count + 1, error
    total = sum(count for count, _ in bins.values())
    return sqrt(sum(error**2 / count for count, error in bins.values()) / total)
