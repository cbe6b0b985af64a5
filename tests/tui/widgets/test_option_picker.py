"""Answer options: chosen by letter, number, space or mouse; judged in words."""

# ruff: noqa: RUF001 - the signs are what the widgets draw

from __future__ import annotations

from typing import Any, ClassVar

import pytest
from textual import on
from textual.app import App, ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import VerticalScroll
from textual.message import Message

from studyapp.tui.widgets.option_marks import (
    OptionState,
    OptionText,
    Pick,
    Verdict,
    option_content,
    verdict_of,
)
from studyapp.tui.widgets.option_picker import OptionPicker
from studyapp.tui.widgets.prose_view import Prose

LONG = (
    "Raise the timeout with `aws lambda update-function-configuration --timeout 1800`, "
    "because the limit is only a default that every account may lift by itself as long "
    "as the role allows it and the function is not yet published [x] as a version."
)
OPTIONS = (
    OptionText(LONG, "The ceiling cannot be lifted."),
    OptionText("Run it on Fargate.", "No limit of time."),
    OptionText("Split it [bold]with[/bold] Step Functions.", "Each step is short."),
    OptionText("Give it more memory."),
)


class PickerApp(App[None]):
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter", "next", "Next"),
        Binding("f", "flag", "Flag"),
    ]

    def __init__(self, pick: Pick = Pick.ONE, needed: int = 1) -> None:
        super().__init__()
        self.picker = OptionPicker(OPTIONS, pick, needed=needed)
        self.heard: list[Message] = []
        self.done: list[str] = []

    def compose(self) -> ComposeResult:
        with VerticalScroll(can_focus=False):
            yield Prose("Which design finishes a job of 30 minutes?")
            yield self.picker

    @on(OptionPicker.ChoiceChanged)
    @on(OptionPicker.Submitted)
    @on(OptionPicker.Refused)
    def _hear(self, event: Message) -> None:
        self.heard.append(event)

    def action_next(self) -> None:
        self.done.append("next")

    def action_flag(self) -> None:
        self.done.append("flag")


def _lines(index: int, picker: OptionPicker, width: int = 60) -> list[str]:
    return picker.row(index, width).plain.split("\n")


async def test_a_letter_a_number_and_space_choose_one() -> None:
    app = PickerApp()
    async with app.run_test() as pilot:
        await pilot.press("b")
        assert app.picker.choice == {1}
        await pilot.press("3")
        assert app.picker.choice == {2}
        await pilot.press("j", "space")
        assert app.picker.choice == {3}
        await pilot.press("d")
        assert app.picker.choice == frozenset()


async def test_several_options_are_chosen_one_after_another() -> None:
    app = PickerApp(Pick.SEVERAL, 2)
    async with app.run_test() as pilot:
        await pilot.press("a", "C", "A", "b")
        assert app.picker.choice == {1, 2}
        await pilot.press("enter")
        submitted = app.heard[-1]
        assert isinstance(submitted, OptionPicker.Submitted)
        assert submitted.choice == {1, 2}
        assert submitted.control is app.picker


async def test_an_answer_of_the_wrong_length_is_refused() -> None:
    app = PickerApp(Pick.SEVERAL, 2)
    async with app.run_test() as pilot:
        await pilot.press("a", "enter")
        refused = app.heard[-1]
        assert isinstance(refused, OptionPicker.Refused)
        assert (refused.chosen, refused.needed) == (1, 2)


async def test_a_click_chooses() -> None:
    app = PickerApp()
    async with app.run_test() as pilot:
        await pilot.click(OptionPicker, offset=(12, 4))
        assert app.picker.choice == {1}
        assert app.picker.highlighted == 1


async def test_marks_are_signs_and_not_only_colours() -> None:
    app = PickerApp()
    async with app.run_test() as pilot:
        await pilot.press("b")
        assert _lines(1, app.picker) == ["› (•) B  Run it on Fargate."]
        assert _lines(3, app.picker) == ["  ( ) D  Give it more memory."]
        app.picker.show_options(OPTIONS, Pick.SEVERAL, choice=frozenset({1}))
        await pilot.pause()
        assert _lines(1, app.picker)[0].startswith("› [x] B  ")
        assert _lines(3, app.picker)[0].startswith("  [ ] D  ")


