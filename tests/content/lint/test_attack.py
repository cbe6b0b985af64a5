"""The blind attack: laws of its arithmetic, and what it finds and does not find."""

from __future__ import annotations

import math
import random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from studyapp.content.lint.attack import attack, attack_with_position
from studyapp.content.lint.logit import Choice, fit, probabilities, solve
from tests.content.lint.items import bank, make_item

NUMBERS = st.floats(-5, 5)


@given(
    weights=st.lists(NUMBERS, min_size=2, max_size=2),
    options=st.lists(st.lists(NUMBERS, min_size=2, max_size=2), min_size=2, max_size=6),
)
def test_chances_add_up_to_one_and_ignore_what_all_options_share(
    weights: list[float], options: list[list[float]]
) -> None:
    chances = probabilities(weights, options)
    shifted = probabilities(weights, [[x + 1 for x in option] for option in options])
    assert math.isclose(sum(chances), 1)
    assert chances == pytest.approx(shifted, abs=1e-9)


def test_a_linear_system_is_solved() -> None:
    matrix = [[4.0, 1.0, 0.0], [1.0, 3.0, 1.0], [0.0, 1.0, 2.0]]
    assert solve(matrix, [6.0, 10.0, 8.0]) == pytest.approx([1.0, 2.0, 3.0])
    assert matrix[0] == [4.0, 1.0, 0.0]


def drawn_choices(weight: float, count: int) -> list[Choice]:
    """Return choices whose keys were drawn by a logit with one known weight."""
    source = random.Random(7)  # noqa: S311 - a fixed draw, nothing secret
    choices = []
    for _ in range(count):
        options = [[source.gauss(0, 1), source.gauss(0, 1)] for _ in range(4)]
        chances = probabilities([weight, 0.0], options)
        choices.append(Choice(options, source.choices(range(4), chances)[0]))
    return choices


def test_the_fit_finds_the_weights_that_made_the_keys() -> None:
    weights = fit(drawn_choices(1.2, 1500), ridge=0.1).weights
    assert weights == pytest.approx([1.2, 0.0], abs=0.12)


def test_the_fit_is_where_the_penalised_likelihood_is_level() -> None:
    choices = drawn_choices(0.8, 60)
    weights = fit(choices, ridge=2.0).weights

    def value(at: list[float]) -> float:
        fitted = sum(math.log(probabilities(at, c.options)[c.key]) for c in choices)
        return fitted - sum(w * w for w in at)

    best = value(weights)
    for step in ([0.01, 0.0], [-0.01, 0.0], [0.0, 0.01], [0.0, -0.01]):
        assert value([w + s for w, s in zip(weights, step, strict=True)]) < best


def test_a_near_fit_leads_to_the_same_weights() -> None:
    choices = drawn_choices(0.8, 200)
    whole = fit(choices, ridge=1.0)
    alone = fit(choices[20:], ridge=1.0).weights
    assert fit(choices[20:], 1.0, near=whole).weights == pytest.approx(alone, abs=1e-4)


def test_nothing_is_found_where_there_is_nothing() -> None:
    found = attack_with_position(bank(300))
    assert found.accuracy < 0.33
    assert found.log_loss == pytest.approx(math.log(4), abs=0.05)
    assert found.upper > found.accuracy


def test_the_position_is_used_only_where_it_is_given() -> None:
    first = [
        make_item(f"first-{n}", i.stem, i.options, frozenset({0}))
        for n, i in enumerate(bank(120, "place"))
    ]
    assert attack(first).accuracy < 0.4
    assert attack_with_position(first).accuracy > 0.9


def test_the_order_of_the_questions_changes_nothing() -> None:
    items = bank(60, "turn")
    assert attack(items).log_loss == pytest.approx(attack(items[::-1]).log_loss)
