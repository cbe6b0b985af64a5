"""The body of a question: stem, then options with rationales, then the takeaway.

One reader for each question kind; each returns the answers or all its problems.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from decimal import Decimal

from studyapp.content.blocks import Block, BlockKind, Item
from studyapp.content.documents import NumericKey, Option, QuestionKind
from studyapp.content.schema import QuestionBlock
from studyapp.content.units import UnitError, parse_unit
from studyapp.errors import Place, Problem

NUMBER_WORDS = {2: "TWO", 3: "THREE", 4: "FOUR", 5: "FIVE"}
_MARK = re.compile(r"^\[([ xX])\]\s*")
_NUMERIC = re.compile(r"^=\s*(-?[\d,]+(?:\.\d+)?)(?:\s*\+-\s*([\d,]+(?:\.\d+)?))?\s*$")
_MIN_RATIONALE_WORDS = 6


@dataclass(frozen=True, slots=True)
class Answers:
    """Everything below a question's YAML block."""

    stem: str
    options: tuple[Option, ...]
    why: str
    numeric: NumericKey | None = None


@dataclass(frozen=True, slots=True)
class _Body:
    stem: str
    answer: Block | None
    why: str


@dataclass(frozen=True, slots=True)
class _Task:
    fields: QuestionBlock
    body: _Body
    answer: Block
    file: str

    @property
    def place(self) -> Place:
        return Place(self.file, self.answer.line)


def read_answers(
    fields: QuestionBlock, blocks: list[Block], file: str, place: Place
) -> Answers | tuple[Problem, ...]:
    """Return stem, options and takeaway, or everything wrong with them."""
    body = _split(blocks, fields.kind)
    problems: list[Problem] = []
    if not body.stem:
        problems.append(Problem(place, "the question has no stem", "write a situation"))
    if not body.why:
        problems.append(
            Problem(
                place, "the question has no takeaway", "write '### Why' and a sentence"
            )
        )
    if body.answer is None:
        missing = Problem(place, "the question has no answers", _SHAPES[fields.kind])
        return (*problems, missing)
    reader = _READERS[fields.kind]
    result = reader(_Task(fields, body, body.answer, file))
    if isinstance(result, Answers) and not problems:
        return result
    return (*problems, *(() if isinstance(result, Answers) else result))


def _split(blocks: list[Block], kind: QuestionKind) -> _Body:
    """Part the blocks into stem, answer block and takeaway."""
    stem: list[str] = []
    why: list[str] = []
    answer: Block | None = None
    in_why = False
    for block in blocks:
        if block.kind is BlockKind.HEADING:
            in_why = block.title.lower() == "why"
        elif in_why:
            why.append(block.text)
        elif answer is None and _is_answer(block, kind):
            answer = block
        elif answer is None:
            stem.append(block.text)
    return _Body("\n\n".join(stem), answer, "\n\n".join(why))


def _is_answer(block: Block, kind: QuestionKind) -> bool:
    if kind is QuestionKind.NUMERIC:
        return bool(_NUMERIC.match(block.text))
    if kind is QuestionKind.MATCH:
        return block.kind is BlockKind.TABLE
    marks = (_MARK.match(item.text) for item in block.items)
    return block.kind is BlockKind.LIST and any(marks)


def _option(item: Item, file: str) -> Option | Problem:
    """Read one task-list item: mark, text, and the quoted rationale under it."""
    place = Place(file, item.line)
    mark = _MARK.match(item.text)
    if mark is None:
        return Problem(place, "an option has no mark", "begin it with '[ ]' or '[x]'")
    lines = item.text[mark.end() :].splitlines()
    text = [line for line in lines if not line.lstrip().startswith(">")]
    rationale = [
        line.lstrip()[1:].strip() for line in lines if line.lstrip().startswith(">")
    ]
    option = Option(
        "\n".join(text).strip(), mark[1] in "xX", " ".join(rationale).strip()
    )
    if not option.text:
        return Problem(place, "an option is empty", "write what can be chosen")
    if len(option.rationale.split()) < _MIN_RATIONALE_WORDS:
        return Problem(
            place,
            f"the option '{option.text[:40]}' lacks a rationale",
            "write '> ' and why it fails or works, in a sentence, under it",
        )
    return option


def _options(
    answer: Block, file: str
) -> tuple[tuple[Option, ...], tuple[Problem, ...]]:
    read = [_option(item, file) for item in answer.items]
    options = tuple(o for o in read if isinstance(o, Option))
    problems = [p for p in read if isinstance(p, Problem)]
    seen: set[str] = set()
    for item, option in zip(answer.items, read, strict=True):
        if isinstance(option, Problem):
            continue
        folded = " ".join(option.text.casefold().split()).rstrip(".")
        if folded in seen:
            problems.append(
                Problem(
                    Place(file, item.line),
                    f"the option '{option.text[:40]}' stands twice",
                    "replace one of them by another real mistake",
                )
            )
        seen.add(folded)
    return options, tuple(problems)


