"""Reading what an event's payload says."""

from __future__ import annotations

from datetime import date

import pytest

from studyapp.memory.events import (
    Event,
    EventKind,
    Payload,
    buried_until,
    placement_of,
    rating_of,
    revision_of,
    undone_by,
)
from studyapp.memory.fsrs import Rating


def event(kind: str, payload: Payload) -> Event:
    return Event("laptop", 1, 0, 60, kind, "timeout.max", payload, "1")


def test_an_identity_is_device_and_sequence() -> None:
    assert event(EventKind.SUSPEND, {}).identity == ("laptop", 1)


@pytest.mark.parametrize("number", [1, 2, 3, 4])
def test_an_answer_tells_its_rating(number: int) -> None:
    assert rating_of(event(EventKind.ANSWER, {"rating": number})) is Rating(number)


@pytest.mark.parametrize("value", [0, 5, 2.5, None, "3", [3]])
def test_a_damaged_rating_makes_the_answer_void(
    value: float | str | list[str | int | float | bool | None] | None,
) -> None:
    damaged = event(EventKind.ANSWER, {"rating": value})
    assert rating_of(damaged) is None


def test_an_undo_tells_what_it_undoes() -> None:
    undo = event(EventKind.UNDO, {"device": "phone", "sequence": 7})
    assert undone_by(undo) == ("phone", 7)


@pytest.mark.parametrize("payload", [{}, {"device": 1, "sequence": 7}, {"device": "a"}])
def test_an_undo_of_nothing_is_void(payload: Payload) -> None:
    undo = event(EventKind.UNDO, payload)
    assert undone_by(undo) is None


def test_a_revision_tells_the_new_value() -> None:
    assert revision_of(event(EventKind.REVISE, {"value": "900 s"})) == "900 s"
    assert revision_of(event(EventKind.REVISE, {})) is None


@pytest.mark.parametrize(
    ("payload", "day"),
    [
        ({"until": "2026-03-09"}, date(2026, 3, 9)),
        ({}, date(2026, 3, 2)),
        ({"until": "soon"}, date(2026, 3, 2)),
    ],
)
def test_a_burial_lasts_to_its_day_or_the_next(payload: Payload, day: date) -> None:
    assert buried_until(event(EventKind.BURY, payload), date(2026, 3, 1)) == day


PLACEMENT: Payload = {
    "stability": 41,
    "difficulty": 6.25,
    "interval": 40,
    "due": "2026-04-19",
    "reviews": 7,
    "lapses": 1,
}


def test_a_placement_tells_the_schedule() -> None:
    placed = event(EventKind.PLACED, PLACEMENT)
    assert placement_of(placed) == ((41.0, 6.25), 40, date(2026, 4, 19), 7, 1)


@pytest.mark.parametrize(
    "damage",
    [
        {"stability": None},
        {"stability": float("nan")},
        {"stability": 10**400},
        {"stability": True},
        {"difficulty": 0.5},
        {"interval": -1},
        {"interval": 36_501},
        {"interval": 1.5},
        {"due": "soon"},
        {"due": 20},
        {"reviews": "7"},
        {"lapses": [1]},
    ],
)
def test_a_placement_that_cannot_be_read_is_void(damage: Payload) -> None:
    damaged = event(EventKind.PLACED, {**PLACEMENT, **damage})
    assert placement_of(damaged) is None
