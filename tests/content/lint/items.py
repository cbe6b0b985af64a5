"""Sound questions for tests, and ways to spoil one thing in them."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from studyapp.content.documents import (
    Difficulty,
    Level,
    Option,
    Question,
    QuestionKind,
    Skill,
)
from studyapp.content.lint.item import Item
from studyapp.errors import Place

OPTIONS = (
    "Raise the memory of the parcel tracker",
    "Lower the timeout of the parcel tracker",
    "Repeat the failed calls of its clients",
    "Reserve some capacity for its busy hours",
)
REASONS = (
    "More memory makes the runs faster, which does not help a slow partner.",
    "A run that waits for the partner in vain ends sooner and costs less.",
    "Clients repeat their calls already, so the waiting would only grow.",
    "Capacity is not short here; it is the waiting that has to be paid for.",
)
STEM = (
    "A parcel tracker asks a partner for each position. When the partner is down, "
    "each run waits for a minute and is billed for it. The tracker can do without "
    "an answer. Which change lowers the bill?"
)


def make_item(
    identity: str = "tracker-1",
    stem: str = STEM,
    options: Sequence[str] = OPTIONS,
    keys: frozenset[int] = frozenset({1}),
    reasons: Sequence[str] = REASONS,
) -> Item:
    """Return a sound single-answer question."""
    kind = QuestionKind.SINGLE if len(keys) == 1 else QuestionKind.MULTIPLE
    question = Question(
        id=identity,
        theme="tracker",
        kind=kind,
        stem=stem,
        options=tuple(
            Option(text, i in keys, reasons[i % len(reasons)])
            for i, text in enumerate(options)
        ),
        why="What waits is billed.",
        facts=(f"{identity}.fact",),
        level=Level.APPLY,
        difficulty=Difficulty.MEDIUM,
        skills=(Skill("DVA-C02", "1.2.2"),),
        reviewed=date(2026, 11, 20),
        place=Place("questions/tracker.md", 6),
    )
    rationales = tuple(option.rationale for option in question.options)
    return Item(question, stem, tuple(options), rationales)


def of_kind(item: Item, kind: QuestionKind) -> Item:
    """Return the question as another kind."""
    return replace(item, question=replace(item.question, kind=kind))


def bank(count: int, text_of: str = "word") -> list[Item]:
    """Return `count` questions whose shape says nothing about the key.

    Everything is drawn by a hash, so the same bank comes out everywhere.
    """
    return [_drawn(number, text_of) for number in range(count)]


def _drawn(number: int, text_of: str) -> Item:
    def draw(what: str, below: int) -> int:
        digest = hashlib.sha256(f"{text_of} {number} {what}".encode()).digest()
        return int.from_bytes(digest[:4], "big") % below

    options = [
        " ".join(
            f"{text_of}{_letters(draw(f'{place} {word}', 500))}"
            for word in range(4 + draw(f"{place} words", 5))
        )
        for place in range(4)
    ]
    key = draw("key", 4)
    return make_item(f"drawn-{number}", f"{STEM} {number}", options, frozenset({key}))


def _letters(number: int) -> str:
    return "".join(chr(ord("a") + int(digit)) for digit in str(number))
