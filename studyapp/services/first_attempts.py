"""First attempts at exam questions; repeats are only counted.

The one place where the readiness reads answers: in quizzes and exams alike, of the
kinds that exams ask. An item of an exam that was left empty is wrong, as AWS has it.
"""

from __future__ import annotations

from dataclasses import dataclass

from studyapp.practice.attempts import Attempt, first_attempts
from studyapp.practice.form import EXAM_KINDS
from studyapp.services.answers import attempts
from studyapp.services.study import Study


@dataclass(frozen=True, slots=True)
class Repeats:
    """Answers to questions that had been answered before."""

    right: int = 0
    asked: int = 0


@dataclass(frozen=True, slots=True)
class Evidenced:
    """What the journal holds: first attempts in their order, and the rest."""

    first: tuple[Attempt, ...]
    repeats: Repeats


def read_attempts(study: Study) -> Evidenced:
    """Return the attempts at exam questions that the library still has."""
    known = study.library.questions
    counted = [
        attempt
        for attempt in attempts(study)
        if attempt.question in known and known[attempt.question].kind in EXAM_KINDS
    ]
    first = first_attempts(counted)
    right = sum(a.right for a in counted) - sum(a.right for a in first)
    return Evidenced(first, Repeats(right, len(counted) - len(first)))
