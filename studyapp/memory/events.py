"""Events of the journal that the memory understands, as values.

Owns the shape of an event and the reading of its payload. A payload it cannot
read makes the event void; it must never raise for one, or a single damaged row
would hide a learner's whole history.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from enum import StrEnum
from typing import NamedTuple

from studyapp.memory.fsrs import (
    EASIEST,
    HARDEST,
    LONGEST_INTERVAL,
    STABILITY_CEILING,
    STABILITY_FLOOR,
    Memory,
    Rating,
)

Scalar = str | int | float | bool | None
Payload = Mapping[str, Scalar | Sequence[Scalar]]
EventId = tuple[str, int]
"""Device and the device's own running number."""


class EventKind(StrEnum):
    """What happened. A kind that is not here is carried and ignored."""

    ANSWER = "answer"
    """Payload: rating 1 to 4; elapsed_ms, the time taken; due_in, the days to the
    next review that were chosen when it was given, absent when fuzz chooses."""
    CRAM = "cram"
    """An answer outside the schedule, which it leaves as it is. Payload: as ANSWER."""
    PLACED = "placed"
    """The schedule another program left a card in, at its last answer there, whose
    history is not known. Payload: stability, difficulty; interval, days; due, an ISO
    study day; reviews and lapses, counts. Ignored where as many answers are known."""
    UNDO = "undo"
    """Payload: device and sequence of the event undone; same subject as that event."""
    REVISE = "revise"
    """The fact's value changed. Payload: value, any text that names the new one."""
    FORWARD = "forward"
    """A missed quiz question wants the card today."""
    WEIGHTS = "weights"
    """Weights fitted to the learner, from now on used for every card. Payload:
    weights, 21 numbers; version, their name; answers; before and after, log losses."""
    SUSPEND = "suspend"
    UNSUSPEND = "unsuspend"
    BURY = "bury"
    """Payload: until, an ISO study day; the next one when absent."""
    FLAG = "flag"
    UNFLAG = "unflag"
    NOTE = "note"
    """Payload: text, the learner's own words; empty takes the note away."""
    QUIZ_STARTED = "quiz_started"
    QUIZ_ANSWER = "quiz_answer"
    QUIZ_FINISHED = "quiz_finished"
    EXAM_STARTED = "exam_started"
    """Payload: the plan of the exam, and what was foretold of it; its subject, as of
    all its events, is its id."""
    EXAM_ACT = "exam_act"
    """Payload: the act, and clock_ms, the exam's own running time."""
    EXAM_ENDED = "exam_ended"
    """Payload: as of an act; each answer is a QUIZ_ANSWER beside it."""


class Event(NamedTuple):
    """One row of the journal."""

    # A replay reads a million: 0.3 us each as a named tuple, 1.6 us as a frozen
    # dataclass.

    device: str
    sequence: int
    at_ms: int
    """UTC milliseconds since 1970."""
    offset_minutes: int
    """Local time minus UTC where the learner was."""
    kind: str
    """An `EventKind`, or a name a newer version wrote."""
    subject: str
    """The card's id; for a quiz, the quiz's or question's."""
    payload: Payload
    model: str
    """Version of the program's model that wrote the event."""

    @property
    def identity(self) -> EventId:
        """The pair that no other event has."""
        return self.device, self.sequence


class Placement(NamedTuple):
    """What a PLACED says."""

    memory: Memory
    interval: int
    due_day: date
    reviews: int
    lapses: int


_MOST = 2**31
"""Of anything that is counted."""
_GRADES: Mapping[object, int] = {int(rating): int(rating) for rating in Rating}


def rating_of(event: Event) -> Rating | None:
    """Return the rating of an ANSWER, None when the payload holds none."""
    grade = grade_of(event)
    return None if grade is None else Rating(grade)


def grade_of(event: Event) -> int | None:
    """Return the rating of an ANSWER as its bare number, which a replay does with."""
    try:
        return _GRADES.get(event.payload.get("rating"))
    except TypeError:  # a list
        return None


def due_in(event: Event) -> int | None:
    """Return the days to the next review that an ANSWER chose, None without any."""
    value = event.payload.get("due_in")
    return value if type(value) is int else None


def placement_of(event: Event) -> Placement | None:
    """Return the schedule in a PLACED, None when a part is missing or impossible."""
    get = event.payload.get
    stability, difficulty = _number(get("stability")), _number(get("difficulty"))
    interval = _count(get("interval"))
    reviews, lapses = _count(get("reviews")), _count(get("lapses"))
    due_day = _day(get("due"))
    if due_day is None or interval is None or reviews is None or lapses is None:
        return None
    if not STABILITY_FLOOR <= stability <= STABILITY_CEILING:
        return None
    if not EASIEST <= difficulty <= HARDEST or interval > LONGEST_INTERVAL:
        return None
    memory = Memory(stability, difficulty)
    return Placement(memory, interval, due_day, reviews, lapses)


def note_of(event: Event) -> str | None:
    """Return the text of a NOTE, None when the payload holds none."""
    return _text(event.payload.get("text"))


def undone_by(event: Event) -> EventId | None:
    """Return the identity an UNDO names, None when the payload names none."""
    return named_in(event.payload)


def named_in(payload: object) -> EventId | None:
    """Return the identity that the payload of an UNDO names, None when it has none."""
    if not isinstance(payload, Mapping):
        return None
    device = payload.get("device")
    sequence = payload.get("sequence")
    if isinstance(device, str) and isinstance(sequence, int):
        return device, sequence
    return None


def revision_of(event: Event) -> str | None:
    """Return the name of the new value in a REVISE, None when there is none."""
    return _text(event.payload.get("value"))


def buried_until(event: Event, day: date) -> date:
    """Return the study day on which a card buried on `day` is shown again."""
    until = _day(event.payload.get("until"))
    return date.fromordinal(day.toordinal() + 1) if until is None else until


def _day(value: object) -> date | None:
    if isinstance(value, str):
        try:
            return date.fromisoformat(value)
        except ValueError:
            pass
    return None


def _count(value: object) -> int | None:
    return value if type(value) is int and 0 <= value <= _MOST else None


def _text(value: object) -> str | None:
    """Return a text that any file can hold: a lone half of a character is not one."""
    if not isinstance(value, str):
        return None
    return value.encode(errors="replace").decode()


def _number(value: object) -> float:
    """Return a number as a float, 0 for anything else, which no field may be."""
    if isinstance(value, bool) or not isinstance(value, int | float):
        return 0.0
    return float(value) if abs(value) <= STABILITY_CEILING else 0.0
