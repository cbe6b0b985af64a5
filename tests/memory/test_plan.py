"""The plan: its forecast against learners who live it, and what more time does."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta
from statistics import fmean

import pytest
from hypothesis import given
from hypothesis import strategies as st

from studyapp.memory.candidates import CANDIDATES, PLAIN, VALUE, Candidate, candidate
from studyapp.memory.course import build_course_queue
from studyapp.memory.crowd import Crowd, Habits, cell_of, memory_of
from studyapp.memory.fsrs import DEFAULT_WEIGHTS, Memory, Weights, retrievability
from studyapp.memory.lineup import Kind, Place
from studyapp.memory.plan import Aim, Plan, make_plan
from studyapp.memory.simulation import Outset, Season, expected_recall, outset_of
from studyapp.memory.state import CardState, Phase
from studyapp.memory.study_time import (
    ANSWERS_TO_KNOW,
    ASSUMED_SECONDS,
    LONGEST_SECONDS,
    SHORTEST_SECONDS,
    StudyTime,
    seconds_per_answer,
)
from tests.memory.exam_learners import (
    HABITS,
    OTHER_WEIGHTS,
    POLICY,
    TODAY,
    Choose,
    fixed,
    learner_of,
    ours,
)

CROWD = Crowd(POLICY, HABITS)


def promise(candidate: Candidate, new: int, budgets: Sequence[float]) -> float:
    season = Season(budgets, 0.9, 20)
    return expected_recall(CROWD, Outset({}, new), season, candidate)


def sat(situation: tuple[int, int, int, Weights], choose: Choose) -> float:
    """Return the mean recall of three learners on exam day."""
    recalls = []
    for seed in range(3):
        learner = learner_of(*situation, seed)
        learner.study(TODAY, learner.exam - timedelta(days=1), choose)
        recalls.append(learner.recall)
    return fmean(recalls)


@pytest.mark.parametrize(
    "situation",
    [
        (60, 12, 18, DEFAULT_WEIGHTS),
        (60, 12, 10, DEFAULT_WEIGHTS),
        (60, 12, 18, OTHER_WEIGHTS),
    ],
    ids=str,
)
def test_the_daily_choice_is_as_good_as_the_best_fixed_rule(
    situation: tuple[int, int, int, Weights],
) -> None:
    best = max(sat(situation, fixed(one)) for one in CANDIDATES)
    own = sat(situation, ours)
    assert own > best - 0.01
    assert own > sat(situation, fixed(PLAIN))


def test_the_forecast_is_near_what_learners_reach() -> None:
    reached = sat((200, 20, 40, DEFAULT_WEIGHTS), fixed(VALUE))
    assert promise(VALUE, 200, [40] * 20) == pytest.approx(reached, abs=0.03)


def test_the_same_outset_always_gives_the_same_plan() -> None:
    time = StudyTime((10,) * 7)
    aim = Aim(TODAY + timedelta(days=15), 0.9, 0.9, 20)
    plans = [
        make_plan(Crowd(POLICY, HABITS), Outset({}, 80), time, TODAY, aim)
        for _ in range(2)
    ]
    assert plans[0] == plans[1]


@given(st.integers(5, 60), st.integers(3, 12), st.integers(10, 40))
def test_more_time_never_promises_less(cards: int, days: int, answers: int) -> None:
    some = promise(VALUE, cards, [answers] * days)
    more = promise(VALUE, cards, [answers + 10] * days)
    assert 0.0 <= some <= more + 0.005
    assert more <= 1.0


def test_a_goal_out_of_reach_is_told_with_the_minutes_that_reach_it() -> None:
    exam = TODAY + timedelta(days=14)
    outset = Outset({}, 200)
    short = make_plan(
        CROWD, outset, StudyTime((5,) * 7), TODAY, Aim(exam, 0.85, 0.9, 20)
    )
    assert short.recall < 0.85
    assert short.extra_minutes
    enough = StudyTime((5 + short.extra_minutes,) * 7)
    ample = make_plan(CROWD, outset, enough, TODAY, Aim(exam, 0.85, 0.9, 20))
    assert ample.recall >= 0.85
    assert ample.extra_minutes == 0
    hopeless = make_plan(
        CROWD, Outset({}, 20_000), StudyTime((5,) * 7), TODAY, Aim(exam, 0.9, 0.9, 20)
    )
    assert hopeless.extra_minutes is None
    assert hopeless.recall < hopeless.ceiling < 0.9


@pytest.mark.parametrize(("minutes", "days"), [(0, 4), (30, 1), (240, 1)])
def test_a_goal_that_some_amount_of_time_reaches_is_never_called_hopeless(
    minutes: int, days: int
) -> None:
    aim = Aim(TODAY + timedelta(days=days), 0.9, 0.9, 20)

    def planned(minutes: int) -> Plan:
        return make_plan(CROWD, Outset({}, 1000), StudyTime((minutes,) * 7), TODAY, aim)

    short = planned(minutes)
    assert short.extra_minutes
    assert planned(minutes + short.extra_minutes).extra_minutes == 0


def test_looking_ahead_ends_when_the_learner_leaves() -> None:
    class Left(Exception):  # noqa: N818 - nothing went wrong
        pass

    def left() -> None:
        raise Left

    aim = Aim(TODAY + timedelta(days=700), 0.9, 0.9, 20)
    with pytest.raises(Left):
        make_plan(CROWD, Outset({}, 2000), StudyTime((1,) * 7), TODAY, aim, left)


def test_a_day_in_a_break_has_no_minutes_and_weekdays_have_their_own() -> None:
    saturday = date(2026, 11, 21)
    time = StudyTime((30, 30, 30, 30, 30, 60, 0), ((saturday, saturday),))
    following = [time.minutes_on(saturday + timedelta(days=n)) for n in range(8)]
    assert following == [0, 0, 30, 30, 30, 30, 30, 60]
    assert sum(time.budgets(saturday, saturday + timedelta(days=8))) == 210 * 6
    assert time.with_more(10).minutes == (40, 40, 40, 40, 40, 70, 0)
    assert StudyTime((0,) * 7).with_more(10).minutes == (10,) * 7


times = st.lists(st.integers(0, 3_600_000), max_size=600)


def test_without_answers_the_assumed_time_holds() -> None:
    assert seconds_per_answer([]) == ASSUMED_SECONDS


@given(times)
def test_an_answers_time_stays_within_what_is_plausible(spent: list[int]) -> None:
    assert SHORTEST_SECONDS <= seconds_per_answer(spent) <= LONGEST_SECONDS


@given(times, times)
def test_slower_answers_never_make_a_faster_pace(
    spent: list[int], more: list[int]
) -> None:
    slower = [a + b for a, b in zip(spent, more, strict=False)]
    faster = spent[: len(slower)]
    assert seconds_per_answer(faster) <= seconds_per_answer(slower) + 1e-9


@given(st.integers(0, 100_000), st.integers(0, 3000), st.integers(1, 500))
def test_each_further_answer_brings_the_pace_nearer_to_the_learners_own(
    elapsed_ms: int, answers: int, more: int
) -> None:
    own = min(max(elapsed_ms / 1000, SHORTEST_SECONDS), LONGEST_SECONDS)
    before = seconds_per_answer([elapsed_ms] * answers)
    after = seconds_per_answer([elapsed_ms] * (answers + more))
    assert abs(after - own) <= abs(before - own) + 1e-9


def test_half_an_hour_of_quick_answers_changes_the_pace_little() -> None:
    assert seconds_per_answer([2000] * 70) > 8.0
    assert seconds_per_answer([2000] * ANSWERS_TO_KNOW) == pytest.approx(6.5)


@given(st.floats(0.01, 3000), st.floats(1, 10), st.integers(1, 200))
def test_a_cell_recalls_like_the_memories_in_it(
    stability: float, difficulty: float, days: int
) -> None:
    middle = memory_of(cell_of(Memory(stability, difficulty)))
    told = retrievability(days, middle.stability)
    assert told == pytest.approx(retrievability(days, stability), abs=0.012)
    assert abs(middle.difficulty - difficulty) <= 0.5


def test_no_card_is_lost_in_the_crowd() -> None:
    states = [
        CardState(str(n), memory=Memory(1.0 + n / 9, 1 + n % 10), memory_day=TODAY)
        for n in range(900)
    ]
    outset = outset_of([*states, None, None], TODAY)
    assert outset.cards == 902
    assert len(outset.seen) <= 400


def new_and_reviews(rule: str, answers: int, wanted: str = "") -> list[Place]:
    """Return a day's line, forty cards seen and forty new, one wanted out of turn."""
    learner = learner_of(80, 20, answers, DEFAULT_WEIGHTS, 1)
    seen = learner.cards[:40]
    learner.states = {
        card.card_id: CardState(
            card.card_id,
            phase=Phase.REVIEW,
            memory=Memory(2.0 + n, 5.0),
            memory_day=TODAY - timedelta(days=3),
            due_day=TODAY,
            forward_day=TODAY if card.card_id == wanted else None,
        )
        for n, card in enumerate(seen)
    }
    course = learner.course(TODAY, candidate(rule))
    queue = build_course_queue(learner.states, learner.cards, TODAY, 0, course)
    return list(queue.line)


