"""Prices solved backwards: from a budget or the free tier to memory or requests.

Every search runs the forward calculation, so an answer agrees with it to one unit:
the answer fits, one unit more does not. The constraint that stops it is named.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from decimal import Decimal
from typing import Final

from studyapp.calculator.arithmetic import ONE, ZERO, dollars, round_down
from studyapp.calculator.facts import number
from studyapp.calculator.price import Bill, price
from studyapp.calculator.scenario import FreeTier, Scenario, replace_field
from studyapp.calculator.steps import Step, find
from studyapp.content.factbook import FactBook
from studyapp.content.quantity import Quantity
from studyapp.errors import UsageError

BUDGET: Final = "budget"
_DOUBLINGS: Final = 64
"""Beyond 2^64 requests a month nothing limits them."""


@dataclass(frozen=True, slots=True)
class Answer:
    """The largest value that fits, and what stops it from being larger."""

    value: Quantity
    binding: str
    """The constraint in words, such as `budget` or `free GB-seconds`."""
    steps: Step
    """The forward calculation with this value."""


def most_memory(scenario: Scenario, budget: Quantity, book: FactBook) -> Answer:
    """Return the most memory whose price stays within `budget` (USD a month).

    Raises UsageError where even the least memory costs more.
    """
    step = number(book, "memory.step", "MB")
    low = number(book, "memory.min", "MB")
    high = number(book, "memory.max", "MB")

    def bill(steps: int) -> Bill:
        memory = Quantity(low + steps * step, "MB")
        return price(replace_field(scenario, "memory", memory), book)

    def fits(steps: int) -> bool:
        return bill(steps).exact <= budget.number

    if not fits(0):
        raise UsageError(
            f"even {low:,f} MB cost {dollars(bill(0).exact)} a month",
            "raise the budget, or lower requests or duration",
        )
    last = int((high - low) / step)
    found = last if fits(last) else largest(0, last, fits)
    binding = "largest memory" if found == last else BUDGET
    value = Quantity(low + found * step, "MB")
    return Answer(value, binding, bill(found).steps)


def most_requests(scenario: Scenario, budget: Quantity, book: FactBook) -> Answer:
    """Return the most requests/month whose price stays within `budget` (USD).

    Raises UsageError where no request at all fits, or any number of them does.
    """

    def bill(count: int) -> Bill:
        return price(scenario.with_number("requests", Decimal(count)), book)

    def fits(count: int) -> bool:
        return bill(count).exact <= budget.number

    if not fits(0):
        raise UsageError(
            f"{dollars(bill(0).exact)} a month are due without a request",
            "raise the budget",
        )
    found = largest(0, _beyond(fits), fits)
    value = Quantity(Decimal(found), "requests/month")
    return Answer(value, BUDGET, bill(found).steps)


def free_requests(scenario: Scenario, book: FactBook) -> Answer:
    """Return the most requests/month that neither requests nor duration charge for.

    Names which part of the free tier ends first.
    """
    free = replace_field(scenario, "free_tier", FreeTier.APPLIES)

    def bill(count: int) -> Bill:
        return price(free.with_number("requests", Decimal(count)), book)

    def fits(count: int) -> bool:
        steps = bill(count).steps
        return _paid(steps, "requests") == _paid(steps, "duration") == ZERO

    found = largest(0, _beyond(fits), fits)
    over = bill(found + 1).steps
    binding = "free requests" if _paid(over, "requests") else "free GB-seconds"
    return Answer(
        Quantity(Decimal(found), "requests/month"), binding, bill(found).steps
    )


def free_tier_ends(scenario: Scenario, book: FactBook) -> Answer | None:
    """Return the day of the month on which the free tier ends, None if it lasts.

    The month's requests arrive evenly; the first day is 1.
    """
    free = replace_field(scenario, "free_tier", FreeTier.APPLIES)
    steps = price(free, book).steps
    shares = {
        "free requests": _share(steps, "billable_requests"),
        "free GB-seconds": _share(steps, "billable_gb_seconds"),
    }
    binding = min(shares, key=lambda name: shares[name])
    if shares[binding] >= ONE:
        return None
    days = scenario.hours_per_month.to("day").number
    day = round_down(days * shares[binding]) + ONE
    return Answer(Quantity(day, "day"), binding, steps)


def largest(low: int, high: int, fits: Callable[[int], bool]) -> int:
    """Return the largest whole number from `low` that fits, below `high`.

    `low` must fit and `high` must not; between them `fits` changes once.
    """
    while high - low > 1:
        middle = (low + high) // 2
        if fits(middle):
            low = middle
        else:
            high = middle
    return low


def _beyond(fits: Callable[[int], bool]) -> int:
    """Return a number that does not fit; raises UsageError where all do."""
    for power in range(_DOUBLINGS):
        if not fits(2**power):
            return int(2**power)
    raise UsageError(
        "any number of requests fits", "give a duration, or switch the free tier off"
    )


def _paid(steps: Step, line: str) -> Decimal:
    found = find(steps, line)
    return found.value.number if found else ZERO


def _share(steps: Step, key: str) -> Decimal:
    """Return free usage / all usage of a node that subtracts the first from it."""
    node = find(steps, key)
    if node is None:
        return ONE
    used, free = (child.value.number for child in node.children)
    return free / used if used else ONE
