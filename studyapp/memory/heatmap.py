"""A year of days as a grid of weeks, each day at one of five levels.

Owns the grid and the levels. It must never make a day without answers look like one
with some, or the other way round: level 0 is nothing and nothing else.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

WEEKS = 53
LEVELS = 5
_USUAL = 0.9
"""The share of days with answers that is told apart; the busiest are all the top."""


@dataclass(frozen=True, slots=True)
class Heatmap:
    """Counts by week, Monday first; the last week holds the last day."""

    first: date
    """The Monday of the first week."""
    last: date
    counts: Mapping[date, int]
    bounds: tuple[int, ...]
    """The least count of each level from 1 on, rising."""

    def level(self, day: date) -> int | None:
        """Return 0 to 4 for a day of the map; None for one after the last."""
        if day > self.last:
            return None
        count = self.counts.get(day, 0)
        return sum(count >= bound for bound in self.bounds)

    def week_starts(self) -> list[date]:
        """Return the Monday of every week."""
        return [self.first + timedelta(weeks=week) for week in range(WEEKS)]

    def ranges(self) -> list[str]:
        """Return what each level stands for: `none`, `1-5`, ..., `16 or more`."""
        uppers = [bound - 1 for bound in self.bounds[1:]]
        spans = [
            f"{low}-{high}" if low < high else f"{low}"
            for low, high in zip(self.bounds, uppers, strict=False)
        ]
        return ["none", *spans, f"{self.bounds[-1]} or more"]


@dataclass(frozen=True, slots=True)
class Month:
    """One calendar month of the map, for those who read rather than look."""

    first: date
    """Its first day, or the first day of the map."""
    days: int
    """Days of it that are in the map."""
    active: int
    """Days with answers."""
    answers: int
    busiest: date | None
    """The day with most answers; None without any."""


def heatmap(counts: Mapping[date, int], last: date) -> Heatmap:
    """Return the map of the 53 weeks that end with the week of `last`.

    Levels are quarters of a usual busy day, from a true zero.
    """
    monday = last - timedelta(days=last.weekday())
    first = monday - timedelta(weeks=WEEKS - 1)
    within = {day: n for day, n in counts.items() if first <= day <= last and n}
    top = max(_usual_top(sorted(within.values())), LEVELS - 1)
    steps = range(LEVELS - 1)
    return Heatmap(
        first, last, within, tuple(step * top // (LEVELS - 1) + 1 for step in steps)
    )


def months(shown: Heatmap) -> list[Month]:
    """Return the months of a map, the earliest first."""
    days: dict[tuple[int, int], list[date]] = {}
    for offset in range((shown.last - shown.first).days + 1):
        day = shown.first + timedelta(days=offset)
        days.setdefault((day.year, day.month), []).append(day)
    return [_month(shown, its_days) for its_days in days.values()]


_NAME = 3
"""Letters of a month's short name."""


def month_names(starts: Sequence[date]) -> str:
    """Return short names over the weeks in which months begin, where there is room."""
    line = ""
    for column, start in enumerate(starts):
        last = start + timedelta(days=6)
        fits = len(line) <= column <= len(starts) - _NAME
        if last.day <= 7 and fits:
            line = f"{line:<{column}}{last:%b} "
    return line.rstrip()


def _month(shown: Heatmap, days: list[date]) -> Month:
    active = [day for day in days if shown.counts.get(day)]
    return Month(
        first=days[0],
        days=len(days),
        active=len(active),
        answers=sum(shown.counts[day] for day in active),
        busiest=max(active, key=lambda day: shown.counts[day], default=None),
    )


def _usual_top(counts: list[int]) -> int:
    return counts[int((len(counts) - 1) * _USUAL)] if counts else 0
