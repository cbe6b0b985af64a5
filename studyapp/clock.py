"""The present moment and the running of time; the one place that asks for them."""

from __future__ import annotations

import time
from datetime import UTC, datetime


def now() -> datetime:
    """Return this moment in the learner's local time zone."""
    return datetime.now(UTC).astimezone()


def ticks_ms() -> int:
    """Return milliseconds that only run forward, whatever the wall clock does."""
    return time.monotonic_ns() // 1_000_000
