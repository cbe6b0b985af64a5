"""The belief about a learner: what an answer may and may not do to it."""

from __future__ import annotations

from collections.abc import Iterable
from math import prod

import pytest
from hypothesis import given
from hypothesis import strategies as st

from studyapp.chance import Dice
from studyapp.practice.ability import (
    COMMON_GAIN,
    Ability,
    Item,
    chance,
    learned,
    prior,
)
from studyapp.practice.quadrature import POINTS

AREAS = 4
Answers = list[tuple[Item, bool]]

items = st.builds(
    Item,
    st.integers(0, AREAS - 1),
    st.sampled_from([-1.0, 0.0, 1.0]),
    st.sampled_from([0.0, 0.1, 0.25]),
)
answers = st.lists(st.tuples(items, st.booleans()), max_size=25)


def with_a_mixture(one: Answers) -> st.SearchStrategy[tuple[Answers, Answers]]:
    return st.tuples(st.just(one), st.permutations(one))


def after(given_answers: Iterable[tuple[Item, bool]]) -> Ability:
    ability = prior(AREAS)
    for item, right in given_answers:
        ability = learned(ability, item, right=right)
    return ability


@pytest.mark.parametrize("power", range(0, 20, 2))
def test_the_rule_gives_the_moments_of_a_normal_distribution(power: int) -> None:
    mean = sum(weight * node**power for node, weight in POINTS)
    assert mean == pytest.approx(prod(range(1, power, 2)))


@given(answers, items)
def test_a_chance_lies_between_a_guess_and_certainty(
    before: Answers, item: Item
) -> None:
    assert item.guess < chance(after(before), item) < 1


@given(answers, items, items)
def test_a_right_answer_is_better_news_than_a_wrong_one_for_every_area(
    before: Answers, item: Item, other: Item
) -> None:
    ability = after(before)
    good, bad = (learned(ability, item, right=right) for right in (True, False))
    assert chance(good, other) > chance(bad, other)


@given(items)
def test_an_answer_tells_most_about_its_own_area(item: Item) -> None:
    fresh = prior(AREAS)
    changed = learned(fresh, item, right=False)
    losses = [a - b for a, b in zip(fresh.mean, changed.mean, strict=True)]
    assert max(losses) == losses[item.area]
    assert min(losses) > -COMMON_GAIN


@given(answers)
def test_the_belief_stays_a_distribution(before: Answers) -> None:
    covariance = after(before).covariance
    for i in range(AREAS):
        assert covariance[i][i] > 0
        for j in range(i):
            assert covariance[i][j] == pytest.approx(covariance[j][i])
            assert covariance[i][j] ** 2 < covariance[i][i] * covariance[j][j]


@given(answers, st.integers(0, 24), items)
def test_one_more_right_answer_never_lowers_a_chance(
    before: Answers, place: int, item: Item
) -> None:
    if not before:
        return
    place %= len(before)
    better, worse = list(before), list(before)
    better[place] = (before[place][0], True)
    worse[place] = (before[place][0], False)
    assert chance(after(better), item) > chance(after(worse), item)


@given(answers.flatmap(with_a_mixture), items)
def test_the_order_of_a_session_matters_no_more_than_the_drift(
    orders: tuple[Answers, Answers], item: Item
) -> None:
    before, mixed = orders
    assert chance(after(mixed), item) == pytest.approx(
        chance(after(before), item), abs=0.02
    )


def test_a_hard_question_is_less_likely_right_and_a_guess_helps() -> None:
    fresh = prior(1)
    easy, hard = (chance(fresh, Item(0, tag, 0.0)) for tag in (-1.0, 1.0))
    assert easy > hard
    assert chance(fresh, Item(0, 1.0, 0.25)) == pytest.approx(0.25 + 0.75 * hard)


def test_a_right_answer_that_could_be_a_guess_says_less() -> None:
    fresh = prior(1)
    sure, lucky = (
        learned(fresh, Item(0, 0.0, guess), right=True).mean[0] for guess in (0.0, 0.25)
    )
    assert sure > lucky > fresh.mean[0]


def test_the_dice_throw_numbers_that_are_normal_and_always_the_same() -> None:
    one, two = (Dice("test", 7) for _ in range(2))
    thrown = [number for _ in range(2000) for number in one.normals()]
    assert thrown[:2] == list(two.normals())
    mean = sum(thrown) / len(thrown)
    assert mean == pytest.approx(0, abs=0.05)
    assert sum(n * n for n in thrown) / len(thrown) == pytest.approx(1, abs=0.05)
