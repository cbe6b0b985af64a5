"""The FSRS-6 step against its published vectors, py-fsrs, and its own laws."""

from __future__ import annotations

import random
from datetime import UTC, datetime, timedelta

import fsrs as oracle
import pytest
from hypothesis import given
from hypothesis import strategies as st

from studyapp.memory.fsrs import (
    DEFAULT_WEIGHTS,
    LONGEST_INTERVAL,
    WEIGHT_BOUNDS,
    Memory,
    Rating,
    Weights,
    exact_interval,
    retrievability,
    step,
    validate_weights,
    whole_days,
)

ratings = st.sampled_from(Rating)
all_weights = st.tuples(*(st.floats(low, high) for low, high in WEIGHT_BOUNDS))
histories = st.lists(st.tuples(ratings, st.integers(0, 2000)), min_size=1, max_size=40)


def interval_days(
    stability: float,
    retention: float,
    weights: Weights = DEFAULT_WEIGHTS,
    maximum: int = LONGEST_INTERVAL,
) -> int:
    return whole_days(exact_interval(stability, retention, weights), maximum)


def remembered(
    history: list[tuple[Rating, int]], weights: Weights = DEFAULT_WEIGHTS
) -> Memory:
    memory: Memory | None = None
    for rating, elapsed in history:
        memory = step(memory, rating, elapsed, weights)
    assert memory is not None
    return memory


def random_weights(source: random.Random) -> Weights:
    """Weights as fitting finds them: near the defaults and inside the bounds."""
    return tuple(
        min(max(weight * source.uniform(0.6, 1.5), low), high)
        for weight, (low, high) in zip(DEFAULT_WEIGHTS, WEIGHT_BOUNDS, strict=True)
    )


def test_the_published_sequence_of_thirteen_intervals_comes_out() -> None:
    """Source: tests/test_basic.py of py-fsrs, FSRS-6 default weights."""
    grades = [3, 3, 3, 3, 3, 3, 1, 1, 3, 3, 3, 3, 3]
    waits = [0, 0, 2, 11, 46, 163, 498, 0, 0, 2, 4, 7, 12]
    memory: Memory | None = None
    intervals = []
    for grade, wait in zip(grades, waits, strict=True):
        memory = step(memory, Rating(grade), wait)
        intervals.append(interval_days(memory.stability, 0.9))
    assert intervals[1:6] == [2, 11, 46, 163, 498]
    assert intervals[8:] == [2, 4, 7, 12, 21]


def test_the_published_memory_state_comes_out() -> None:
    """Source: the memory-state test that fsrs-rs and py-fsrs share."""
    grades = [1, 3, 3, 3, 3, 3]
    waits = [0, 0, 1, 3, 8, 21]
    history = [(Rating(g), wait) for g, wait in zip(grades, waits, strict=True)]
    memory = remembered(history)
    assert memory.stability == pytest.approx(53.62691, rel=1e-6)
    assert memory.difficulty == pytest.approx(6.3574867, rel=1e-6)


@pytest.mark.parametrize(
    ("rating", "stability", "difficulty"),
    [
        (Rating.AGAIN, 0.212, 6.4133),
        (Rating.HARD, 1.2931, 5.1121706),
        (Rating.GOOD, 2.3065, 2.1181039),
        (Rating.EASY, 8.2956, 1.0),
    ],
)
def test_the_first_answer_sets_the_published_memory(
    rating: Rating, stability: float, difficulty: float
) -> None:
    memory = step(None, rating, 0)
    assert memory.stability == stability
    assert memory.difficulty == pytest.approx(difficulty, rel=1e-6)


