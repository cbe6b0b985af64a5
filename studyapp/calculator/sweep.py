"""What memory costs: the price over all memory sizes, with the cheapest marked.

More memory brings more CPU, so a run gets shorter until the code has no further
thread to use. Measured durations, where there are some, replace that model.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from decimal import Decimal
from typing import Final

from studyapp.calculator.arithmetic import ONE, round_down, round_up
from studyapp.calculator.facts import number
from studyapp.calculator.lines.usage import PERCENT
from studyapp.calculator.price import price
from studyapp.calculator.scenario import Scenario
from studyapp.content.factbook import FactBook
from studyapp.content.quantity import Quantity

_ALL: Final = Quantity(Decimal("1e2"), "%")


@dataclass(frozen=True, slots=True)
class Profile:
    """How a function's duration follows its CPU."""

    cpu_share: Quantity = _ALL
    """% of the duration that is computing and not waiting."""
    threads: int = 1
    """How many vCPUs the code can use at once."""
    measured: Mapping[int, Quantity] | None = None
    """Duration (ms) by memory (MB), where it was measured."""


@dataclass(frozen=True, slots=True)
class Point:
    """One memory size with its duration and the month's price in USD."""

    memory: Quantity
    duration: Quantity
    cost: Decimal


@dataclass(frozen=True, slots=True)
class Sweep:
    """Prices by memory, from the smallest to the largest."""

    points: tuple[Point, ...]

    @property
    def cheapest(self) -> Point:
        """The cheapest point; among equals the one with most memory."""
        return min(self.points, key=lambda p: (p.cost, -p.memory.number))


def memory_sweep(
    scenario: Scenario, book: FactBook, profile: Profile, count: int
) -> Sweep:
    """Return `count` points from the least to the most memory, evenly spread.

    With measured durations the points are those, whatever the count.
    """
    if profile.measured is not None:
        sizes = [Decimal(memory) for memory in sorted(profile.measured)]
    else:
        sizes = _spread(book, count)
    return Sweep(tuple(_point(scenario, book, profile, size) for size in sizes))


def duration_at(
    scenario: Scenario, book: FactBook, profile: Profile, memory: Decimal
) -> Quantity:
    """Return the duration (ms) to expect with `memory` MB, by Amdahl's argument.

    The computing part scales with CPU, which follows memory up to one vCPU for each
    thread; the waiting part does not.
    """
    if profile.measured is not None:
        return profile.measured[int(memory)]
    most = number(book, "memory.vcpu", "MB") * profile.threads
    share = profile.cpu_share.number * PERCENT
    faster = min(scenario.memory.number, most) / min(memory, most)
    scaled = scenario.duration.number * (ONE - share + share * faster)
    return Quantity(round_up(scaled, number(book, "billing.granularity", "ms")), "ms")


def _spread(book: FactBook, count: int) -> list[Decimal]:
    low, high = (number(book, f"memory.{end}", "MB") for end in ("min", "max"))
    step = number(book, "memory.step", "MB")
    gaps = max(1, count - 1)
    return [low + round_down((high - low) * i / gaps, step) for i in range(count)]


def _point(
    scenario: Scenario, book: FactBook, profile: Profile, memory: Decimal
) -> Point:
    duration = duration_at(scenario, book, profile, memory)
    size = Quantity(memory, "MB")
    bill = price(replace(scenario, memory=size, duration=duration), book)
    return Point(size, duration, bill.exact)
