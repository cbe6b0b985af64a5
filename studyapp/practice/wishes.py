"""What a learner asks for before a quiz or an exam begins.

Plain values, light to import: the command line and the app hand them on.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from studyapp.content.documents import QuestionKind
from studyapp.practice.form import EXAM_KINDS
from studyapp.practice.selection import QuizMode, Standing

QUICK_COUNT = 10


class ExamMode(StrEnum):
    """How an exam is run."""

    TIMED = "timed"
    """One clock at the exam's pace, answers at the end."""
    UNTIMED = "untimed"
    """Answers at the end, no clock."""
    TUTOR = "tutor"
    """The same form as a quiz: each answer is explained at once."""


@dataclass(frozen=True, slots=True)
class QuizWish:
    """A quiz to be; an empty part asks for nothing special."""

    mode: QuizMode = QuizMode.QUICK
    count: int = QUICK_COUNT
    seed: str = ""
    """Empty for a new one."""
    topics: tuple[str, ...] = ()
    skills: tuple[str, ...] = ()
    """As `DVA-C03 4.3`, or `4.3` for the exam of the settings; a task or domain too."""
    standings: frozenset[Standing] = frozenset()
    """Empty for those of the mode."""
    kinds: frozenset[QuestionKind] = EXAM_KINDS


@dataclass(frozen=True, slots=True)
class ExamWish:
    """An exam to be."""

    exam: str = ""
    """Code of the version; empty for the one of the settings."""
    items: int = 0
    """0 for the length of the whole exam."""
    mode: ExamMode = ExamMode.TIMED
    seed: str = ""
    """Empty for a new one."""
