"""One bank of questions: theme, exhibits, items with options and rationales.

It reads one file by itself; whether the facts exist is `library`'s business.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from studyapp.content.blocks import Block, BlockKind, read_markdown
from studyapp.content.documents import Question
from studyapp.content.options import Answers, read_answers
from studyapp.content.schema import QuestionBlock, ThemeHeader, validate
from studyapp.content.topic_file import skills
from studyapp.content.yaml_block import read_yaml
from studyapp.errors import Place, Problem

QUESTION_ID = re.compile(r"^[a-z0-9]+(?:[-.][a-z0-9]+)*$")


@dataclass(slots=True)
class QuestionFile:
    """What one file holds, and everything wrong with it."""

    theme: str = ""
    title: str = ""
    questions: list[Question] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class _Case:
    id: str = ""
    exhibit: str = ""


def read_questions(text: str, file: str) -> QuestionFile:
    """Return the questions in `text`; `file` is the name shown in problems."""
    found = QuestionFile()
    markdown = read_markdown(text, file)
    if isinstance(markdown, Problem):
        found.problems.append(markdown)
        return found
    if markdown.front is None:
        found.problems.append(
            Problem(
                Place(file, 1),
                "a question bank begins with front matter",
                "write '---', 'theme: ...', 'title: ...', '---' on top",
            )
        )
        return found
    header = validate(ThemeHeader, markdown.front)
    if isinstance(header, tuple):
        found.problems.extend(header)
        return found
    found.theme, found.title = header.theme, header.title
    case = _Case()
    for heading, inside in _sections(markdown.blocks):
        if heading.level == 1:
            case = _Case(heading.title, "\n\n".join(b.text for b in inside))
            continue
        question = _question(heading, inside, header.theme, file, case)
        if isinstance(question, Question):
            found.questions.append(question)
        else:
            found.problems.extend(question)
    return found


def _sections(blocks: tuple[Block, ...]) -> list[tuple[Block, list[Block]]]:
    """Group blocks under the level-1 or level-2 heading that they follow."""
    sections: list[tuple[Block, list[Block]]] = []
    for block in blocks:
        if block.kind is BlockKind.HEADING and block.level <= 2:
            sections.append((block, []))
        elif sections:
            sections[-1][1].append(block)
    return sections


def _question(
    heading: Block, inside: list[Block], theme: str, file: str, case: _Case
) -> Question | tuple[Problem, ...]:
    place = Place(file, heading.line)
    if not QUESTION_ID.match(heading.title):
        return (
            Problem(
                place,
                f"'{heading.title}' is not a question id",
                "write lower case words and numbers, as 'sqs-004'",
            ),
        )
    if not inside or inside[0].kind is not BlockKind.FENCE or inside[0].info != "yaml":
        return (
            Problem(
                place,
                f"the question '{heading.title}' has no YAML block under its heading",
                "write ```yaml, 'kind:', 'level:', 'facts:', 'reviewed:', ```",
            ),
        )
    block = read_yaml(inside[0].body, file, inside[0].line + 1)
    if isinstance(block, Problem):
        return (block,)
    fields = validate(QuestionBlock, block)
    if isinstance(fields, tuple):
        return fields
    answers = read_answers(fields, inside[1:], file, place)
    if isinstance(answers, tuple):
        return answers
    return _build(heading.title, theme, fields, answers, place, case)


def _build(
    identity: str,
    theme: str,
    fields: QuestionBlock,
    answers: Answers,
    place: Place,
    case: _Case,
) -> Question:
    return Question(
        id=identity,
        theme=theme,
        kind=fields.kind,
        stem=answers.stem,
        options=answers.options,
        why=answers.why,
        facts=tuple(fields.facts),
        level=fields.level,
        difficulty=fields.difficulty,
        skills=skills(fields.exams),
        reviewed=fields.reviewed,
        place=place,
        keep_order=fields.keep_order,
        numeric=answers.numeric,
        case=case.id,
        exhibit=case.exhibit,
        tags=tuple(fields.tags),
    )