def _read_single(task: _Task) -> Answers | tuple[Problem, ...]:
    options, problems = _options(task.answer, task.file)
    right = sum(option.correct for option in options)
    if not problems and right != 1:
        problems = (
            Problem(
                task.place,
                f"a single-answer question has {right} right options",
                "mark exactly one with '[x]', or write 'kind: multiple'",
            ),
        )
    if not problems and len(options) < 3:
        problems = (
            Problem(
                task.place,
                f"{len(options)} options are too few",
                "write three or more",
            ),
        )
    return problems or Answers(task.body.stem, options, task.body.why)


def _read_multiple(task: _Task) -> Answers | tuple[Problem, ...]:
    options, found = _options(task.answer, task.file)
    problems = list(found)
    right = sum(option.correct for option in options)
    if task.fields.choose is None:
        problems.append(
            Problem(task.place, "'choose' is missing", f"write 'choose: {right}'")
        )
    elif not found and task.fields.choose != right:
        problems.append(
            Problem(
                task.place,
                f"{right} options are marked right, but "
                f"'choose' says {task.fields.choose}",
                "make the two agree",
            )
        )
    word = NUMBER_WORDS.get(task.fields.choose or right, "TWO")
    if f"(Choose {word}.)" not in task.body.stem:
        problems.append(
            Problem(
                task.place,
                "the stem does not say how many to choose",
                f"end it with '(Choose {word}.)'",
            )
        )
    return tuple(problems) or Answers(task.body.stem, options, task.body.why)


def _read_numeric(task: _Task) -> Answers | tuple[Problem, ...]:
    match = _NUMERIC.match(task.answer.text)
    if match is None:
        return (
            Problem(task.place, "the number cannot be read", _SHAPES[task.fields.kind]),
        )
    try:
        if task.fields.unit:
            parse_unit(task.fields.unit)
    except UnitError as error:
        remedy = error.remedy or "write the unit as in a fact's value"
        return (Problem(task.place, error.message, remedy),)
    value, tolerance = (Decimal((g or "0").replace(",", "")) for g in match.groups())
    return Answers(
        task.body.stem,
        (),
        task.body.why,
        NumericKey(value, tolerance, task.fields.unit),
    )


def _read_order(task: _Task) -> Answers | tuple[Problem, ...]:
    options, problems = _options(task.answer, task.file)
    if not problems and sum(option.correct for option in options) < 3:
        problems = (
            Problem(
                task.place,
                "an ordering question needs three or more steps",
                "mark the steps with '[x]', in the right order",
            ),
        )
    return problems or Answers(task.body.stem, options, task.body.why)


def _read_match(task: _Task) -> Answers | tuple[Problem, ...]:
    rows = [_cells(line) for line in task.answer.text.splitlines()[2:]]
    if any(len(row) != 2 or not row[1] for row in rows):
        return (
            Problem(
                task.place, "a matching table has two columns", "write '| a | b |'"
            ),
        )
    options = tuple(Option(right, bool(left), "", left) for left, right in rows)
    if sum(option.correct for option in options) < 3:
        return (
            Problem(task.place, "a matching question needs three pairs", "add pairs"),
        )
    return Answers(task.body.stem, options, task.body.why)


def _cells(line: str) -> list[str]:
    return [cell.strip() for cell in line.strip().strip("|").split("|")]


_SHAPES: dict[QuestionKind, str] = {
    QuestionKind.SINGLE: "write '1. [x] ...' and '1. [ ] ...' lines under the stem",
    QuestionKind.MULTIPLE: "write '- [x] ...' and '- [ ] ...' lines under the stem",
    QuestionKind.NUMERIC: "write a line '= 8.53 +- 0.01' under the stem",
    QuestionKind.ORDER: "write '1. [x] ...' lines in the right order",
    QuestionKind.MATCH: "write a table of two columns under the stem",
}

_Reader = Callable[[_Task], Answers | tuple[Problem, ...]]

_READERS: dict[QuestionKind, _Reader] = {
    QuestionKind.SINGLE: _read_single,
    QuestionKind.MULTIPLE: _read_multiple,
    QuestionKind.NUMERIC: _read_numeric,
    QuestionKind.ORDER: _read_order,
    QuestionKind.MATCH: _read_match,
}
