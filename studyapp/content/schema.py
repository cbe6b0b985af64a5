"""The YAML blocks of content files, as Pydantic guards them.

This is where untrusted text enters: unknown keys, missing keys and wrong types end
here, each as a problem with its line. Beyond this module values are typed.
"""

from __future__ import annotations

import difflib
from datetime import date
from decimal import Decimal
from typing import Annotated, Any, TypeVar

from pydantic import (
    BaseModel,
    BeforeValidator,
    ConfigDict,
    Field,
    ValidationError,
    field_validator,
    model_validator,
)

from studyapp.content.documents import Difficulty, Level, QuestionKind, Verdict
from studyapp.content.yaml_block import Path, YamlBlock
from studyapp.errors import Problem


def as_list(value: object) -> object:
    """Return a single value as a list of one: both may be written."""
    return value if isinstance(value, list) else [value]


Strings = Annotated[tuple[str, ...], BeforeValidator(as_list)]
"""One string or a list of them."""

SkillMap = dict[str, Strings]
"""Exam code to the skills of its guide."""


class Block(BaseModel):
    """A YAML block: unknown keys are errors, text is stripped."""

    model_config = ConfigDict(extra="forbid", str_strip_whitespace=True, frozen=True)


class TopicHeader(Block):
    """Front matter of a topic."""

    topic: str = Field(pattern=r"^[a-z][a-z0-9-]*$")
    title: str = Field(min_length=1)
    summary: str = Field(min_length=1)
    order: int = 1000
    related: Strings = ()


class ThemeHeader(Block):
    """Front matter of a question bank."""

    theme: str = Field(pattern=r"^[a-z][a-z0-9-]*$")
    title: str = Field(min_length=1)
    summary: str = ""


class ClaimBlock(Block):
    """What a source note says."""

    says: str = Field(min_length=1)
    verdict: Verdict
    why: str = ""
    row: str = ""

    @model_validator(mode="after")
    def _needs_a_reason(self) -> ClaimBlock:
        if self.verdict is not Verdict.HOLDS and not self.why:
            raise ValueError("a claim that does not hold needs 'why'")
        return self


class EarlierBlock(Block):
    """A value of the past."""

    value: str
    until: str = Field(pattern=r"^\d{4}(-\d\d(-\d\d)?)?$")


class ExamAnswerBlock(Block):
    """What exams may still ask for."""

    value: str
    asof: date
    exams: Strings = ()
    why: str = ""


class MeterValue(Block):
    """A value read from a price table."""

    meter: str
    region: str


class TextValue(Block):
    """A value in words that begins with a digit."""

    text: str


class FactBlock(Block):
    """The YAML block under a fact's heading."""

    name: str = Field(min_length=1)
    value: str | list[str] | MeterValue | TextValue
    source: Strings
    checked: date
    ask: str = ""
    also: str = ""
    aliases: Strings = ()
    status: str = Field(default="", pattern="^(unconfirmed)?$")
    exams: SkillMap = {}
    claims: dict[str, Annotated[tuple[ClaimBlock, ...], BeforeValidator(as_list)]] = {}
    was: Annotated[tuple[EarlierBlock, ...], BeforeValidator(as_list)] = ()
    exam_answer: ExamAnswerBlock | None = None
    confused_with: Strings = ()
    tags: Strings = ()

    @field_validator("source")
    @classmethod
    def _is_a_link(cls, sources: tuple[str, ...]) -> tuple[str, ...]:
        if not sources or not all(s.startswith("https://") for s in sources):
            raise ValueError("a source is an address that begins with https://")
        return sources


class QuestionBlock(Block):
    """The YAML block under a question's heading."""

    kind: QuestionKind
    level: Level
    facts: Strings
    reviewed: date
    exams: SkillMap = {}
    difficulty: Difficulty = Difficulty.MEDIUM
    choose: int | None = None
    keep_order: bool = False
    unit: str = ""
    tags: Strings = ()


