"""The one place that puts a wait or a count into words for a button or a list.

Owns the short text of an interval. It must never decide an interval.
"""

from __future__ import annotations

from datetime import timedelta
from functools import lru_cache

_YEAR = timedelta(days=365.25)
_SCALES = (
    (timedelta(minutes=1), "min", 60, 1),
    (timedelta(hours=1), "h", 24, 1),
    (timedelta(days=1), "d", 31, 0),
    (_YEAR / 12, "mo", 12, 1),
)
"""(length, unit, count from which the next unit is used, decimals)."""


def counted(number: int, noun: str) -> str:
    """Return a number with its noun: `1 day`, `2 days`."""
    return f"{number} {noun}" if number == 1 else f"{number} {noun}s"


def held_words(new: int, due: int) -> str:
    """Return cards that a day's limits hold back: `3 due cards and 1 new card`."""
    kinds = ((due, "due card"), (new, "new card"))
    return " and ".join(counted(number, noun) for number, noun in kinds if number)


@lru_cache(maxsize=4096)
def describe_interval(delay: timedelta) -> str:
    """Return a wait as short text: "<1 min", "10 min", "5.5 h", "4 d", "2.1 mo"."""
    if delay < timedelta(minutes=1):
        return "<1 min"
    for length, unit, limit, decimals in _SCALES:
        count = round(delay / length, decimals)
        if count < limit:
            return f"{count:g} {unit}"
    return f"{round(delay / _YEAR, 1):g} y"
