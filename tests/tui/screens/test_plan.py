"""The plan in the app: a row of Today, a page with every rule's promise."""

from __future__ import annotations

from studyapp.tui.widgets.pointed_list import POINTER
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
        assert "studyapp plan --exam" in learner.text
