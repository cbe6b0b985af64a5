from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from studyapp.calculator import inputs
from studyapp.calculator.concurrency import concurrency
from studyapp.calculator.erlang import blocked
from studyapp.calculator.event_sources import (
    Queue,
    drain_seconds,
    queue_limit,
    queue_ramp,
    shard_limit,
    visibility,
)
from studyapp.calculator.panel import UNIT, Concurrency, Load
from studyapp.calculator.retries import (
    attempts_made,
    error_timeline,
    throttled_until,
)
from studyapp.calculator.scaling import (
    provisioned_ready,
    time_to_scale,
    time_to_scale_before,
)
from studyapp.calculator.steps import find
from studyapp.content.factbook import FactBook
from studyapp.content.quantity import Quantity
from studyapp.errors import UsageError


def executions(number: int) -> Quantity:
    return Quantity(Decimal(number), UNIT)


def seconds(number: int) -> Quantity:
    return Quantity(Decimal(number), "s")


def panel(book: FactBook, rps: str, duration: str, **settings: int) -> Concurrency:
    given = {name: executions(value) for name, value in settings.items()}
    load = Load(
        inputs.read_rps(rps),
        inputs.read_duration(duration),
        quota=given.get("quota"),
        reserved=given.get("reserved"),
        reserved_elsewhere=given.get("reserved_elsewhere"),
        provisioned=given.get("provisioned"),
    )
    return concurrency(load, book)


def test_concurrency_is_rate_times_seconds(book: FactBook) -> None:
    found = panel(book, "500", "200ms")
    assert found.concurrency == 100
    assert found.binding == "account quota"
    assert [limit.headroom for limit in found.limits] == [900, 9500]
    assert found.is_enough


def test_short_requests_meet_the_request_rate_first(book: FactBook) -> None:
    found = panel(book, "5000", "20ms")
    assert found.binding == "requests per second"
    assert found.limits[0].headroom == 5000


def test_exactly_a_hundred_milliseconds_uses_both_limits_alike(book: FactBook) -> None:
    found = panel(book, "5000", "100ms")
    assert {limit.use for limit in found.limits} == {Decimal("0.5")}


def test_a_reservation_is_the_ceiling_and_its_rate_follows(book: FactBook) -> None:
    found = panel(book, "500", "200ms", reserved=50)
    assert found.binding == "reserved concurrency"
    assert found.limits[0].headroom == -50
    assert {limit.name: limit.value for limit in found.limits} == {
        "reserved concurrency": 50,
        "requests per second": 500,
    }
    assert not found.is_enough


def test_reserving_nothing_stops_the_function(book: FactBook) -> None:
    found = panel(book, "1", "200ms", reserved=0)
    assert found.throttled == 1
    assert found.limits[0].headroom < 0


def test_what_others_reserve_is_gone(book: FactBook) -> None:
    found = panel(book, "500", "200ms", reserved_elsewhere=850)
    assert found.limits[0].value == 150


def test_load_beyond_provisioned_concurrency_spills_and_is_no_throttle(
    book: FactBook,
) -> None:
    found = panel(book, "500", "200ms", provisioned=80)
    assert found.spill_over == 20
    assert found.binding == "account quota"
    assert found.is_enough


@pytest.mark.parametrize(
    "settings",
    [
        {"reserved": 901},
        {"reserved": 500, "reserved_elsewhere": 450},
        {"provisioned": 901},
        {"provisioned": 60, "reserved": 50},
    ],
)
def test_what_aws_refuses_to_set_is_refused(
    book: FactBook, settings: dict[str, int]
) -> None:
    with pytest.raises(UsageError, match="is the most"):
        panel(book, "1", "1s", **settings)


def test_a_raised_quota_raises_what_can_be_reserved(book: FactBook) -> None:
    found = panel(book, "1", "1s", quota=2000, reserved=1900)
    assert found.limits[0].value == 1900


def test_an_event_source_can_be_what_binds(book: FactBook) -> None:
    limit = shard_limit(
        Quantity(Decimal(4), "shards"), Quantity(Decimal(2), "batches"), book
    )
    load = Load(
        inputs.read_rps("50"), inputs.read_duration("200ms"), source_limit=limit
    )
    found = concurrency(load, book)
    assert found.binding == "shards x factor"
    assert found.limits[0].headroom == -2


