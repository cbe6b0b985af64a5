"""A year of days: the grid, its levels from a true zero, the months in words."""

from __future__ import annotations

from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st

from studyapp.memory.heatmap import WEEKS, heatmap, month_names, months

LAST = date(2026, 11, 21)
FIRST = date(2025, 11, 17)


def test_the_map_begins_on_a_monday_and_ends_with_the_last_day() -> None:
    shown = heatmap({}, LAST)
    assert shown.first == FIRST
    assert shown.first.weekday() == 0
    assert len(shown.week_starts()) == WEEKS
    assert shown.level(LAST) == 0
    assert shown.level(LAST + timedelta(days=1)) is None


def test_levels_are_quarters_of_a_usual_busy_day() -> None:
    counts = {LAST - timedelta(days=back): 20 for back in range(50)}
    shown = heatmap({**counts, LAST: 1, LAST - timedelta(days=1): 900}, LAST)
    assert shown.ranges() == ["none", "1-5", "6-10", "11-15", "16 or more"]
    assert shown.level(LAST) == 1
    assert shown.level(LAST - timedelta(days=1)) == 4


def test_with_few_answers_each_level_is_still_a_number_of_its_own() -> None:
    assert heatmap({LAST: 1}, LAST).ranges() == ["none", "1", "2", "3", "4 or more"]


@given(
    counts=st.dictionaries(
        st.integers(0, 500).map(lambda back: LAST - timedelta(days=back)),
        st.integers(0, 400),
    )
)
def test_a_day_has_level_nothing_exactly_when_it_has_no_answer(
    counts: dict[date, int],
) -> None:
    shown = heatmap(counts, LAST)
    assert list(shown.bounds) == sorted(set(shown.bounds))
    for day, count in counts.items():
        if day >= FIRST:
            assert (shown.level(day) == 0) == (count == 0)
    within = sorted((n, shown.level(day)) for day, n in shown.counts.items())
    levels = [level for _, level in within]
    assert levels == sorted(level for level in levels if level is not None)
    told = sum(month.answers for month in months(shown))
    assert told == sum(n for day, n in counts.items() if day >= FIRST)


def test_a_month_names_its_busiest_day() -> None:
    counts = {date(2026, 3, 2): 5, date(2026, 3, 9): 7}
    march = next(m for m in months(heatmap(counts, LAST)) if m.first.month == 3)
    assert (march.days, march.active, march.answers) == (31, 2, 12)
    assert march.busiest == date(2026, 3, 9)


def test_month_names_stand_over_their_first_week_and_never_overlap() -> None:
    line = month_names(heatmap({}, LAST).week_starts())
    assert line.split() == [
        "Dec",
        "Jan",
        "Feb",
        "Mar",
        "Apr",
        "May",
        "Jun",
        "Jul",
        "Aug",
        "Sep",
        "Oct",
        "Nov",
    ]
    assert line.index("Dec") == 2
    assert len(line) <= WEEKS + 3


def test_a_name_that_would_not_fit_over_its_week_is_left_out() -> None:
    starts = heatmap({}, date(2026, 12, 9)).week_starts()
    for count in range(1, len(starts) + 1):
        assert len(month_names(starts[-count:])) <= count
