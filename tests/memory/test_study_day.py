"""The study day across rollover, travel and clock changes."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta, timezone
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from studyapp.memory.study_day import day_start, study_day, study_day_at, utc_ms

ZONES = ("Europe/Berlin", "America/New_York", "Asia/Kolkata", "Australia/Lord_Howe")


def at(text: str, offset_hours: int) -> datetime:
    zone = timezone(timedelta(hours=offset_hours))
    return datetime.fromisoformat(text).replace(tzinfo=zone)


@pytest.mark.parametrize(
    ("created", "now", "days"),
    [
        (date(2018, 8, 6), at("2019-12-26T20:00", -7), 507),
        (date(2018, 8, 6), at("2019-12-26T21:00", -6), 507),
        (date(2018, 8, 6), at("2018-08-09T01:59:59", -7), 2),
        (date(2018, 8, 6), at("2018-08-09T03:59:59", -7), 2),
        (date(2018, 8, 6), at("2018-08-09T04:00:00", -7), 3),
    ],
)
def test_days_pass_at_the_rollover_hour_as_in_anki(
    created: date, now: datetime, days: int
) -> None:
    """Anki counts from the calendar date a collection was created on.

    Source: rslib/src/scheduler/timing.rs, its tests.
    """
    assert (study_day(now, 4) - created).days == days


def test_a_late_night_belongs_to_the_day_before() -> None:
    assert study_day(at("2026-03-02T03:59", 1)) == date(2026, 3, 1)
    assert study_day(at("2026-03-02T04:00", 1)) == date(2026, 3, 2)


def test_the_same_instant_is_another_study_day_elsewhere() -> None:
    tokyo = at("2026-03-02T05:00", 9)
    honolulu = tokyo.astimezone(timezone(timedelta(hours=-10)))
    assert study_day(tokyo) == date(2026, 3, 2)
    assert study_day(honolulu) == date(2026, 3, 1)


def test_the_wall_clock_decides_on_the_night_clocks_change() -> None:
    berlin = ZoneInfo("Europe/Berlin")
    assert study_day(datetime(2026, 3, 29, 3, 59, tzinfo=berlin)) == date(2026, 3, 28)
    assert study_day(datetime(2026, 3, 29, 4, 0, tzinfo=berlin)) == date(2026, 3, 29)


def test_a_day_whose_first_hour_does_not_exist_begins_at_the_jump() -> None:
    new_york = ZoneInfo("America/New_York")
    start = day_start(date(2026, 3, 8), new_york, 2)
    assert start.isoformat() == "2026-03-08T03:00:00-04:00"


def test_a_naive_moment_is_refused() -> None:
    naive = datetime(2026, 1, 1)  # noqa: DTZ001 - the very thing to refuse
    with pytest.raises(ValueError, match="no UTC offset"):
        study_day(naive)
    with pytest.raises(ValueError, match="no UTC offset"):
        utc_ms(naive)


def test_milliseconds_before_1970_round_down() -> None:
    assert utc_ms(datetime(1970, 1, 1, tzinfo=UTC)) == 0
    assert utc_ms(datetime(1969, 12, 31, 23, 59, 59, 999_500, tzinfo=UTC)) == -1


moments = st.datetimes(
    min_value=datetime(1975, 1, 1),  # noqa: DTZ001 - hypothesis wants it naive
    max_value=datetime(2100, 1, 1),  # noqa: DTZ001
    timezones=st.sampled_from([ZoneInfo(name) for name in ZONES]),
    allow_imaginary=False,
)


@given(moment=moments, rollover=st.integers(0, 23))
def test_the_journal_instant_gives_the_same_study_day(
    moment: datetime, rollover: int
) -> None:
    offset = moment.utcoffset()
    assert offset is not None
    minutes = offset // timedelta(minutes=1)
    instant = study_day_at(utc_ms(moment), minutes, rollover)
    assert instant == study_day(moment, rollover)


@given(moment=moments, rollover=st.integers(0, 23))
def test_a_study_day_begins_at_its_first_moment(
    moment: datetime, rollover: int
) -> None:
    day, zone = moment.date(), moment.tzinfo
    assert zone is not None
    start = day_start(day, zone, rollover)
    before = (start.astimezone(UTC) - timedelta(milliseconds=1)).astimezone(zone)
    assert study_day(start, rollover) == day
    assert study_day(before, rollover) == day - timedelta(days=1)