async def test_a_long_option_wraps_under_its_first_word() -> None:
    app = PickerApp()
    async with app.run_test(size=(60, 20)):
        first, *rest = _lines(0, app.picker)
        assert first.startswith("› ( ) A  Raise the timeout")
        assert rest
        assert all(line.startswith(" " * 9) and line[9] != " " for line in rest)
        assert "[x]" in " ".join(rest)


async def test_an_option_struck_out_says_so_and_is_not_chosen() -> None:
    app = PickerApp()
    async with app.run_test() as pilot:
        await pilot.press("b", "x")
        assert app.picker.struck == {1}
        assert app.picker.choice == frozenset()
        assert _lines(1, app.picker) == ["› ( ) B  Run it on Fargate.  — struck out"]
        await pilot.press("b")
        assert app.picker.struck == frozenset()


async def test_the_verdict_is_in_words_with_the_rationale_below() -> None:
    app = PickerApp(Pick.SEVERAL, 2)
    async with app.run_test() as pilot:
        await pilot.press("a", "b", "enter")
        app.picker.show_verdict(frozenset({1, 2}))
        await pilot.pause()
        assert _lines(0, app.picker)[0].startswith("›  ✗  A  Raise the timeout")
        assert _lines(0, app.picker)[-2:] == [
            "         as a version.  — wrong, your answer",
            "         │ The ceiling cannot be lifted.",
        ]
        assert _lines(1, app.picker) == [
            "   ✓  B  Run it on Fargate.  — right, your answer",
            "         │ No limit of time.",
        ]
        assert _lines(2, app.picker) == [
            "   ✓  C  Split it [bold]with[/bold] Step Functions.",
            "         right, you did not choose it",
            "         │ Each step is short.",
        ]
        assert _lines(3, app.picker) == ["      D  Give it more memory."]


async def test_once_graded_the_keys_belong_to_the_screen() -> None:
    app = PickerApp()
    async with app.run_test() as pilot:
        await pilot.press("b", "enter")
        assert app.done == []
        app.picker.show_verdict(frozenset({1}))
        await pilot.press("enter", "a")
        await pilot.click(OptionPicker, offset=(12, 0))
        assert app.done == ["next"]
        assert app.picker.choice == {1}


async def test_a_letter_without_an_option_belongs_to_the_screen() -> None:
    app = PickerApp()
    async with app.run_test() as pilot:
        await pilot.press("f")
        assert app.done == ["flag"]
        assert app.picker.choice == frozenset()


async def test_moving_down_keeps_the_option_in_view_of_the_page() -> None:
    app = PickerApp()
    async with app.run_test(size=(40, 8)) as pilot:
        page = app.query_one(VerticalScroll)
        await pilot.press("j", "j", "j")
        await pilot.pause()
        assert page.scroll_y > 0
        assert app.picker.highlighted == 3


@pytest.mark.parametrize("size", [(1, 1), (3, 2), (8, 4), (200, 60)])
async def test_any_size_of_terminal_is_survived(size: tuple[int, int]) -> None:
    app = PickerApp()
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.resize_terminal(*size)
        await pilot.press("b")
        await pilot.resize_terminal(80, 24)
        assert app.picker.choice == {1}


async def test_the_words_reach_the_screen(screen_text: Any) -> None:  # noqa: ANN401
    app = PickerApp()
    async with app.run_test(size=(60, 20)) as pilot:
        await pilot.press("3")
        text = "\n".join(screen_text(app))
        assert "› (•) C  Split it [bold]with[/bold] Step Functions." in text
        assert "  ( ) D  Give it more memory." in text


def test_the_verdict_of_an_option_follows_from_choice_and_key() -> None:
    choice, right = frozenset({0, 1}), frozenset({1, 2})
    assert [verdict_of(index, choice, right) for index in range(4)] == [
        Verdict.CHOSEN_WRONG,
        Verdict.CHOSEN_RIGHT,
        Verdict.MISSED,
        Verdict.LEFT,
    ]


def test_in_almost_no_room_the_option_is_still_there() -> None:
    content = option_content(OPTIONS[1], OptionState("b"), Pick.ONE, "  ", 10)
    assert "".join(content.plain.split()) == "()BRunitonFargate."
