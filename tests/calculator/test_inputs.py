from __future__ import annotations

from collections.abc import Callable
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from studyapp.calculator import inputs
from studyapp.content.quantity import Quantity
from studyapp.errors import UsageError


@pytest.mark.parametrize(
    ("read", "text", "number", "unit"),
    [
        (inputs.read_size, "512MB", "512", "MB"),
        (inputs.read_size, "1.5 GB", "1536", "MB"),
        (inputs.read_size, "1.5gb", "1536", "MB"),
        (inputs.read_size, "2 GiB", "2048", "MB"),
        (inputs.read_size, "1,024", "1024", "MB"),
        (inputs.read_size, "256 KB", "0.25", "MB"),
        (inputs.read_duration, "200ms", "200", "ms"),
        (inputs.read_duration, "2 s", "2000", "ms"),
        (inputs.read_duration, "2 Seconds", "2000", "ms"),
        (inputs.read_duration, "15m", "900000", "ms"),
        (inputs.read_duration, "15 min", "900000", "ms"),
        (inputs.read_duration, ".5s", "500", "ms"),
        (inputs.read_hours, "8", "8", "h"),
        (inputs.read_hours, "30 days", "720", "h"),
        (inputs.read_count, "3M", "3000000", ""),
        (inputs.read_count, "5k", "5000", ""),
        (inputs.read_count, "2.5 million", "2500000", ""),
        (inputs.read_count, "1_000", "1000", ""),
        (inputs.read_requests, "3M", "3000000", "requests/month"),
        (inputs.read_requests, "3M/month", "3000000", "requests/month"),
        (inputs.read_requests, "3m requests per month", "3000000", "requests/month"),
        (inputs.read_requests, "50/hour", "36500", "requests/month"),
        (inputs.read_requests, "5k/day", "152083.3333333333333333333333", None),
        (inputs.read_requests, "2M/minute", "87600000000", None),
        (inputs.read_requests, "1/s", "2628000", None),
        (inputs.read_rps, "500", "500", "requests/s"),
        (inputs.read_rps, "30k/minute", "500", "requests/s"),
        (inputs.read_rps, "500 rps", "500", "requests/s"),
        (inputs.read_share, "1%", "1", "%"),
        (inputs.read_share, "0.01", "1.00", "%"),
        (inputs.read_money, "$50", "50", "USD"),
        (inputs.read_money, "0.1632 USD", "0.1632", "USD"),
    ],
)
def test_values_are_read_as_people_write_them(
    read: Callable[[str], Quantity], text: str, number: str, unit: str | None
) -> None:
    value = read(text)
    assert value.number == Decimal(number)
    assert unit is None or value.unit == unit


@pytest.mark.parametrize(
    ("read", "text"),
    [
        (inputs.read_size, "big"),
        (inputs.read_size, "512 ms"),
        (inputs.read_size, ""),
        (inputs.read_duration, "120"),
        (inputs.read_duration, "2 parsecs"),
        (inputs.read_duration, "-2 s"),
        (inputs.read_count, "3 MB"),
        (inputs.read_count, "many"),
        (inputs.read_requests, "3M/fortnight"),
        (inputs.read_requests, "a lot/day"),
        (inputs.read_rps, "fast"),
        (inputs.read_share, "140%"),
        (inputs.read_share, "1 of 4"),
        (inputs.read_money, "50 EUR"),
        (inputs.read_hours, "soon"),
    ],
)
def test_a_wrong_value_gets_one_sentence_with_an_example(
    read: Callable[[str], Quantity], text: str
) -> None:
    with pytest.raises(UsageError) as error:
        read(text)
    assert "\n" not in str(error.value)
    assert error.value.remedy.startswith("write ")


@given(st.integers(1, 10**9), st.sampled_from(["", "k", "M"]))
def test_requests_a_day_and_a_month_agree(count: int, scale: str) -> None:
    hours = Decimal(720)
    by_day = inputs.read_requests(f"{count}{scale}/day", hours)
    by_month = inputs.read_requests(f"{count * 30}{scale}", hours)
    assert by_day == by_month


@given(st.decimals(min_value=0, max_value=10**6, places=3))
def test_spelling_and_case_do_not_matter(number: Decimal) -> None:
    plain = inputs.read_duration(f"{number}ms")
    assert inputs.read_duration(f"{number} MS") == plain
    assert inputs.read_duration(f"  {number} Milliseconds ") == plain