@given(rps=st.integers(0, 20_000), duration=st.integers(1, 900_000))
def test_the_binding_limit_has_the_largest_part_in_use(
    book: FactBook, rps: int, duration: int
) -> None:
    found = panel(book, str(rps), f"{duration}ms", provisioned=10)
    hard = [lim for lim in found.limits if not lim.name.startswith("provisioned")]
    assert found.limits[0].use == max(limit.use for limit in hard)
    assert 0 <= found.throttled <= 1


def test_erlang_gives_the_published_values() -> None:
    assert round(blocked(Decimal(10), Decimal(10)), 4) == Decimal("0.2146")
    assert round(blocked(Decimal(5), Decimal(10)), 4) == Decimal("0.0184")
    assert round(blocked(Decimal(1), Decimal(1)), 4) == Decimal("0.5")


@given(load=st.integers(0, 500), servers=st.integers(0, 300))
def test_more_servers_never_block_more(load: int, servers: int) -> None:
    fewer = blocked(Decimal(load), Decimal(servers))
    assert 0 <= blocked(Decimal(load), Decimal(servers + 1)) <= fewer <= 1


def test_a_function_has_its_first_step_at_once_and_then_one_in_ten_seconds(
    book: FactBook,
) -> None:
    step = time_to_scale(executions(0), executions(10_000), book)
    assert step.value == seconds(90)
    assert time_to_scale(executions(0), executions(1000), book).value.number == 0
    assert time_to_scale(executions(500), executions(400), book).value.number == 0


def test_before_november_2023_a_burst_was_followed_by_minutes(book: FactBook) -> None:
    assert time_to_scale_before(executions(3000), book).value.number == 0
    assert time_to_scale_before(executions(10_000), book).value.number == 14 * 60


def test_provisioned_concurrency_is_ready_after_preparation_and_allocation(
    book: FactBook,
) -> None:
    step = provisioned_ready(executions(6000), book)
    assert step.value == Quantity(Decimal(3), "min")


def test_a_queue_grows_by_three_hundred_a_minute(book: FactBook) -> None:
    assert queue_ramp(executions(605), book).value.number == 2
    assert queue_ramp(executions(606), book).value.number == 3


def test_the_smallest_ceiling_of_a_queue_holds(book: FactBook) -> None:
    assert queue_limit(Queue(), book).value.number == 1250
    assert queue_limit(Queue(executions(20)), book).value.number == 20
    groups = Quantity(Decimal(7), "message groups")
    assert queue_limit(Queue(executions(20), groups), book).value.number == 7


def test_settings_outside_their_range_are_refused(book: FactBook) -> None:
    with pytest.raises(UsageError, match="2 to 1,000"):
        queue_limit(Queue(executions(1)), book)
    with pytest.raises(UsageError, match="1 to 10"):
        shard_limit(Quantity(Decimal(4), "shards"), Quantity(Decimal(11), ""), book)


def test_the_visibility_timeout_is_six_timeouts_and_the_window(book: FactBook) -> None:
    assert visibility(seconds(30), seconds(20), book).value == seconds(200)


def test_a_backlog_is_worked_off_at_the_concurrency(book: FactBook) -> None:
    events = Quantity(Decimal(100_000), "events")
    step = drain_seconds(events, seconds(2), book.quantity("concurrency.account"))
    assert step.value == seconds(200)


def test_a_failing_event_is_tried_three_times(book: FactBook) -> None:
    timeline = error_timeline(seconds(10), book)
    assert [(str(a.begins), str(a.ends)) for a in timeline.attempts] == [
        ("0", "10"),
        ("70", "80"),
        ("200", "210"),
    ]
    assert timeline.given_up == timeline.attempts[-1].ends == 210
    assert attempts_made(book).value.number == 3


def test_retries_can_be_switched_off_but_not_invented(book: FactBook) -> None:
    assert error_timeline(seconds(10), book, retries=0).given_up == 10
    with pytest.raises(UsageError, match="choose from 0 to 2"):
        error_timeline(seconds(10), book, retries=3)


def test_a_throttled_event_is_retried_for_six_hours(book: FactBook) -> None:
    assert str(throttled_until(book).value) == "6 h"


def test_the_panel_explains_itself(book: FactBook) -> None:
    steps = panel(book, "500", "200ms").steps
    needed = find(steps, "concurrency")
    assert needed is not None
    assert needed.numbers == "500 requests/s x 0.2 s"
    assert find(steps, "throttled") is not None
