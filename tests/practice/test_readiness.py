"""From ability to an exam: bands that hold, chances that come true."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from studyapp.chance import Dice
from studyapp.practice.ability import Ability, Item, chance, learned, prior
from studyapp.practice.readiness import (
    Cuts,
    Evidence,
    Part,
    area_outlook,
    evidence,
    outlook,
    pass_chance,
    point_chances,
    point_interval,
    rounded_out,
    shares,
)
from studyapp.practice.reliability import Told, bins, calibration_error
from tests.bench.learners import World
from tests.bench.readiness import CHECKPOINTS, simulate

FORM = tuple(
    Part(Item(area, tag, guess), 1.0 + area)
    for area in range(3)
    for tag in (-1.0, 0.0, 1.0)
    for guess in (0.25, 0.1)
)
CUTS = Cuts(0.66, 0.74)
rights = st.lists(st.booleans(), max_size=60)


def after(right: list[bool]) -> Ability:
    ability = prior(3)
    for number, was_right in enumerate(right):
        ability = learned(ability, Item(number % 3, 0.0, 0.25), right=was_right)
    return ability


def test_nothing_is_said_under_thirty_answers_and_little_under_sixty() -> None:
    said = [evidence(attempts) for attempts in (0, 29, 30, 59, 60, 500)]
    assert said == [
        *[Evidence.NONE] * 2,
        *[Evidence.EARLY] * 2,
        *[Evidence.ENOUGH] * 2,
    ]


@settings(max_examples=25)
@given(rights)
def test_the_band_holds_the_expected_share_and_the_chances_sum_to_one(
    right: list[bool],
) -> None:
    drawn = shares(after(right), FORM)
    seen = outlook(drawn)
    points = point_chances(drawn, 50)
    passing = pass_chance(points, CUTS)
    assert 0 < seen.low < seen.expected < seen.high < 1
    assert sum(points) == pytest.approx(1)
    assert 0 <= passing.low <= passing.mean <= passing.high <= 1


@settings(max_examples=25)
@given(rights)
def test_the_expected_share_is_the_mean_of_the_chances_of_the_questions(
    right: list[bool],
) -> None:
    ability = after(right)
    whole = sum(part.weight for part in FORM)
    exact = sum(part.weight / whole * chance(ability, part.item) for part in FORM)
    assert outlook(shares(ability, FORM)).expected == pytest.approx(exact, abs=0.005)


@settings(max_examples=25)
@given(rights, st.integers(0, 59))
def test_a_further_right_answer_never_lowers_the_outlook(
    right: list[bool], place: int
) -> None:
    if not right:
        return
    better, worse = list(right), list(right)
    better[place % len(right)], worse[place % len(right)] = True, False
    drawn = [shares(after(one), FORM) for one in (better, worse)]
    good, bad = (pass_chance(point_chances(d, 50), CUTS).mean for d in drawn)
    assert outlook(drawn[0]).expected > outlook(drawn[1]).expected
    assert good >= bad - 0.005


def test_the_same_answers_give_the_same_numbers() -> None:
    right = [True, False, True] * 15
    assert shares(after(right), FORM) == shares(after(right), FORM)


def test_more_answers_make_the_band_narrower() -> None:
    widths = []
    for times in (10, 20, 60):
        seen = outlook(shares(after([True, False, True] * times), FORM))
        widths.append(seen.high - seen.low)
    assert widths == sorted(widths, reverse=True)


def test_an_area_is_foretold_by_its_own_questions() -> None:
    ability = prior(3)
    for number in range(60):
        item = Item(number % 3, 0.0, 0.25)
        ability = learned(ability, item, right=item.area != 2)
    strong, weak = area_outlook(ability, FORM, 0), area_outlook(ability, FORM, 2)
    assert weak.low < weak.expected < weak.high < strong.low


def test_the_interval_of_points_leaves_a_tenth_on_either_side() -> None:
    points = point_chances([0.7], 50)
    low, high = point_interval(points)
    assert sum(points[:low]) <= 0.1 < sum(points[: low + 1])
    assert sum(points[high + 1 :]) <= 0.1 < sum(points[high:])


def test_a_mark_of_seven_tenths_of_fifty_is_thirty_five_points() -> None:
    sure = tuple(float(points == 35) for points in range(51))
    assert pass_chance(sure, Cuts(0.70, 0.70)).mean == pytest.approx(1)
    assert pass_chance(sure, Cuts(0.72, 0.72)).mean == 0


@given(st.floats(0, 1), st.floats(0, 1), st.sampled_from([0.01, 0.05, 0.25]))
def test_rounding_never_makes_a_band_narrower(a: float, b: float, step: float) -> None:
    low, high = min(a, b), max(a, b)
    down, up = rounded_out(low, high, step)
    assert 0 <= down <= low + 1e-6
    assert high - 1e-6 <= up <= 1
    assert rounded_out(down, up, step) == (down, up)


@settings(max_examples=30)
@given(st.integers(100, 400), st.integers(1, 99))
def test_the_bins_hold_every_answer_once_and_as_many_each(
    count: int, different: int
) -> None:
    dice = Dice("told", count)
    answers = [
        Told((1 + dice.below(different)) / 100, dice.pick(True, False))
        for _ in range(count)
    ]
    table = bins(answers)
    sizes = [row.answers for row in table]
    assert len(table) == 5
    assert sum(sizes) == len(answers)
    assert max(sizes) - min(sizes) <= 1
    right = sum(row.actual * row.answers for row in table)
    assert right == pytest.approx(sum(one.right for one in answers))
    assert all(row.low <= row.predicted + 1e-9 <= row.high + 2e-9 for row in table)


def test_the_table_waits_for_a_hundred_answers() -> None:
    answers = [Told(0.75, number % 4 != 0) for number in range(100)]
    assert bins(answers[:99]) == ()
    assert calibration_error(()) == 0
    assert calibration_error(bins(answers)) == pytest.approx(0, abs=1e-9)
    assert calibration_error(bins([Told(0.75, right=True)] * 100)) == 0.25


def test_simulated_learners_get_what_they_were_told() -> None:
    """The goals of `tests/bench/readiness.py`, on fewer learners."""
    results = simulate(World("few"), 70, seed=1)
    assert max(results.ece(window) for window in (1, 2)) <= 0.02
    for attempts in CHECKPOINTS:
        assert 0.75 <= results.coverage(attempts) <= 0.92
    assert results.brier(120) <= 0.13
    assert results.brier(300) <= 0.09
