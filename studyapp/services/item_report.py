"""A report on one question, as a text to send to whoever keeps the bank.

It says nothing about the learner but the answer they gave.
"""

from __future__ import annotations

from studyapp.content.documents import Question
from studyapp.content.quantity import Quantity
from studyapp.errors import UsageError
from studyapp.practice.item_version import version_of
from studyapp.practice.responses import (
    Chosen,
    Matched,
    Number,
    Ordered,
    Response,
    right_response,
)
from studyapp.services.quiz_history import find_question
from studyapp.services.study import Study


def item_report(
    study: Study, question_id: str, response: Response | None = None
) -> str:
    """Return a Markdown text that names the item, its version, key and answer.

    Raises UsageError when there is no such question.
    """
    question = find_question(study, question_id)
    if question is None:
        raise UsageError(
            f"there is no question '{question_id}'", "copy the id from the question"
        )
    show = study.library.book.show
    lines = [
        f"# Report on question {question.id}",
        "",
        f"* version: {version_of(question)}",
        f"* file: {question.place}",
        f"* kind: {question.kind}, reviewed {question.reviewed}",
        f"* facts: {', '.join(question.facts)}",
        f"* key: {choice_text(question, right_response(question))}",
        f"* my answer: {choice_text(question, response)}",
        "",
        show(question.stem),
        "",
        *(
            f"{number}. [{'x' if option.correct else ' '}] {show(option.text)}"
            for number, option in enumerate(question.options, 1)
        ),
        "",
        "What is wrong, and what shows it (a page of the AWS documentation):",
        "",
    ]
    return "\n".join(lines)


def choice_text(question: Question, response: Response | None) -> str:
    """Return an answer in words; options by their number in the file."""
    match response:
        case None:
            return "none"
        case Chosen(options):
            return ", ".join(str(option + 1) for option in sorted(options))
        case Number(value):
            return str(
                Quantity(value, question.numeric.unit if question.numeric else "")
            )
        case Ordered(options):
            return " then ".join(str(option + 1) for option in options)
        case Matched(pairs):
            return ", ".join(f"{a + 1} with {b + 1}" for a, b in sorted(pairs))
