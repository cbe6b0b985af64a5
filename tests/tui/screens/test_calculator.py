"""The calculator: live results, one sentence for a wrong field, steps."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from textual.widgets import Input

from studyapp.paths import bundled_roots
from tests.conftest import OpenStudy
from tests.tui.screens.conftest import Sit


@pytest.fixture
def real(tmp_path: Path) -> Path:
    """Return the facts that calculations rest on: the content of the project."""
    root = tmp_path / "content"
    shutil.copytree(bundled_roots()[0], root)
    return root


@pytest.fixture
def calculates(open_sample: OpenStudy, real: Path) -> dict[str, object]:
    open_sample(real).close()
    return {"root": real}


async def test_the_result_follows_what_is_typed(
    sit: Sit, calculates: dict[str, object]
) -> None:
    async with sit(**calculates) as learner:
        await learner.press("c")
        assert "100 concurrent executions" in learner.text
        assert "Enough; the account quota binds first." in learner.text
        await learner.type("5")
        await learner.type("000")
        assert "1,000 concurrent executions" in learner.text
        await learner.press("down")
        await learner.type("1s")
        assert "5,000 concurrent executions" in learner.text
        assert "Not enough; the account quota binds first." in learner.text


async def test_a_wrong_field_is_one_sentence_and_nothing_is_lost(
    sit: Sit, calculates: dict[str, object]
) -> None:
    async with sit(**calculates) as learner:
        await learner.press("c", "end")
        await learner.type("x")
        assert "✗ '500x' is not a number of requests" in learner.text
        assert "100 concurrent executions" in learner.text
        fields = [field.value for field in learner.screen.query(Input)]
        assert fields == ["500x", "200ms", "", "", ""]
        assert learner.screen.query(Input).first().has_class("-invalid")
        await learner.press("backspace")
        assert "✗" not in learner.text
        assert not learner.screen.query(Input).first().has_class("-invalid")


async def test_the_price_calculator_is_one_key_away_and_keeps_its_fields(
    sit: Sit, calculates: dict[str, object]
) -> None:
    async with sit(**calculates) as learner:
        await learner.press("c", "ctrl+t")
        assert "$2.73 a month" in learner.text
        assert "2.733338 USD" in learner.text
        await learner.press("down", "down", "end", "backspace", "backspace")
        await learner.type("5M")
        assert "$5.73 a month" not in learner.text
        changed = learner.lines
        await learner.press("ctrl+t")
        assert "100 concurrent executions" in learner.text
        await learner.press("ctrl+t")
        assert learner.lines[7:] == changed[7:]


async def test_an_unknown_region_is_one_sentence(
    sit: Sit, calculates: dict[str, object]
) -> None:
    async with sit(**calculates) as learner:
        await learner.press("c", "ctrl+t")
        await learner.type("moon-1")
        assert "there are no prices for the Region 'moon-1'" in learner.text


async def test_the_settings_say_with_which_region_it_starts(
    sit: Sit, calculates: dict[str, object]
) -> None:
    async with sit(region="eu-west-1", **calculates) as learner:
        await learner.press("c", "ctrl+t")
        assert learner.screen.query(Input).first().value == "eu-west-1"


async def test_steps_are_folded_and_explained_by_key(
    sit: Sit, calculates: dict[str, object]
) -> None:
    async with sit(**calculates) as learner:
        await learner.press("c", "ctrl+r")
        assert learner.footer.startswith("space Fold + Open all")
        await learner.press("down", "down")
        assert "requests per second: 500 requests/s" in learner.text
        await learner.press("ctrl+r")
        assert learner.footer.startswith("↓ ↑ Field")


async def test_a_narrow_screen_shows_fields_or_steps(
    sit: Sit, calculates: dict[str, object]
) -> None:
    async with sit((60, 20), **calculates) as learner:
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
