"""A question as other programs get it: plain values, no references, no order of ours.

Owns what leaves the house with a question. It knows no file format.
"""

from __future__ import annotations

from dataclasses import dataclass

from studyapp.content.documents import Question, QuestionKind
from studyapp.content.factbook import FactBook


@dataclass(frozen=True, slots=True)
class SheetOption:
    """One option with its reason; `prompt` is the left side of a pair."""

    text: str
    is_right: bool
    reason: str
    prompt: str = ""


@dataclass(frozen=True, slots=True)
class Sheet:
    """One question with values in place of references; texts are Markdown."""

    id: str
    theme: str
    kind: QuestionKind
    level: str
    difficulty: str
    skills: tuple[str, ...]
    """Exam and number, such as `DVA-C02 1.2.2`."""
    facts: tuple[str, ...]
    stem: str
    """With the exhibit in front, where questions share one."""
    options: tuple[SheetOption, ...]
    why: str
    number: str = ""
    """The right number of a numeric question, without its unit."""
    tolerance: str = ""
    unit: str = ""


def sheet_of(question: Question, book: FactBook) -> Sheet:
    """Return the question as it stands today."""
    numeric = question.numeric
    parts = (question.exhibit, question.stem)
    return Sheet(
        id=question.id,
        theme=question.theme,
        kind=question.kind,
        level=question.level.value,
        difficulty=question.difficulty.value,
        skills=tuple(f"{skill.exam} {skill.number}" for skill in question.skills),
        facts=question.facts,
        stem=book.show("\n\n".join(part for part in parts if part)),
        options=tuple(
            SheetOption(
                book.show(option.text),
                option.correct,
                book.show(option.rationale),
                book.show(option.prompt),
            )
            for option in question.options
        ),
        why=book.show(question.why),
        number=f"{numeric.value:f}" if numeric else "",
        tolerance=f"{numeric.tolerance:f}" if numeric else "",
        unit=numeric.unit if numeric else "",
    )
