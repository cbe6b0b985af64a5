"""Leeches: Anki's count, and the odds of a run of lapses."""

from __future__ import annotations

from itertools import pairwise, product
from math import comb, prod

import pytest
from hypothesis import given
from hypothesis import strategies as st

from studyapp.memory.events import Event, EventKind
from studyapp.memory.leech import (
    Trial,
    became_rare,
    odds_of,
    reaches_count,
    record_of,
    trials_of,
)
from studyapp.memory.policy import Fuzz, Policy
from studyapp.memory.study_day import MS_PER_DAY

POLICY = Policy(fuzz=Fuzz.NONE, relearning_steps=())
START_MS = 1_772_366_400_000
chances = st.lists(st.floats(0, 1), max_size=8)


def event(sequence: int, day: int, rating: int) -> Event:
    at_ms = START_MS + day * MS_PER_DAY
    payload = {"rating": rating}
    return Event("laptop", sequence, at_ms, 0, "answer", "card", payload, "1")


@pytest.mark.parametrize(
    ("threshold", "reached"), [(8, [8, 12, 16, 20]), (3, [3, 5, 7, 9, 11]), (0, [])]
)
def test_a_card_becomes_a_leech_at_the_threshold_and_every_half_of_it(
    threshold: int, reached: list[int]
) -> None:
    """Source: rslib/src/scheduler/states/review.rs."""
    last = reached[-1] if reached else 30
    assert [n for n in range(last + 1) if reaches_count(n, threshold)] == reached


@given(chances=chances, lapses=st.integers(0, 9))
def test_the_odds_are_those_of_all_ways_to_lapse_so_often(
    chances: list[float], lapses: int
) -> None:
    ways = product((0, 1), repeat=len(chances))
    expected = sum(
        prod(c if lapsed else 1 - c for c, lapsed in zip(chances, way, strict=True))
        for way in ways
        if sum(way) >= lapses
    )
    assert odds_of(chances, lapses) == pytest.approx(expected, abs=1e-12)


def test_with_one_chance_for_all_the_odds_are_binomial() -> None:
    expected = sum(comb(50, n) * 0.1**n * 0.9 ** (50 - n) for n in range(12, 51))
    assert odds_of([0.1] * 50, 12) == pytest.approx(expected)


@given(chances=chances)
def test_more_lapses_are_never_likelier(chances: list[float]) -> None:
    odds = [odds_of(chances, lapses) for lapses in range(10)]
    assert all(a >= b - 1e-12 for a, b in pairwise(odds))


def test_few_lapses_say_nothing_however_rare_and_many_reviews_excuse_them() -> None:
    assert not record_of([Trial(0.01, lapsed=True)] * 3).is_rare
    assert record_of([Trial(0.1, lapsed=True)] * 4).is_rare
    excused = [Trial(0.1, lapsed=n % 10 == 0) for n in range(80)]
    assert record_of(excused).lapses == 8
    assert not record_of(excused).is_rare


def test_a_card_becomes_rare_once_and_not_again_at_each_lapse() -> None:
    lapse = Trial(0.1, lapsed=True)
    run = [lapse] * 6
    assert [became_rare(run[:n]) for n in range(7)] == [
        False, False, False, False, True, False, False,
    ]  # fmt: skip
    assert not became_rare([*run, Trial(0.1, lapsed=False)])


def test_trials_are_reviews_of_another_day_with_the_recall_predicted_for_them() -> None:
    events = [
        event(1, 0, 4),  # a new card, learned at once
        event(2, 0, 1),  # the same day: says nothing about memory
        event(3, 30, 1),
        event(4, 31, 3),
    ]
    trials = trials_of(events, POLICY)
    assert [trial.lapsed for trial in trials] == [True, False]
    assert 0 < trials[1].lapse_chance < trials[0].lapse_chance < 1


def test_a_changed_value_begins_a_new_record() -> None:
    changed = Event(
        "laptop", 9, START_MS + 40 * MS_PER_DAY, 0, EventKind.REVISE, "card",
        {"value": "900 s"}, "1",
    )  # fmt: skip
    before = [event(1, 0, 4), event(2, 30, 1)]
    assert len(trials_of(before, POLICY)) == 1
    assert trials_of([*before, changed], POLICY) == []
