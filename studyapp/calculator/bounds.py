"""Concurrency solved backwards: the longest duration, the provisioning for a target.

Agrees with `calculator.concurrency` to one unit, and names the limit that stops it.
"""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

from studyapp.calculator.arithmetic import ONE, ZERO, round_down, round_up
from studyapp.calculator.backwards import Answer
from studyapp.calculator.concurrency import available, concurrency, rate_ceiling
from studyapp.calculator.facts import number
from studyapp.calculator.leaves import from_fact
from studyapp.calculator.lines.usage import PERCENT, SECONDS_PER_MS
from studyapp.calculator.panel import UNIT, Effect, Load
from studyapp.calculator.steps import Step, computed, given
from studyapp.content.factbook import FactBook
from studyapp.content.quantity import Quantity
from studyapp.errors import UsageError


def longest_duration(load: Load, book: FactBook) -> Answer:
    """Return the longest average duration (ms) before requests are throttled.

    The load's own duration is ignored. Raises UsageError where the request rate
    alone is too high, whatever the duration.
    """
    pool = available(load, book)
    ceiling = rate_ceiling("rps_ceiling", "request rate it allows", pool, book)
    if load.rps.number > ceiling.value.number:
        raise UsageError(
            f"{load.rps} is more than {ceiling.value}, whatever the duration",
            "raise the concurrency",
        )
    if not load.rps.number:
        raise UsageError("there are no requests", "write a rate such as 500/s")
    capacities = {pool.title: pool.value.number}
    if load.source_limit is not None:
        capacities[load.source_limit.title] = load.source_limit.value.number
    binding = min(capacities, key=lambda name: capacities[name])
    step = number(book, "billing.granularity", "ms")
    by_capacity = capacities[binding] / load.rps.number / SECONDS_PER_MS
    longest = number(book, "timeout.max", "ms")
    if by_capacity > longest:
        binding = "maximum timeout"
    value = Quantity(min(round_down(by_capacity, step), longest), "ms")
    panel = concurrency(replace(load, duration=value), book)
    return Answer(value, binding, panel.steps)


def provisioned_for(
    rps: Quantity, duration: Quantity, book: FactBook, buffer: Quantity | None = None
) -> Answer:
    """Return the provisioned concurrency that takes a load without spill-over.

    Concurrency by Little's law or by the request rate, whichever is more, plus the
    buffer AWS recommends (the fact's, unless one in percent is given).
    """
    seconds = duration.to("s").number
    by_time = rps.number * seconds
    by_rate = rps.number / number(book, "concurrency.rps.factor", "requests/s")
    binding = "requests per second" if by_rate > by_time else "concurrency"
    steps = _with_buffer(rps, duration, book, buffer)
    return Answer(steps.value, binding, steps)


def _with_buffer(
    rps: Quantity, duration: Quantity, book: FactBook, buffer: Quantity | None
) -> Step:
    needed = computed(
        "needed",
        "concurrency to keep warm",
        UNIT,
        "greater of {rps} x {duration} and {rps} / {rps_factor}",
        (
            given("rps", "requests per second", rps),
            given("duration", "duration", duration.to("s")),
            from_fact(book, "concurrency.rps.factor", "requests/s", "rps_factor"),
        ),
        lambda n: max(n[0] * n[1], n[0] / n[2]),
    )
    extra = (
        given("buffer", "buffer", buffer)
        if buffer is not None
        else from_fact(book, "provisioned.buffer", "%", "buffer")
    )
    return computed(
        "provisioned_needed",
        "provisioned concurrency",
        UNIT,
        "{needed} + {buffer}, rounded up",
        (needed, extra),
        lambda n: round_up(n[0] * (ONE + n[1] * PERCENT)),
    )


def spare_rps(load: Load, book: FactBook) -> Decimal:
    """Return how many more requests/s fit before something holds them back."""
    panel = concurrency(load, book)
    seconds = load.duration.to("s").number
    spare = [
        limit.headroom / seconds if limit.unit == UNIT and seconds else limit.headroom
        for limit in panel.limits
        if limit.effect is not Effect.SPILLS
    ]
    return max(ZERO, min(spare))
