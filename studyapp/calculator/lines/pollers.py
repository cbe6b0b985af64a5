"""Provisioned pollers of an event source mapping: units times hours.

Billed per second with a minimum. Source: aws.amazon.com/lambda/pricing,
"Event Source Mapping".
"""

from __future__ import annotations

from studyapp.calculator.arithmetic import ONE, product
from studyapp.calculator.leaves import from_fact, from_price
from studyapp.calculator.lines import usage
from studyapp.calculator.scenario import PollerKind, Scenario
from studyapp.calculator.steps import Step, computed, given
from studyapp.content.factbook import FactBook
from studyapp.content.quantity import Quantity


def pollers_line(scenario: Scenario, book: FactBook) -> Step | None:
    """Return the line `pollers` in USD, None where polling is free."""
    if scenario.pollers is None:
        return None
    units = scenario.poller_units or Quantity(ONE, "event poller units")
    billed = computed(
        "poller_hours",
        "hours billed",
        "h",
        "greater of {asked_hours} and {poller_minimum}",
        (
            usage.hours(scenario, "asked_hours", "hours", scenario.poller_hours),
            from_fact(book, "price.epu.minimum", "min", "poller_minimum"),
        ),
        lambda n: max(n[0], n[1] / usage.MINUTES_PER_HOUR),
    )
    return computed(
        "pollers",
        "Event pollers",
        "USD",
        "{poller_units} x {poller_hours} x {price_poller}",
        (
            given("poller_units", "event poller units", units),
            billed,
            _price(scenario.pollers, scenario.region, book),
        ),
        product,
    )


def _price(kind: PollerKind, region: str, book: FactBook) -> Step:
    if kind is PollerKind.KAFKA:
        return from_price(book, "kafka-epu", region, "price_poller")
    return from_fact(book, "price.sqs.epu", "USD/h", "price_poller")
