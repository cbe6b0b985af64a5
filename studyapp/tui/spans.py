"""Spans of time as a reader sees them on a clock. Pure."""

from __future__ import annotations


def span(milliseconds: int) -> str:
    """Return minutes and seconds, with hours if there are any, such as `1:02:05`.

    A second that has begun counts whole, so a clock shows 0:00 only at its end.
    """
    seconds = -(-milliseconds // 1000)
    minutes, seconds = divmod(seconds, 60)
    hours, minutes = divmod(minutes, 60)
    return f"{hours}:{minutes:02}:{seconds:02}" if hours else f"{minutes}:{seconds:02}"
