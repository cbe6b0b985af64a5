"""A calculation: foldable rows, and the working of the one under the cursor."""

# ruff: noqa: RUF001 - the signs are what the widgets draw

from __future__ import annotations

from typing import Any

from textual.app import App, ComposeResult

from studyapp.tui.widgets.step_tree import StepRow, Steps, StepTree, step_detail

DEEP = StepRow("Given [x] duration in the words that were typed", "200 ms")
STEPS = (
    StepRow(
        "Concurrency",
        "100",
        "500 per second × 0.2 s",
        ("concurrency.formula",),
        (
            StepRow("Requests per second", "500"),
            StepRow(
                "Duration", "0.2 s", children=(StepRow("a", "1", "", (), (DEEP,)),)
            ),
        ),
    ),
    StepRow("Share of the quota", "10 %", "100 / 1,000"),
)


class TreeApp(App[None]):
    def compose(self) -> ComposeResult:
        yield StepTree(STEPS)


async def test_rows_show_name_and_value_two_levels_deep(screen_text: Any) -> None:  # noqa: ANN401
    app = TreeApp()
    async with app.run_test(size=(60, 20)):
        text = screen_text(app)
        assert text[0].strip() == "▾ Concurrency  100"
        assert any("Requests per second  500" in line for line in text)
        assert not any("Given" in line for line in text)


async def test_the_working_follows_the_cursor(screen_text: Any) -> None:  # noqa: ANN401
    app = TreeApp()
    async with app.run_test(size=(60, 20)) as pilot:
        await pilot.pause()
        text = "\n".join(screen_text(app))
        assert "Concurrency: 500 per second × 0.2 s = 100" in text
        assert "concurrency.formula" in text
        await pilot.press("j")
        await pilot.pause()
        assert "Requests per second: 500" in "\n".join(screen_text(app))


async def test_space_folds_and_plus_opens_everything(screen_text: Any) -> None:  # noqa: ANN401
    app = TreeApp()
    async with app.run_test(size=(60, 20)) as pilot:
        await pilot.press("space")
        await pilot.pause()
        assert screen_text(app)[0].strip() == "▸ Concurrency  100"
        await pilot.press("+")
        await pilot.pause()
        assert any("Given [x] duration" in line for line in screen_text(app))


async def test_a_long_name_is_cut_and_a_value_never(screen_text: Any) -> None:  # noqa: ANN401
    app = TreeApp()
    async with app.run_test(size=(40, 20)) as pilot:
        await pilot.press("+")
        await pilot.pause()
        row = next(line for line in screen_text(app) if "Given" in line)
        assert row.endswith("…  200 ms")
        assert len(row) <= 40


async def test_another_calculation_replaces_the_first(screen_text: Any) -> None:  # noqa: ANN401
    app = TreeApp()
    async with app.run_test(size=(60, 20)) as pilot:
        app.query_one(StepTree).show_steps((StepRow("Total", "12.30 USD"),))
        await pilot.pause()
        assert screen_text(app)[0].strip() == "Total  12.30 USD"
        app.query_one(StepTree).show_steps(())
        await pilot.pause()
        assert app.query_one(Steps).last_line <= 0


async def test_a_terminal_of_one_cell_is_survived() -> None:
    app = TreeApp()
    async with app.run_test(size=(60, 20)) as pilot:
        await pilot.resize_terminal(1, 1)
        await pilot.press("j", "space")
        await pilot.resize_terminal(60, 20)


def test_a_step_in_full_wraps_and_lists_its_facts() -> None:
    lines = step_detail(STEPS[0], 30).plain.split("\n")
    assert lines == [
        "Concurrency: 500 per second ×",
        "0.2 s = 100",
        "concurrency.formula",
    ]
