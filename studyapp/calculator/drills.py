"""Questions made from calculations: a skill and a seed give the same one for ever.

A wrong option is the right calculation with one named mistake in it, so the answer
says which mistake was made. Nothing here knows when a skill is due.
"""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Final

from studyapp.calculator.arithmetic import ZERO, dollars
from studyapp.calculator.event_mistakes import EVENT_MISTAKES
from studyapp.calculator.load_mistakes import LOAD_MISTAKES
from studyapp.calculator.mistakes import Mistake
from studyapp.calculator.price_mistakes import PRICE_MISTAKES
from studyapp.calculator.skills import events, load, pricing, provisioned
from studyapp.calculator.skills.draft import Draft, Form, Skill, asked_of
from studyapp.calculator.steps import Step
from studyapp.chance import Dice
from studyapp.content.factbook import FactBook
from studyapp.content.quantity import Quantity
from studyapp.errors import MissingFactError, UsageError

SKILLS: Final[Mapping[str, Skill]] = {
    skill.id: skill
    for skill in (
        *load.SKILLS,
        *pricing.SKILLS,
        *provisioned.SKILLS,
        *events.SKILLS,
    )
}
"""Everything that can be drilled, by id."""

MISTAKES: Final[Mapping[str, Mistake]] = {
    m.key: m for m in (*PRICE_MISTAKES, *LOAD_MISTAKES, *EVENT_MISTAKES)
}
"""Every named mistake by its key."""

WRONG_OPTIONS: Final = 3
_TRIES: Final = 50
"""Numbers drawn anew until enough mistakes give different answers."""


@dataclass(frozen=True, slots=True)
class Option:
    """One answer; `mistake` is empty for the right one."""

    text: str
    value: Decimal
    mistake: str = ""


@dataclass(frozen=True, slots=True)
class Drill:
    """A question with its options and the calculation behind it."""

    skill: Skill
    seed: int
    text: str
    unit: str
    """Unit of a typed answer; USD for money."""
    options: tuple[Option, ...]
    draft: Draft

    @property
    def key(self) -> int:
        """Position of the right option."""
        return next(i for i, option in enumerate(self.options) if not option.mistake)

    @property
    def answer(self) -> Step:
        """The right answer with the steps to it."""
        return self.draft.step


@dataclass(frozen=True, slots=True)
class Verdict:
    """What an answer was: right, a named mistake, or something else."""

    correct: bool
    mistake: Mistake | None = None
    explanation: str = ""
    """The mistake in one or two sentences, with today's values."""


@dataclass(frozen=True, slots=True)
class Estimate:
    """How far off a guess was, whichever way."""

    log_error: Decimal
    """|log10(guess / truth)|: 0 is exact, 0.3 a factor of two, 1 a factor of ten."""

    @property
    def points(self) -> Decimal:
        """From 1 for an exact guess to 0 for a factor of ten or more."""
        return max(ZERO, 1 - self.log_error)


def skills_of(topic: str | None = None) -> tuple[Skill, ...]:
    """Return the skills of a topic, all without one; raises UsageError for none."""
    found = tuple(s for s in SKILLS.values() if topic in {None, s.topic, s.id})
    if not found:
        topics = ", ".join(sorted({skill.topic for skill in SKILLS.values()}))
        raise UsageError(f"there are no drills on '{topic}'", f"choose from {topics}")
    return found


def make_drill(skill_id: str, seed: int, book: FactBook) -> Drill:
    """Return the drill of a skill for a seed; raises UsageError for no such skill."""
    skill = SKILLS.get(skill_id)
    if skill is None:
        raise UsageError(f"there is no skill '{skill_id}'", "see 'studyapp drill'")
    for attempt in range(_TRIES):
        dice = Dice(f"{skill_id}/{attempt}", seed)
        draft = skill.draft(dice, book)
        options = _options(draft, dice, book)
        if options is not None:
            unit = draft.step.value.unit
            return Drill(skill, seed, draft.text, unit, options, draft)
    raise UsageError(f"no drill for '{skill_id}'", "its facts leave no wrong answers")


def judge_option(drill: Drill, chosen: int, book: FactBook) -> Verdict:
    """Return what choosing an option means."""
    key = drill.options[chosen].mistake
    return _verdict(MISTAKES[key], book) if key else Verdict(correct=True)


def judge_number(drill: Drill, number: Decimal, book: FactBook) -> Verdict:
    """Return what a typed number means; it may be off by what rounding explains."""
    if _close(drill.draft, number, drill.answer.value.number):
        return Verdict(correct=True)
    for key in drill.draft.mistakes:
        wrong = spoiled(drill.draft, MISTAKES[key], book)
        if wrong is not None and _close(drill.draft, number, wrong):
            return _verdict(MISTAKES[key], book)
    return Verdict(correct=False)


def judge_estimate(drill: Drill, guess: Decimal) -> Estimate:
    """Return how far a guess is off; raises UsageError unless it is above zero."""
    if guess <= ZERO:
        raise UsageError("an estimate is above zero", "write a number such as 100")
    ratio = guess / drill.answer.value.number
    return Estimate(Decimal(str(round(abs(math.log10(ratio)), 6))))


def spoiled(draft: Draft, mistake: Mistake, book: FactBook) -> Decimal | None:
    """Return the answer with one mistake in it.

    None where content lacks a fact that the mistake would confuse.
    """
    try:
        tree = mistake.made_in(draft.tree, book)
    except MissingFactError:
        return None
    return asked_of(tree, draft.asked).value.number


def shown(draft: Draft, number: Decimal) -> str:
    """Return an answer as an option shows it."""
    if draft.form is Form.MONEY:
        return dollars(number)
    value = Quantity(round(number, 2), _noun(draft.step.value.unit))
    return str(value)


def _options(draft: Draft, dice: Dice, book: FactBook) -> tuple[Option, ...] | None:
    """Return the shuffled options, None where too few mistakes differ."""
    right = draft.step.value.number
    options = {shown(draft, right): Option(shown(draft, right), right)}
    for key in dice.shuffled(draft.mistakes):
        wrong = spoiled(draft, MISTAKES[key], book)
        if wrong is None or wrong <= ZERO:
            continue
        text = shown(draft, wrong)
        options.setdefault(text, Option(text, wrong, key))
        if len(options) > WRONG_OPTIONS:
            return dice.shuffled(tuple(options.values()))
    return None


def _verdict(mistake: Mistake, book: FactBook) -> Verdict:
    return Verdict(
        correct=False, mistake=mistake, explanation=book.show(mistake.explanation)
    )


def _close(draft: Draft, number: Decimal, truth: Decimal) -> bool:
    """Whether two answers read the same, or differ by less than rounding does."""
    if shown(draft, number) == shown(draft, truth):
        return True
    return abs(number - truth) <= abs(truth) * _TOLERANCE


_TOLERANCE: Final = Decimal("0.002")


def _noun(unit: str) -> str:
    """Return a unit that reads well behind a number."""
    return unit.partition("/month")[0]
