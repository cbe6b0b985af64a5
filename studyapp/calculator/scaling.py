"""How long a function takes to scale: today, before November 2023, provisioned.

The first step of the rate is there at once, and what follows is refilled
continuously, as AWS describes it. Sources:
docs.aws.amazon.com/lambda/latest/dg/scaling-behavior.html; for the time before, the
same guide as of 2022: a Regional burst, then a linear phase.
"""

from __future__ import annotations

from typing import Final

from studyapp.calculator.arithmetic import round_up, surplus, total
from studyapp.calculator.facts import bounds
from studyapp.calculator.leaves import from_fact
from studyapp.calculator.panel import UNIT
from studyapp.calculator.steps import Step, computed, given
from studyapp.content.factbook import FactBook
from studyapp.content.quantity import Quantity
from studyapp.content.units import KNOWN_UNITS, parse_unit

_RATE: Final = "execution environments per 10 s"
_OLD_RATE: Final = f"{UNIT} per min"
_ALLOCATION: Final = "execution environments per min"
_SECONDS: Final = KNOWN_UNITS["min"][1]


def time_to_scale(start: Quantity, target: Quantity, book: FactBook) -> Step:
    """Return the seconds in which one function can grow from `start` to `target`."""
    per_second = parse_unit(_RATE).factor
    rate = from_fact(book, "concurrency.scaling", _RATE, "scaling_rate")
    waiting = computed(
        "to_wait_for",
        "environments after the first step, which is there at once",
        UNIT,
        "{to_add} - {scaling_rate}, at least 0",
        (_to_add(start, target), rate),
        surplus,
    )
    return computed(
        "scale_time",
        "time to scale",
        "s",
        "{to_wait_for} / {scaling_rate}",
        (waiting, rate),
        lambda n: n[0] / (n[1] * per_second),
    )


def time_to_scale_before(target: Quantity, book: FactBook) -> Step:
    """Return the seconds it took until November 2023, starting from nothing.

    The largest Regional burst came at once, the rest in steps of one minute.
    """
    beyond = computed(
        "beyond_burst",
        "concurrency beyond the burst",
        UNIT,
        "{target} - {burst}, at least 0",
        (
            given("target", "concurrency wanted", target),
            from_fact(book, "scaling.old.burst", UNIT, "burst"),
        ),
        surplus,
    )
    return computed(
        "scale_time_before",
        "time to scale before November 2023",
        "s",
        "{beyond_burst} / {old_rate}, rounded up to minutes",
        (beyond, from_fact(book, "scaling.old.rate", _OLD_RATE, "old_rate")),
        lambda n: round_up(n[0] / n[1]) * _SECONDS,
    )


def provisioned_ready(count: Quantity, book: FactBook) -> Step:
    """Return the minutes until provisioned concurrency can be used.

    All of it must be allocated first; the preparation is taken at its longest.
    """
    longest = bounds(book, "provisioned.prepare")[1].to("min")
    allocated = computed(
        "allocated",
        "time to allocate",
        "min",
        "{provisioned} / {allocation}",
        (
            given("provisioned", "provisioned environments", count),
            from_fact(book, "provisioned.allocation", _ALLOCATION, "allocation"),
        ),
        lambda n: n[0] / n[1],
    )
    prepared = given("prepare", "preparation", longest, ("provisioned.prepare",))
    return computed(
        "ready_time",
        "time until it is ready",
        "min",
        "{prepare} + {allocated}",
        (prepared, allocated),
        total,
    )


def _to_add(start: Quantity, target: Quantity) -> Step:
    return computed(
        "to_add",
        "environments to add",
        UNIT,
        "{target} - {start}, at least 0",
        (
            given("target", "concurrency wanted", target),
            given("start", "concurrency now", start),
        ),
        surplus,
    )
