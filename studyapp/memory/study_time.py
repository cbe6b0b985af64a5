"""How much time a learner has: minutes by weekday, breaks, seconds an answer takes.

Owns the sums between minutes and answers. It must never decide what an answer is
spent on.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date, timedelta

WEEKDAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")

ASSUMED_SECONDS = 10.0
"""An answer's time until the learner's own is known."""
ANSWERS_TO_KNOW = 50
_ANSWERS_THAT_COUNT = 500
_LONGEST_SECONDS = 60.0
"""A longer wait is a learner who left the desk."""


@dataclass(frozen=True, slots=True)
class StudyTime:
    """The time a learner gives."""

    minutes: tuple[int, ...]
    """Seven, from Monday on."""
    breaks: tuple[tuple[date, date], ...] = ()
    """First and last day of each break."""
    seconds: float = ASSUMED_SECONDS
    """What one answer takes."""

    def minutes_on(self, day: date) -> int:
        """Return the minutes of a study day; 0 in a break."""
        if any(first <= day <= last for first, last in self.breaks):
            return 0
        return self.minutes[day.weekday()]

    def answers_on(self, day: date) -> float:
        """Return how many answers fit into a study day."""
        return self.minutes_on(day) * 60.0 / self.seconds

    def budgets(self, first: date, exam: date) -> tuple[float, ...]:
        """Return the answers of each study day from `first` to the exam's eve."""
        days = max((exam - first).days, 0)
        return tuple(self.answers_on(first + timedelta(days=n)) for n in range(days))

    def with_more(self, minutes: int) -> StudyTime:
        """Return the same week with other minutes on the days that have any.

        In a week without any, every day has them.
        """
        is_empty = not any(self.minutes)
        changed = (
            max(have + minutes, 0) if have or is_empty else 0 for have in self.minutes
        )
        return replace(self, minutes=tuple(changed))


def seconds_per_answer(elapsed_ms: Iterable[int]) -> float:
    """Return the mean time of the last 500 answers, given oldest first.

    Until there are 50, the assumed time comes back.
    """
    counted = list(elapsed_ms)[-_ANSWERS_THAT_COUNT:]
    if len(counted) < ANSWERS_TO_KNOW:
        return ASSUMED_SECONDS
    total = sum(min(ms / 1000.0, _LONGEST_SECONDS) for ms in counted)
    return max(total / len(counted), 1.0)
