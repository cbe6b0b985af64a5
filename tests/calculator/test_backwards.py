from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from studyapp.calculator import inputs
from studyapp.calculator.backwards import (
    free_requests,
    free_tier_ends,
    largest,
    most_memory,
    most_requests,
)
from studyapp.calculator.bounds import longest_duration, provisioned_for, spare_rps
from studyapp.calculator.breakeven import break_even, break_even_by_region
from studyapp.calculator.concurrency import concurrency
from studyapp.calculator.facts import Architecture
from studyapp.calculator.fields import scenario_from
from studyapp.calculator.panel import UNIT, Load
from studyapp.calculator.price import price
from studyapp.calculator.scenario import FreeTier, Scenario
from studyapp.content.factbook import FactBook
from studyapp.content.quantity import Quantity
from studyapp.errors import UsageError


def scenario(book: FactBook, **form: str) -> Scenario:
    base = {"requests": "3M", "duration": "120ms", "memory": "1GB"}
    return scenario_from({**base, **form}, book)


def dollars(cents: int) -> Quantity:
    return Quantity(Decimal(cents) / 100, "USD")


@settings(max_examples=40)
@given(cents=st.integers(100, 5000), requests=st.integers(1, 200))
def test_one_megabyte_more_would_break_the_budget(
    book: FactBook, cents: int, requests: int
) -> None:
    work = scenario(book, requests=f"{requests}00k", duration="2s")
    try:
        answer = most_memory(work, dollars(cents), book)
    except UsageError:
        least = work.with_number("memory", Decimal(128))
        assert price(least, book).exact > dollars(cents).number
        return
    fits = price(work.with_number("memory", answer.value.number), book).exact
    assert fits <= dollars(cents).number
    assert answer.steps.value.number == fits
    if answer.binding == "budget":
        more = work.with_number("memory", answer.value.number + 1)
        assert price(more, book).exact > dollars(cents).number
    else:
        assert answer.value.number == 10_240


@settings(max_examples=40)
@given(cents=st.integers(0, 50_000), duration=st.integers(1, 5000))
def test_one_request_more_would_break_the_budget(
    book: FactBook, cents: int, duration: int
) -> None:
    work = scenario(book, duration=f"{duration}ms")
    answer = most_requests(work, dollars(cents), book)
    count = answer.value.number
    fits = price(work.with_number("requests", count), book).exact
    more = price(work.with_number("requests", count + 1), book).exact
    assert fits <= dollars(cents).number < more


@settings(max_examples=40)
@given(duration=st.integers(1, 5000), memory=st.integers(128, 10_240))
def test_the_free_tier_holds_up_to_the_answer_and_not_beyond(
    book: FactBook, duration: int, memory: int
) -> None:
    work = scenario(book, duration=f"{duration}ms", memory=f"{memory}MB")
    answer = free_requests(work, book)
    count = answer.value.number
    assert price(work.with_number("requests", count), book).exact == 0
    assert price(work.with_number("requests", count + 1), book).exact > 0


def test_the_part_of_the_free_tier_that_ends_first_is_named(book: FactBook) -> None:
    short = free_requests(scenario(book, duration="100ms"), book)
    assert short.binding == "free requests"
    assert short.value.number == 1_000_000
    long = free_requests(scenario(book, duration="1s"), book)
    assert long.binding == "free GB-seconds"
    assert long.value.number == 400_000


def test_the_day_on_which_the_free_tier_ends(book: FactBook) -> None:
    month = {"hours_per_month": "30 days"}
    answer = free_tier_ends(scenario(book, requests="3M", **month), book)
    assert answer is not None
    assert answer.value.number == 11
    assert answer.binding == "free requests"
    assert free_tier_ends(scenario(book, requests="1M", **month), book) is None


def test_the_free_tier_counts_even_where_the_scenario_leaves_it_out(
    book: FactBook,
) -> None:
    work = replace(scenario(book), free_tier=FreeTier.USED_UP)
    assert free_requests(work, book).value.number == 1_000_000


def test_a_budget_that_nothing_fits_is_refused_with_a_remedy(book: FactBook) -> None:
    with pytest.raises(UsageError, match="even 128 MB"):
        most_memory(scenario(book, requests="900M"), dollars(1), book)
    with pytest.raises(UsageError, match="without a request"):
        most_requests(scenario(book, provisioned="50"), dollars(1), book)


