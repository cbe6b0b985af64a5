"""Whether a learner is as right as they feel: scores by stated confidence.

The thresholds and the marks are those of certainty-based marking (Gardner-Medwin):
sure pays above 80 % right, a guess below 67 %.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum

from studyapp.practice.session import Confidence

PROMISES: Mapping[Confidence, tuple[float, float]] = {
    Confidence.SURE: (0.80, 1.0),
    Confidence.THINK_SO: (0.67, 0.80),
    Confidence.GUESSING: (0.0, 0.67),
}
"""The share of right answers that each confidence stands for."""
_MARKS: Mapping[Confidence, tuple[int, int]] = {
    Confidence.SURE: (3, -6),
    Confidence.THINK_SO: (2, -2),
    Confidence.GUESSING: (1, 0),
}
_ENOUGH = 5
"""Answers below which nothing is said about them."""


class Judgement(StrEnum):
    """What the answers of one confidence show."""

    TOO_FEW = "too few to tell"
    TOO_SURE = "less often right than you felt"
    FITS = "as right as you felt"
    TOO_MODEST = "more often right than you felt"


@dataclass(frozen=True, slots=True)
class CalibrationRow:
    """Answers of one stated confidence."""

    confidence: Confidence
    right: int
    asked: int

    @property
    def low(self) -> float:
        """The least share of right answers that this confidence promises."""
        return PROMISES[self.confidence][0]

    @property
    def high(self) -> float:
        """The share above which more confidence would be fair."""
        return PROMISES[self.confidence][1]

    @property
    def verdict(self) -> Judgement:
        """What the answers show; nothing while they are few."""
        if self.asked < _ENOUGH:
            return Judgement.TOO_FEW
        share = self.right / self.asked
        if share < self.low:
            return Judgement.TOO_SURE
        return Judgement.TOO_MODEST if share > self.high else Judgement.FITS


def calibrate(
    answers: Iterable[tuple[Confidence | None, bool]],
) -> tuple[CalibrationRow, ...]:
    """Return a row for each confidence that was stated, the surest first."""
    known = [(sure, right) for sure, right in answers if sure is not None]
    rows = (
        CalibrationRow(
            level,
            sum(right for sure, right in known if sure is level),
            sum(sure is level for sure, _ in known),
        )
        for level in Confidence
    )
    return tuple(row for row in rows if row.asked)


def certainty_mark(rows: Iterable[CalibrationRow]) -> tuple[int, int]:
    """Return the marks won and the most that could be, 3 for each rated answer."""
    won = most = 0
    for row in rows:
        hit, miss = _MARKS[row.confidence]
        won += hit * row.right + miss * (row.asked - row.right)
        most += max(hit for hit, _ in _MARKS.values()) * row.asked
    return won, most
