"""Fitting the schedule in the app: both scores, adopted, taken back."""

from __future__ import annotations

from tests.conftest import OpenStudy
from tests.memory.exam_learners import DISTANT_WEIGHTS
from tests.services.test_optimising import live
from tests.tui.screens.conftest import Sit


async def test_too_few_answers_are_said_and_nothing_is_lost(sit: Sit) -> None:
    async with sit() as learner:
        await learner.press("o")
        assert "studyapp · Optimise" in learner.lines[0]
        assert "0 answers are too few" in learner.text
        await learner.press("escape")
        assert "studyapp · Today" in learner.lines[0]


async def test_a_fit_shows_both_scores_is_used_and_is_taken_back(
    sit: Sit, open_sample: OpenStudy
) -> None:
    live(open_sample(), DISTANT_WEIGHTS)
    async with sit() as learner:
        await learner.press("o")
        await learner.settle()
        assert "Adopted as fsrs6-" in learner.text
        assert "in use" in learner.text
        assert "fitted to you" in learner.text
        await learner.press("x")
        assert "fsrs6-default is in use again" in learner.text
