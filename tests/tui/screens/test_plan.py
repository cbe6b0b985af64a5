"""The plan in the app: a row of Today, a page with every rule's promise."""

from __future__ import annotations

from pathlib import Path

import pytest

from studyapp.paths import config_file
from studyapp.services.configuring import change_settings
from studyapp.tui.widgets.pointed_list import POINTER
from tests.conftest import Clock
from tests.tui.screens.conftest import Sit


async def test_today_shows_the_plan_and_its_page_says_why(sit: Sit) -> None:
    async with sit(exam_date="2026-12-05") as learner:
        assert f"{POINTER}r Review" in learner.text
        assert "n Plan exam in 14 days" in learner.text
        await learner.press("n")
        assert "studyapp · Plan" in learner.lines[0]
        assert "What each rule promises" in learner.text
        await learner.press("r")
        assert "studyapp · Review" in learner.lines[0]


async def test_a_lost_goal_stands_above_the_best_next_thing(sit: Sit) -> None:
    async with sit(exam_date="2026-11-22", study_minutes=("1",)) as learner:
        assert "! Your goal" in learner.text
        assert f"{POINTER}r Review" in learner.text


async def test_without_an_exam_day_the_page_tells_how_to_set_one(sit: Sit) -> None:
    async with sit() as learner:
        await learner.press("n")
        assert "Press , and fill in Exam, Exam date and Study minutes" in learner.text
        await learner.press(",")
        assert "studyapp · Settings" in learner.lines[0]
        assert learner.screen.focused is not None
        assert learner.screen.focused.name == "exam"


async def test_the_page_follows_a_plan_made_in_another_window(
    sit: Sit, clock: Clock
) -> None:
    async with sit() as learner:
        exam = {"exam_date": "2026-12-05"}
        change_settings(Path(config_file()), exam, clock().date())
        await learner.press("n")
        assert "What each rule promises" in learner.text


@pytest.mark.parametrize(
    ("day", "words"),
    [
        ("2026-11-21", "Your exam day, Sat 21 Nov 2026, is today. Review what is due"),
        ("2026-11-20", "Your exam day, Fri 20 Nov 2026, was yesterday. Set the next"),
        ("2026-11-01", "Your exam day, Sun 01 Nov 2026, was 20 days ago."),
        ("2062-01-01", "is more than 2 years ahead, too far to plan for."),
    ],
)
async def test_an_exam_day_that_is_not_planned_for_is_named_on_today_and_plan(
    sit: Sit, day: str, words: str
) -> None:
    async with sit(exam_date=day) as learner:
        assert "n Plan Your exam day" in learner.text
        assert words in learner.text
        await learner.press("n")
        assert words in learner.text
