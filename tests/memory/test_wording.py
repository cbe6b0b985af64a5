"""Waits in words."""

from __future__ import annotations

from datetime import timedelta

import pytest

from studyapp.memory.wording import describe_interval


@pytest.mark.parametrize(
    ("delay", "text"),
    [
        (timedelta(seconds=-5), "<1 min"),
        (timedelta(seconds=59), "<1 min"),
        (timedelta(minutes=1), "1 min"),
        (timedelta(seconds=330), "5.5 min"),
        (timedelta(minutes=10), "10 min"),
        (timedelta(minutes=59, seconds=59), "1 h"),
        (timedelta(hours=5, minutes=30), "5.5 h"),
        (timedelta(hours=23, minutes=59), "1 d"),
        (timedelta(days=1), "1 d"),
        (timedelta(days=4), "4 d"),
        (timedelta(days=30), "30 d"),
        (timedelta(days=31), "1 mo"),
        (timedelta(days=64), "2.1 mo"),
        (timedelta(days=364), "1 y"),
        (timedelta(days=365), "1 y"),
        (timedelta(days=500), "1.4 y"),
        (timedelta(days=36_500), "99.9 y"),
    ],
)
def test_a_wait_reads_as_a_person_would_say_it(delay: timedelta, text: str) -> None:
    assert describe_interval(delay) == text