@given(end=st.integers(0, 10**6), high=st.integers(1, 10**6))
def test_the_search_finds_the_last_number_that_fits(end: int, high: int) -> None:
    found = largest(0, high, lambda n: n <= end)
    assert found == min(end, high - 1)


def load(rps: int, duration: str = "1ms", **limits: int) -> Load:
    given_limits = {name: Quantity(Decimal(n), UNIT) for name, n in limits.items()}
    return Load(
        Quantity(Decimal(rps), "requests/s"),
        inputs.read_duration(duration),
        quota=given_limits.get("quota"),
        provisioned=given_limits.get("provisioned"),
    )


@given(rps=st.integers(1, 10_000))
def test_a_millisecond_more_would_throttle(book: FactBook, rps: int) -> None:
    work = load(rps)
    answer = longest_duration(work, book)
    fits = concurrency(replace(work, duration=answer.value), book)
    assert fits.is_enough
    if answer.binding == "account quota":
        longer = Quantity(answer.value.number + 1, "ms")
        assert not concurrency(replace(work, duration=longer), book).is_enough
    else:
        assert answer.value.number == 900_000


def test_a_rate_above_the_ceiling_has_no_duration(book: FactBook) -> None:
    with pytest.raises(UsageError, match="whatever the duration"):
        longest_duration(load(10_001), book)
    with pytest.raises(UsageError, match="no requests"):
        longest_duration(load(0), book)


@given(rps=st.integers(1, 5000), duration=st.integers(1, 150))
def test_the_provisioned_answer_leaves_no_spill_over(
    book: FactBook, rps: int, duration: int
) -> None:
    none = Quantity(Decimal(0), "%")
    rate = Quantity(Decimal(rps), "requests/s")
    each = Quantity(Decimal(duration), "ms")
    count = int(provisioned_for(rate, each, book, none).value.number)

    def spills(provisioned: int) -> bool:
        if not provisioned:
            return True
        work = load(rps, f"{duration}ms", provisioned=provisioned, quota=10_000)
        limits = concurrency(work, book).limits
        return any(
            limit.headroom < 0
            for limit in limits
            if limit.name.startswith("provisioned")
        )

    assert not spills(count)
    assert spills(count - 1)


def test_the_buffer_is_added_before_rounding_up(book: FactBook) -> None:
    rate, each = inputs.read_rps("500"), inputs.read_duration("200ms")
    answer = provisioned_for(rate, each, book)
    assert answer.value.number == 110
    assert answer.binding == "concurrency"
    short = provisioned_for(rate, inputs.read_duration("20ms"), book)
    assert short.binding == "requests per second"


@given(rps=st.integers(1, 9000), duration=st.integers(1, 300))
def test_the_spare_rate_fits_exactly(book: FactBook, rps: int, duration: int) -> None:
    work = load(rps, f"{duration}ms")
    more = int(spare_rps(work, book))
    if more:
        assert concurrency(load(rps + more, f"{duration}ms"), book).is_enough
    assert not concurrency(load(rps + more + 1, f"{duration}ms"), book).is_enough


def test_provisioned_concurrency_pays_from_sixty_percent_in_virginia(
    book: FactBook,
) -> None:
    found = break_even("us-east-1", Architecture.X86, book)
    assert round(found.utilization, 2) == 60
    assert found.pays


def test_in_many_regions_it_never_pays(book: FactBook) -> None:
    found = break_even_by_region(Architecture.X86, book)
    assert len(found) == 36
    never = [answer.region for answer in found if not answer.pays]
    assert "ap-east-2" in never
    assert len(never) == 16
    assert [answer.pays for answer in found] == [True] * 20 + [False] * 16


def test_at_the_break_even_both_ways_cost_the_same(book: FactBook) -> None:
    for answer in break_even_by_region(Architecture.ARM, book):
        if not answer.pays:
            continue
        share = answer.utilization / 100
        warm = book.price("provisioned-arm", answer.region).number
        used = book.price("provisioned-duration-arm", answer.region).number
        cold = book.price("duration-arm-tier1", answer.region).number
        assert abs(warm + share * used - share * cold) < Decimal("1e-20")
