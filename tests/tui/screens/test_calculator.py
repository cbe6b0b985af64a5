"""The calculator: live results, one sentence for a wrong field, steps."""

from __future__ import annotations

from pathlib import Path

from textual.widgets import Input

from studyapp.tui.widgets.prose_view import Prose
from tests.tui.screens.conftest import Learner, Sit


def words(learner: Learner, part: str) -> str:
    """Return what one part of the screen says; the parts stand side by side."""
    prose = learner.screen.query_one(part, Prose)
    return prose.markdown if prose.display else ""


async def test_the_result_follows_what_is_typed(sit: Sit, priced: Path) -> None:
    async with sit(root=priced) as learner:
        await learner.press("c")
        assert "100 concurrent executions" in learner.text
        assert "Enough on average; the account quota binds first." in words(
            learner, "#result"
        )
        await learner.type("5")
        await learner.type("000")
        assert "1,000 concurrent executions" in learner.text
        await learner.press("down")
        await learner.type("1s")
        assert "5,000 concurrent executions" in learner.text
        assert "**Not enough**" in words(learner, "#result")


async def test_a_wrong_field_is_one_sentence_and_nothing_is_lost(
    sit: Sit, priced: Path
) -> None:
    async with sit(root=priced) as learner:
        await learner.press("c", "end")
        await learner.type("x")
        sentence = "✗ '500x' is not a number of requests; write it as 500"
        assert words(learner, "#problem").startswith(sentence)
        fields = [field.value for field in learner.screen.query(Input)]
        assert fields[:2] == ["500x", "200ms"]
        assert not any(fields[2:])
        assert learner.screen.query(Input).first().has_class("-invalid")
        await learner.press("backspace")
        assert "✗" not in learner.text
        assert not learner.screen.query(Input).first().has_class("-invalid")


async def test_no_figure_stands_beside_a_field_that_is_wrong(
    sit: Sit, priced: Path
) -> None:
    async with sit((110, 40), root=priced) as learner:
        await learner.press("c", "ctrl+t", "down", "down")
        for text, fault in (
            ("5GB", "is not a number of requests"),
            ("-5", "is below zero"),
        ):
            await learner.type(text)
            assert f"✗ '{text}' {fault}" in learner.text
            assert "$" not in learner.text
            assert "Steps" not in learner.footer
            await learner.press("home", "ctrl+k")
        await learner.type("3M")
        assert "$2.73 a month" in learner.text


async def test_the_price_calculator_is_one_key_away_and_keeps_its_fields(
    sit: Sit, priced: Path
) -> None:
    async with sit(root=priced) as learner:
        await learner.press("c", "ctrl+t")
        assert "$2.73 a month" in learner.text
        assert "2.733338 USD" in learner.text
        await learner.press("down", "down", "end", "backspace", "backspace")
        await learner.type("5M")
        assert "$9.13 a month" in learner.text
        changed = learner.lines
        await learner.press("ctrl+t")
        assert "100 concurrent executions" in learner.text
        await learner.press("ctrl+t")
        assert learner.lines[7:] == changed[7:]


async def test_an_unknown_region_is_one_sentence(sit: Sit, priced: Path) -> None:
    async with sit(root=priced) as learner:
        await learner.press("c", "ctrl+t")
        await learner.type("moon-1")
        sentence = "there are no prices for the Region 'moon-1'"
        assert sentence in words(learner, "#problem")


async def test_the_settings_say_with_which_region_it_starts(
    sit: Sit, priced: Path
) -> None:
    async with sit(region="eu-west-1", root=priced) as learner:
        await learner.press("c", "ctrl+t")
        assert learner.screen.query(Input).first().value == "eu-west-1"


async def test_steps_are_folded_and_explained_by_key(sit: Sit, priced: Path) -> None:
    async with sit(root=priced) as learner:
        await learner.press("c", "ctrl+r")
        assert learner.footer.startswith("space Fold + Open all")
        await learner.press("down", "down")
        assert "requests per second: 500 requests/s" in learner.text
        await learner.press("ctrl+r")
        assert learner.footer.startswith("↓ ↑ Field")


async def test_a_narrow_screen_shows_fields_or_steps(sit: Sit, priced: Path) -> None:
    async with sit((60, 20), root=priced) as learner:
        await learner.press("c")
        assert "requests per second 500 of 10,000" in learner.text
        assert "▾" not in learner.text
        await learner.press("ctrl+r")
        assert "▾ Concurrency" in learner.text
        assert "Account quota" not in learner.text
        await learner.press("ctrl+r")
        assert "Account quota" in learner.text


async def test_facts_that_are_missing_are_named(sit: Sit) -> None:
    async with sit() as learner:
        await learner.press("c")
        assert "✗" in learner.text
        assert "studyapp · Calculator" in learner.lines[0]
        await learner.press("escape")
        assert "studyapp · Today" in learner.lines[0]
