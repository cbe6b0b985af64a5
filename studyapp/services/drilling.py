"""Drills: questions made from a calculation and a seed, asked like any other.

A drill's id holds skill and seed, so a quiz in the journal can be shown again. The
schedule belongs to the skill: its answers are the skill's own card in the journal.
"""

from __future__ import annotations

import secrets
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from studyapp.calculator import facts as calculator_facts
from studyapp.calculator.drills import (
    SKILLS,
    Drill,
    Verdict,
    judge_number,
    judge_option,
    make_drill,
    skills_of,
)
from studyapp.calculator.steps import facts_used
from studyapp.content.documents import (
    Difficulty,
    Level,
    NumericKey,
    Option,
    Question,
    QuestionKind,
)
from studyapp.content.factbook import FactBook
from studyapp.errors import Place, StudyError
from studyapp.memory.state import CardState, Phase
from studyapp.practice.responses import Chosen, Number, Response
from studyapp.services.study import Study
from studyapp.store.states import read_states

PREFIX = "drill:"
_SUBJECT = "skill:"
_ROUNDING = Decimal("0.002")
"""Part by which a typed answer may be off; what rounding on the way explains."""


@dataclass(frozen=True, slots=True)
class DrillId:
    """Skill, seed, and whether the answer is chosen or typed."""

    skill: str
    seed: int
    kind: QuestionKind

    def __str__(self) -> str:
        return f"{PREFIX}{self.skill}:{self.seed}:{self.kind.value}"


def is_drill(question_id: str) -> bool:
    """Whether a question's id is that of a drill."""
    return question_id.startswith(PREFIX)


def parse_id(question_id: str) -> DrillId | None:
    """Return the parts of a drill's id, None where it is damaged."""
    skill, _, rest = question_id.removeprefix(PREFIX).partition(":")
    seed, _, kind = rest.partition(":")
    if not is_drill(question_id) or not seed.isdigit() or skill not in SKILLS:
        return None
    numeric = kind == QuestionKind.NUMERIC.value
    return DrillId(
        skill, int(seed), QuestionKind.NUMERIC if numeric else QuestionKind.SINGLE
    )


def drill_of(question_id: str, book: FactBook) -> Drill | None:
    """Return the drill behind an id; None where its facts have left the library."""
    parts = parse_id(question_id)
    if parts is None:
        return None
    try:
        return make_drill(parts.skill, parts.seed, book)
    except StudyError:
        return None


def as_question(drill: Drill, identity: DrillId, book: FactBook) -> Question:
    """Return a drill as a question; its rationales name the mistakes."""
    numeric = identity.kind is QuestionKind.NUMERIC
    answer = drill.answer.value
    return Question(
        id=str(identity),
        theme="drills",
        kind=identity.kind,
        stem=drill.text,
        options=() if numeric else _options(drill, book),
        why=f"{_upper(drill.answer.title)}: {drill.answer.numbers} = {answer}.",
        facts=tuple(f for f in facts_used(drill.answer) if f in book.facts),
        level=Level.APPLY,
        difficulty=Difficulty.MEDIUM,
        skills=(),
        reviewed=date.min,
        place=Place("drills", 1),
        numeric=NumericKey(answer.number, abs(answer.number) * _ROUNDING, drill.unit)
        if numeric
        else None,
    )


def judge(drill: Drill, response: Response | None, book: FactBook) -> Verdict:
    """Return what an answer to a drill was: right, or which mistake."""
    match response:
        case Chosen(options) if len(options) == 1:
            return judge_option(drill, next(iter(options)), book)
        case Number(value):
            return judge_number(drill, value, book)
        case _:
            return Verdict(correct=False)


def subject_of(skill: str) -> str:
    """Return the journal's name for a skill's own card."""
    return f"{_SUBJECT}{skill}"


def plan_drills(
    study: Study,
    topic: str | None,
    count: int,
    kind: QuestionKind = QuestionKind.SINGLE,
    seed: int | None = None,
) -> tuple[str, ...]:
    """Return the ids of drills to ask: skills that are due, then new, then others.

    Raises UsageError when there are none on the topic, MissingFactError when the
    library lacks a fact that every calculation needs.
    """
    calculator_facts.require(study.library.book)
    first = secrets.randbelow(10**9) if seed is None else seed
    states = read_states(study.store, study.projection)
    skills = sorted(
        skills_of(topic),
        key=lambda skill: _urgency(states.get(subject_of(skill.id)), study.today),
    )
    chosen = (skills[index % len(skills)] for index in range(count))
    wanted = (
        DrillId(skill.id, first + index, kind) for index, skill in enumerate(chosen)
    )
    book = study.library.book
    return tuple(str(one) for one in wanted if drill_of(str(one), book) is not None)


def _urgency(state: CardState | None, today: date) -> tuple[int, int]:
    """Rank a skill: due first, then new, then the one due soonest."""
    if state is None or state.phase is Phase.NEW:
        return (1, 0)
    if state.due_day is None or state.due_day <= today:
        return (0, 0)
    return (2, (state.due_day - today).days)


def _options(drill: Drill, book: FactBook) -> tuple[Option, ...]:
    options = []
    for index, option in enumerate(drill.options):
        verdict = judge_option(drill, index, book)
        rationale = (
            f"Right: {drill.answer.numbers}."
            if verdict.mistake is None
            else f"{_upper(verdict.mistake.title)}: {verdict.explanation}"
        )
        options.append(Option(option.text, verdict.correct, rationale))
    return tuple(options)


def _upper(sentence: str) -> str:
    return sentence[:1].upper() + sentence[1:]
