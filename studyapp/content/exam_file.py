"""Exam versions: one Markdown file, a level-2 heading and YAML block for each exam.

Dates and figures that AWS has not published stay empty; nothing is guessed.
"""

from __future__ import annotations

from datetime import date
from typing import Annotated, Literal

from pydantic import BeforeValidator, Field

from studyapp.content.blocks import Block, BlockKind, read_markdown
from studyapp.content.documents import Domain, Exam, GuideSkill
from studyapp.content.schema import Block as YamlModel
from studyapp.content.schema import Strings, validate
from studyapp.content.yaml_block import read_yaml
from studyapp.errors import Place, Problem


def _empty_to_none(value: object) -> object:
    return None if value in {"", "unknown"} else value


OptionalDate = Annotated[date | None, BeforeValidator(_empty_to_none)]
OptionalInt = Annotated[int | None, BeforeValidator(_empty_to_none)]

Doubtful = Literal[
    "first_day", "last_day", "minutes", "scored", "unscored", "passing", "domains"
]


class ExamBlock(YamlModel):
    """The YAML block under an exam's heading; `unknown` stands for not published."""

    name: str = Field(min_length=1)
    source: Strings
    checked: date
    first_day: OptionalDate = None
    last_day: OptionalDate = None
    successor: str = ""
    minutes: OptionalInt = None
    scored: OptionalInt = None
    unscored: OptionalInt = None
    passing: OptionalInt = None
    scale: tuple[int, int] | None = None
    item_types: Strings = ()
    domains: dict[str, int] = Field(default_factory=dict)
    unconfirmed: tuple[Doubtful, ...] = ()
    moved: dict[str, str] = Field(default_factory=dict)
    lambda_skills: dict[str, str] = Field(default_factory=dict)


def read_exams(text: str, file: str) -> tuple[Exam | Problem, ...]:
    """Return the exams in `text`; problems, if there are any, come first."""
    markdown = read_markdown(text, file)
    if isinstance(markdown, Problem):
        return (markdown,)
    exams: list[Exam] = []
    problems: list[Problem] = []
    for heading, inside in _sections(markdown.blocks):
        exam = _exam(heading, inside, file)
        if isinstance(exam, Exam):
            exams.append(exam)
        else:
            problems.extend(exam)
    return (*problems, *exams)


def _sections(blocks: tuple[Block, ...]) -> list[tuple[Block, list[Block]]]:
    sections: list[tuple[Block, list[Block]]] = []
    for block in blocks:
        if block.kind is BlockKind.HEADING and block.level == 2:
            sections.append((block, []))
        elif sections:
            sections[-1][1].append(block)
    return sections


def _exam(heading: Block, inside: list[Block], file: str) -> Exam | tuple[Problem, ...]:
    place = Place(file, heading.line)
    if not inside or inside[0].kind is not BlockKind.FENCE or inside[0].info != "yaml":
        return (
            Problem(
                place,
                f"the exam '{heading.title}' has no YAML block under its heading",
                "write ```yaml, 'name:', 'source:', 'checked:', ```",
            ),
        )
    block = read_yaml(inside[0].body, file, inside[0].line + 1)
    if isinstance(block, Problem):
        return (block,)
    fields = validate(ExamBlock, block)
    if isinstance(fields, tuple):
        return fields
    total = sum(fields.domains.values())
    if fields.domains and total != 100:
        return (
            Problem(
                block.place(("domains",)),
                f"the weights add up to {total}",
                "make them add up to 100",
            ),
        )
    return Exam(
        code=heading.title,
        name=fields.name,
        sources=tuple(fields.source),
        checked=fields.checked,
        place=place,
        first_day=fields.first_day,
        last_day=fields.last_day,
        successor=fields.successor,
        minutes=fields.minutes,
        unconfirmed=fields.unconfirmed,
        scored=fields.scored,
        unscored=fields.unscored,
        passing=fields.passing,
        scale=fields.scale,
        item_types=tuple(fields.item_types),
        domains=tuple(Domain(n, w) for n, w in fields.domains.items()),
        moved=tuple(fields.moved.items()),
        lambda_skills=tuple(GuideSkill(*s) for s in fields.lambda_skills.items()),
        text="\n\n".join(b.text for b in inside[1:]),
    )
