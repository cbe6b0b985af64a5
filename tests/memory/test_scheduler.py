"""The walk of a card through its phases."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta, timezone

import fsrs as oracle
import pytest
from hypothesis import given
from hypothesis import strategies as st

from studyapp.memory.fsrs import DEFAULT_WEIGHTS, Memory, Rating, step
from studyapp.memory.policy import Fuzz, Policy
from studyapp.memory.scheduler import answer, answer_at, preview
from studyapp.memory.state import CardState, Phase
from studyapp.memory.study_day import utc_ms

AGAIN, HARD, GOOD, EASY = Rating
START = datetime(2026, 3, 1, 12, tzinfo=UTC)
EXACT = Policy(fuzz=Fuzz.NONE)
NEW = CardState("timeout.max")
MINUTE = timedelta(minutes=1)

answers = st.lists(
    st.tuples(st.sampled_from(Rating), st.integers(0, 40 * 24 * 60)), max_size=25
)


def answered(
    *grades: Rating, policy: Policy = EXACT, state: CardState = NEW
) -> CardState:
    """Answer at once when a step is due, and on the due day for a review."""
    moment = START
    for grade in grades:
        state = answer(state, grade, moment, policy)
        moment = due_moment(state, moment)
    return state


def due_moment(state: CardState, answered_at: datetime) -> datetime:
    if state.due_ms is not None:
        return datetime.fromtimestamp(state.due_ms / 1000, UTC)
    return answered_at + timedelta(days=state.interval)


def test_a_new_card_answered_good_goes_to_its_second_step() -> None:
    state = answered(GOOD)
    assert (state.phase, state.step) == (Phase.LEARNING, 1)
    assert state.due_ms == utc_ms(START + 10 * MINUTE)
    assert state.due_day is None
    assert (state.first_day, state.last_day) == (START.date(), START.date())
    assert state.last_ms == utc_ms(START)


def test_good_on_the_last_step_graduates_to_review() -> None:
    state = answered(GOOD, GOOD)
    assert (state.phase, state.step, state.interval) == (Phase.REVIEW, 0, 2)
    assert state.due_ms is None
    assert state.due_day == date(2026, 3, 3)
    assert (state.reviews, state.lapses) == (2, 0)


def test_easy_graduates_at_once() -> None:
    state = answered(EASY)
    assert (state.phase, state.interval) == (Phase.REVIEW, 8)


def test_again_starts_the_steps_over() -> None:
    state = answered(GOOD, AGAIN)
    assert (state.phase, state.step, state.lapses) == (Phase.LEARNING, 0, 0)
    assert state.due_ms == utc_ms(START + 11 * MINUTE)


def test_hard_on_the_first_step_waits_between_again_and_good() -> None:
    assert answered(HARD).due_ms == utc_ms(START + timedelta(seconds=330))
    one_step = replace(EXACT, learning_steps=(600_000,))
    assert answered(HARD, policy=one_step).due_ms == utc_ms(START + 15 * MINUTE)


def test_hard_on_a_later_step_repeats_it() -> None:
    state = answered(GOOD, HARD)
    assert (state.phase, state.step) == (Phase.LEARNING, 1)
    assert state.due_ms == utc_ms(START + 20 * MINUTE)


def test_a_lapse_sends_the_card_to_relearning() -> None:
    state = answered(GOOD, GOOD, AGAIN)
    assert (state.phase, state.step, state.lapses) == (Phase.RELEARNING, 0, 1)
    assert state.due_ms == utc_ms(START + timedelta(days=2) + 20 * MINUTE)
    assert state.interval == 0


def test_again_while_relearning_is_not_a_second_lapse() -> None:
    assert answered(GOOD, GOOD, AGAIN, AGAIN).lapses == 1


def test_without_relearning_steps_a_lapse_stays_in_review() -> None:
    state = answered(GOOD, GOOD, AGAIN, policy=replace(EXACT, relearning_steps=()))
    assert (state.phase, state.lapses, state.interval) == (Phase.REVIEW, 1, 1)


def test_without_learning_steps_a_new_card_goes_to_review() -> None:
    state = answered(AGAIN, policy=replace(EXACT, learning_steps=()))
    assert (state.phase, state.interval) == (Phase.REVIEW, 1)


def test_a_step_that_no_longer_exists_counts_as_done() -> None:
    state = answered(GOOD)._replace(step=3)
    for rating in (HARD, GOOD, EASY):
        assert answer(state, rating, START, EXACT).phase is Phase.REVIEW
    assert answer(state, AGAIN, START, EXACT).phase is Phase.LEARNING


def test_the_published_intervals_come_out_of_whole_answers() -> None:
    """Source: tests/test_basic.py of py-fsrs; 0 is an answer that led to a step."""
    grades = (*[GOOD] * 6, AGAIN, AGAIN, *[GOOD] * 5)
    intervals = [answered(*grades[:count]).interval for count in range(1, 14)]
    assert intervals == [0, 2, 11, 46, 163, 498, 0, 0, 2, 4, 7, 12, 21]


@given(history=answers)
def test_py_fsrs_walks_the_same_way(history: list[tuple[Rating, int]]) -> None:
    """Moments lie whole days apart, or minutes within a day, where both agree."""
    scheduler = oracle.Scheduler(enable_fuzzing=False)
    card, state, moment = oracle.Card(card_id=1), NEW, START
    for rating, wait in history:
        moment += timedelta(days=wait // 1440)
        card, _ = scheduler.review_card(card, oracle.Rating(rating), moment)
        state = answer(state, rating, moment, EXACT)
        assert state.phase.name == card.state.name.upper()
        assert state.step == (card.step or 0)
        assert due_moment(state, moment) == card.due


def test_twenty_hours_over_a_rollover_count_as_a_day() -> None:
    evening = datetime(2026, 3, 1, 22, tzinfo=UTC)
    next_evening = evening + timedelta(hours=20)
    state = answer(NEW, EASY, evening, EXACT)
    after = answer(state, GOOD, next_evening, EXACT)
    assert after.memory == step(state.memory, GOOD, 1)


def test_travel_to_an_earlier_day_counts_as_the_same_day() -> None:
    auckland = datetime(2026, 3, 2, 9, tzinfo=timezone(timedelta(hours=13)))
    los_angeles = auckland.astimezone(timezone(timedelta(hours=-8))) + 30 * MINUTE
    state = answer(NEW, EASY, auckland, EXACT)
    after = answer(state, GOOD, los_angeles, EXACT)
    assert after.memory == step(state.memory, GOOD, 0)
    assert after.last_day == date(2026, 3, 1)


def test_an_answer_ends_a_burial_and_a_wish_but_not_a_suspension() -> None:
    held = NEW._replace(
        buried_until=START.date(),
        forward_day=START.date(),
        suspended=True,
        revision="900 s",
    )
    state = answer(held, GOOD, START, EXACT)
    assert (state.buried_until, state.forward_day) == (None, None)
    assert state.suspended
    assert state.revision == "900 s"


def test_the_state_names_the_weights_it_was_computed_with() -> None:
    fitted = replace(EXACT, weights_version="fitted-3")
    assert answered(GOOD, policy=fitted).weights_version == "fitted-3"


def test_a_naive_moment_is_refused() -> None:
    with pytest.raises(ValueError, match="no UTC offset"):
        answer(NEW, GOOD, START.replace(tzinfo=None), EXACT)


def test_the_preview_is_what_the_answer_does() -> None:
    state = answered(GOOD, GOOD)
    moment = START + timedelta(days=2)
    outcomes = preview(state, moment, Policy())
    assert list(outcomes) == [AGAIN, HARD, GOOD, EASY]
    for rating, outcome in outcomes.items():
        assert outcome.state == answer(state, rating, moment, Policy())


def test_the_preview_tells_the_wait_of_each_button() -> None:
    outcomes = preview(NEW, START, EXACT)
    assert [outcomes[rating].delay for rating in Rating] == [
        MINUTE,
        timedelta(seconds=330),
        10 * MINUTE,
        timedelta(days=8),
    ]


@pytest.mark.parametrize("fuzz", Fuzz)
@given(history=answers, card_id=st.text(min_size=1, max_size=8))
def test_a_better_rating_is_never_due_earlier(
    fuzz: Fuzz, history: list[tuple[Rating, int]], card_id: str
) -> None:
    policy, state, moment = Policy(fuzz=fuzz), CardState(card_id), START
    for rating, wait in history:
        moment += timedelta(minutes=wait)
        state = answer(state, rating, moment, policy)
    if state.phase is Phase.REVIEW:
        moment += timedelta(days=1)
        outcomes = preview(state, moment, policy)
        waits = [outcomes[rating].delay for rating in (HARD, GOOD, EASY)]
        assert waits == sorted(waits)


@given(history=answers)
def test_a_card_has_one_kind_of_due_date_in_every_phase(
    history: list[tuple[Rating, int]],
) -> None:
    state, moment = NEW, START
    for rating, wait in history:
        moment += timedelta(minutes=wait)
        state = answer(state, rating, moment, Policy())
        in_steps = state.phase in (Phase.LEARNING, Phase.RELEARNING)
        assert (state.due_ms is not None) == in_steps
        assert (state.due_day is not None) == (state.phase is Phase.REVIEW)
        assert in_steps or 1 <= state.interval <= 36_500
        assert state.phase is not Phase.NEW


def test_fuzz_never_shortens_a_grown_interval() -> None:
    """Many cards, so that every pick occurs: due after 40 days, then Good."""
    day = START.date()
    for number in range(300):
        state = CardState(
            f"card-{number}",
            phase=Phase.REVIEW,
            memory=Memory(40.0, 9.9),
            memory_day=day,
            interval=40,
            due_day=day + timedelta(days=40),
        )
        after = answer(state, HARD, START + timedelta(days=40), Policy())
        assert after.interval > state.interval


def test_other_weights_give_another_interval() -> None:
    weights = (*DEFAULT_WEIGHTS[:3], 20.0, *DEFAULT_WEIGHTS[4:])
    assert answered(EASY, policy=replace(EXACT, weights=weights)).interval == 20


@given(grades=answers, units=st.lists(st.floats(0, 1), min_size=4, max_size=4))
def test_whoever_chooses_the_days_a_better_grade_never_comes_before_a_worse(
    grades: list[tuple[Rating, int]], units: list[float]
) -> None:
    """And what is written down gives the state that was promised."""
    policy = Policy(relearning_steps=())
    state, moment = NEW, START
    for rating, minutes in grades:
        moment += timedelta(minutes=minutes)
        state = answer(state, rating, moment, policy)
    chooser = iter(units)

    def place(low: int, high: int) -> int | None:
        unit = next(chooser)
        return None if unit > 0.8 else low + round((high - low) * unit)

    outcomes = preview(state, moment, policy, place)
    waits = [o.delay for o in outcomes.values() if o.state.phase is Phase.REVIEW]
    assert waits[1:] == sorted(waits[1:])
    for rating, outcome in outcomes.items():
        at_ms, day = utc_ms(moment), moment.date()
        if moment.hour >= policy.rollover_hour:
            again = answer_at(state, rating, at_ms, day, policy, outcome.due_in)
            assert again == outcome.state
