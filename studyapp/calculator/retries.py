"""What happens to an asynchronous event, and when: attempts, waits, the end.

Function errors are retried a few times; throttles and service errors until the event
is too old. The two rules are never mixed. Source: docs.aws.amazon.com/lambda/latest/
dg/invocation-async-error-handling.html.
"""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from typing import Final

from studyapp.calculator import facts
from studyapp.calculator.arithmetic import ONE, ZERO, total
from studyapp.calculator.leaves import from_fact
from studyapp.calculator.steps import Step, computed, given
from studyapp.content.factbook import FactBook
from studyapp.content.quantity import Quantity
from studyapp.errors import UsageError

_WAIT: Final = "async.wait"
_RETRIES: Final = "async.retries"


@dataclass(frozen=True, slots=True)
class Attempt:
    """One run of a failing event, in seconds after it was accepted."""

    number: int
    begins: Decimal
    ends: Decimal


@dataclass(frozen=True, slots=True)
class Timeline:
    """A failing event from the first attempt to the destination or the queue."""

    attempts: tuple[Attempt, ...]
    steps: Step
    """The second in which Lambda gives the event up."""

    @property
    def given_up(self) -> Decimal:
        """Seconds after acceptance; then it goes to a destination or is dropped."""
        return self.steps.value.number


def error_timeline(
    duration: Quantity, book: FactBook, retries: int | None = None
) -> Timeline:
    """Return the attempts of an event whose every run fails after `duration`.

    `retries` is the function's setting; the fact's default if None. Raises
    UsageError for more than Lambda allows.
    """
    seconds = duration.to("s").number
    waits = _waits(book, retries)
    attempts = [Attempt(1, ZERO, seconds)]
    for wait in waits:
        begins = attempts[-1].ends + wait
        attempts.append(Attempt(len(attempts) + 1, begins, begins + seconds))
    return Timeline(tuple(attempts), _given_up(duration, waits))


def attempts_made(book: FactBook) -> Step:
    """Return how often a failing event runs in all: once, and each retry."""
    once = given("once", "first attempt", Quantity(ONE, "attempts"))
    retries = from_fact(book, _RETRIES, "retries", "retries")
    return computed(
        "attempts",
        "attempts in all",
        "attempts",
        "{once} + {retries}",
        (once, retries),
        total,
    )


def throttled_until(book: FactBook) -> Step:
    """Return how long a throttled event is retried before it is given up, in hours."""
    return from_fact(book, "async.age.max", "h", "oldest")


def _waits(book: FactBook, retries: int | None) -> tuple[Decimal, ...]:
    waits = facts.series(book, _WAIT, "s")
    allowed = int(facts.number(book, _RETRIES, "retries"))
    count = allowed if retries is None else retries
    if not 0 <= count <= len(waits):
        raise UsageError(
            f"{count} retries are not possible", f"choose from 0 to {len(waits)}"
        )
    return waits[:count]


def _given_up(duration: Quantity, waits: tuple[Decimal, ...]) -> Step:
    runs = given("runs", "attempts", Quantity(Decimal(len(waits) + 1), "attempts"))
    each = given("each", "duration", duration.to("s"))
    steps = [
        given(f"wait_{i}", f"wait {i}", Quantity(wait, "s"), (_WAIT,))
        for i, wait in enumerate(waits, start=1)
    ]
    formula = "{runs} x {each}" + "".join(f" + {{{step.key}}}" for step in steps)
    return computed(
        "given_up",
        "time until the event is given up",
        "s",
        formula,
        (runs, each, *steps),
        lambda n: n[0] * n[1] + total(n[2:]),
    )
