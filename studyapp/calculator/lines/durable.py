"""Durable functions: operations, data written, data retained.

The pricing page counts a GB of this data as 1,000,000 KB, unlike everything else of
Lambda; its example shows it. Source: aws.amazon.com/lambda/pricing, "Durable
functions".
"""

from __future__ import annotations

from decimal import Decimal
from typing import Final

from studyapp.calculator.arithmetic import ZERO, product
from studyapp.calculator.leaves import from_fact
from studyapp.calculator.scenario import Scenario
from studyapp.calculator.steps import Step, computed, given
from studyapp.content.factbook import FactBook
from studyapp.content.quantity import Quantity
from studyapp.content.units import KNOWN_UNITS

_KB_PER_GB: Final = Decimal("1e6")
_KB_PER_MB: Final = KNOWN_UNITS["MB"][1] / KNOWN_UNITS["KB"][1]


def durable_lines(scenario: Scenario, book: FactBook) -> tuple[Step, ...]:
    """Return the three lines in USD, none where no durable execution is given."""
    if scenario.durable_executions is None:
        return ()
    return (
        _operations(scenario, book),
        computed(
            "durable_written",
            "Durable data written",
            "USD",
            "{written_gb} x {price_written}",
            (
                _written(scenario),
                from_fact(book, "price.durable.written", "USD/GB", "price_written"),
            ),
            product,
        ),
        _retained(scenario, book),
    )


def _operations(scenario: Scenario, book: FactBook) -> Step:
    each = scenario.durable_operations or Quantity(ZERO, "operations")
    return computed(
        "durable_operations",
        "Durable operations",
        "USD",
        "{executions} x {operations} x {price_operation}",
        (
            _executions(scenario),
            given("operations", "operations of each", each),
            from_fact(
                book,
                "price.durable.operations",
                "USD/operation",
                "price_operation",
            ),
        ),
        product,
    )


def _retained(scenario: Scenario, book: FactBook) -> Step:
    kept = scenario.durable_kept or Quantity(ZERO, "h")
    months = computed(
        "kept_months",
        "months kept",
        "month",
        "{kept} / {month}",
        (
            given("kept", "time kept", kept),
            given("month", "month", scenario.hours_per_month),
        ),
        lambda n: n[0] / n[1],
    )
    return computed(
        "durable_retained",
        "Durable data retained",
        "USD",
        "{written_gb} x {kept_months} x {price_retained}",
        (
            _written(scenario),
            months,
            from_fact(book, "price.durable.retained", "USD/GB-month", "price_retained"),
        ),
        product,
    )


def _written(scenario: Scenario) -> Step:
    size = scenario.durable_written or Quantity(ZERO, "MB")
    in_kb = Quantity(size.number * _KB_PER_MB, "KB")
    return computed(
        "written_gb",
        "data written in GB of 1,000,000 KB",
        "GB",
        "{executions} x {written} in GB",
        (_executions(scenario), given("written", "written by each", in_kb)),
        lambda n: n[0] * n[1] / _KB_PER_GB,
    )


def _executions(scenario: Scenario) -> Step:
    count = scenario.durable_executions or Quantity(ZERO, "executions/month")
    return given("executions", "executions", count)
