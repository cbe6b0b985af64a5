"""A quiz as a pure state machine: plan, answers so far, what comes next.

Each step returns a new session; nothing here stores, shows or asks for the time.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from enum import StrEnum

from studyapp.practice.responses import Response


class Mode(StrEnum):
    """When the explanations are shown."""

    TUTOR = "tutor"
    """After each question."""
    EXAM = "exam"
    """At the end only."""


class Confidence(StrEnum):
    """How sure the learner was before seeing the key."""

    SURE = "sure"
    THINK_SO = "think so"
    GUESSING = "guessing"


@dataclass(frozen=True, slots=True)
class Plan:
    """What a quiz asks, fixed when it starts."""

    id: str
    seed: str
    questions: tuple[str, ...]
    mode: Mode = Mode.TUTOR
    topics: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Answered:
    """One graded answer of a session."""

    question: str
    response: Response | None
    right: bool
    elapsed_ms: int
    confidence: Confidence | None = None


@dataclass(frozen=True, slots=True)
class Session:
    """A quiz under way."""

    plan: Plan
    answered: tuple[Answered, ...] = ()

    @property
    def current(self) -> str | None:
        """The id of the question to answer now; None when all are answered."""
        if self.is_finished:
            return None
        return self.plan.questions[len(self.answered)]

    @property
    def position(self) -> int:
        """The number of the current question, from 1."""
        return min(len(self.answered) + 1, len(self.plan.questions))

    @property
    def is_finished(self) -> bool:
        """Whether every question is answered."""
        return len(self.answered) >= len(self.plan.questions)

    @property
    def right(self) -> int:
        """How many answers earned the point."""
        return sum(answer.right for answer in self.answered)

    def record(self, answer: Answered) -> Session:
        """Return the session with the current question answered.

        Raises ValueError when the answer is to another question.
        """
        if answer.question != self.current:
            raise ValueError(f"'{answer.question}' is not the question being asked")
        return replace(self, answered=(*self.answered, answer))
