"""Myths and old news: the claims by verdict, their facts, a review of just these."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from tests.tui.screens.conftest import Sit

OLD = "{says: 5 minutes, verdict: outdated, why: It was raised in 2018.}"


@pytest.fixture
def judged(sample: Path, tmp_path: Path) -> Path:
    """Return the sample with one wrong and one outdated claim on one fact."""
    root = tmp_path / "content"
    shutil.copytree(sample, root)
    file = root / "limits.md"
    text = file.read_text(encoding="utf-8")
    wrong = "{says: '[b]an hour[/b]', verdict: wrong, why: It never was.}"
    file.write_text(text.replace(OLD, f"{OLD}\n  note-3.txt: {wrong}"), "utf-8")
    return root


async def test_each_claim_stands_with_its_verdict_over_what_is_true_instead(
    sit: Sit, judged: Path
) -> None:
    async with sit(root=judged) as learner:
        assert "m Myths and old news 2 claims" in learner.text
        await learner.press("m")
        assert "studyapp · Myths and old news" in learner.lines[0]
        assert learner.lines[0].endswith("myths: 2")
        assert 'outdated "5 minutes" It was raised in 2018. (note' in learner.text
        assert 'wrong "[b]an hour[/b]" It never was. (note' in learner.text
        assert learner.footer.startswith("enter Open w Verdict r Review esc Back")


async def test_enter_opens_the_fact_and_escape_comes_back_to_the_claim(
    sit: Sit, judged: Path
) -> None:
    async with sit(root=judged) as learner:
        await learner.press("m", "down", "enter")
        assert "studyapp · Fact" in learner.lines[0]
        assert "Maximum function timeout" in learner.text
        await learner.press("escape")
        assert "It never was." in learner.text


async def test_the_verdicts_are_cycled_and_come_round(sit: Sit, judged: Path) -> None:
    async with sit(root=judged) as learner:
        await learner.press("m", "w")
        assert "wrong: 1" in learner.lines[0]
        await learner.press("w")
        assert "outdated: 1" in learner.lines[0]
        await learner.press("w")
        assert "No claim is judged imprecise" in learner.text
        assert "r Review" not in learner.footer
        await learner.press("w")
        assert "all: 3" in learner.lines[0]
        value = "Maximum function timeout: 900 s (15 min)."
        assert f'holds "15 minutes" {value}' in learner.text
        await learner.press("w")
        assert "myths: 2" in learner.lines[0]


async def test_only_the_cards_of_these_facts_are_reviewed(
    sit: Sit, judged: Path
) -> None:
    async with sit(root=judged) as learner:
        assert "Review 7 cards" in learner.text
        await learner.press("m", "r")
        assert "studyapp · Review" in learner.lines[0]
        assert "Maximum function timeout" in learner.text
        seen = 0
        while learner.phase != "done":
            await learner.press("enter", "4")
            seen += 1
        assert 0 < seen < 7
        await learner.press("escape")
        assert "studyapp · Myths and old news" in learner.lines[0]


async def test_it_is_in_the_palette_of_the_first_screen(sit: Sit, judged: Path) -> None:
    async with sit(root=judged) as learner:
        await learner.press(":")
        await learner.type("myths")
        await learner.pilot.pause(0.5)
        await learner.press("down", "enter")
        await learner.settle()
        assert "studyapp · Myths" in learner.lines[0]