@pytest.mark.parametrize("seed", range(30))
def test_py_fsrs_agrees_on_random_histories(seed: int) -> None:
    """30 seeds x 50 histories, the first seed with the default weights."""
    source = random.Random(seed)  # noqa: S311 - a repeatable sample, no secret
    weights = DEFAULT_WEIGHTS if seed == 0 else random_weights(source)
    retention = source.choice((0.7, 0.8, 0.9, 0.95))
    scheduler = oracle.Scheduler(
        weights, retention, enable_fuzzing=False, learning_steps=(), relearning_steps=()
    )
    for _ in range(50):
        card = oracle.Card(card_id=1)
        moment = datetime(2026, 1, 1, 12, tzinfo=UTC)
        memory: Memory | None = None
        for _ in range(source.randint(1, 15)):
            elapsed = source.choice((0, 0, 1, 2, 5, 20, 100, source.randint(1, 900)))
            rating = source.choice((1, 2, 3, 3, 3, 4))
            moment += timedelta(days=elapsed)
            card, _ = scheduler.review_card(card, oracle.Rating(rating), moment)
            memory = step(memory, Rating(rating), elapsed, weights)
            assert memory.stability == pytest.approx(card.stability, rel=1e-6)
            assert memory.difficulty == pytest.approx(card.difficulty, rel=1e-6)
            days = interval_days(memory.stability, retention, weights)
            assert days == (card.due - moment).days


def test_recall_is_ninety_per_cent_when_the_stability_has_passed() -> None:
    assert retrievability(7.3, 7.3) == pytest.approx(0.9)
    assert retrievability(0, 7.3) == 1.0
    assert retrievability(-2, 7.3) == 1.0


def test_the_interval_stays_between_a_day_and_the_maximum() -> None:
    assert interval_days(0.001, 0.9) == 1
    assert interval_days(1e8, 0.9) == LONGEST_INTERVAL
    assert interval_days(1e8, 0.9, maximum=90) == 90


def test_every_bad_weight_is_named_at_once() -> None:
    bad = (0.0, *DEFAULT_WEIGHTS[1:20], 0.9)
    with pytest.raises(ValueError, match=r"weight 0 is 0\.0.*weight 20 is 0\.9"):
        validate_weights(bad)


def test_a_weight_that_is_no_number_is_refused() -> None:
    with pytest.raises(ValueError, match="weight 3 is nan"):
        validate_weights((*DEFAULT_WEIGHTS[:3], float("nan"), *DEFAULT_WEIGHTS[4:]))


def test_weights_of_an_older_model_are_refused() -> None:
    with pytest.raises(ValueError, match="expected 21 weights, got 19"):
        validate_weights(DEFAULT_WEIGHTS[:19])


def test_the_default_weights_are_valid() -> None:
    assert validate_weights(DEFAULT_WEIGHTS) is DEFAULT_WEIGHTS


@given(history=histories, weights=all_weights)
def test_memory_stays_inside_its_bounds(
    history: list[tuple[Rating, int]], weights: Weights
) -> None:
    memory = remembered(history, weights)
    assert 0.001 <= memory.stability <= 1e9
    assert 1.0 <= memory.difficulty <= 10.0


@given(history=histories, weights=all_weights, elapsed=st.integers(0, 2000))
def test_a_better_rating_never_gives_a_shorter_interval(
    history: list[tuple[Rating, int]], weights: Weights, elapsed: int
) -> None:
    memory = remembered(history, weights)
    intervals = [
        interval_days(step(memory, rating, elapsed, weights).stability, 0.9, weights)
        for rating in (Rating.HARD, Rating.GOOD, Rating.EASY)
    ]
    assert intervals == sorted(intervals)


@given(history=histories, elapsed=st.integers(1, 2000))
def test_forgetting_never_makes_a_memory_more_stable(
    history: list[tuple[Rating, int]], elapsed: int
) -> None:
    memory = remembered(history)
    after = step(memory, Rating.AGAIN, elapsed)
    assert after.stability <= max(memory.stability, 0.001)
    assert after.difficulty >= memory.difficulty - 0.01


@given(
    stability=st.floats(0.001, 36_500),
    days=st.lists(st.floats(0, 36_500), min_size=2, max_size=2),
)
def test_recall_only_falls_with_time(stability: float, days: list[float]) -> None:
    early, late = sorted(days)
    chances = retrievability(early, stability), retrievability(late, stability)
    assert 0.0 < chances[1] <= chances[0] <= 1.0
