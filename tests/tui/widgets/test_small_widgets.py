"""Bars, numbers, empty states, grades, results and titles, at several widths."""

# ruff: noqa: RUF001 - the signs are what the widgets draw

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from textual import on
from textual.app import App, ComposeResult

from studyapp.tui.widgets.empty_state import EmptyState, empty_lines
from studyapp.tui.widgets.grade_bar import GRADES, GradeBar, grade_commands, grade_line
from studyapp.tui.widgets.meter import Bar, Meters, filled_halves, meter_lines
from studyapp.tui.widgets.result_list import Result, ResultList, result_lines
from studyapp.tui.widgets.stat_row import Stat, StatRow, stat_lines
from studyapp.tui.widgets.title_line import title_text

INTERVALS = ("1 min", "6 min", "10 min", "8 d")
BARS = (Bar("Quotas", 10, 20, "10 of 20"), Bar("Pricing [x]", 0, 31, "0 of 31"))
RESULTS = (
    Result("timeout.max", "Maximum timeout", "900 s", "docs · checked 2026-11-20"),
    Result("payload.max", "Payload [x]", "6 MB"),
)


@given(st.integers(0, 1000), st.integers(1, 1000), st.integers(1, 120))
def test_a_bar_starts_at_a_true_zero_and_is_full_only_when_full(
    value: int, maximum: int, width: int
) -> None:
    filled = filled_halves(value, maximum, width)
    assert 0 <= filled <= width * 2
    assert (filled == 0) == (value == 0)
    assert (filled == width * 2) == (value >= maximum)


@given(st.integers(1, 500), st.integers(20, 120))
def test_a_longer_bar_never_stands_for_less(value: int, width: int) -> None:
    assert filled_halves(value, 500, width) >= filled_halves(value - 1, 500, width)


def test_bars_share_their_edges_and_say_their_number() -> None:
    assert meter_lines(BARS, 44).plain.split("\n") == [
        "Quotas       ━━━━━━━━━━╸··········  10 of 20",
        "Pricing [x]  ·····················   0 of 31",
    ]


def test_a_head_stands_over_the_numbers_of_the_bars() -> None:
    head, first, _ = meter_lines(BARS, 44, "right").plain.split("\n")
    assert head == "right".rjust(len(first))


def test_without_room_a_bar_stands_below_its_label() -> None:
    assert meter_lines(BARS[:1], 18).plain.split("\n") == [
        "Quotas    10 of 20",
        "━━━━━━━━━·········",
    ]


def test_numbers_move_to_the_next_line_together_with_their_words() -> None:
    stats = (Stat("12", "due"), Stat("8", "new"), Stat("91 %", "right"))
    assert stat_lines(stats, 60).plain == "12 due    8 new    91 % right"
    assert stat_lines(stats, 20).plain == "12 due    8 new\n91 % right"


def test_an_empty_state_names_the_key_to_press() -> None:
    lines = empty_lines("Nothing is due", "Come [back] later.", "escape", "Back", 40)
    assert lines.plain.split("\n") == [
        "Nothing is due",
        "Come [back] later.",
        "",
        "esc  Back",
    ]


def test_the_four_grades_stand_on_one_line_when_they_fit() -> None:
    line = "1 Again 1 min · 2 Hard 6 min · 3 Good 10 min · 4 Easy 8 d"
    assert grade_line(INTERVALS, 60).plain == line
    assert grade_line(INTERVALS, 40).plain.split("\n") == [
        "1 Again 1 min · 2 Hard 6 min",
        "3 Good 10 min · 4 Easy 8 d",
    ]
    assert len(grade_line(INTERVALS, 20).plain.split("\n")) == 4


def test_grade_commands_call_the_screen_with_the_rating() -> None:
    commands = grade_commands("back")
    assert [command.keys for command in commands] == [("1",), ("2",), ("3",), ("4",)]
    assert [command.action for command in commands] == [
        f"grade({rating})" for rating in range(1, len(GRADES) + 1)
    ]
    assert {command.group for command in commands} == {"Grade"}
    assert {command.when for command in commands} == {"back"}


def test_a_result_has_its_value_at_the_right_edge() -> None:
    assert result_lines(RESULTS[0], "› ", 40).plain.split("\n") == [
        "› Maximum timeout                  900 s",
        "  docs · checked 2026-11-20",
    ]


def test_a_value_without_room_stands_below_its_title() -> None:
    assert result_lines(RESULTS[0], "  ", 20).plain.split("\n") == [
        "  Maximum timeout",
        "               900 s",
        "  docs · checked",
        "  2026-11-20",
    ]


@pytest.mark.parametrize(
    ("width", "shown"),
    [
        (40, "studyapp · Review                 12 due"),
        (20, "Review        12 due"),
        (8, "Review"),
        (4, "Rev…"),
    ],
)
def test_the_title_line_gives_up_its_least_important_part_first(
    width: int, shown: str
) -> None:
    assert title_text("studyapp", "Review", "12 due", width).plain == shown


class SmallApp(App[None]):
    def __init__(self) -> None:
        super().__init__()
        self.ratings: list[int] = []
        self.opened: list[str] = []

    def compose(self) -> ComposeResult:
        yield GradeBar(INTERVALS)
        yield ResultList(RESULTS)
        yield Meters(BARS)
        yield StatRow((Stat("12", "due"),))
        yield EmptyState("Nothing", "here", key="n", does="Learn")

    @on(GradeBar.Graded)
    def _graded(self, event: GradeBar.Graded) -> None:
        self.ratings.append(event.rating)

    @on(ResultList.Opened)
    def _opened(self, event: ResultList.Opened) -> None:
        self.opened.append(event.key)


async def test_every_grade_can_be_clicked() -> None:
    app = SmallApp()
    async with app.run_test(size=(57, 20)) as pilot:
        for column in (2, 18, 33, 49):
            await pilot.click(GradeBar, offset=(column, 0))
        await pilot.click(GradeBar, offset=(14, 0))
        assert app.ratings == [1, 2, 3, 4]


async def test_enter_and_a_click_open_a_result() -> None:
    app = SmallApp()
    async with app.run_test(size=(60, 20)) as pilot:
        app.query_one(ResultList).focus()
        await pilot.press("j", "enter")
        await pilot.click(ResultList, offset=(5, 1))
        assert app.opened == ["payload.max", "timeout.max"]


async def test_other_results_replace_the_first_ones() -> None:
    app = SmallApp()
    async with app.run_test(size=(60, 20)) as pilot:
        results = app.query_one(ResultList)
        results.show_results([])
        await pilot.pause()
        assert results.marked is None
        results.show_results(RESULTS[1:])
        await pilot.pause()
        assert results.marked == RESULTS[1]


@pytest.mark.parametrize("theme", ["textual-dark", "ansi-dark", "ansi-light"])
@pytest.mark.parametrize("size", [(60, 20), (12, 5), (1, 1)])
async def test_all_of_them_can_be_drawn(theme: str, size: tuple[int, int]) -> None:
    app = SmallApp()
    async with app.run_test(size=size) as pilot:
        app.theme = theme
        await pilot.pause()
        app.query_one(Meters).show_bars(BARS[1:])
        app.query_one(StatRow).show_stats((Stat("1", "new"),))
        app.query_one(GradeBar).show_intervals(("1 d", "2 d", "3 d", "4 d"))
        app.query_one(EmptyState).show_state("Done", "All answered.")
        await pilot.pause()
