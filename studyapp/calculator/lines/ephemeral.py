"""The charge for /tmp beyond what is included: configured size times duration.

It never multiplies by memory. Source: aws.amazon.com/lambda/pricing,
"Ephemeral storage".
"""

from __future__ import annotations

from studyapp.calculator import facts
from studyapp.calculator.arithmetic import product, surplus, total
from studyapp.calculator.leaves import from_fact, from_price
from studyapp.calculator.lines import usage
from studyapp.calculator.scenario import Scenario
from studyapp.calculator.steps import Step, computed, given
from studyapp.content.factbook import FactBook
from studyapp.content.quantity import Quantity


def ephemeral_line(scenario: Scenario, book: FactBook) -> Step | None:
    """Return the line `ephemeral` in USD, None where no size is given."""
    if scenario.ephemeral is None:
        return None
    stored = computed(
        "tmp_gb_seconds",
        "GB-seconds of ephemeral storage",
        "GB-s/month",
        "{run_seconds} x {tmp_extra_gb}",
        (_run_seconds(scenario, book), _extra(scenario.ephemeral, book)),
        product,
    )
    meter = facts.meter("ephemeral", scenario.architecture)
    price = from_price(book, meter, scenario.region, "price_ephemeral")
    return computed(
        "ephemeral",
        "Ephemeral storage",
        "USD",
        "{tmp_gb_seconds} x {price_ephemeral}",
        (stored, price),
        product,
    )


def _extra(configured: Quantity, book: FactBook) -> Step:
    extra = computed(
        "tmp_extra",
        "size beyond what is included",
        "MB",
        "{tmp} - {tmp_included}, at least 0",
        (
            given("tmp", "size of ephemeral storage", configured),
            from_fact(book, "tmp.default", "MB", "tmp_included"),
        ),
        surplus,
    )
    return usage.in_gb("tmp_extra_gb", "size to pay for in GB", extra)


def _run_seconds(scenario: Scenario, book: FactBook) -> Step:
    """Return the billed seconds of all invocations, wherever they run."""
    requests = usage.on_demand_requests(scenario, book)
    parts = [requests, usage.billed_seconds(book, "seconds", scenario.duration)]
    formula = f"{{{requests.key}}} x {{seconds}}"
    if scenario.provisioned is not None:
        warm = scenario.provisioned_duration or scenario.duration
        parts.append(usage.provisioned_requests(scenario, book))
        parts.append(usage.billed_seconds(book, "warm_seconds", warm))
        formula += " + {provisioned_requests} x {warm_seconds}"
    return computed(
        "run_seconds",
        "seconds of all invocations",
        "s",
        formula,
        parts,
        lambda n: total([a * b for a, b in zip(n[::2], n[1::2], strict=True)]),
    )
