"""What a learner answers to a question, one type for each way of answering.

Positions count the options in the order of the file, never as they were shown, so an
answer in the journal means the same whatever the shuffle was.
"""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal, InvalidOperation

from studyapp.content.documents import Question, QuestionKind


@dataclass(frozen=True, slots=True)
class Chosen:
    """The options chosen in a single or multiple response."""

    options: frozenset[int]


@dataclass(frozen=True, slots=True)
class Number:
    """The number entered, in the question's unit."""

    value: Decimal


@dataclass(frozen=True, slots=True)
class Ordered:
    """The options picked, first to last."""

    options: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Matched:
    """For each prompt (a position with one) the position of the option paired."""

    pairs: tuple[tuple[int, int], ...]


Response = Chosen | Number | Ordered | Matched

JSON = str | list[int] | list[str]


def to_json(response: Response) -> JSON:
    """Return the response as the journal keeps it."""
    match response:
        case Chosen(options):
            return sorted(options)
        case Number(value):
            return str(value)
        case Ordered(options):
            return list(options)
        case Matched(pairs):
            return [f"{prompt}:{option}" for prompt, option in sorted(pairs)]


def from_json(kind: QuestionKind, data: object) -> Response | None:
    """Return a response from the journal; None where it no longer makes sense."""
    try:
        match kind, data:
            case ((QuestionKind.SINGLE | QuestionKind.MULTIPLE), list(options)):
                return Chosen(frozenset(int(option) for option in options))
            case QuestionKind.NUMERIC, str(text):
                return Number(Decimal(text))
            case QuestionKind.ORDER, list(options):
                return Ordered(tuple(int(option) for option in options))
            case QuestionKind.MATCH, list(pairs):
                return Matched(tuple(_pair(str(pair)) for pair in pairs))
            case _:
                return None
    except (InvalidOperation, TypeError, ValueError):
        return None


def right_response(question: Question) -> Response:
    """Return the response that scores."""
    match question.kind:
        case QuestionKind.SINGLE | QuestionKind.MULTIPLE:
            return Chosen(question.keys)
        case QuestionKind.NUMERIC:
            return Number(question.numeric.value if question.numeric else Decimal(0))
        case QuestionKind.ORDER:
            return Ordered(tuple(sorted(question.keys)))
        case QuestionKind.MATCH:
            return Matched(tuple((i, i) for i in sorted(question.keys)))


def _pair(text: str) -> tuple[int, int]:
    prompt, _, option = text.partition(":")
    return int(prompt), int(option)
