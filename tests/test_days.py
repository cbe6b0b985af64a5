"""A day is read as people write it, and nothing else is taken for one."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from studyapp.days import parse_day
from studyapp.errors import UsageError

MONDAY = date(2026, 11, 30)


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("2026-12-04", date(2026, 12, 4)),
        ("4 dec", date(2026, 12, 4)),
        ("Dec 4, 2027", date(2027, 12, 4)),
        ("4 December 2027", date(2027, 12, 4)),
        ("29 nov", date(2027, 11, 29)),
        ("30 nov", MONDAY),
        ("fri", date(2026, 12, 4)),
        ("Friday", date(2026, 12, 4)),
        ("mon", date(2026, 12, 7)),
        ("+5d", date(2026, 12, 5)),
        ("-1 day", date(2026, 11, 29)),
        ("tomorrow", date(2026, 12, 1)),
    ],
)
def test_a_day_is_read_as_people_write_it(text: str, day: date) -> None:
    assert parse_day(text, MONDAY) == day


@pytest.mark.parametrize(
    "text", ["", "soon", "last week", "fr", "31 feb", "4 d", "+99999d", "04/12/2026"]
)
def test_what_is_no_day_is_refused_with_an_example(text: str) -> None:
    with pytest.raises(UsageError) as refused:
        parse_day(text, MONDAY)
    assert "a day such as 2026-12-04" in refused.value.remedy


@given(st.dates(date(2000, 1, 1), date(2090, 1, 1)), st.integers(1, 7))
def test_the_name_of_a_weekday_means_the_next_one(today: date, ahead: int) -> None:
    day = today + timedelta(days=ahead)
    assert parse_day(f"{day:%A}", today) == parse_day(f"{day:%a}", today) == day
