"""How a learner grades and how long answers take, read from the journal.

Owns the counting. It must never guess from fewer answers than it names: what is
assumed until then weighs as much as 50 answers.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date

from studyapp.memory.crowd import Habits
from studyapp.memory.events import Event, EventKind, rating_of
from studyapp.memory.fsrs import Rating
from studyapp.memory.policy import Policy
from studyapp.memory.replay import day_of

_WEIGHT_OF_DEFAULT = 50


def habits_of(events: Iterable[Event], policy: Policy) -> Habits:
    """Return the habits in events that are in force and in order."""
    last: dict[str, date] = {}
    first = [0, 0, 0, 0]
    recalled = [0, 0, 0]
    for event in events:
        if event.kind == EventKind.PLACED:  # the first answers were given elsewhere
            last.setdefault(event.subject, day_of(event, policy))
        rating = rating_of(event) if event.kind == EventKind.ANSWER else None
        if rating is None:
            continue
        day = day_of(event, policy)
        before = last.get(event.subject)
        if before is None:
            first[rating - 1] += 1
        elif before < day and rating is not Rating.AGAIN:
            recalled[rating - 2] += 1
        last[event.subject] = day
    usual = Habits()
    again, hard, good, easy = _mixed(usual.first, first)
    later = _mixed(usual.recalled, recalled)
    return Habits((again, hard, good, easy), (later[0], later[1], later[2]))


def answer_times(events: Iterable[Event]) -> list[int]:
    """Return the milliseconds of all answers that tell them, oldest first."""
    spent = (
        event.payload.get("elapsed_ms")
        for event in events
        if event.kind == EventKind.ANSWER
    )
    return [ms for ms in spent if isinstance(ms, int)]


def _mixed(usual: Iterable[float], counted: Sequence[int]) -> tuple[float, ...]:
    total = sum(counted) + _WEIGHT_OF_DEFAULT
    return tuple(
        (share * _WEIGHT_OF_DEFAULT + count) / total
        for share, count in zip(usual, counted, strict=True)
    )
