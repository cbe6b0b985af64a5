"""Columns of the coming days: true to the counts at any width."""

from __future__ import annotations

from datetime import date

from hypothesis import given
from hypothesis import strategies as st

from studyapp.tui.widgets.day_columns import column_lines

SATURDAY = date(2026, 11, 21)


def test_numbers_stand_above_and_weekdays_below() -> None:
    assert column_lines(SATURDAY, (8, 0, 4), 80).plain.split("\n") == [
        "8    0    4",
        "███",
        "███       ▄▄▄",
        "███       ███",
        "Sat  Sun  Mon",
    ]


def test_days_that_do_not_fit_are_left_out_from_the_end() -> None:
    lines = column_lines(SATURDAY, (1, 2, 3, 4), 12).plain.split("\n")
    assert lines[0] == "1    2"
    assert lines[-1] == "Sat  Sun"


@given(
    counts=st.lists(st.integers(0, 10_000), min_size=1, max_size=20),
    width=st.integers(1, 200),
)
def test_a_day_with_cards_is_drawn_and_a_day_without_is_not(
    counts: list[int], width: int
) -> None:
    lines = column_lines(SATURDAY, tuple(counts), width).plain.split("\n")
    shown = len(lines[-1].split())
    cell = max(5, max(len(str(count)) for count in counts) + 2)
    for at, count in enumerate(counts[:shown]):
        foot = lines[-2].ljust(cell * shown)[at * cell : at * cell + 3]
        assert (foot.strip() != "") == (count > 0)
    assert shown == 1 or max(map(len, lines)) <= width
