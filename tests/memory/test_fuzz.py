"""Fuzz: Anki's published cases, and the laws every pick obeys."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from studyapp.memory.fuzz import (
    bounds,
    least_interval,
    pick,
    span,
    unit_of,
)

intervals = st.floats(0.01, 40_000)
units = st.floats(0, 1, exclude_max=True)
days = st.integers(1, 36_500)


def fuzzed(interval: float, previous: int, maximum: int, unit: float) -> int:
    return pick(*span(interval, previous, maximum), unit)


@pytest.mark.parametrize(
    ("interval", "minimum", "maximum", "lowest", "middle", "highest"),
    [
        (1.0, 1, 1000, 1, 1, 1),
        (2.49, 1, 1000, 2, 2, 2),
        (2.5, 1, 1000, 2, 3, 4),
        (7.0, 1, 1000, 5, 7, 9),
        (17.0, 1, 1000, 14, 17, 20),
        (37.0, 1, 1000, 33, 37, 41),
        (2.0, 2, 1000, 2, 2, 2),
        (2.0, 3, 1000, 3, 4, 4),
        (2.0, 3, 3, 3, 3, 3),
        (6.9, 3, 1000, 5, 7, 9),
        (7.1, 3, 1000, 5, 7, 9),
        (19.9, 3, 1000, 17, 20, 23),
        (20.1, 3, 1000, 17, 20, 23),
        (100.0, 101, 1000, 101, 105, 108),
        (100.0, 1, 99, 92, 96, 99),
        (100.0, 97, 103, 97, 100, 103),
    ],
)
def test_fuzz_picks_the_days_anki_picks(
    interval: float, minimum: int, maximum: int, lowest: int, middle: int, highest: int
) -> None:
    """Source: rslib/src/scheduler/states/fuzz.rs, its tests."""
    low, high = bounds(interval, minimum, maximum)
    assert [pick(low, high, unit) for unit in (0, 0.5, 0.99)] == [
        lowest,
        middle,
        highest,
    ]


@pytest.mark.parametrize(
    ("interval", "previous", "least"),
    [(2.7269483, 4, 4), (2.7269483, 5, 0), (4.591988, 4, 5)],
)
def test_the_least_interval_is_the_one_anki_finds(
    interval: float, previous: int, least: int
) -> None:
    assert least_interval(interval, previous, 36_500) == least


def test_two_devices_pick_the_same_day() -> None:
    """A literal: the number must not change between versions or machines."""
    assert unit_of("timeout.max", 7) == pytest.approx(0.4083479718195058, abs=1e-15)


def test_the_picks_of_one_card_fill_the_range_evenly() -> None:
    tenths = [int(unit_of("7f3kq2", answers) * 10) for answers in range(100)]
    assert all(8 <= tenths.count(tenth) <= 12 for tenth in range(10))


def test_the_picks_of_many_cards_fill_the_range_evenly() -> None:
    tenths = [int(unit_of(f"card-{number}", 3) * 10) for number in range(5000)]
    assert all(400 <= tenths.count(tenth) <= 600 for tenth in range(10))


@given(interval=intervals, previous=st.integers(0, 400), maximum=days, unit=units)
def test_a_pick_never_leaves_its_range(
    interval: float, previous: int, maximum: int, unit: float
) -> None:
    picked = fuzzed(interval, previous, maximum, unit)
    _, high = bounds(interval, max(previous + 1, 1), maximum)
    assert 1 <= picked <= min(high, maximum)


@given(interval=intervals, previous=st.integers(1, 400), unit=units)
def test_a_grown_interval_is_longer_than_the_one_before(
    interval: float, previous: int, unit: float
) -> None:
    picked = fuzzed(interval, previous, 36_500, unit)
    if interval >= previous + 1 and previous < 36_500:
        assert picked > previous


@given(
    pair=st.tuples(intervals, intervals),
    previous=st.integers(0, 400),
    maximum=days,
    unit=units,
)
def test_one_unit_keeps_two_intervals_in_order(
    pair: tuple[float, float], previous: int, maximum: int, unit: float
) -> None:
    shorter, longer = sorted(pair)
    assert fuzzed(shorter, previous, maximum, unit) <= fuzzed(
        longer, previous, maximum, unit
    )


@given(card_id=st.text(max_size=20), answers=st.integers(0, 10_000))
def test_a_unit_is_below_one(card_id: str, answers: int) -> None:
    assert 0.0 <= unit_of(card_id, answers) < 1.0
