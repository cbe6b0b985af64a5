"""The price of a scenario: its lines, their sum, and how each follows.

Lines are exact and summed exactly; each line, and the sum, is rounded once, half up
to cents, when it is shown. So the shown lines may differ from the shown sum by a cent.
"""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from typing import Final

from studyapp.calculator.arithmetic import cents, total
from studyapp.calculator.limits import check
from studyapp.calculator.lines.durable import durable_lines
from studyapp.calculator.lines.duration import duration_line
from studyapp.calculator.lines.edge import cloudfront_lines, edge_lines
from studyapp.calculator.lines.ephemeral import ephemeral_line
from studyapp.calculator.lines.managed import managed_lines
from studyapp.calculator.lines.microvm import microvm_lines
from studyapp.calculator.lines.pollers import pollers_line
from studyapp.calculator.lines.provisioned import (
    provisioned_duration_line,
    provisioned_line,
)
from studyapp.calculator.lines.requests import requests_line
from studyapp.calculator.lines.snapstart import (
    snapstart_cache_line,
    snapstart_restore_line,
)
from studyapp.calculator.lines.streaming import streaming_line
from studyapp.calculator.lines.tenants import tenants_line
from studyapp.calculator.scenario import Scenario
from studyapp.calculator.steps import Step, computed
from studyapp.content.factbook import FactBook

CURRENCY: Final = "USD"


@dataclass(frozen=True, slots=True)
class Bill:
    """The price of one month; every amount is a step in USD."""

    scenario: Scenario
    steps: Step
    """The sum, with one child for each line."""

    @property
    def lines(self) -> tuple[Step, ...]:
        """The lines in the order in which they are read."""
        return self.steps.children

    @property
    def exact(self) -> Decimal:
        """The sum, unrounded."""
        return self.steps.value.number

    @property
    def total(self) -> Decimal:
        """The sum in USD, rounded once to cents."""
        return cents(self.exact)

    def amount(self, line: str) -> Decimal:
        """Return a line's exact amount by its key; zero where there is none."""
        found = (step.value.number for step in self.lines if step.key == line)
        return next(found, Decimal(0))


def price(scenario: Scenario, book: FactBook) -> Bill:
    """Return the bill for a scenario.

    Raises UsageError where Lambda would not accept it, MissingFactError where a part
    has no price in the Region or a fact is not there.
    """
    check(scenario, book)
    lines = (*_function_lines(scenario, book), *_other_lines(scenario, book))
    formula = " + ".join(f"{{{line.key}}}" for line in lines)
    return Bill(
        scenario,
        computed("total", "Total for the month", CURRENCY, formula, lines, total),
    )


def _function_lines(scenario: Scenario, book: FactBook) -> tuple[Step, ...]:
    """Return the lines of ordinary invocations, none where there are none."""
    elsewhere = (
        scenario.edge_requests,
        scenario.cloudfront_requests,
        scenario.cloudfront_reads,
        scenario.microvm_hours,
    )
    if not scenario.requests.number and any(part is not None for part in elsewhere):
        return ()
    requests = requests_line(scenario, book)
    if scenario.managed_hours is not None:
        return (requests,)
    optional = (
        ephemeral_line(scenario, book),
        provisioned_line(scenario, book),
        provisioned_duration_line(scenario, book),
        snapstart_cache_line(scenario, book),
        snapstart_restore_line(scenario, book),
        streaming_line(scenario, book),
        pollers_line(scenario, book),
        tenants_line(scenario, book),
    )
    used = (line for line in optional if line is not None)
    return (requests, duration_line(scenario, book), *used)


def _other_lines(scenario: Scenario, book: FactBook) -> tuple[Step, ...]:
    return (
        *durable_lines(scenario, book),
        *managed_lines(scenario, book),
        *edge_lines(scenario, book),
        *cloudfront_lines(scenario, book),
        *microvm_lines(scenario, book),
    )
