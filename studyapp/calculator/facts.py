"""Every fact a calculation reads, with the unit its value must convert to.

This is the one list of what the calculator needs from content; it holds ids and
units, and never a value.
"""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal
from enum import StrEnum
from typing import Final

from studyapp.content.factbook import FactBook
from studyapp.content.quantity import Quantity, Range, Series, parse_quantity
from studyapp.content.units import UnitError
from studyapp.errors import MissingFactError


class Architecture(StrEnum):
    """The instruction set, which decides the meters."""

    X86 = "x86_64"
    ARM = "arm64"


REQUIRED: Final[Mapping[str, str]] = {
    "timeout.max": "ms",
    "memory.min": "MB",
    "memory.max": "MB",
    "memory.step": "MB",
    "memory.vcpu": "MB",
    "tmp.default": "MB",
    "tmp.max": "MB",
    "payload.async": "MB",
    "free.requests": "requests/month",
    "free.duration": "GB-s/month",
    "billing.granularity": "ms",
    "price.tier.x86.first": "GB-s/month",
    "price.tier.x86.second": "GB-s/month",
    "price.tier.arm.first": "GB-s/month",
    "price.tier.arm.second": "GB-s/month",
    "price.provisioned.rounding": "min",
    "price.async.chunk": "KB",
    "price.async.metered-above": "KB",
    "streaming.free": "MB/request",
    "concurrency.account": "concurrent executions",
    "concurrency.unreserved.min": "concurrent executions",
    "concurrency.rps.factor": "requests/s",
    "concurrency.scaling": "execution environments per 10 s",
}
"""Facts without which the calculator does not start."""

OPTIONAL: Final[Mapping[str, Mapping[str, str]]] = {
    "streaming": {"free.streaming": "GB/month"},
    "snapstart": {"price.snapstart.minimum": "h"},
    "pollers": {"price.sqs.epu": "USD/h", "price.epu.minimum": "min"},
    "durable": {
        "price.durable.operations": "USD/operation",
        "price.durable.written": "USD/GB",
        "price.durable.retained": "USD/GB-month",
    },
    "tenants": {"price.tenant": "USD/GB"},
    "managed": {"price.lmi.fee": "%"},
    "cloudfront": {
        "price.cffunctions.request": "USD/invocation",
        "price.cffunctions.kvs": "USD/read",
        "free.cffunctions": "invocations/month",
    },
    "microvm": {
        "price.microvm.vcpu": "USD/vCPU-s",
        "price.microvm.memory": "USD/GB-s",
        "price.microvm.write": "USD/GB",
        "price.microvm.read": "USD/GB",
        "price.microvm.storage": "USD/GB-month",
    },
    "provisioned": {
        "provisioned.allocation": "execution environments per min",
        "provisioned.buffer": "%",
    },
    "scaling-before": {
        "scaling.old.burst": "concurrent executions",
        "scaling.old.rate": "concurrent executions per min",
    },
    "sqs": {
        "sqs.visibility.factor": "times",
        "sqs.scale.start": "concurrent invocations",
        "sqs.scale.rate": "concurrent invocations per min",
        "sqs.scale.max": "concurrent invocations",
    },
    "async": {"async.retries": "retries", "async.age.max": "h"},
}
"""Facts by the feature that needs them; only using it without them is an error."""

RANGES: Final = ("sqs.concurrency.max", "stream.shard.factor", "provisioned.prepare")
"""Optional facts that are ranges."""

SERIES: Final[Mapping[str, str]] = {"async.wait": "s"}
"""Optional facts that are lists."""

METERS: Final = ("request", "ephemeral", "provisioned", "provisioned-duration")
"""Meters that must have a table, for each architecture."""


def meter(name: str, architecture: Architecture) -> str:
    """Return the meter of an architecture: `ephemeral-arm` for `ephemeral`."""
    return name if architecture is Architecture.X86 else f"{name}-arm"


def duration_meter(architecture: Architecture, tier: int) -> str:
    """Return the meter of a price tier of duration, counted from 1."""
    short = "x86" if architecture is Architecture.X86 else "arm"
    return f"duration-{short}-tier{tier}"


def tier_fact(architecture: Architecture, end: str) -> str:
    """Return the fact with the end of the `first` or `second` tier of duration."""
    short = "x86" if architecture is Architecture.X86 else "arm"
    return f"price.tier.{short}.{end}"


def require(book: FactBook) -> None:
    """Raise MissingFactError naming the first fact or table that is not there."""
    for fact_id, unit in REQUIRED.items():
        number(book, fact_id, unit)
    names = {meter(name, a) for name in METERS for a in Architecture}
    names |= {duration_meter(a, tier) for a in Architecture for tier in range(1, 4)}
    for name in sorted(names - set(book.prices.tables)):
        raise MissingFactError(
            f"there is no price table for the meter '{name}'",
            "add it to your content, or run 'studyapp content check'",
        )


def number(book: FactBook, fact_id: str, unit: str) -> Decimal:
    """Return a fact's number in `unit`, exact where the fact uses that unit."""
    quantity = book.quantity(fact_id)
    return quantity.number if quantity.unit == unit else book.number(fact_id, unit)


def bounds(book: FactBook, fact_id: str) -> tuple[Quantity, Quantity]:
    """Return the ends of a range; raises MissingFactError if it is none."""
    value = book.fact(fact_id).value
    if isinstance(value, Range):
        return value.low, value.high
    raise MissingFactError(f"the fact '{fact_id}' is not a range")


def series(book: FactBook, fact_id: str, unit: str) -> tuple[Decimal, ...]:
    """Return a list's numbers; raises MissingFactError if it is no list."""
    value = book.fact(fact_id).value
    if isinstance(value, Series):
        return tuple(item.to(unit).number for item in value.items)
    raise MissingFactError(f"the fact '{fact_id}' is not a list")


def earlier(book: FactBook, fact_id: str, unit: str) -> Decimal:
    """Return the last value a fact had before; raises MissingFactError if none fits."""
    for old in reversed(book.fact(fact_id).was):
        try:
            return parse_quantity(old.value).to(unit).number
        except UnitError:
            continue
    raise MissingFactError(f"the fact '{fact_id}' has no earlier value in {unit}")
