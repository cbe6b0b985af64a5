"""The learner's study time as the settings spell it, read into values."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from studyapp.errors import UsageError
from studyapp.memory.study_time import WEEKDAYS

_EVERY_DAY = 30


def minutes_of(texts: Sequence[str]) -> tuple[int, ...]:
    """Return the minutes of the seven weekdays; a later text overrules an earlier.

    A text is `30` for every day or `sat=60` for one; the days nobody names have 30.
    """
    week = [_EVERY_DAY] * 7
    for text in sorted(texts, key=lambda text: "=" in text):
        day, named, number = text.rpartition("=")
        if named:
            week[WEEKDAYS.index(day)] = int(number)
        else:
            week = [int(number)] * 7
    return tuple(week)


def breaks_of(texts: Sequence[str]) -> tuple[tuple[date, date], ...]:
    """Return the first and last day of each break.

    Raises UsageError, naming the break, when a day does not exist or they are swapped.
    """
    return tuple(_break(text) for text in texts)


def _break(text: str) -> tuple[date, date]:
    first, _, last = text.partition("..")
    try:
        days = date.fromisoformat(first), date.fromisoformat(last or first)
    except ValueError as error:
        raise UsageError(
            f"the break '{text}' cannot be read ({error})",
            "write breaks such as 2026-12-24..2026-12-26",
        ) from error
    if days[0] > days[1]:
        raise UsageError(
            f"the break '{text}' ends before it begins", "swap its two days"
        )
    return days
