"""Usage that several lines share: requests, billed time, memory, where they run.

Turns a scenario's inputs into steps in the units that prices use. It prices nothing.
"""

from __future__ import annotations

from decimal import Decimal
from typing import Final

from studyapp.calculator.arithmetic import (
    ONE,
    ZERO,
    difference,
    least,
    round_up,
)
from studyapp.calculator.facts import number
from studyapp.calculator.leaves import from_fact
from studyapp.calculator.scenario import Scenario
from studyapp.calculator.steps import Step, computed, given
from studyapp.content.factbook import FactBook
from studyapp.content.quantity import Quantity
from studyapp.content.units import KNOWN_UNITS

SECONDS_PER_MS: Final = KNOWN_UNITS["ms"][1]
SECONDS_PER_HOUR: Final = KNOWN_UNITS["h"][1]
SECONDS_PER_MINUTE: Final = KNOWN_UNITS["min"][1]
MINUTES_PER_HOUR: Final = SECONDS_PER_HOUR / SECONDS_PER_MINUTE
MB_PER_GB: Final = KNOWN_UNITS["GB"][1] / KNOWN_UNITS["MB"][1]
PERCENT: Final = Decimal("0.01")
NO_SIZE: Final = Quantity(ZERO, "MB")


def all_requests(scenario: Scenario) -> Step:
    """Return the month's requests."""
    return given("requests", "requests", scenario.requests)


def billed_seconds(book: FactBook, key: str, duration: Quantity) -> Step:
    """Return the time one invocation is billed for, rounded up to the granularity."""
    granularity = from_fact(book, "billing.granularity", "ms", "granularity")
    measured = given(f"{key}_measured", "duration", duration)
    rounded = computed(
        f"{key}_rounded",
        "billed duration",
        "ms",
        f"{{{key}_measured}} rounded up to {{granularity}}",
        (measured, granularity),
        lambda n: round_up(n[0], n[1]),
    )
    return computed(
        key,
        "seconds billed for each invocation",
        "s",
        f"{{{key}_rounded}} in seconds",
        (rounded,),
        lambda n: n[0] * SECONDS_PER_MS,
    )


def memory_gb(memory: Quantity) -> Step:
    """Return the configured memory in GB."""
    return in_gb("memory_gb", "memory in GB", given("memory", "memory", memory))


def in_gb(key: str, title: str, size: Step) -> Step:
    """Return a size in MB as GB."""
    formula = f"{{{size.key}}} in GB"
    return computed(key, title, "GB", formula, (size,), lambda n: n[0] / MB_PER_GB)


def hours(
    scenario: Scenario, key: str, title: str, given_hours: Quantity | None
) -> Step:
    """Return a length of time, the whole month where none is given."""
    return given(key, title, given_hours or scenario.hours_per_month)


def provisioned_seconds(scenario: Scenario, book: FactBook) -> Step:
    """Return how long provisioned concurrency is billed, rounded up to its step."""
    asked = hours(scenario, "asked_hours", "time enabled", scenario.provisioned_hours)
    rounded = computed(
        "enabled_minutes",
        "time billed",
        "min",
        "{asked_hours} rounded up to a multiple of {rounding}",
        (asked, from_fact(book, "price.provisioned.rounding", "min", "rounding")),
        lambda n: round_up(n[0] * MINUTES_PER_HOUR, n[1]),
    )
    return computed(
        "enabled_seconds",
        "seconds billed",
        "s",
        "{enabled_minutes} in seconds",
        (rounded,),
        lambda n: n[0] * SECONDS_PER_MINUTE,
    )


def provisioned_requests(scenario: Scenario, book: FactBook) -> Step:
    """Return the requests that provisioned environments can take; the rest overflows.

    Capacity is environments x time / duration, and at most the request-rate factor
    x environments x time. Requests not given are those arriving while it is enabled.
    """
    asked = _asked(scenario)
    environments = scenario.provisioned or Quantity(ZERO, "environments")
    count = given("provisioned", "provisioned environments", environments)
    seconds = (scenario.provisioned_hours or scenario.hours_per_month).number
    enabled = given(
        "enabled", "time enabled", Quantity(seconds * SECONDS_PER_HOUR, "s")
    )
    duration = scenario.provisioned_duration or scenario.duration
    each = given("each", "duration", duration)
    factor = from_fact(book, "concurrency.rps.factor", "requests/s", "rps_factor")
    capacity = computed(
        "capacity",
        "requests they can take",
        "requests/month",
        "{provisioned} x {enabled} x least of {rps_factor} and 1 / {each}",
        (count, enabled, factor, each),
        lambda n: n[0] * n[1] * _rate(n[2], n[3] * SECONDS_PER_MS),
    )
    return computed(
        "provisioned_requests",
        "requests on provisioned concurrency",
        "requests/month",
        "least of {asked_requests} and {capacity}",
        (asked, capacity),
        least,
    )


def on_demand_requests(scenario: Scenario, book: FactBook) -> Step:
    """Return the requests that run on demand: all but those on warm environments."""
    everything = all_requests(scenario)
    if scenario.provisioned is None:
        return everything
    warm = provisioned_requests(scenario, book)
    return computed(
        "on_demand_requests",
        "requests on demand",
        "requests/month",
        "{requests} - {provisioned_requests}",
        (everything, warm),
        difference,
    )


def share_of(key: str, title: str, whole: Step, share: Quantity) -> Step:
    """Return a share in percent of a step, in the step's unit."""
    return computed(
        key,
        title,
        whole.value.unit,
        f"{{{whole.key}}} x {{share}}",
        (whole, given("share", "share", share)),
        lambda n: n[0] * n[1] * PERCENT,
    )


def chunks(scenario: Scenario, book: FactBook) -> Step | None:
    """Return how many requests an asynchronous event counts as, None if not given."""
    if scenario.payload is None:
        return None
    kb_per_mb = KNOWN_UNITS["MB"][1] / KNOWN_UNITS["KB"][1]
    size = given(
        "payload", "event", Quantity(scenario.payload.number * kb_per_mb, "KB")
    )
    limit = from_fact(book, "price.async.metered-above", "KB", "metered_above")
    chunk = from_fact(book, "price.async.chunk", "KB", "chunk")
    return computed(
        "chunks",
        "requests an event counts as",
        "requests",
        "1 + ({payload} - {metered_above}) / {chunk} rounded up",
        (size, limit, chunk),
        lambda n: ONE + max(ZERO, round_up((n[0] - n[1]) / n[2])),
    )


def init_seconds(scenario: Scenario, book: FactBook) -> Decimal:
    """Return the billed seconds of one INIT phase."""
    if scenario.init is None:
        return ZERO
    step = number(book, "billing.granularity", "ms")
    return round_up(scenario.init.number, step) * SECONDS_PER_MS


def _asked(scenario: Scenario) -> Step:
    key, title = "asked_requests", "requests meant for them"
    if scenario.provisioned_requests is not None:
        return given(key, title, scenario.provisioned_requests)
    enabled = hours(
        scenario, "enabled_hours", "hours enabled", scenario.provisioned_hours
    )
    month = given("month", "hours of the month", scenario.hours_per_month)
    return computed(
        key,
        title,
        "requests/month",
        "{requests} x {enabled_hours} / {month}",
        (all_requests(scenario), enabled, month),
        lambda n: n[0] * n[1] / n[2],
    )


def _rate(factor: Decimal, seconds: Decimal) -> Decimal:
    return min(factor, ONE / seconds) if seconds else factor
