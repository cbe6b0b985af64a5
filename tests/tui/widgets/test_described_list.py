"""A list whose marked row is described in full below it."""

from __future__ import annotations

from collections.abc import Callable

from textual.app import App, ComposeResult
from textual.widgets import Static

from studyapp.tui.widgets.described_list import DescribedList
from studyapp.tui.widgets.result_list import Result

ROWS = [
    Result("a", "First [x]", "1 s", "What the *first* one is about."),
    Result("b", "Second", "2 s", "word " * 200),
]
ScreenText = Callable[[App[None]], list[str]]


class ListApp(App[None]):
    def compose(self) -> ComposeResult:
        yield Static("head")
        yield DescribedList()

    def on_mount(self) -> None:
        described = self.query_one(DescribedList)
        described.show_results(ROWS)
        described.rows.focus()


async def test_the_description_follows_the_mark(screen_text: ScreenText) -> None:
    app = ListApp()
    async with app.run_test(size=(40, 12)) as pilot:
        text = "\n".join(screen_text(app))
        assert "First [x]" in text
        assert "What the first one is about." in text
        await pilot.press("j")
        await pilot.pause()
        lines = screen_text(app)
        assert "What the first one" not in "\n".join(lines)
        assert lines[-1].endswith("…")


async def test_renewing_keeps_the_mark_and_showing_anew_does_not() -> None:
    app = ListApp()
    async with app.run_test(size=(40, 12)) as pilot:
        described = app.query_one(DescribedList)
        await pilot.press("j")
        described.renew_results(ROWS)
        assert described.rows.highlighted == 1
        described.renew_results(ROWS[:1])
        assert described.rows.highlighted == 0
        described.show_results(ROWS)
        assert described.rows.highlighted == 0


async def test_any_size_and_no_rows_are_survived() -> None:
    app = ListApp()
    async with app.run_test(size=(40, 12)) as pilot:
        for size in ((1, 1), (3, 2), (200, 60)):
            await pilot.resize_terminal(*size)
            await pilot.pause()
        app.query_one(DescribedList).show_results([])
        await pilot.pause()
