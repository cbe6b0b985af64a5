"""What session a learner asks for, by names alone.

It imports nothing of ours, so that the app can hold one before the library is open.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class Mode(StrEnum):
    """What a session does with the schedule."""

    DUE = "due"
    """Follow it."""
    AHEAD = "ahead"
    """Ask what comes in the next days, and leave the schedule as it is."""
    CRAM = "cram"
    """Ask anything, and leave the schedule as it is."""


@dataclass(frozen=True, slots=True)
class CardWish:
    """A session: its mode and its cards; an empty part asks for nothing."""

    mode: Mode = Mode.DUE
    days: int = 0
    """How far ahead, for that mode alone."""
    topics: tuple[str, ...] = ()
    verdicts: tuple[str, ...] = ()
    traits: tuple[str, ...] = ()
    exam: str = ""
    tag: str = ""
