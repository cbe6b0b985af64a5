from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from studyapp.calculator.facts import Architecture
from studyapp.calculator.fields import scenario_from
from studyapp.calculator.lines.duration import tiered
from studyapp.calculator.price import Bill, price
from studyapp.calculator.scenario import FreeTier, Scenario, replace_field
from studyapp.calculator.steps import find
from studyapp.content.factbook import FactBook
from studyapp.content.quantity import Quantity
from studyapp.errors import MissingFactError, UsageError

FORM = {"requests": "3M", "duration": "120ms", "memory": "1536MB"}


def bill(book: FactBook, **form: str) -> Bill:
    return price(scenario_from({**FORM, **form}, book), book)


def number(steps: Bill, key: str) -> Decimal:
    found = find(steps.steps, key)
    assert found is not None
    return found.value.number


def workload(requests: int, duration: int, memory: int) -> Scenario:
    return Scenario(
        requests=Quantity(Decimal(requests), "requests/month"),
        duration=Quantity(Decimal(duration), "ms"),
        memory=Quantity(Decimal(memory), "MB"),
    )


workloads = st.builds(
    workload,
    st.integers(0, 10**11),
    st.integers(0, 900_000),
    st.integers(128, 10_240),
)


def test_the_example_of_the_pricing_page_comes_out(book: FactBook) -> None:
    found = bill(book)
    assert found.total == Decimal("2.73")
    assert found.amount("requests") == Decimal("0.4")
    assert found.amount("duration") == Decimal("2.333338")


def test_ephemeral_storage_is_not_multiplied_by_memory(book: FactBook) -> None:
    small = bill(book, ephemeral="2048MB", memory="512MB")
    large = bill(book, ephemeral="2048MB", memory="4096MB")
    assert small.amount("ephemeral") == large.amount("ephemeral") > 0


def test_the_included_ephemeral_storage_is_free(book: FactBook) -> None:
    assert bill(book, ephemeral="512MB").amount("ephemeral") == 0


def test_each_region_has_its_own_request_price(book: FactBook) -> None:
    for region in ("eu-central-1", "eu-west-2", "us-gov-east-1"):
        form = {"region": region, "requests": "1M", "free_tier": "no"}
        assert bill(book, **form).amount("requests") == Decimal("0.2")


def test_all_regions_with_prices_can_be_priced(book: FactBook) -> None:
    regions = [region for region, _ in book.prices.tables["request"].prices]
    assert len(regions) == 36
    for region in regions:
        for architecture in Architecture:
            form = {"region": region, "architecture": architecture.value}
            assert bill(book, **form, free_tier="no").total > 0


def test_duration_is_rounded_up_to_a_millisecond(book: FactBook) -> None:
    assert bill(book, duration="120.2ms").exact == bill(book, duration="121ms").exact


def test_large_asynchronous_events_count_as_several_requests(book: FactBook) -> None:
    sizes = {"1KB": 1, "256KB": 1, "257KB": 2, "320KB": 2, "321KB": 3, "1MB": 13}
    for size, count in sizes.items():
        assert number(bill(book, payload=size), "chunks") == count


def test_provisioned_concurrency_is_billed_in_steps_of_five_minutes(
    book: FactBook,
) -> None:
    def fee(hours: str) -> Decimal:
        return bill(book, provisioned="1", provisioned_hours=hours).amount(
            "provisioned"
        )

    assert fee("1 min") == fee("5 min") < fee("6 min") == fee("10 min")


def test_requests_beyond_the_warm_capacity_overflow_to_on_demand(
    book: FactBook,
) -> None:
    found = bill(
        book,
        requests="1M",
        duration="1s",
        provisioned="1",
        provisioned_hours="100",
        provisioned_requests="1M",
        free_tier="no",
    )
    assert number(found, "provisioned_requests") == 360_000
    assert number(found, "on_demand_requests") == 640_000


def test_short_requests_overflow_at_the_request_rate(book: FactBook) -> None:
    form = {"provisioned": "1", "provisioned_hours": "1", "duration": "10ms"}
    found = bill(book, **form, requests="1M", provisioned_requests="1M")
    assert number(found, "provisioned_requests") == 36_000


def test_cold_starts_add_their_init_time_to_duration(book: FactBook) -> None:
    warm = bill(book, free_tier="no")
    cold = bill(book, free_tier="no", cold_starts="1%", init="1s")
    added = number(cold, "init_gb_seconds")
    assert added == 30_000 * Decimal("1.5")
    assert cold.exact - warm.exact == added * Decimal("0.0000166667")


def test_snapstart_for_java_costs_nothing(book: FactBook) -> None:
    java = bill(book, snapstart="java", cold_starts="1%")
    python = bill(book, snapstart="python", cold_starts="1%")
    assert java.exact == bill(book).exact < python.exact


def test_a_snapshot_is_cached_for_three_hours_at_least(book: FactBook) -> None:
    def cached(hours: str) -> Decimal:
        return bill(book, snapstart="python", snapstart_hours=hours).amount(
            "snapstart_cache"
        )

    assert cached("1") == cached("3") < cached("4")


def test_streaming_is_free_up_to_its_two_limits(book: FactBook) -> None:
    assert bill(book, streamed_per_request="6MB").amount("streaming") == 0
    free = bill(book, streamed_per_request="7MB", streamed_requests="102400")
    assert free.amount("streaming") == 0
    paid = bill(book, streamed_per_request="7MB", streamed_requests="103424")
    assert paid.amount("streaming") == Decimal("0.008")


