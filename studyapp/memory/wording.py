"""The one place that puts a wait into words for a button or a list.

Owns the short text of an interval. It must never decide an interval.
"""

from __future__ import annotations

from datetime import timedelta

_DAYS_PER_YEAR = 365.25
_DAYS_PER_MONTH = _DAYS_PER_YEAR / 12
_DAYS_BEFORE_MONTHS = 31
_DAYS_BEFORE_YEARS = 365


def describe_interval(delay: timedelta) -> str:
    """Return a wait as short text: "<1 min", "10 min", "5.5 h", "4 d", "2.1 mo"."""
    if delay < timedelta(minutes=1):
        return "<1 min"
    if delay < timedelta(hours=1):
        return _amount(delay / timedelta(minutes=1), "min")
    if delay < timedelta(days=1):
        return _amount(delay / timedelta(hours=1), "h")
    days = delay / timedelta(days=1)
    if days < _DAYS_BEFORE_MONTHS:
        return f"{round(days)} d"
    if days < _DAYS_BEFORE_YEARS:
        return _amount(days / _DAYS_PER_MONTH, "mo")
    return _amount(days / _DAYS_PER_YEAR, "y")


def _amount(count: float, unit: str) -> str:
    return f"{count:.1f}".removesuffix(".0") + f" {unit}"
