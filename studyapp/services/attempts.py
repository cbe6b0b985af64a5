"""First attempts at questions, as the journal holds them; repeats are only counted.

The one place that reads answers for the readiness. An attempt is the last answer
given in the first quiz or exam that asked the question: until that ends, a mind may
change. An answer left empty is wrong, as it is in the exam.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from studyapp.memory.events import Event, EventKind
from studyapp.services.areas import EXAM_KINDS
from studyapp.services.quiz_history import quiz_events
from studyapp.services.study import Study


@dataclass(frozen=True, slots=True)
class Attempt:
    """The first attempt at one question."""

    question: str
    quiz: str
    right: bool


@dataclass(frozen=True, slots=True)
class Repeats:
    """Answers to questions seen in an earlier quiz."""

    right: int = 0
    asked: int = 0


@dataclass(frozen=True, slots=True)
class Attempts:
    """What the journal holds: first attempts in their order, and the rest."""

    first: tuple[Attempt, ...]
    repeats: Repeats


def read_attempts(study: Study) -> Attempts:
    """Return the attempts at exam questions that the library still has."""
    first: dict[str, Attempt] = {}
    later: dict[tuple[str, str], bool] = {}
    for attempt in _answers(study, quiz_events(study)):
        earlier = first.get(attempt.question)
        if earlier is None or earlier.quiz == attempt.quiz:
            first[attempt.question] = attempt
        else:
            later[attempt.question, attempt.quiz] = attempt.right
    return Attempts(tuple(first.values()), Repeats(sum(later.values()), len(later)))


def _answers(study: Study, events: Iterable[Event]) -> Iterable[Attempt]:
    for event in events:
        question = study.library.questions.get(event.subject)
        is_answer = event.kind == EventKind.QUIZ_ANSWER
        if is_answer and question is not None and question.kind in EXAM_KINDS:
            quiz = str(event.payload.get("quiz", ""))
            yield Attempt(event.subject, quiz, bool(event.payload.get("right")))