def test_cloudfront_functions_have_their_own_free_tier(book: FactBook) -> None:
    found = price(
        scenario_from({"cloudfront-requests": "12M", "cloudfront-reads": "1M"}, book),
        book,
    )
    assert [line.key for line in found.lines] == [
        "cloudfront_requests",
        "cloudfront_reads",
    ]
    assert found.total == Decimal("1.03")


def test_managed_instances_have_no_charge_for_duration(book: FactBook) -> None:
    form = {"managed-hours": "10", "managed-price": "1", "free-tier": "no"}
    found = price(scenario_from({"requests": "1M", **form}, book), book)
    assert found.total == Decimal("11.70")


@pytest.mark.parametrize(
    ("field", "text", "words"),
    [
        ("memory", "64MB", "128 MB"),
        ("memory", "20GB", "10,240 MB"),
        ("duration", "16m", "900 s"),
        ("ephemeral", "100MB", "512 MB"),
        ("ephemeral", "11GB", "10,240 MB"),
        ("payload", "2MB", "1 MB"),
        ("region", "mars-east-1", "mars-east-1"),
    ],
)
def test_what_lambda_refuses_is_refused_with_its_limit(
    book: FactBook, field: str, text: str, words: str
) -> None:
    with pytest.raises(UsageError, match=words):
        bill(book, **{field: text})


def test_a_part_that_a_region_does_not_offer_is_named(book: FactBook) -> None:
    with pytest.raises(MissingFactError, match="ap-east-2"):
        bill(book, region="ap-east-2", streamed_per_request="9MB", requests="1M")


@given(scenario=workloads)
def test_the_total_is_the_exact_sum_of_the_lines(
    book: FactBook, scenario: Scenario
) -> None:
    found = price(scenario, book)
    assert found.exact == sum(line.value.number for line in found.lines)


@given(scenario=workloads)
def test_the_free_tier_never_raises_a_price(book: FactBook, scenario: Scenario) -> None:
    used_up = replace_field(scenario, "free_tier", FreeTier.USED_UP)
    assert price(scenario, book).exact <= price(used_up, book).exact


@given(
    scenario=workloads,
    field=st.sampled_from(["requests", "duration", "memory"]),
    less=st.decimals(min_value=0, max_value=1, places=4),
)
def test_less_of_anything_never_costs_more(
    book: FactBook, scenario: Scenario, field: str, less: Decimal
) -> None:
    value = scenario.value(field)
    assert isinstance(value, Quantity)
    least = 128 if field == "memory" else 0
    smaller = scenario.with_number(field, max(Decimal(least), value.number * less))
    assert price(smaller, book).exact <= price(scenario, book).exact


@given(amount=st.integers(0, 3 * 10**10), more=st.integers(0, 10**6))
def test_tiers_are_continuous_and_monotone(amount: int, more: int) -> None:
    rates = [Decimal("0.0000166667"), Decimal("0.000015"), Decimal("0.0000133334")]
    ends = [Decimal(6 * 10**9), Decimal(15 * 10**9)]
    first = tiered(Decimal(amount), rates, ends)
    second = tiered(Decimal(amount + more), rates, ends)
    assert first <= second <= first + more * rates[0]


def test_usage_beyond_a_tier_costs_the_rate_of_the_next(book: FactBook) -> None:
    at_end = workload(6 * 10**6, 100_000, 10_240)
    used_up = replace_field(at_end, "free_tier", FreeTier.USED_UP)
    more = used_up.with_number("requests", Decimal(6 * 10**6 + 1))
    added = price(more, book).exact - price(used_up, book).exact
    assert added == Decimal("0.0000002") + 1000 * Decimal("0.000015")
    steps = find(price(more, book).steps, "duration")
    assert steps is not None
    assert "tier" in steps.formula


@given(
    requests=st.integers(1, 10**9),
    duration=st.integers(1, 60_000),
    memory=st.integers(128, 1024),
    data=st.data(),
)
def test_arm_is_never_dearer_where_the_region_says_so(
    book: FactBook, requests: int, duration: int, memory: int, data: st.DataObject
) -> None:
    tables = book.prices.tables
    cheaper = [
        region
        for region, x86 in tables["duration-x86-tier3"].prices
        if (tables["duration-arm-tier1"].of(region) or x86 + 1) <= x86
        and tables["request-arm"].of(region) == tables["request"].of(region)
    ]
    assert len(cheaper) > 20
    region = data.draw(st.sampled_from(cheaper))
    on_x86 = replace_field(workload(requests, duration, memory), "region", region)
    on_arm = replace_field(on_x86, "architecture", Architecture.ARM)
    assert price(on_arm, book).exact <= price(on_x86, book).exact


@given(count=st.integers(1, 10**7))
def test_per_day_and_per_month_agree(book: FactBook, count: int) -> None:
    month = {"duration": "200ms", "memory": "1GB", "hours-per-month": "30 days"}
    by_day = scenario_from({**month, "requests": f"{count}/day"}, book)
    by_month = scenario_from({**month, "requests": str(30 * count)}, book)
    assert price(by_day, book).exact == price(by_month, book).exact
