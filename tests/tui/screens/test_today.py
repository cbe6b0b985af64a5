"""Today: the counts, the best next thing, and a key for everything."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from studyapp.paths import config_file
from studyapp.services.configuring import change_settings
from studyapp.tui.active import active_commands
from studyapp.tui.widgets.pointed_list import POINTER
from tests.conftest import Clock, OpenStudy
from tests.services.test_reviewing import until_learned
from tests.tui.screens.conftest import Sit


async def test_the_day_is_counted_and_enter_starts_the_best_next_thing(
    sit: Sit,
) -> None:
    async with sit() as learner:
        assert "0 due 0 learning 7 new 0 answered today" in learner.text
        assert f"{POINTER}r Review 7 cards" in learner.text
        assert learner.footer == (
            "enter Start n Plan , Settings / Look up q Quit ? Help"
        )
        await learner.press("enter")
        assert "studyapp · Review" in learner.lines[0]


@pytest.mark.parametrize(
    ("key", "title"),
    [
        ("r", "Review"),
        ("z", "Quiz"),
        ("t", "Topics"),
        ("c", "Calculator"),
        ("p", "Progress"),
        ("n", "Plan"),
        ("o", "Optimise"),
        (",", "Settings"),
    ],
)
async def test_each_row_has_its_key_and_escape_comes_back(
    sit: Sit, key: str, title: str
) -> None:
    async with sit((100, 32)) as learner:
        assert any(f"{key}  {title}" in line for line in learner.lines)
        await learner.press(key)
        assert f"studyapp · {title}" in learner.lines[0]
        await learner.press("escape")
        assert "studyapp · Today" in learner.lines[0]


async def test_the_counts_follow_what_was_done(sit: Sit) -> None:
    async with sit() as learner:
        await learner.press("enter", "enter", "4", "escape")
        assert "1 answered today 1 day in a row" in learner.text


async def test_the_least_known_topic_is_told_apart_from_those_never_begun(
    sit: Sit, open_sample: OpenStudy, clock: Clock
) -> None:
    async with sit((80, 40)) as learner:
        assert "not begun" not in learner.text
        await learner.press("enter", "enter", "4", "escape")
        assert (
            "Known least of those begun: Quotas and limits. 1 not begun."
            in learner.text
        )
    until_learned(open_sample(), clock)
    async with sit((80, 40)) as learner:
        assert "Known least so far: " in learner.text


async def test_when_nothing_is_due_a_quiz_is_the_best_next_thing(
    sit: Sit, open_sample: OpenStudy, clock: Clock
) -> None:
    until_learned(open_sample(), clock)
    async with sit() as learner:
        assert f"{POINTER}z Quiz" in learner.text
        assert "Review done for today" in learner.text
        await learner.press("enter")
        assert "studyapp · Quiz" in learner.lines[0]


async def test_problems_in_the_content_are_counted_and_the_first_is_told(
    sit: Sit, sample: Path, tmp_path: Path
) -> None:
    root = tmp_path / "content"
    shutil.copytree(sample, root)
    text = (root / "async.md").read_text(encoding="utf-8")
    (root / "async.md").write_text(text.replace("value: 2 retries\n", ""), "utf-8")
    async with sit(root=root) as learner:
        assert "Problems in your content" in learner.text
        await learner.press("up", "enter")
        assert any("async.md:" in said for said in learner.said)


async def test_a_command_of_today_is_in_the_palette(sit: Sit) -> None:
    async with sit() as learner:
        assert "today.progress" in active_commands(learner.screen)
        await learner.press(":")
        await learner.type("progress")
        await learner.pilot.pause(0.5)
        await learner.press("down", "enter")
        await learner.settle()
        assert "studyapp · Progress" in learner.lines[0]


async def test_the_best_next_thing_stays_pointed_at_when_a_warning_goes(
    sit: Sit, clock: Clock
) -> None:
    how = {"exam_date": "2026-11-22", "study_minutes": ("1",)}
    async with sit((80, 40), **how) as learner:
        assert "! Your goal" in learner.text
        assert f"{POINTER}r Review" in learner.text
        await learner.press("t")
        change_settings(Path(config_file()), {"new_per_day": "3"}, clock().date())
        await learner.press("escape")
        assert "! Your goal" not in learner.text
        assert f"{POINTER}r Review" in learner.text


async def test_settings_changed_by_another_program_hold_when_today_comes_back(
    sit: Sit, clock: Clock
) -> None:
    file = Path(config_file())
    async with sit() as learner:
        assert "n Plan" not in learner.text.partition("Quiz")[0]
        await learner.press("t")
        change_settings(file, {"exam_date": "2026-12-05"}, clock().date())
        await learner.press("escape")
        assert "n Plan exam in 14 days" in learner.text
        learner.app.app_focus = False
        change_settings(file, {"exam_date": "", "new_per_day": "3"}, clock().date())
        learner.app.app_focus = True
        await learner.settle()
        assert "0 due 0 learning 3 new" in learner.text


def spoil_settings() -> None:
    file = Path(config_file())
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text("new_per_day = many", encoding="utf-8")


async def test_settings_that_cannot_be_read_are_told_once_and_today_goes_on(
    sit: Sit,
) -> None:
    async with sit() as learner:
        await learner.press("r", "enter", "4")
        spoil_settings()
        await learner.press("escape")
        assert "is not valid TOML" in learner.said[-1]
        assert "1 answered today" in learner.text
        await learner.press("t", "escape")
        assert learner.said == []
