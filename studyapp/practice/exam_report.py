"""What an exam that was submitted says: scores, pace, confidence, every item.

Values only; `exam_scoring` makes them. Only scored items make the score; which they
are is never told. First attempts are kept apart from repeats.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from studyapp.practice.calibration import CalibrationRow
from studyapp.practice.exam_session import Ending
from studyapp.practice.responses import Response
from studyapp.practice.session import Confidence

CAUTION = (
    "Scores by domain, skill and topic are general information: few items stand "
    "behind each, so read them with caution. The exam has no pass mark for a "
    "domain; only the whole counts."
)
ESTIMATE_LABEL = (
    "An estimate of ours: AWS does not publish how raw scores become scaled ones, "
    "and this form is only about Lambda."
)


@dataclass(frozen=True, slots=True)
class Score:
    """Right answers among those asked."""

    right: int = 0
    asked: int = 0

    @property
    def share(self) -> float:
        """Right answers as a share, 0 to 1."""
        return self.right / self.asked if self.asked else 0.0


@dataclass(frozen=True, slots=True)
class Row:
    """The score of one domain, skill or topic."""

    key: str
    """A topic's id, a skill as `DVA-C03 4.3`, a domain as `DVA-C03 4`."""
    name: str
    score: Score


@dataclass(frozen=True, slots=True)
class ItemLine:
    """One item as it was answered."""

    number: int
    question: str
    right: bool
    response: Response | None
    confidence: Confidence | None
    spent_ms: int
    is_flagged: bool
    changes: int
    is_first: bool
    """Whether the question had never been answered before."""


@dataclass(frozen=True, slots=True)
class Pacing:
    """Time per item against the exam's pace, in milliseconds."""

    pace_ms: int
    mean_ms: int
    over: int
    """Items that took longer than the pace."""
    slowest: tuple[str, ...]
    rushed: tuple[str, ...]
    """Answered wrongly in a quarter of the pace."""


@dataclass(frozen=True, slots=True)
class Estimate:
    """Where the scaled score may lie; show it with `ESTIMATE_LABEL` only."""

    low: int
    high: int
    passing: int


@dataclass(frozen=True, slots=True)
class ExamReport:
    """The report of one exam. Weakest rows come first, domains in their order."""

    id: str
    exam: str
    seed: str
    """Decides the order in which options were shown."""
    began: datetime
    ending: Ending | None
    limit_ms: int | None
    clock_ms: int
    score: Score
    """Scored items only."""
    all_items: Score
    first: Score
    """Items never answered before: what the exam says about you."""
    repeats: Score
    domains: tuple[Row, ...]
    skills: tuple[Row, ...]
    topics: tuple[Row, ...]
    pacing: Pacing
    calibration: tuple[CalibrationRow, ...]
    certainty: tuple[int, int]
    """Certainty-based marks won, and the most that could be."""
    estimate: Estimate | None
    """None below 20 scored items, or where AWS names no passing score."""
    items: tuple[ItemLine, ...]
    withdrawn: tuple[str, ...]
    note: str
