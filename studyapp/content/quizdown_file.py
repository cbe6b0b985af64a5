"""Quizzes in plain Markdown as other programs write them (quizdown), without our YAML.

A heading is a question, a task list under it the answers, a quote under an answer its
reason, a quote above the answers a hint. What such a file cannot say gets a default:
no facts, no exam, medium difficulty, a review that has never taken place. It reads
questions for a learner's own use and never those that come with the app.
"""

from __future__ import annotations

import hashlib
import re
import unicodedata
from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from pathlib import PurePosixPath

from studyapp.content.blocks import Block, BlockKind, Item, read_blocks
from studyapp.content.documents import (
    Difficulty,
    Level,
    Option,
    Question,
    QuestionKind,
)
from studyapp.content.options import NUMBER_WORDS
from studyapp.errors import Place, Problem

IMPORTED = "imported"
"""Tag of a question that came without facts, reasons and dates."""

_MARKED = re.compile(r"(?m)^\s*(?:[-*+]|\d+[.)])\s+\[[xX]\]\s")
_MARK = re.compile(r"^\[([ xX])\]\s*")
_SETTINGS = re.compile(r"^\s*[a-z_]+\s*:\s*\S+\s*$")
_FIXED = re.compile(r"^\s*shuffle_answers\s*:\s*false\s*$")
_NO_WORD = re.compile(r"[^a-z0-9]+")
_SLUG_LETTERS = 48


def looks_like_quizdown(text: str) -> bool:
    """Whether a Markdown file without our front matter holds marked answers."""
    return bool(_MARKED.search(text)) and "```yaml" not in text


def read_quizdown(text: str, file: str) -> tuple[tuple[Question, ...], list[Problem]]:
    """Return the questions in `text`, and the ones that cannot be asked."""
    lines, fixed = _without_settings(text.splitlines())
    questions: list[Question] = []
    problems: list[Problem] = []
    for heading, inside in _sections(read_blocks(lines, 0)):
        answers = next((b for b in inside if b.kind is BlockKind.LIST), None)
        if answers is None:
            continue
        found = _question(heading, inside, answers, file)
        if isinstance(found, Problem):
            problems.append(found)
        else:
            is_fixed = any(heading.line < n <= answers.line for n in fixed)
            questions.append(replace(found, keep_order=is_fixed))
    return tuple(questions), problems


def _without_settings(lines: list[str]) -> tuple[list[str], list[int]]:
    """Blank out `---` blocks of settings; return lines that forbid shuffling, from 1.

    CommonMark would take `key: value` above a line of dashes for a heading.
    """
    kept = list(lines)
    fixed: list[int] = []
    start: int | None = None
    for index, line in enumerate(lines):
        if line.strip() == "---":
            if start is not None:
                kept[start : index + 1] = [""] * (index + 1 - start)
            start = None if start is not None else index
        elif start is not None and _FIXED.match(line):
            fixed.append(index + 1)
        elif start is not None and line.strip() and not _SETTINGS.match(line):
            start = None
    return kept, fixed


def _sections(blocks: Sequence[Block]) -> list[tuple[Block, list[Block]]]:
    sections: list[tuple[Block, list[Block]]] = []
    for block in blocks:
        if block.kind is BlockKind.HEADING:
            sections.append((block, []))
        elif sections:
            sections[-1][1].append(block)
    return sections


def _question(
    heading: Block, inside: list[Block], answers: Block, file: str
) -> Question | Problem:
    place = Place(file, heading.line)
    options = tuple(_option(item) for item in answers.items)
    is_sequence = not any(_MARK.match(item.text) for item in answers.items)
    right = sum(option.correct for option in options)
    if not is_sequence and not right:
        return Problem(
            Place(file, answers.line),
            f"'{heading.title[:40]}' has no right answer",
            "mark it with '[x]'",
        )
    if len(options) < 2:
        return Problem(
            Place(file, answers.line),
            f"'{heading.title[:40]}' has one answer only",
            "write two answers or more",
        )
    kind = _kind(right, is_sequence=is_sequence)
    above = inside[: inside.index(answers)]
    hints = [_unquoted(b.text) for b in above if b.text.startswith(">")]
    texts = [b.text for b in above if not b.text.startswith(">")]
    stem = "\n\n".join([heading.title, *texts])
    if kind is QuestionKind.MULTIPLE and right in NUMBER_WORDS:
        stem += f" (Choose {NUMBER_WORDS[right]}.)"
    theme = _slug(PurePosixPath(file).stem)
    return Question(
        id=f"{theme}.{_slug(heading.title)}",
        theme=theme,
        kind=kind,
        stem=stem,
        options=options,
        why=" ".join(hints),
        facts=(),
        level=Level.RECALL,
        difficulty=Difficulty.MEDIUM,
        skills=(),
        reviewed=date.min,
        place=place,
        tags=(IMPORTED,),
    )


def _option(item: Item) -> Option:
    """Return an answer; one without a mark is a step of a sequence."""
    mark = _MARK.match(item.text)
    lines = item.text[mark.end() if mark else 0 :].splitlines()
    text = [line for line in lines if not line.lstrip().startswith(">")]
    reason = [line for line in lines if line.lstrip().startswith(">")]
    is_right = mark is None or mark[1] in "xX"
    return Option("\n".join(text).strip(), is_right, _unquoted("\n".join(reason)))


def _kind(right: int, *, is_sequence: bool) -> QuestionKind:
    if is_sequence:
        return QuestionKind.ORDER
    return QuestionKind.SINGLE if right == 1 else QuestionKind.MULTIPLE


def _unquoted(text: str) -> str:
    return " ".join(line.lstrip(" >").strip() for line in text.splitlines()).strip()


def _slug(text: str) -> str:
    """Return an id of a text: its first words, or a hash where it has no Latin ones."""
    plain = unicodedata.normalize("NFKD", text).encode("ascii", "ignore").decode()
    slug = _NO_WORD.sub("-", plain.lower())[:_SLUG_LETTERS].strip("-")
    return slug or hashlib.sha256(text.encode()).hexdigest()[:10]
