"""The content-blind attack of row B2: the shape of options alone must not find keys.

A conditional logit on length, punctuation, marks, overlap and similarity is fitted on
nine tenths of the questions and asked about the tenth, ten times. The tenths follow
from the ids of the questions, so the result is the same on every machine.
"""

from __future__ import annotations

import hashlib
import math
from collections.abc import Sequence
from dataclasses import dataclass
from statistics import fmean, pstdev

from studyapp.content.lint.cues import by_convergence, by_overlap
from studyapp.content.lint.item import Item, plain, without_code, words
from studyapp.content.lint.logit import Choice, Vector, fit, probabilities
from studyapp.content.lint.wording import VAGUE, has_absolute

_FOLDS = 10
_RIDGE = 4.0
_LEAST_SPREAD = 0.2
_Z_95 = 1.96


@dataclass(frozen=True, slots=True)
class Attack:
    """How well the attack did on questions that it had not seen."""

    items: int
    accuracy: float
    """Share of keys found, from 0 to 1; a tie counts as its share."""
    log_loss: float
    """Mean of -ln P(key); ln 4 = 1.386 is chance with four options."""

    @property
    def upper(self) -> float:
        """The upper 95 % limit of the accuracy (normal approximation)."""
        spread = self.accuracy * (1 - self.accuracy) / self.items
        return self.accuracy + _Z_95 * math.sqrt(spread)


def attack(items: Sequence[Item]) -> Attack:
    """Attack with all that an option shows, its position left out."""
    return _cross_validate([_without_position(item) for item in items], items)


def attack_with_position(items: Sequence[Item]) -> Attack:
    """Attack with the position in the file as well."""
    return _cross_validate([_with_position(item) for item in items], items)


def _cross_validate(vectors: Sequence[list[Vector]], items: Sequence[Item]) -> Attack:
    """Fit on all but one fold at a time, and judge the fold."""
    scaled = _scale(vectors)
    choices = [
        Choice(options, item.key) for options, item in zip(scaled, items, strict=True)
    ]
    folds = _folds(items)
    whole = fit(choices, _RIDGE)
    correct: list[float] = []
    losses: list[float] = []
    for fold in range(_FOLDS):
        rest = [c for c, f in zip(choices, folds, strict=True) if f != fold]
        held_out = [c for c, f in zip(choices, folds, strict=True) if f == fold]
        weights = fit(rest, _RIDGE, near=whole).weights
        for choice in held_out:
            chances = probabilities(weights, choice.options)
            best = max(chances)
            ties = [i for i, chance in enumerate(chances) if chance == best]
            correct.append((choice.key in ties) / len(ties))
            losses.append(-math.log(chances[choice.key]))
    return Attack(len(items), fmean(correct), fmean(losses))


def _folds(items: Sequence[Item]) -> list[int]:
    """Return the fold of each question, equal in size, drawn by a hash of the id."""

    def drawn(position: int) -> bytes:
        return hashlib.sha256(items[position].question.id.encode()).digest()

    order = sorted(range(len(items)), key=drawn)
    folds = [0] * len(items)
    for place, position in enumerate(order):
        folds[position] = place % _FOLDS
    return folds


def _scale(vectors: Sequence[list[Vector]]) -> list[list[Vector]]:
    """Divide every feature by its spread over all options.

    A mark that few options have must not weigh more for being rare: hence the floor.
    """
    columns = list(zip(*(option for item in vectors for option in item), strict=True))
    spreads = [max(pstdev(column), _LEAST_SPREAD) for column in columns]
    return [
        [
            [value / spread for value, spread in zip(option, spreads, strict=True)]
            for option in item
        ]
        for item in vectors
    ]


def _with_position(item: Item) -> list[Vector]:
    plain_features = _without_position(item)
    return [
        [*features, *(float(position == p) for p in range(3))]
        for position, features in enumerate(plain_features)
    ]


def _without_position(item: Item) -> list[Vector]:
    """Return what each option shows compared with the others of its question."""
    columns = [
        *_relative([float(length) for length in item.lengths]),
        *_relative([float(len(option.split())) for option in item.options]),
        *_relative(list(by_overlap(item))),
        *_relative(list(by_convergence(item))),
        _extreme(item.lengths, max(item.lengths)),
        _extreme(item.lengths, min(item.lengths)),
        *(
            _relative([_count(option, marks) for option in item.options])[0]
            for marks in (",;:()", "`", "0123456789", "-/")
        ),
        [float(has_absolute(option)) for option in item.options],
        [
            float(not VAGUE.isdisjoint(words(without_code(option))))
            for option in item.options
        ],
        [float(sum(map(str.isupper, option))) for option in item.options],
        _common_opening(item),
    ]
    return [list(row) for row in zip(*columns, strict=True)]


def _relative(values: list[float]) -> tuple[Vector, Vector]:
    """Return each value over the mean, and whether it is the highest."""
    middle = fmean(values) or 1.0
    top = max(values)
    return [value / middle - 1 for value in values], _extreme(values, top)


def _extreme(values: Sequence[float], extreme: float) -> Vector:
    winners = sum(value == extreme for value in values)
    return [(value == extreme) / winners for value in values]


def _count(option: str, marks: str) -> float:
    return float(sum(option.count(mark) for mark in marks))


def _common_opening(item: Item) -> Vector:
    """Return how many other options begin with the same word."""
    first = [(words(plain(option)) or ("",))[0] for option in item.options]
    return [float(first.count(word) - 1) for word in first]
