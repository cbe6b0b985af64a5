"""An exam: what each act changes, and that a replay gives the exam as it was."""

from __future__ import annotations

import json

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from studyapp.content.documents import QuestionKind
from studyapp.practice.exam_acts import Act, ActKind, apply, refusal, replayed
from studyapp.practice.exam_codec import (
    act_payload,
    plan_payload,
    read_act,
    read_plan,
)
from studyapp.practice.exam_session import (
    Ending,
    ExamPhase,
    ExamPlan,
    ExamSession,
    Tally,
    begun,
)
from studyapp.practice.responses import Chosen
from studyapp.practice.session import Confidence

IDS = ("sqs-001", "vpc-002", "iam-003")
KINDS = dict.fromkeys(IDS, QuestionKind.MULTIPLE)
LIMIT = 60_000


def plan(limit_ms: int | None = LIMIT) -> ExamPlan:
    return ExamPlan(
        id="e1",
        exam="DVA-C03",
        seed="seed",
        questions=IDS,
        domains=(1, 2, 0),
        unscored=frozenset({"iam-003"}),
        versions=("a", "b", "c"),
        pace_ms=LIMIT // 3,
        limit_ms=limit_ms,
        note="",
    )


def done(*acts: Act, limit_ms: int | None = LIMIT) -> ExamSession:
    return replayed(begun(plan(limit_ms)), acts)


def chosen(*options: int) -> Chosen:
    return Chosen(frozenset(options))


ACTS = st.builds(
    Act,
    st.sampled_from(ActKind),
    st.integers(0, LIMIT + 5000),
    st.sampled_from((*IDS, "stranger", "")),
    st.none() | st.builds(Chosen, st.frozensets(st.integers(0, 4), max_size=3)),
    st.integers(-1, 4),
    st.none() | st.sampled_from(Confidence),
)


@given(st.lists(ACTS, max_size=40), st.booleans())
@settings(max_examples=80)
def test_any_acts_read_back_from_their_payloads_give_the_same_exam(
    acts: list[Act], timed: object
) -> None:
    live = begun(plan(LIMIT if timed else None))
    written = []
    for act in acts:
        after = apply(live, act)
        if not refusal(live, act):
            written.append(json.dumps(dict(act_payload(act))))
        live = after
    stored = json.loads(json.dumps(dict(plan_payload(live.plan))))
    kept = read_plan("e1", stored)
    assert kept == live.plan
    read = [read_act(json.loads(text), KINDS) for text in written]
    assert replayed(begun(kept), [act for act in read if act]) == live


@given(st.lists(ACTS, max_size=40))
@settings(max_examples=80)
def test_the_clock_only_runs_forward_and_every_item_second_is_in_it(
    acts: list[Act],
) -> None:
    session = begun(plan())
    for act in acts:
        before, session = session, apply(session, act)
        assert before.clock_ms <= session.clock_ms <= LIMIT
        assert sum(item.spent_ms for item in session.items) <= session.clock_ms
        if before.is_over or before.phase is ExamPhase.PAUSED:
            assert session.clock_ms == before.clock_ms
        if before.is_over:
            assert session == before


def test_items_are_answered_in_any_order_and_answers_may_change() -> None:
    session = done(
        Act(ActKind.VISIT, 0, "iam-003"),
        Act(ActKind.ANSWER, 4000, "iam-003", chosen(1)),
        Act(ActKind.FLAG, 4500, "iam-003"),
        Act(ActKind.VISIT, 5000, "sqs-001"),
        Act(ActKind.STRIKE, 6000, "sqs-001", option=2),
        Act(ActKind.ANSWER, 7000, "sqs-001", chosen(0)),
        Act(ActKind.RATE, 7000, "sqs-001", confidence=Confidence.GUESSING),
        Act(ActKind.VISIT, 9000, "iam-003"),
        Act(ActKind.ANSWER, 9500, "iam-003", chosen(2)),
    )
    last = session.item("iam-003")
    assert (last.response, last.is_flagged, last.changes) == (chosen(2), True, 1)
    assert last.spent_ms == 5500
    first = session.item("sqs-001")
    assert (first.struck, first.confidence) == (frozenset({2}), Confidence.GUESSING)
    assert first.spent_ms == 4000
    assert session.tally == Tally(answered=2, unanswered=1, flagged=1)


def test_a_pause_stops_the_clock_and_refuses_everything_else() -> None:
    paused = done(Act(ActKind.VISIT, 0, "sqs-001"), Act(ActKind.PAUSE, 3000))
    answer = Act(ActKind.ANSWER, 9000, "sqs-001", chosen(0))
    assert refusal(paused, answer) == "the exam is paused"
    resumed = apply(paused, Act(ActKind.RESUME, 3000))
    assert (resumed.phase, resumed.clock_ms) == (ExamPhase.RUNNING, 3000)
    assert refusal(resumed, answer) == ""


def test_no_answer_is_taken_when_the_time_is_up() -> None:
    session = done(Act(ActKind.VISIT, 0, "sqs-001"))
    late = Act(ActKind.ANSWER, LIMIT, "sqs-001", chosen(0))
    assert refusal(session, late) == "the time is up"
    ended = apply(session, Act(ActKind.TIME_UP, LIMIT + 400))
    assert (ended.ending, ended.clock_ms) == (Ending.TIME_UP, LIMIT)
    early = Act(ActKind.TIME_UP, LIMIT - 1)
    assert refusal(session, early) == "there is time left"


def test_an_untimed_exam_has_no_end() -> None:
    session = done(Act(ActKind.TICK, 10 * LIMIT), limit_ms=None)
    assert session.remaining_ms is None
    assert not session.is_time_up


@pytest.mark.parametrize(
    "payload",
    [
        {},
        {"act": "answer"},
        {"act": "teleport", "clock_ms": 3},
        {"act": "answer", "clock_ms": "3"},
        {"act": "rate", "clock_ms": 3, "question": "sqs-001", "confidence": "no idea"},
        {"act": "strike", "clock_ms": 3, "question": "sqs-001", "option": "B"},
    ],
)
def test_a_payload_that_makes_no_sense_is_passed_over(
    payload: dict[str, str | int],
) -> None:
    assert read_act(payload, KINDS) is None


def test_a_damaged_plan_is_no_plan() -> None:
    whole = dict(plan_payload(plan()))
    assert read_plan("e1", {}) is None
    assert read_plan("e1", whole | {"domains": [1]}) is None
    assert read_plan("e1", whole | {"questions": ["a", "a", "b"]}) is None
