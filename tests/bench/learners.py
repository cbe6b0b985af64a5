"""Learners who do not exist, with abilities that are known, for judging the model.

Abilities and questions are drawn as the literature finds them and not as the model
assumes them: questions differ in how sharply they discriminate, and tags err.
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from functools import cached_property
from random import Random

from studyapp.practice.ability import AREA_GAIN, COMMON_GAIN, TAG_STEP, Item, logistic
from studyapp.practice.quadrature import POINTS
from studyapp.practice.readiness import Part

AREA_WEIGHTS = (0.20, 0.18, 0.15, 0.13, 0.12, 0.10, 0.07, 0.05)
GUESSES = ((0.25, 0.82), (0.10, 0.18))
"""Chance of a guess, and the share of such questions."""
TAGS = ((-TAG_STEP, 0.25), (0.0, 0.50), (TAG_STEP, 0.25))
FORM = 50
_QUARTILE = 0.674


@dataclass(frozen=True)
class World:
    """What is true of learners and questions, and what the tags tell of it."""

    name: str
    tag_correlation: float = 0.5
    """Of the author's tag with the true difficulty; 0 for questions without tags."""
    bank_shift: float = 0.0
    """Logits by which all questions are harder than their tags say."""
    gain: float = 1.0
    """Mean pace of learning, where 1 is the pace the model assumes."""
    pace_spread: float = 1.0
    """Paces lie evenly between the mean less and plus this part of it."""
    area_spread: float = 0.6

    @property
    def form(self) -> list[Part]:
        """What the model believes a form to be made of."""
        tags = TAGS if self.tag_correlation else ((0.0, 1.0),)
        return [
            Part(Item(area, tag, guess), weight * tag_share * guess_share)
            for area, weight in enumerate(AREA_WEIGHTS)
            for tag, tag_share in tags
            for guess, guess_share in GUESSES
        ]

    @cached_property
    def _table(self) -> list[float]:
        return [self._true_share(step / 20 - 8) for step in range(321)]

    def share(self, ability: float) -> float:
        """Return the true share of points of an ability, over all questions."""
        return self._table[round(min(max(ability + 8, 0), 16) * 20)]

    def _true_share(self, ability: float) -> float:
        guess = sum(g * share for g, share in GUESSES)
        known = sum(
            u * v * logistic(math.exp(0.25 * x) * (ability - self.bank_shift - y))
            for x, u in POINTS
            for y, v in POINTS
        )
        return guess + (1 - guess) * known


@dataclass(frozen=True)
class Answer:
    """What the model sees of one answer, and the chance that it was right."""

    item: Item
    true_chance: float
    right: bool


class Learner:
    """Answers questions and learns a little from each."""

    def __init__(self, world: World, dice: Random) -> None:
        self._world, self._dice = world, dice
        common = dice.gauss(0.4, 0.9)
        spread = world.gain * world.pace_spread
        self._pace = dice.uniform(world.gain - spread, world.gain + spread)
        self.areas = [common + dice.gauss(0, world.area_spread) for _ in AREA_WEIGHTS]

    def answer(self) -> Answer:
        """Answer a question nobody has seen before, and learn from it."""
        answer = self._answered()
        for area in range(len(self.areas)):
            self.areas[area] += self._pace * COMMON_GAIN
        self.areas[answer.item.area] += self._pace * AREA_GAIN
        return answer

    @property
    def share(self) -> float:
        """The true share of points over all forms."""
        return sum(
            weight * self._world.share(ability)
            for weight, ability in zip(AREA_WEIGHTS, self.areas, strict=True)
        )

    def _answered(self) -> Answer:
        dice = self._dice
        (area,) = dice.choices(range(len(AREA_WEIGHTS)), AREA_WEIGHTS)
        ((guess, _),) = dice.choices(GUESSES, [share for _, share in GUESSES])
        deviation = dice.gauss(0, 1)
        sharpness = math.exp(dice.gauss(0, 0.25))
        difficulty = self._world.bank_shift + deviation
        known = logistic(sharpness * (self.areas[area] - difficulty))
        chance = guess + (1 - guess) * known
        item = Item(area, self._tag(deviation), guess)
        return Answer(item, chance, dice.random() < chance)

    def _tag(self, deviation: float) -> float:
        """Return the author's guess at the difficulty."""
        r = self._world.tag_correlation
        seen = r * deviation + math.sqrt(1 - r * r) * self._dice.gauss(0, 1)
        if not r or abs(seen) < _QUARTILE:
            return 0.0
        return math.copysign(TAG_STEP, seen)
