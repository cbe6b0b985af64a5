"""What stands beside the calculator's fields, and scenarios kept by name."""

from __future__ import annotations

import re
from pathlib import Path

from textual.widgets import Input

from studyapp.services.scenarios import all_saved
from studyapp.tui.widgets.panel_view import PanelView
from studyapp.tui.widgets.prose_view import Prose
from tests.conftest import OpenStudy
from tests.tui.screens.conftest import Learner, Sit

PRICE = ("c", "ctrl+t")


def panel(learner: Learner) -> str:
    """Return the words of the panel; empty while it is not shown."""
    view = learner.screen.query_one(PanelView)
    return view.words.markdown if view.display else ""


def field(learner: Learner, name: str) -> Input:
    return next(f for f in learner.screen.query(Input) if f.name == name)


def neglect(root: Path) -> None:
    """Make all facts look as if nobody had checked them for long."""
    for file in root.glob("*.md"):
        text = file.read_text(encoding="utf-8")
        old = re.sub(r"checked: 2026-\d\d-\d\d", "checked: 2025-01-02", text)
        file.write_text(old, encoding="utf-8")


async def test_the_panels_follow_each_other_and_come_round(
    sit: Sit, priced: Path
) -> None:
    async with sit((110, 40), root=priced) as learner:
        await learner.press(*PRICE)
        assert "result and steps (1 of 5)" in learner.lines[0]
        await learner.press("ctrl+n")
        assert "what moves it (2 of 5)" in learner.lines[0]
        assert "a tenth higher" in panel(learner)
        assert re.search(r"Memory.* \+\d+\.\d\d%", learner.text)
        await learner.press("ctrl+n")
        assert "Cheapest: 128 MB" in panel(learner)
        assert "128 MB, cheapest" in learner.text
        await learner.press("ctrl+n")
        assert "Nothing to compare with yet" in panel(learner)
        await learner.press("ctrl+n", "ctrl+n")
        assert panel(learner) == ""
        assert "$2.73 a month" in learner.text


async def test_a_kept_scenario_is_compared_with_what_is_typed_after(
    sit: Sit, priced: Path
) -> None:
    async with sit((110, 40), root=priced) as learner:
        await learner.press(*PRICE, "ctrl+b")
        assert "The same as kept" in panel(learner)
        field(learner, "requests").focus()
        await learner.type("5M")
        assert "* Requests" in learner.text
        assert "3,000,000 requests/month → **5,000,000" in panel(learner)
        assert "| **Total** | $2.73 | $9.13 | +$6.40 |" in panel(learner)
        assert "moved the total most" in panel(learner)


async def test_backwards_needs_a_budget_and_names_what_binds(
    sit: Sit, priced: Path
) -> None:
    async with sit((110, 40), root=priced) as learner:
        await learner.press(*PRICE, *["ctrl+n"] * 4)
        assert "Most memory for a budget: *type a budget*" in panel(learner)
        field(learner, "budget").focus()
        await learner.type("10")
        assert "Most memory for a budget: **2,776 MB**, stopped by the budget" in (
            panel(learner)
        )
        assert "Regions it never does" in panel(learner)
        await learner.press("ctrl+t")
        assert "Longest duration before throttling: **2,000 ms**" in panel(learner)


async def test_a_wrong_field_leaves_the_panel_and_says_why(
    sit: Sit, priced: Path
) -> None:
    async with sit((110, 40), root=priced) as learner:
        await learner.press(*PRICE, "ctrl+n")
        field(learner, "memory").focus()
        await learner.type("lots")
        assert "✗" in learner.screen.query_one("#problem", Prose).markdown
        assert "a tenth higher" in panel(learner)


async def test_a_scenario_is_saved_by_name_opened_again_and_forgotten(
    sit: Sit, priced: Path, open_sample: OpenStudy
) -> None:
    async with sit((110, 40), root=priced) as learner:
        await learner.press(*PRICE)
        field(learner, "requests").focus()
        await learner.type("5M")
        await learner.press("f2", "enter")
        assert "✗ Write a name" in learner.text
        await learner.type("night [b]job")
        await learner.press("enter")
        assert learner.said == ["Saved as night [b]job."]
        assert "studyapp · Calculator" in learner.lines[0]
    saved = all_saved(open_sample(root=priced))
    assert saved["night [b]job"]["requests"] == "5M"
    async with sit((110, 40), root=priced) as learner:
        await learner.press(*PRICE, "ctrl+o")
        assert "night [b]job" in learner.text
        await learner.press("enter")
        assert "studyapp · Calculator" in learner.lines[0]
        assert "$9.13 a month" in learner.text
        await learner.press("ctrl+o", "x")
        assert "No scenario is saved" in learner.text
        await learner.press("escape")
        assert "studyapp · Calculator" in learner.lines[0]


async def test_a_result_that_rests_on_a_stale_fact_says_so(
    sit: Sit, priced: Path
) -> None:
    neglect(priced)
    async with sit((110, 40), root=priced) as learner:
        await learner.press("c")
        assert "last checked on 2025-01-02" in learner.text


async def test_of_a_load_nothing_is_kept(sit: Sit, priced: Path) -> None:
    async with sit((110, 40), root=priced) as learner:
        await learner.press("c", "ctrl+b")
        assert "Keep" not in learner.footer
        assert panel(learner) == ""
