"""The journal's laws: order, repetition and union of events do not matter."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from hypothesis import given
from hypothesis import strategies as st

from studyapp.memory.events import Event, EventKind, Payload
from studyapp.memory.fsrs import Memory, Rating, step
from studyapp.memory.history import in_force
from studyapp.memory.policy import Policy
from studyapp.memory.replay import apply, day_of, replay
from studyapp.memory.scheduler import answer_at
from studyapp.memory.state import CardState, Phase

POLICY = Policy()
START_MS = 1_772_366_400_000
"""2026-03-01T12:00Z"""

CARDS = ("timeout.max", "memory.max", "7f3kq2")
DEVICES = ("laptop", "phone")

payloads: dict[str, st.SearchStrategy[Payload]] = {
    EventKind.ANSWER: st.fixed_dictionaries(
        {"rating": st.integers(0, 4)},
        optional={"due_in": st.sampled_from((1, 4, 9, 40, "soon"))},
    ),
    EventKind.PLACED: st.fixed_dictionaries(
        {
            "stability": st.sampled_from((0.5, 30, 400.25)),
            "difficulty": st.sampled_from((1, 6.5, 11)),
            "interval": st.sampled_from((1, 31)),
            "due": st.sampled_from(("2026-03-09", "soon")),
            "reviews": st.integers(0, 5),
            "lapses": st.integers(0, 2),
        }
    ),
    EventKind.NOTE: st.fixed_dictionaries({"text": st.sampled_from(("", "see docs"))}),
    EventKind.UNDO: st.fixed_dictionaries(
        {"device": st.sampled_from(DEVICES), "sequence": st.integers(0, 30)}
    ),
    EventKind.REVISE: st.fixed_dictionaries({"value": st.sampled_from("xyz")}),
    EventKind.BURY: st.sampled_from([{}, {"until": "2026-03-04"}]),
}


@st.composite
def journals(draw: st.DrawFn) -> list[Event]:
    """Journals of two devices whose clocks run on, with ties between them."""
    often = [EventKind.ANSWER] * 10 + [EventKind.UNDO] * 3 + [EventKind.PLACED] * 2
    kinds = [*EventKind, "dreamt", *often]
    events = []
    clock = dict.fromkeys(DEVICES, START_MS)
    for sequence in range(draw(st.integers(0, 30))):
        device = draw(st.sampled_from(DEVICES))
        clock[device] += draw(st.sampled_from((0, 60_000, 7_200_000, 86_400_000 * 3)))
        kind = draw(st.sampled_from(kinds))
        events.append(
            Event(
                device=device,
                sequence=sequence,
                at_ms=clock[device],
                offset_minutes=draw(st.sampled_from((-480, 0, 330))),
                kind=kind,
                subject=draw(st.sampled_from(CARDS)),
                payload=draw(payloads.get(kind, st.just({}))),
                model="1",
            )
        )
    return events


def written(events: Iterable[Event]) -> dict[str, str]:
    states = replay(events, POLICY)
    return {card_id: repr(states[card_id]) for card_id in sorted(states)}


def answer(sequence: int, rating: int = 3, days: int = 0) -> Event:
    at_ms = START_MS + days * 86_400_000
    payload = {"rating": rating}
    return Event(
        "laptop", sequence, at_ms, 0, EventKind.ANSWER, "timeout.max", payload, "1"
    )


def other(sequence: int, kind: EventKind, payload: Payload | None = None) -> Event:
    return answer(sequence, days=9)._replace(kind=kind, payload=payload or {})


def undo(sequence: int, target: int) -> Event:
    return other(sequence, EventKind.UNDO, {"device": "laptop", "sequence": target})


@given(events=journals(), data=st.data())
def test_any_order_of_the_same_events_gives_the_same_bytes(
    events: list[Event], data: st.DataObject
) -> None:
    shuffled = data.draw(st.permutations(events))
    assert written(shuffled) == written(events)


@given(events=journals(), data=st.data())
def test_any_repetition_of_the_same_events_gives_the_same_bytes(
    events: list[Event], data: st.DataObject
) -> None:
    again = data.draw(st.lists(st.sampled_from(events)) if events else st.just([]))
    assert written([*again, *events]) == written(events)


@given(events=journals(), cuts=st.tuples(st.integers(0, 30), st.integers(0, 30)))
def test_two_devices_that_unite_their_journals_agree(
    events: list[Event], cuts: tuple[int, int]
) -> None:
    """Each device knows a part; the parts may overlap and cover all."""
    low, high = sorted(cuts)
    mine, theirs = events[:high], events[low:]
    assert written(mine + theirs) == written(theirs + mine) == written(events)


@given(events=journals())
def test_applying_events_one_by_one_equals_a_replay(events: list[Event]) -> None:
    states: dict[str, CardState] = {}
    for event in in_force(events):
        state = states.get(event.subject, CardState(event.subject))
        states[event.subject] = apply(state, event, POLICY)
    for card_id, state in replay(events, POLICY).items():
        assert repr(states[card_id]) == repr(state)


@given(events=journals())
def test_one_card_replayed_alone_is_the_card_replayed_with_all(
    events: list[Event],
) -> None:
    """Undo carries the subject of what it undoes, so a subject is a closed set."""
    subjects = {event.identity: event.subject for event in events}
    closed = [
        event
        for event in events
        if event.kind != EventKind.UNDO
        or subjects.get((str(event.payload["device"]), _int(event))) == event.subject
    ]
    for card_id in CARDS:
        alone = [event for event in closed if event.subject == card_id]
        assert replay(alone, POLICY).get(card_id) == replay(closed, POLICY).get(card_id)


def _int(event: Event) -> int:
    sequence = event.payload["sequence"]
    assert isinstance(sequence, int)
    return sequence


@given(events=journals(), data=st.data())
def test_undoing_the_last_event_restores_the_exact_state(
    events: list[Event], data: st.DataObject
) -> None:
    if not events:
        return
    event = data.draw(st.sampled_from(events))
    reversal = undo(99, event.sequence)._replace(
        subject=event.subject,
        payload={"device": event.device, "sequence": event.sequence},
    )
    rest = [e for e in events if e.identity != event.identity]
    if event.kind != EventKind.UNDO:
        assert written([*events, reversal]) == written(rest)
    redo = undo(100, 99)._replace(subject=event.subject)
    assert written([*events, reversal, redo]) == written(events)


@given(events=journals())
def test_kinds_that_memory_does_not_know_change_nothing(events: list[Event]) -> None:
    ignored = ("dreamt", EventKind.QUIZ_STARTED, EventKind.QUIZ_FINISHED)
    known = [event for event in events if event.kind not in ignored]
    targets = [
        (event.payload["device"], event.payload["sequence"])
        for event in events
        if event.kind == EventKind.UNDO
    ]
    if not any(event.identity in targets for event in events if event.kind in ignored):
        assert written(known) == written(events)


def test_an_empty_journal_has_no_states() -> None:
    assert replay([], POLICY) == {}


def test_answers_of_a_journal_are_the_answers_of_the_scheduler() -> None:
    events = [answer(1, days=0), answer(2, days=0), answer(3, rating=1, days=4)]
    state = CardState("timeout.max")
    for event, rating in zip(events, (3, 3, 1), strict=True):
        day = day_of(event, POLICY)
        state = answer_at(state, Rating(rating), event.at_ms, day, POLICY)
    assert replay(events, POLICY) == {"timeout.max": state}


def test_an_undone_first_answer_leaves_the_card_without_a_state() -> None:
    assert replay([answer(1), undo(2, 1)], POLICY) == {}


def test_a_damaged_answer_hides_nothing_else() -> None:
    healthy = [answer(1), answer(3, days=1)]
    damaged = answer(2, rating=9)
    assert written([*healthy, damaged]) == written(healthy)


def test_the_local_offset_of_an_event_decides_its_study_day() -> None:
    late = answer(1)._replace(at_ms=START_MS + 15 * 3_600_000)
    assert day_of(late, POLICY) == date(2026, 3, 1)
    assert day_of(late._replace(offset_minutes=330), POLICY) == date(2026, 3, 2)


def test_every_kind_of_change_reaches_its_card() -> None:
    base = [answer(1), answer(2)]

    def after(*changes: Event) -> CardState:
        return replay([*base, *changes], POLICY)["timeout.max"]

    assert after(other(3, EventKind.SUSPEND)).suspended
    suspended = other(3, EventKind.SUSPEND)
    assert not after(suspended, other(4, EventKind.UNSUSPEND)).suspended
    assert after(other(3, EventKind.BURY)).buried_until == date(2026, 3, 11)
    revised = after(other(3, EventKind.REVISE, {"value": "900 s"}))
    assert (revised.phase, revised.revision) == (Phase.RELEARNING, "900 s")


def test_flags_and_notes_reach_their_card_and_survive_an_answer() -> None:
    flagged = other(3, EventKind.FLAG)
    note = other(4, EventKind.NOTE, {"text": "as in the SQS talk"})
    state = replay([flagged, note, answer(5, days=10)], POLICY)["timeout.max"]
    assert (state.flagged, state.note) == (True, "as in the SQS talk")
    gone = [other(6, EventKind.UNFLAG), other(7, EventKind.NOTE, {"text": ""})]
    state = replay([flagged, note, *gone], POLICY)["timeout.max"]
    assert (state.flagged, state.note) == (False, "")


def test_a_crammed_answer_leaves_the_card_as_it_was() -> None:
    crammed = other(3, EventKind.CRAM, {"rating": 1})
    assert written([answer(1), answer(2), crammed]) == written([answer(1), answer(2)])
    assert replay([crammed], POLICY) == {}


def test_a_review_falls_on_the_day_its_answer_chose_if_fuzz_allows_it() -> None:
    easy = answer(1, rating=4)

    def interval(due_in: int | str) -> int:
        chosen = easy._replace(payload={"rating": 4, "due_in": due_in})
        return replay([chosen], POLICY)["timeout.max"].interval

    assert [interval(due_in) for due_in in (1, 6, 7, 8, 9, 10, 99)] == [
        6, 6, 7, 8, 9, 10, 10,
    ]  # fmt: skip
    assert interval("soon") == replay([easy], POLICY)["timeout.max"].interval


def test_a_missed_question_brings_a_card_forward() -> None:
    forward = other(3, EventKind.FORWARD)._replace(at_ms=START_MS + 1)
    state = replay([answer(1), answer(2), forward], POLICY)["timeout.max"]
    assert state.wanted_day == date(2026, 3, 1)


PLACEMENT: Payload = {
    "stability": 41.5,
    "difficulty": 6.25,
    "interval": 40,
    "due": "2026-04-19",
    "reviews": 7,
    "lapses": 1,
}


def test_a_placed_card_is_in_review_as_the_other_program_left_it() -> None:
    state = replay([other(3, EventKind.PLACED, PLACEMENT)], POLICY)["timeout.max"]
    day = date(2026, 3, 10)
    assert state == CardState(
        "timeout.max",
        phase=Phase.REVIEW,
        memory=Memory(41.5, 6.25),
        memory_day=day,
        interval=40,
        due_day=date(2026, 4, 19),
        first_day=day,
        last_day=day,
        last_ms=START_MS + 9 * 86_400_000,
        reviews=7,
        lapses=1,
        weights_version=POLICY.weights_version,
    )


def test_an_answer_goes_on_from_where_a_card_was_placed() -> None:
    placed = other(3, EventKind.PLACED, PLACEMENT)
    state = replay([placed, answer(4, days=49)], POLICY)["timeout.max"]
    assert state.memory == step(Memory(41.5, 6.25), Rating.GOOD, 40)
    assert (state.reviews, state.first_day) == (8, date(2026, 3, 10))
    assert state.interval > 40


def test_a_placement_does_nothing_where_as_many_answers_are_known() -> None:
    answers = [answer(number, days=number) for number in range(1, 8)]
    placed = other(30, EventKind.PLACED, PLACEMENT)
    assert written([*answers, placed]) == written(answers)
    fewer = answers[:3]
    assert replay([*fewer, placed], POLICY)["timeout.max"].reviews == 7


def test_a_placement_does_nothing_where_an_answer_came_at_its_moment_or_later() -> None:
    placed = other(30, EventKind.PLACED, PLACEMENT)
    answers = [answer(1), answer(2, days=9)]
    assert written([*answers, placed]) == written(answers)


def test_a_placement_can_be_undone() -> None:
    placed = other(3, EventKind.PLACED, PLACEMENT)
    assert replay([placed, undo(4, 3)], POLICY) == {}
