"""How far an event source lets a function scale: SQS, FIFO queues, shards.

Each function returns a step in concurrent executions that can stand as the
`source_limit` of a `Load`. Sources: docs.aws.amazon.com/lambda/latest/dg/
services-sqs-scaling.html and with-kinesis.html.
"""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

from studyapp.calculator import facts
from studyapp.calculator.arithmetic import (
    ZERO,
    least,
    product,
    round_up,
    surplus,
    total,
)
from studyapp.calculator.leaves import from_fact
from studyapp.calculator.panel import UNIT
from studyapp.calculator.steps import Step, computed, given
from studyapp.content.factbook import FactBook
from studyapp.content.quantity import Quantity
from studyapp.errors import UsageError

_INVOKES = "concurrent invocations"


@dataclass(frozen=True, slots=True)
class Queue:
    """An SQS queue as an event source."""

    maximum: Quantity | None = None
    """The mapping's maximum concurrency."""
    groups: Quantity | None = None
    """Active message groups; None for a standard queue."""


def queue_limit(queue: Queue, book: FactBook) -> Step:
    """Return the most that a queue's mapping runs at once.

    Raises UsageError where the maximum concurrency is outside its range.
    """
    parts = [_pollers(book)]
    if queue.maximum is not None:
        parts.append(_maximum(queue.maximum, book))
    if queue.groups is not None:
        parts.append(given("groups", "active message groups", queue.groups))
    names = ", ".join(f"{{{part.key}}}" for part in parts)
    return computed(
        "queue_limit", "SQS concurrency", UNIT, f"least of {names}", parts, least
    )


def shard_limit(shards: Quantity, factor: Quantity, book: FactBook) -> Step:
    """Return shards x parallelization factor; raises UsageError outside its range."""
    low, high = facts.bounds(book, "stream.shard.factor")
    if not low.number <= factor.number <= high.number:
        value = book.fact("stream.shard.factor").short
        raise UsageError(
            f"a parallelization factor of {factor.number} is not possible",
            f"choose from {value}",
        )
    parts = (
        given("shards", "shards", shards),
        given("factor", "parallelization factor", factor, ("stream.shard.factor",)),
    )
    return computed(
        "shard_limit", "shards x factor", UNIT, "{shards} x {factor}", parts, product
    )


def queue_ramp(target: Quantity, book: FactBook) -> Step:
    """Return the minutes until a mapping on a full queue runs `target` at once."""
    unit = f"{_INVOKES} per min"
    missing = computed(
        "to_add",
        "invocations to add",
        _INVOKES,
        "{target} - {start}, at least 0",
        (
            given("target", "concurrency wanted", target),
            from_fact(book, "sqs.scale.start", _INVOKES, "start"),
        ),
        surplus,
    )
    return computed(
        "ramp",
        "time to reach it",
        "min",
        "{to_add} / {growth}, rounded up",
        (missing, from_fact(book, "sqs.scale.rate", unit, "growth")),
        lambda n: round_up(n[0] / n[1]),
    )


def visibility(timeout: Quantity, window: Quantity, book: FactBook) -> Step:
    """Return the visibility timeout AWS recommends for a queue, in seconds.

    Both arguments are in seconds: factor x function timeout + batching window.
    """
    held = computed(
        "held",
        "time for retries",
        "s",
        "{factor} x {timeout}",
        (
            from_fact(book, "sqs.visibility.factor", "times", "factor"),
            given("timeout", "function timeout", timeout),
        ),
        product,
    )
    wait = given("window", "batching window", window)
    return computed(
        "visibility",
        "visibility timeout",
        "s",
        "{held} + {window}",
        (held, wait),
        total,
    )


def drain_seconds(backlog: Quantity, each: Quantity, running: Quantity) -> Step:
    """Return the seconds to work off a backlog: messages x seconds / concurrency."""
    parts = (
        given("backlog", "events waiting", backlog),
        given("each", "seconds of each", each),
        given("running", "concurrency", running),
    )
    return computed(
        "drain",
        "time to work off",
        "s",
        "{backlog} x {each} / {running}",
        parts,
        lambda n: n[0] * n[1] / n[2] if n[2] else ZERO,
    )


def _pollers(book: FactBook) -> Step:
    return from_fact(book, "sqs.scale.max", _INVOKES, "poller_max")


def _maximum(maximum: Quantity, book: FactBook) -> Step:
    low, high = facts.bounds(book, "sqs.concurrency.max")
    if not low.number <= maximum.number <= high.number:
        raise UsageError(
            f"a maximum concurrency of {_shown(maximum.number)} is not possible",
            f"choose from {book.fact('sqs.concurrency.max').short}",
        )
    refs = ("sqs.concurrency.max",)
    return given("maximum", "maximum concurrency", maximum, refs)


def _shown(number: Decimal) -> str:
    return f"{number:,f}"
