"""Changes that are no answers."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

import pytest

from studyapp.memory.changes import (
    bring_forward,
    bury,
    revise_at,
    suspend,
    unsuspend,
)
from studyapp.memory.fsrs import Memory, Rating, step
from studyapp.memory.policy import Policy
from studyapp.memory.scheduler import answer
from studyapp.memory.state import CardState, Phase
from studyapp.memory.study_day import utc_ms

START = datetime(2026, 3, 1, 12, tzinfo=UTC)
TODAY = START.date()
POLICY = Policy()
NEW = CardState("timeout.max")
IN_REVIEW = CardState(
    "timeout.max",
    phase=Phase.REVIEW,
    memory=Memory(20.0, 6.0),
    memory_day=date(2026, 2, 20),
    interval=20,
    due_day=date(2026, 3, 12),
    first_day=date(2026, 1, 1),
    last_day=date(2026, 2, 20),
    reviews=5,
    lapses=1,
)


def revised_at(
    moment: datetime, state: CardState = IN_REVIEW, revision: str | None = None
) -> CardState:
    return revise_at(state, utc_ms(moment), moment.date(), POLICY, revision)


def test_a_review_brought_forward_is_wanted_today_with_its_memory_untouched() -> None:
    state = bring_forward(IN_REVIEW, TODAY)
    assert state.wanted_day == TODAY
    assert state._replace(forward_day=None) == IN_REVIEW


def test_a_review_already_due_is_not_brought_forward() -> None:
    due = IN_REVIEW._replace(due_day=TODAY)
    assert bring_forward(due, TODAY) == due


def test_a_second_wish_does_not_put_the_first_one_off() -> None:
    state = bring_forward(IN_REVIEW, TODAY)
    assert bring_forward(state, TODAY + timedelta(days=2)) == state


def test_a_new_card_brought_forward_stays_new() -> None:
    state = bring_forward(NEW, TODAY)
    assert (state.phase, state.forward_day) == (Phase.NEW, TODAY)


def test_a_card_in_steps_is_not_brought_forward() -> None:
    learning = answer(NEW, Rating.GOOD, START, POLICY)
    assert bring_forward(learning, TODAY) == learning


def test_a_changed_value_sends_the_card_to_relearning_now() -> None:
    state = revised_at(START)
    assert (state.phase, state.step) == (Phase.RELEARNING, 0)
    assert (state.due_ms, state.due_day) == (utc_ms(START), None)
    assert (state.reviews, state.lapses) == (5, 1)


def test_a_changed_value_lowers_stability_as_a_lapse_and_keeps_difficulty() -> None:
    state = revised_at(START)
    lapse = step(IN_REVIEW.memory, Rating.AGAIN, 9)
    assert state.memory == Memory(lapse.stability, 6.0)


def test_the_first_answer_after_a_changed_value_is_a_same_day_answer() -> None:
    """The wait since the old value was recalled must not count as success."""
    revised = revised_at(START)
    after = answer(revised, Rating.GOOD, START + timedelta(minutes=5), POLICY)
    assert after.phase is Phase.REVIEW
    assert after.memory == step(revised.memory, Rating.GOOD, 0)


def test_a_changed_value_leaves_a_new_card_new() -> None:
    assert revised_at(START, NEW) == NEW


def test_two_devices_that_see_the_same_change_revise_the_card_once() -> None:
    once = revised_at(START, revision="900 s")
    later = START + timedelta(hours=3)
    assert revised_at(later, once, "900 s") == once
    assert revised_at(later, once, "1800 s") != once


@pytest.mark.parametrize("stability", [0.001, 0.5, 3.0, 500.0])
@pytest.mark.parametrize("days_ago", [0, 1, 300])
def test_a_changed_value_never_makes_a_memory_more_stable(
    stability: float, days_ago: int
) -> None:
    state = IN_REVIEW._replace(
        memory=Memory(stability, 5.0), memory_day=TODAY - timedelta(days=days_ago)
    )
    memory = revised_at(START, state).memory
    assert memory is not None
    assert memory.stability <= stability


def test_unsuspending_undoes_suspending() -> None:
    assert suspend(IN_REVIEW).suspended
    assert unsuspend(suspend(IN_REVIEW)) == IN_REVIEW


def test_a_buried_card_keeps_its_due_day() -> None:
    state = bury(IN_REVIEW, date(2026, 3, 2))
    assert state.hidden_on(TODAY)
    assert state.due_day == IN_REVIEW.due_day
