"""Total order, duplicates and undo."""

from __future__ import annotations

from itertools import permutations

import pytest

from studyapp.memory.events import Event, EventId, EventKind, Payload
from studyapp.memory.history import in_force


def answer(sequence: int, at_ms: int = 0, device: str = "laptop") -> Event:
    return Event(
        device, sequence, at_ms, 0, EventKind.ANSWER, "card", {"rating": 3}, "1"
    )


def undo(sequence: int, target: int, device: str = "laptop") -> Event:
    payload: Payload = {"device": "laptop", "sequence": target}
    return Event(device, sequence, 50, 0, EventKind.UNDO, "card", payload, "1")


def identities(events: list[Event]) -> list[EventId]:
    return [event.identity for event in in_force(events)]


def test_events_are_ordered_by_time_then_device_then_sequence() -> None:
    events = [
        answer(1, at_ms=9),
        answer(3, device="phone"),
        answer(2, device="phone"),
        answer(2),
    ]
    assert identities(events) == [
        ("laptop", 2),
        ("phone", 2),
        ("phone", 3),
        ("laptop", 1),
    ]


def test_an_event_heard_twice_counts_once() -> None:
    assert identities([answer(1), answer(1)]) == [("laptop", 1)]


def test_a_device_whose_clock_went_back_counts_each_event_once() -> None:
    events = [answer(2), answer(1, at_ms=9), answer(1, at_ms=9)]
    assert identities(events) == [("laptop", 2), ("laptop", 1)]


def test_one_identity_at_two_times_counts_at_the_earlier_though_in_order() -> None:
    events = [answer(1), answer(2, at_ms=5), answer(1, at_ms=9)]
    assert identities(events) == [("laptop", 1), ("laptop", 2)]


def test_two_events_with_one_identity_give_the_same_winner_in_any_order() -> None:
    """A copied data folder: both machines went on as the same device."""
    rivals = [
        answer(1, at_ms=5),
        answer(1, at_ms=9),
        answer(1, at_ms=5)._replace(payload={"rating": 1}),
    ]
    winners = {repr(in_force(order)) for order in permutations(rivals)}
    assert len(winners) == 1


def test_an_undo_takes_its_target_out() -> None:
    assert identities([answer(1), answer(2), undo(3, 2)]) == [("laptop", 1)]


def test_an_undo_of_an_undo_brings_the_event_back() -> None:
    assert identities([answer(1), undo(2, 1), undo(3, 2)]) == [("laptop", 1)]


def test_an_undo_of_an_undo_of_an_undo_takes_it_out_again() -> None:
    assert identities([answer(1), undo(2, 1), undo(3, 2), undo(4, 3)]) == []


def test_a_second_undo_keeps_the_event_out_when_the_first_is_undone() -> None:
    events = [answer(1), undo(2, 1), undo(3, 1), undo(4, 2)]
    assert identities(events) == []


def test_an_undo_works_although_the_clock_went_back() -> None:
    assert identities([answer(1, at_ms=99), undo(2, 1)]) == []


def test_an_undo_from_another_device_works() -> None:
    assert identities([answer(1), undo(1, 1, device="phone")]) == []


def test_an_undo_of_an_event_not_yet_heard_waits_for_it() -> None:
    assert identities([undo(2, 1)]) == []
    assert identities([undo(2, 1), answer(1)]) == []


@pytest.mark.parametrize(
    "circle",
    [[undo(2, 2)], [undo(2, 3), undo(3, 2)], [undo(2, 3), undo(3, 4), undo(4, 2)]],
)
def test_undos_in_a_circle_undo_nothing(circle: list[Event]) -> None:
    assert identities([answer(1), *circle]) == [("laptop", 1)]


def test_an_undo_without_a_target_undoes_nothing() -> None:
    nothing = undo(2, 1)._replace(payload={})
    assert identities([answer(1), nothing]) == [("laptop", 1)]