def kinds_of(line: list[Place]) -> list[Kind]:
    return [place.kind for place in line]


def test_new_cards_come_first_under_a_rule_that_begins_with_them() -> None:
    kinds = kinds_of(new_and_reviews("new_plain", 60))
    new = kinds.count(Kind.NEW)
    assert new > 20
    assert kinds[:new] == [Kind.NEW] * new


def test_the_usual_rule_keeps_to_the_limit_of_new_cards() -> None:
    kinds = kinds_of(new_and_reviews("plain", 200))
    assert kinds.count(Kind.NEW) == 20


@pytest.mark.parametrize("rule", [one.name for one in CANDIDATES])
def test_a_card_missed_in_an_exam_has_room_under_every_rule(rule: str) -> None:
    """Also where new cards take all the rest of the day's answers."""
    line = new_and_reviews(rule, 30, wanted="c7")
    reviews = [place for place in line if place.kind is Kind.REVIEW]
    assert reviews[0] == Place("c7", Kind.REVIEW)


@pytest.mark.parametrize("rule", [one.name for one in CANDIDATES])
def test_a_day_holds_no_more_than_its_answers(rule: str) -> None:
    kinds = kinds_of(new_and_reviews(rule, 30))
    cost = kinds.count(Kind.NEW) * Crowd(POLICY, Habits()).meeting_cost
    assert 0 < cost + kinds.count(Kind.REVIEW) <= 30
