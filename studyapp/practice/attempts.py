"""Answers that were given, one after another, as statistics read them.

A first attempt shows what a learner knows; a repeat shows what was kept. They must
never be counted together as if they were the same.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from studyapp.practice.responses import Response
from studyapp.practice.session import Confidence


@dataclass(frozen=True, slots=True)
class Attempt:
    """One graded answer, in a quiz or in an exam."""

    question: str
    right: bool
    at_ms: int
    """UTC milliseconds of the grading: an exam's answers share one instant."""
    day: date
    """Study day of the answer."""
    elapsed_ms: int
    confidence: Confidence | None
    session: str
    """Id of the quiz or exam."""
    response: Response | None = None
    """None for an item that was left unanswered."""

    @property
    def is_safe(self) -> bool:
        """Whether it was right and not a guess."""
        return self.right and self.confidence is not Confidence.GUESSING


def first_attempts(attempts: Iterable[Attempt]) -> tuple[Attempt, ...]:
    """Return the first attempt at each question, in order."""
    first: dict[str, Attempt] = {}
    for attempt in attempts:
        first.setdefault(attempt.question, attempt)
    return tuple(first.values())


def latest_attempts(attempts: Iterable[Attempt]) -> dict[str, Attempt]:
    """Return the last attempt at each question."""
    return {attempt.question: attempt for attempt in attempts}
