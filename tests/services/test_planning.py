"""Planning for an exam: kept for the day, followed by the queue, read from settings."""

from __future__ import annotations

from datetime import date

import pytest

from studyapp.errors import UsageError
from studyapp.memory.fsrs import Rating
from studyapp.services.planning import (
    DayPlan,
    answers_today,
    course_of_day,
    plan_of_day,
)
from studyapp.services.progress import today
from studyapp.services.reviewing import Reviewing
from studyapp.services.study import Study
from studyapp.services.study_hours import breaks_of, minutes_of
from tests.conftest import Clock, OpenStudy
from tests.services.test_reviewing import grade


def plan(study: Study) -> DayPlan:
    found = plan_of_day(study)
    assert found is not None
    return found


def test_there_is_no_plan_without_an_exam_ahead(open_sample: OpenStudy) -> None:
    for settings in ({}, {"exam_date": "2026-11-21"}, {"exam_date": "2026-11-01"}):
        assert today(open_sample(**settings)).plan is None


def test_a_plan_holds_for_its_study_day_also_after_answers_and_a_restart(
    open_sample: OpenStudy, clock: Clock
) -> None:
    morning = plan(open_sample(exam_date="2026-12-05"))
    reviewing = Reviewing(open_sample(exam_date="2026-12-05"))
    for _ in range(4):
        grade(reviewing, Rating.EASY)
    assert plan(open_sample(exam_date="2026-12-05")) == morning
    clock.advance(days=1)
    tomorrow = plan(open_sample(exam_date="2026-12-05"))
    assert tomorrow.days_left == morning.days_left - 1
    assert tomorrow.key != morning.key


def test_another_setting_makes_another_plan(open_sample: OpenStudy) -> None:
    half = plan(open_sample(exam_date="2026-12-05", study_minutes=("30",)))
    free = plan(open_sample(exam_date="2026-12-05", study_minutes=("30", "sat=0")))
    assert half.minutes == 30
    assert free.minutes == 0


def test_the_queue_ends_when_the_minutes_are_spent(open_sample: OpenStudy) -> None:
    study = open_sample(exam_date="2026-12-05", study_minutes=("1",))
    assert plan(study).answers == 6
    before = today(study).counts.new
    assert 0 < before <= 3
    reviewing = Reviewing(study)
    for _ in range(before):
        grade(reviewing, Rating.EASY)
    assert answers_today(study) == before
    course = course_of_day(study, study.limits)
    assert course is not None
    assert course.answers == 6 - before


def test_on_a_free_day_what_is_due_is_still_there(open_sample: OpenStudy) -> None:
    study = open_sample(exam_date="2026-12-05", breaks=("2026-11-20..2026-11-22",))
    assert plan(study).minutes == 0
    assert today(study).counts.new == today(open_sample()).counts.new


def test_minutes_and_breaks_are_read_as_people_write_them() -> None:
    assert minutes_of(("sat=60", "20")) == (20, 20, 20, 20, 20, 60, 20)
    assert minutes_of(()) == (30,) * 7
    days = date(2026, 12, 1), date(2026, 12, 5)
    assert breaks_of(("2026-12-01..2026-12-05", "2026-12-24")) == (
        days,
        (date(2026, 12, 24), date(2026, 12, 24)),
    )


@pytest.mark.parametrize("text", ["2026-02-30", "2026-12-05..2026-12-01"])
def test_a_break_that_is_no_days_is_refused(text: str) -> None:
    with pytest.raises(UsageError, match="the break"):
        breaks_of((text,))
