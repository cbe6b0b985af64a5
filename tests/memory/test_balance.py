"""Load balancing: Anki's weights, its defect left out, and the laws of every pick."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from studyapp.memory.balance import (
    EVEN_WEEK,
    HORIZON,
    Ease,
    Load,
    Week,
    balanced_interval,
    day_weights,
    easy_factors,
)

MONDAY = date(2026, 3, 2).toordinal()
FREE_SUNDAY: Week = (*EVEN_WEEK[:6], Ease.MINIMUM)
SUNDAY_IN = 6
"""Days from Monday."""

weeks = st.tuples(*[st.sampled_from(Ease)] * 7)
loads = st.builds(
    Load,
    st.dictionaries(
        st.integers(0, 100).map(lambda n: MONDAY + n),
        st.integers(0, 300),
    ),
    weeks,
    st.frozensets(st.integers(0, 100).map(lambda n: MONDAY + n)),
)
units = st.floats(0, 1, exclude_max=True)


def due(**counts: int) -> dict[int, int]:
    return {MONDAY + int(k[1:]): v for k, v in counts.items()}


@pytest.mark.parametrize(("cards", "interval"), [(1, 1), (4, 5), (30, 12)])
def test_a_day_with_cards_weighs_what_it_weighs_in_anki(
    cards: int, interval: int
) -> None:
    """Source: rslib/src/scheduler/states/load_balancer.rs."""
    load = Load({MONDAY + interval: cards})
    expected = (1 / cards) ** 2.15 * (1 / interval) ** 3
    assert day_weights([interval], MONDAY, load) == pytest.approx([expected])


@pytest.mark.parametrize(
    ("distance", "factor"),
    [(0, 1e-6), (1, 0.2), (2, 0.4), (3, 0.6), (4, 0.8), (5, 1.0), (9, 1.0)],
)
def test_a_sibling_nearby_lowers_the_weight_as_in_anki(
    distance: int, factor: float
) -> None:
    sibling = MONDAY + 10 + distance
    [apart] = day_weights([10], MONDAY, Load(due(d10=3)))
    [near] = day_weights([10], MONDAY, Load(due(d10=3), siblings=frozenset({sibling})))
    assert near / apart == pytest.approx(factor)


@pytest.mark.parametrize(
    ("count", "ease", "factor"),
    [
        (9, Ease.NORMAL, 1.0),
        (5, Ease.REDUCED, 1.0),
        (6, Ease.REDUCED, 1e-4),
        (0, Ease.MINIMUM, 1e-4),
    ],
)
def test_an_easy_day_counts_fully_only_below_its_share(
    count: int, ease: Ease, factor: float
) -> None:
    """Two normal days hold ten cards each: half a day's share is five."""
    assert easy_factors([10, 10, count], [Ease.NORMAL] * 2 + [ease])[2] == factor


def test_an_easy_day_stays_easy_when_nothing_is_due_on_it() -> None:
    """In Anki an empty day weighs 1.0 whatever its weekday: everything goes there."""
    busy = Load(due(d4=8, d5=8, d7=8, d8=8), FREE_SUNDAY)
    picks = [balanced_interval(4, 8, MONDAY, busy, n / 1000) for n in range(1000)]
    assert picks.count(SUNDAY_IN) < 100
    normal = Load(busy.due)
    picks = [balanced_interval(4, 8, MONDAY, normal, n / 1000) for n in range(1000)]
    assert picks.count(SUNDAY_IN) > 900


def test_a_sibling_counts_when_nothing_is_due_on_its_day() -> None:
    sibling = MONDAY + 6
    load = Load(due(d5=8, d7=8), siblings=frozenset({sibling}))
    assert balanced_interval(5, 7, MONDAY, load, 0.5) != SUNDAY_IN


def test_reviews_beyond_the_horizon_are_left_to_fuzz() -> None:
    assert balanced_interval(80, HORIZON, MONDAY, Load({}), 0.5) is not None
    assert balanced_interval(80, HORIZON + 1, MONDAY, Load({}), 0.5) is None


def test_a_week_fills_evenly_but_for_its_free_day() -> None:
    """300 cards that may fall on any of 7 days, one after the other."""
    counts: dict[int, int] = {}
    for number in range(300):
        load = Load(counts, FREE_SUNDAY)
        picked = balanced_interval(4, 10, MONDAY, load, (number * 0.618) % 1)
        assert picked is not None
        day = MONDAY + picked
        counts[day] = counts.get(day, 0) + 1
    sunday = counts.pop(MONDAY + SUNDAY_IN, 0)
    assert sunday <= 6
    assert max(counts.values()) <= 2.5 * min(counts.values())


@given(low=st.integers(1, HORIZON), width=st.integers(0, 9), load=loads, unit=units)
def test_a_pick_stays_between_its_bounds_and_is_the_same_again(
    low: int, width: int, load: Load, unit: float
) -> None:
    high = min(low + width, HORIZON)
    picked = balanced_interval(low, high, MONDAY, load, unit)
    assert picked is not None
    assert low <= picked <= high
    assert balanced_interval(low, high, MONDAY, load, unit) == picked
