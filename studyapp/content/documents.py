"""What content means once it is read: frozen values that every layer shares.

Texts are Markdown templates: `{{id}}` in them still stands for a fact's value, so a
value changed in one file changes everywhere. Nothing here reads a file.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import StrEnum
from typing import Literal

from studyapp.content.quantity import Value
from studyapp.errors import Place

_ENDLESS = re.compile(r"\.\d{6}")


class Verdict(StrEnum):
    """Whether what a source note says still holds."""

    HOLDS = "holds"
    OUTDATED = "outdated"
    WRONG = "wrong"
    IMPRECISE = "imprecise"
    UNCONFIRMED = "unconfirmed"


class CardKind(StrEnum):
    """Where a card comes from."""

    VALUE = "value"
    QUESTION = "question"
    CLOZE = "cloze"


class QuestionKind(StrEnum):
    """How a question is answered; exams use the first two only."""

    SINGLE = "single"
    MULTIPLE = "multiple"
    NUMERIC = "numeric"
    ORDER = "order"
    MATCH = "match"


class Level(StrEnum):
    """What a question asks of the learner."""

    RECALL = "recall"
    APPLY = "apply"
    ANALYZE = "analyze"


class Difficulty(StrEnum):
    """The author's guess at how hard a question is."""

    EASY = "easy"
    MEDIUM = "medium"
    HARD = "hard"


@dataclass(frozen=True, slots=True)
class Claim:
    """What one source note says about a fact, and whether that holds."""

    note: str
    says: str
    verdict: Verdict
    why: str = ""
    row: str = ""
    """The row of the review in which the claim was judged."""


@dataclass(frozen=True, slots=True)
class Earlier:
    """A value the fact had, and until when (a day, a month or a year)."""

    value: str
    until: str


@dataclass(frozen=True, slots=True)
class ExamAnswer:
    """An older value that exams may still ask for."""

    value: str
    asof: date
    exams: tuple[str, ...] = ()
    why: str = ""


@dataclass(frozen=True, slots=True)
class Skill:
    """A skill of an exam guide, such as DVA-C02 1.2.2."""

    exam: str
    number: str


@dataclass(frozen=True, slots=True)
class Fact:
    """One checkable statement about Lambda."""

    id: str
    topic: str
    name: str
    value: Value
    sources: tuple[str, ...]
    checked: date
    place: Place
    ask: str = ""
    also: str = ""
    """Unit symbol in which the value is shown a second time."""
    aliases: tuple[str, ...] = ()
    text: str = ""
    unconfirmed: bool = False
    skills: tuple[Skill, ...] = ()
    claims: tuple[Claim, ...] = ()
    was: tuple[Earlier, ...] = ()
    exam_answer: ExamAnswer | None = None
    confused_with: tuple[str, ...] = ()
    tags: tuple[str, ...] = ()

    @property
    def short(self) -> str:
        """The value alone, such as `900 s`."""
        return str(self.value)

    @property
    def long(self) -> str:
        """The value, and in brackets the same in the unit named by `also`.

        Endless digits would help nobody: 901 s are not shown in minutes.
        """
        other = str(self.value.to(self.also)) if self.also else ""
        is_neat = other and not _ENDLESS.search(other)
        return f"{self.value} ({other})" if is_neat else self.short


@dataclass(frozen=True, slots=True)
class Card:
    """One prompt and its answer; cards with one `sibling_key` are siblings."""

    id: str
    kind: CardKind
    topic: str
    fact: str
    """Id of the fact it belongs to; empty for a card of the topic itself."""
    prompt: str
    answer: str
    place: Place
    depends: tuple[str, ...] = ()
    """Facts whose value it shows: a changed value must be learned again."""

    @property
    def sibling_key(self) -> str:
        """Cards with the same key are kept apart in a day."""
        return self.fact or self.id.partition(".")[0]


@dataclass(frozen=True, slots=True)
class Prose:
    """A stretch of a topic's text; `level` 0 is text before any heading."""

    level: int
    title: str
    text: str
    line: int
    kind: Literal["prose"] = "prose"


@dataclass(frozen=True, slots=True)
class Drawing:
    """A fenced block of plain text in a topic; `place` is its first line."""

    text: str
    place: Place


@dataclass(frozen=True, slots=True)
class FactSlot:
    """The place in a topic where a fact stands."""

    fact: str
    kind: Literal["fact"] = "fact"


@dataclass(frozen=True, slots=True)
class Topic:
    """One file of prose and facts, in reading order."""

    id: str
    title: str
    summary: str
    order: int
    related: tuple[str, ...]
    parts: tuple[Prose | FactSlot, ...]
    place: Place


@dataclass(frozen=True, slots=True)
class Option:
    """One thing to choose; `prompt` is the left side of a matching pair."""

    text: str
    correct: bool
    rationale: str = ""
    prompt: str = ""


@dataclass(frozen=True, slots=True)
class NumericKey:
    """The right number, what may be off, and its unit."""

    value: Decimal
    tolerance: Decimal
    unit: str


@dataclass(frozen=True, slots=True)
class Question:
    """One quiz item."""

    id: str
    theme: str
    kind: QuestionKind
    stem: str
    options: tuple[Option, ...]
    why: str
    facts: tuple[str, ...]
    level: Level
    difficulty: Difficulty
    skills: tuple[Skill, ...]
    reviewed: date
    place: Place
    keep_order: bool = False
    numeric: NumericKey | None = None
    case: str = ""
    exhibit: str = ""
    tags: tuple[str, ...] = ()

    @property
    def keys(self) -> frozenset[int]:
        """Positions of the right options, in the order of the file."""
        return frozenset(i for i, option in enumerate(self.options) if option.correct)


@dataclass(frozen=True, slots=True)
class PriceTable:
    """One meter's price by Region."""

    meter: str
    name: str
    unit: str
    source: str
    checked: date
    place: Place
    prices: tuple[tuple[str, Decimal], ...]
    note: str = ""

    def of(self, region: str) -> Decimal | None:
        """Return the price in a Region, None where the meter is not offered."""
        return next((price for name, price in self.prices if name == region), None)


@dataclass(frozen=True, slots=True)
class Domain:
    """A domain of an exam guide and its share of the scored items."""

    name: str
    weight: int


@dataclass(frozen=True, slots=True)
class GuideSkill:
    """A skill or task of an exam guide in which Lambda is named."""

    number: str
    title: str


@dataclass(frozen=True, slots=True)
class Exam:
    """One version of one exam; None where AWS has not said."""

    code: str
    name: str
    sources: tuple[str, ...]
    checked: date
    place: Place
    first_day: date | None = None
    last_day: date | None = None
    successor: str = ""
    minutes: int | None = None
    scored: int | None = None
    unscored: int | None = None
    passing: int | None = None
    scale: tuple[int, int] | None = None
    """The lowest and the highest scaled score."""
    item_types: tuple[str, ...] = ()
    domains: tuple[Domain, ...] = ()
    unconfirmed: tuple[str, ...] = ()
    """Names of the values above that no page of AWS's that could be opened supports."""
    moved: tuple[tuple[str, str], ...] = ()
    """Skills of the version before that have another number here: old, new."""
    lambda_skills: tuple[GuideSkill, ...] = ()
    text: str = ""


Document = Topic | Fact | Card | Question | PriceTable | Exam


def name_of(document: Document) -> str:
    """Return the id of a document: an exam's code, a price table's meter."""
    match document:
        case Exam():
            return document.code
        case PriceTable():
            return document.meter
        case _:
            return document.id
