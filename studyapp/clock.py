"""The present moment; the one place that asks for it."""

from __future__ import annotations

from datetime import UTC, datetime


def now() -> datetime:
    """Return this moment in the learner's local time zone."""
    return datetime.now(UTC).astimezone()
