"""The learner as the ability model sees them, from the first attempts on.

Nothing of it is stored: it is computed anew from the journal, so a question that gets
another tag or topic corrects what was believed before.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from math import comb

from studyapp.content.documents import Difficulty, Question
from studyapp.practice.ability import TAG_STEP, Ability, Item, chance, learned, prior
from studyapp.practice.readiness import Part
from studyapp.practice.reliability import Told
from studyapp.services.areas import Areas, areas_of
from studyapp.services.first_attempts import Evidenced
from studyapp.services.study import Study

DIFFICULTIES: Mapping[Difficulty, float] = {
    Difficulty.EASY: -TAG_STEP,
    Difficulty.MEDIUM: 0.0,
    Difficulty.HARD: TAG_STEP,
}
"""What a tag promises, in logits."""


@dataclass(frozen=True, slots=True)
class Learner:
    """What is believed after all first attempts."""

    areas: Areas
    items: Mapping[str, Item]
    """By question id; exam questions only."""
    ability: Ability
    told: tuple[Told, ...]
    """The chance told before each first attempt, and what came."""


def learner(study: Study, attempts: Evidenced) -> Learner:
    """Return what the first attempts say of the learner."""
    areas = areas_of(study.library)
    items = {
        question: _item(study.library.questions[question], area)
        for question, area in areas.of_question.items()
    }
    ability = prior(len(areas.names))
    told: list[Told] = []
    for attempt in attempts.first:
        item = items[attempt.question]
        told.append(Told(chance(ability, item), attempt.right))
        ability = learned(ability, item, right=attempt.right)
    return Learner(areas, items, ability, tuple(told))


def form_of(known: Learner, weights: Mapping[str, float]) -> tuple[Part, ...]:
    """Return the kinds of question of a form and their shares, from weights by id."""
    parts: dict[Item, float] = {}
    for question, weight in weights.items():
        item = known.items[question]
        parts[item] = parts.get(item, 0.0) + weight
    return tuple(Part(item, weight) for item, weight in parts.items())


def _item(question: Question, area: int) -> Item:
    ways = comb(len(question.options), len(question.keys))
    return Item(area, DIFFICULTIES[question.difficulty], 1 / ways)