class PriceFile(Block):
    """A price table: one meter, every Region."""

    meter: str = Field(pattern=r"^[a-z][a-z0-9-]*$")
    name: str
    unit: str
    source: str = Field(pattern="^https://")
    checked: date
    prices: dict[str, Decimal]
    note: str = ""


BlockT = TypeVar("BlockT", bound=Block)

_REMEDIES = {
    "source": "write 'source: https://docs.aws.amazon.com/...'",
    "checked": "write the day the source was read, as 'checked: 2026-11-20'",
    "reviewed": "write the day the question was read, as 'reviewed: 2026-11-20'",
    "name": "write what the fact is, as 'name: Maximum function timeout'",
    "value": "write 'value: 900 s', or '{text: ...}' for words that begin with a digit",
    "verdict": f"write one of {', '.join(Verdict)}",
    "why": "say in one sentence why it does not hold",
    "kind": f"write one of {', '.join(QuestionKind)}",
    "level": f"write one of {', '.join(Level)}",
    "difficulty": f"write one of {', '.join(Difficulty)}",
    "facts": "list the ids of the facts the key rests on, as 'facts: [timeout.max]'",
    "topic": "write the topic's id in lower case, as 'topic: limits'",
    "theme": "write the bank's id in lower case, as 'theme: limits'",
    "title": "write a title in words",
    "summary": "say in one sentence what it covers",
    "status": "write 'status: unconfirmed' or leave the key out",
    "until": "write a day, a month or a year, as 'until: 2023-11'",
    "retired": "write a day, a month or a year, as 'retired: 2024-07'",
    "asof": "write the day, as 'asof: 2026-11-20'",
    "prices": "write one number for each Region, as 'us-east-1: 0.0000002'",
    "unit": "write what is counted, as 'unit: USD/GB-s'",
    "order": "write a whole number",
    "choose": "write how many options are right, as 'choose: 2'",
    "exams": "write exam and skill, as 'exams: {DVA-C02: \"1.2.2\"}'",
}


def validate(model: type[BlockT], block: YamlBlock) -> BlockT | tuple[Problem, ...]:
    """Return the block as `model`, or every problem that it has."""
    data: Any = block.data
    if not isinstance(data, dict):
        return (
            Problem(
                block.place(),
                "this YAML block is not a list of 'key: value' lines",
                "write e.g. 'name: Maximum function timeout'",
            ),
        )
    try:
        return model.model_validate(data)
    except ValidationError as error:
        found = (_problem(model, block, dict(e)) for e in error.errors())
        return tuple(dict.fromkeys(found))


def _problem(model: type[Block], block: YamlBlock, error: dict[str, Any]) -> Problem:
    path = _path_in_file(block, tuple(error["loc"]))
    key = next((str(part) for part in reversed(path) if isinstance(part, str)), "")
    place = block.place(path)
    if error["type"] == "extra_forbidden":
        near = difflib.get_close_matches(key, model.model_fields, n=1)
        keys = ", ".join(model.model_fields)
        hint = f"did you mean '{near[0]}'?" if near else f"the keys are {keys}"
        return Problem(place, f"unknown key '{key}'", hint)
    if error["type"] == "missing":
        return Problem(
            place, f"the key '{key}' is missing", _REMEDIES.get(key, f"add '{key}'")
        )
    message = str(error["msg"]).removeprefix("Value error, ")
    if "needs 'why'" in message:
        key = "why"
    shown = _shorten(error["input"])
    if error["type"] == "value_error":
        return Problem(place, message, _REMEDIES.get(key, ""))
    known = (str(part) for part in reversed(path) if part in _REMEDIES)
    remedy = _REMEDIES.get(next(known, ""), message.lower())
    return Problem(place, f"'{key}: {shown}' does not fit", remedy)


def _path_in_file(block: YamlBlock, location: Path) -> Path:
    """Drop the parts of a Pydantic location that name types, not keys."""
    path: Path = ()
    for part in location:
        if (*path, part) in block.lines or part is location[-1]:
            path = (*path, part)
    return path


def _shorten(value: object) -> str:
    text = str(value)
    return text if len(text) <= 40 else text[:37] + "..."
