"""Chooses questions of the library and hands them out in a format of others.

It writes no file: the command line decides where the text goes.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from enum import StrEnum

from studyapp.content.documents import Question
from studyapp.content.library import Library
from studyapp.exchange.gift import gift
from studyapp.exchange.question_csv import question_csv
from studyapp.exchange.sheet import Sheet, sheet_of
from studyapp.services.examining import asked_for
from studyapp.services.naming import require_exam, require_topics


class QuestionFormat(StrEnum):
    """The formats in which questions leave."""

    GIFT = "gift"
    CSV = "csv"


@dataclass(frozen=True, slots=True)
class QuestionChoice:
    """Which questions to hand out; an empty field chooses all."""

    topic: str = ""
    exam: str = ""
    kind: str = ""


@dataclass(frozen=True, slots=True)
class Exported:
    """A text in some format, and how many questions it holds."""

    text: str
    count: int


def export_questions(
    library: Library, choice: QuestionChoice, form: QuestionFormat
) -> Exported:
    """Return the chosen questions; raises UsageError for what does not exist."""
    require_topics(library, [choice.topic] if choice.topic else [])
    choice = replace(choice, exam=require_exam(library, choice.exam))
    codes = asked_for(library, choice.exam) if choice.exam else frozenset()
    book = library.book
    sheets = [
        sheet_of(question, book)
        for question in library.questions.values()
        if _fits(library, question, choice, codes)
    ]
    return Exported(_WRITERS[form](sheets), len(sheets))


def _fits(
    library: Library,
    question: Question,
    choice: QuestionChoice,
    codes: frozenset[str],
) -> bool:
    in_topic = not choice.topic or choice.topic in library.topics_of(question)
    in_exam = not codes or any(s.exam in codes for s in question.skills)
    of_kind = not choice.kind or question.kind == choice.kind
    return in_topic and in_exam and of_kind


_WRITERS: dict[QuestionFormat, Callable[[list[Sheet]], str]] = {
    QuestionFormat.GIFT: gift,
    QuestionFormat.CSV: question_csv,
}
