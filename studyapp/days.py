"""Days as people write them; the one place that reads a day somebody types."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date, timedelta

from studyapp.errors import UsageError

_WEEKDAYS = (
    "monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday",
)  # fmt: skip
_MONTHS = (
    "january", "february", "march", "april", "may", "june", "july", "august",
    "september", "october", "november", "december",
)  # fmt: skip
_NEAR = {"yesterday": -1, "today": 0, "tomorrow": 1}
_LEAST = 3
"""Letters by which a weekday or a month is told."""
_FURTHEST = 36_500
"""Days that can be counted from today."""
_COUNTED = re.compile(r"([+-]\d{1,5}) ?d(?:ays?)?")
_DAY_FIRST = re.compile(r"(?P<day>\d{1,2}) ?(?P<month>[a-z]+)(?: (?P<year>\d{4}))?")
_MONTH_FIRST = re.compile(r"(?P<month>[a-z]+) ?(?P<day>\d{1,2})(?:,? (?P<year>\d{4}))?")


def parse_day(text: str, today: date) -> date:
    """Return the day that `text` names on the day `today`.

    `2026-12-04`, `4 dec`, `dec 4 2026`, `fri`, `friday`, `+5d`, `-5d`, `tomorrow`. A
    weekday, and a day without a year, is the next one to come; today's own weekday is
    a week ahead. Raises UsageError for anything else.
    """
    words = " ".join(text.lower().split())
    try:
        found = _from_today(words, today) or _of_a_month(words, today)
        return found or date.fromisoformat(words)
    except ValueError:
        raise UsageError(
            f"'{text}' is not a day",
            "write a day such as 2026-12-04, or 4 dec, fri, +5d",
        ) from None


def _from_today(words: str, today: date) -> date | None:
    """Return a day told by its distance or its weekday; None for another."""
    ahead = _NEAR.get(words)
    counted = _COUNTED.fullmatch(words)
    if counted and abs(int(counted[1])) <= _FURTHEST:
        ahead = int(counted[1])
    weekday = _place(words, _WEEKDAYS)
    if weekday is not None:
        ahead = (weekday - today.weekday() - 1) % len(_WEEKDAYS) + 1
    return None if ahead is None else today + timedelta(days=ahead)


def _of_a_month(words: str, today: date) -> date | None:
    """Return a day told by the name of its month; ValueError if there is none such."""
    found = _DAY_FIRST.fullmatch(words) or _MONTH_FIRST.fullmatch(words)
    place = _place(found["month"], _MONTHS) if found else None
    if found is None or place is None:
        return None
    month, day = place + 1, int(found["day"])
    if found["year"]:
        return date(int(found["year"]), month, day)
    is_over = (month, day) < (today.month, today.day)
    return date(today.year + is_over, month, day)


def _place(word: str, names: Sequence[str]) -> int | None:
    """Return which of the names a word is, or begins with three letters or more."""
    if len(word) < _LEAST:
        return None
    return next((n for n, name in enumerate(names) if name.startswith(word)), None)
