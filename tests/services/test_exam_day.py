"""The exam day: which days can be planned for."""

from __future__ import annotations

from datetime import date

import pytest

from studyapp.errors import UsageError
from studyapp.services.exam_day import check_exam_day, day_ahead, last_day, told_day

TODAY = date(2026, 11, 30)


def test_a_day_up_to_two_years_ahead_can_be_planned_for() -> None:
    for day in (date(2026, 12, 1), date(2028, 11, 30)):
        check_exam_day(day, TODAY)
        assert day_ahead(day, TODAY) == day
        assert not told_day(day, TODAY)


def test_two_years_from_a_leap_day_end_in_february() -> None:
    assert last_day(date(2028, 2, 29)) == date(2030, 2, 28)


def test_today_may_be_set_and_is_no_longer_ahead() -> None:
    check_exam_day(TODAY, TODAY)
    assert day_ahead(TODAY, TODAY) is None
    assert "is today" in told_day(TODAY, TODAY)


@pytest.mark.parametrize("day", [date(2026, 11, 29), date(2028, 12, 1)])
def test_a_day_that_is_over_or_too_far_is_refused_and_named(day: date) -> None:
    with pytest.raises(UsageError, match=str(day)):
        check_exam_day(day, TODAY)
    assert day_ahead(day, TODAY) is None
    assert f"{day:%d %b %Y}" in told_day(day, TODAY)


def test_without_a_day_there_is_nothing_to_say() -> None:
    assert told_day(None, TODAY) == ""
