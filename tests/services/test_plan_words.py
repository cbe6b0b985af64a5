"""The plan in sentences: only what is true, and what helps."""

from __future__ import annotations

from dataclasses import replace

import pytest

from studyapp.memory.study_time import ANSWERS_TO_KNOW
from studyapp.services.plan_words import pace, promise, warning
from studyapp.services.planning import DayPlan

SHORT = DayPlan(
    key="",
    rule="value",
    recall=0.624,
    less=0.5,
    more=0.7,
    goal=0.9,
    extra_minutes=45,
    ceiling=0.95,
    promises={"plain": 0.6, "value": 0.624},
    seconds=10.0,
    timed=0,
    minutes=30,
    days_left=8,
    cards=1387,
    first=(0.2, 0.1, 0.5, 0.2),
    recalled=(0.2, 0.6, 0.2),
)
HOPELESS = replace(SHORT, extra_minutes=None, ceiling=0.8)


@pytest.mark.parametrize(
    ("plan", "words"),
    [
        (SHORT, "62% is the most. About 45 minutes a day more would reach it."),
        (
            replace(SHORT, extra_minutes=200),
            "About 3 h 20 min a day more would reach it. 10 minutes a day more already",
        ),
        (HOPELESS, "Even 12 hours a day would give 80%. 10 minutes a day more already"),
        (HOPELESS, "already give 70%. If the day is fixed, follow"),
        (replace(HOPELESS, more=0.625), "would give 80%. If the day is fixed, follow"),
        (HOPELESS, "it asks first what helps most. A goal of 62% fits your time."),
    ],
)
def test_what_would_reach_the_goal_is_told_or_what_helps_without(
    plan: DayPlan, words: str
) -> None:
    assert words in warning(plan)


def test_no_goal_is_proposed_that_the_settings_refuse() -> None:
    assert "fits your time" not in warning(replace(HOPELESS, recall=0.31))


def test_a_learner_who_gives_no_time_is_not_told_what_less_would_do() -> None:
    assert "less" not in promise(replace(SHORT, recall=0.0, less=0.0))


def test_a_pace_that_is_still_assumed_is_said_to_be() -> None:
    assert "is assumed until you answer" in pace(SHORT)
    assert "mostly assumed, for 70 answers tell little" in pace(
        replace(SHORT, timed=70)
    )
    assert not pace(replace(SHORT, timed=ANSWERS_TO_KNOW))
