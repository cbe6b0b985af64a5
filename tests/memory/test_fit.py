"""The optimiser: right slopes, weights that foretell later answers, no luck adopted."""

from __future__ import annotations

from datetime import timedelta
from functools import cache

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from studyapp.memory.candidates import PLAIN
from studyapp.memory.events import Event, EventKind, Payload
from studyapp.memory.fit import Trial, fit, tried, weights_name
from studyapp.memory.fsrs import (
    DEFAULT_WEIGHTS,
    WEIGHT_BOUNDS,
    Weights,
    validate_weights,
)
from studyapp.memory.gradient import add_gradient
from studyapp.memory.habits import habits_of
from studyapp.memory.scoring import bin_of, predictions, score
from studyapp.memory.training import Answers, Lessons, lessons_of
from tests.memory.exam_learners import (
    DISTANT_WEIGHTS,
    POLICY,
    TODAY,
    fixed,
    journal_of,
    learner_of,
)


@cache
def lessons(weights: Weights) -> Lessons:
    learner = learner_of(150, 25, 40, weights, seed=1)
    learner.study(TODAY, TODAY + timedelta(days=24), fixed(PLAIN))
    return lessons_of(journal_of(learner), POLICY)


@cache
def trial(weights: Weights) -> Trial:
    return tried(lessons(weights), DEFAULT_WEIGHTS, lambda _share: None)


def silent(_share: float) -> None:
    """Listen to nothing."""


@settings(max_examples=60)
@given(
    st.lists(
        st.tuples(st.sampled_from([0, 1, 3, 10, 40]), st.integers(1, 4)),
        min_size=1,
        max_size=7,
    ),
    st.integers(1, 4),
    st.lists(st.floats(0.85, 1.15), min_size=21, max_size=21),
)
def test_the_slopes_are_those_of_the_step_function(
    later: list[tuple[int, int]], first: int, factors: list[float]
) -> None:
    assume(any(days for days, _ in later))
    answers = Answers(
        (0, *(days for days, _ in later)),
        (first, *(rating for _, rating in later)),
        tuple(range(len(later) + 1)),
    )
    weights = tuple(
        min(max(weight * factor, low), high)
        for weight, factor, (low, high) in zip(
            DEFAULT_WEIGHTS, factors, WEIGHT_BOUNDS, strict=True
        )
    )
    known = Lessons((answers,), len(later) + 1)

    def loss(index: int, shift: float) -> float:
        moved = list(weights)
        moved[index] += shift
        return sum(p.loss for p in predictions(known, tuple(moved)))

    gradient = [0.0] * 21
    total = add_gradient(answers, weights, [1.0] * len(answers.order), gradient)
    assert total == pytest.approx(loss(0, 0.0))
    for index in range(21):
        step = 1e-6 * max(weights[index], 0.01)
        right, left = loss(index, step), loss(index, -step)
        middle = loss(index, 0.0)
        rising, falling = (right - middle) / step, (middle - left) / step
        if rising == pytest.approx(falling, rel=1e-2, abs=1e-3):  # no kink here
            slope = (right - left) / (2 * step)
            assert gradient[index] == pytest.approx(slope, rel=1e-3, abs=1e-4)


def test_a_learner_with_another_memory_is_foretold_better() -> None:
    outcome = trial(DISTANT_WEIGHTS)
    assert outcome.new.log_loss < outcome.old.log_loss - 0.005
    assert outcome.new.rmse < outcome.old.rmse
    assert outcome.passed
    assert validate_weights(outcome.weights) == outcome.weights


def test_a_learner_the_defaults_fit_keeps_them() -> None:
    assert not trial(DEFAULT_WEIGHTS).passed


def test_the_same_answers_give_the_same_weights() -> None:
    known = lessons(DISTANT_WEIGHTS)
    once = fit(known, silent)
    assert fit(known, silent) == once
    assert weights_name(once) == weights_name(tuple(once)) != "fsrs6-default"


def test_no_part_of_the_trial_sees_later_answers() -> None:
    known = lessons(DISTANT_WEIGHTS)
    half = known.before(known.answers // 2)
    orders = [order for answers in half.sequences for order in answers.order]
    assert max(orders) == known.answers // 2 - 1
    assert len(orders) == half.answers
    foretold = predictions(known, DEFAULT_WEIGHTS, half.answers)
    assert min(p.order for p in foretold) >= half.answers


def test_a_fit_can_be_stopped() -> None:
    def stop(share: float) -> None:
        if share > 0.1:
            raise InterruptedError

    with pytest.raises(InterruptedError):
        fit(lessons(DISTANT_WEIGHTS), stop)


def event(sequence: int, hours: float, kind: str, rating: int = 3) -> Event:
    at_ms = 1_700_000_000_000 + int(hours * 3_600_000)
    return Event("d", sequence, at_ms, 0, kind, "card", {"rating": rating}, "fsrs6")


def test_a_changed_value_begins_another_card() -> None:
    found = lessons_of(
        [
            event(1, 0, EventKind.ANSWER),
            event(2, 48, EventKind.ANSWER, 1),
            event(3, 50, EventKind.REVISE),
            event(4, 72, EventKind.ANSWER, 4),
        ],
        POLICY,
    )
    assert [answers.ratings for answers in found.sequences] == [(3, 1), (4,)]
    assert found.sequences[0].elapsed == (0, 2)
    assert found.reviews == 1


def test_a_card_placed_with_answers_unknown_teaches_nothing() -> None:
    answers = [event(1, 0, EventKind.ANSWER), event(3, 72, EventKind.ANSWER)]

    def ratings(reviews: int) -> list[tuple[int, ...]]:
        payload: Payload = {
            "stability": 9.0,
            "difficulty": 5.0,
            "interval": 9,
            "due": "2023-12-01",
            "reviews": reviews,
            "lapses": 0,
        }
        placed = event(2, 48, EventKind.PLACED)._replace(payload=payload)
        found = lessons_of([answers[0], placed, answers[1]], POLICY)
        return [answers.ratings for answers in found.sequences]

    assert ratings(reviews=4) == []
    assert ratings(reviews=1) == [(3, 3)]


def test_the_first_answer_here_to_a_placed_card_is_no_first_answer() -> None:
    placed = event(1, 0, EventKind.PLACED)
    again = [event(n, 24 * n, EventKind.ANSWER, rating=1) for n in range(2, 30)]
    usual = habits_of([], POLICY).first
    assert habits_of([placed, *again], POLICY).first == usual
    assert habits_of(again, POLICY).first != usual


def test_perfect_foresight_scores_nought_and_bins_grow_like_powers() -> None:
    known = lessons(DEFAULT_WEIGHTS)
    found = predictions(known, DEFAULT_WEIGHTS)
    assert score(found).reviews == known.reviews
    assert bin_of(1, 1, 0) == (0, 0, -1)
    assert bin_of(13, 4, 1) == (1, 2, 0)
    assert bin_of(14, 4, 2) == (2, 2, 1)
