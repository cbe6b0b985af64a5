"""How much time a learner has: minutes by weekday, breaks, seconds an answer takes.

Owns the sums between minutes and answers. It must never decide what an answer is
spent on.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta

WEEKDAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")

ASSUMED_SECONDS = 10.0
"""An answer's time while the learner has given none."""
ANSWERS_TO_KNOW = 200
"""So many answers weigh as much as what is assumed: about three days of study. The
first ones are of few topics, quick ones more often than not, and of one mood; a plan
that trusted 70 of them alone promised four times as much as half an hour before."""
SHORTEST_SECONDS = 3.0
"""An answer given faster counts as this: to read a prompt of a dozen words takes 3 s,
so it was not read, and the next ones will take longer."""
LONGEST_SECONDS = 60.0
"""A longer wait counts as this: the learner left the desk."""
_ANSWERS_THAT_COUNT = 500
"""The last ones, for a pace changes over months."""


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


def seconds_per_answer(elapsed_ms: Sequence[int]) -> float:
    """Return what an answer takes by the learner's answers, given oldest first.

    The assumed time and the mean of the last 500, which is trusted as n / (n + 200)
    after n answers: half after 200, nine tenths after 1,800.
    """
    counted = elapsed_ms[-_ANSWERS_THAT_COUNT:]
    if not counted:
        return ASSUMED_SECONDS
    own = sum(map(_plausible, counted)) / len(counted)
    return ASSUMED_SECONDS + trust(len(elapsed_ms)) * (own - ASSUMED_SECONDS)


def trust(answers: int) -> float:
    """Return how much of the pace is the learner's own after some answers, 0 to 1."""
    return answers / (answers + ANSWERS_TO_KNOW)


def _plausible(elapsed_ms: int) -> float:
    return min(max(elapsed_ms / 1000.0, SHORTEST_SECONDS), LONGEST_SECONDS)
