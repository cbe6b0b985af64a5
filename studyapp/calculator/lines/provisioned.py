"""Provisioned concurrency: its fee, and its own rate of duration.

Requests beyond what the environments can take overflow to the on-demand line.
Source: aws.amazon.com/lambda/pricing, "Provisioned Concurrency".
"""

from __future__ import annotations

from studyapp.calculator import facts
from studyapp.calculator.arithmetic import product
from studyapp.calculator.leaves import from_price
from studyapp.calculator.lines import usage
from studyapp.calculator.scenario import Scenario
from studyapp.calculator.steps import Step, computed, given
from studyapp.content.factbook import FactBook


def provisioned_line(scenario: Scenario, book: FactBook) -> Step | None:
    """Return the line `provisioned` in USD, None where there is none."""
    if scenario.provisioned is None:
        return None
    count = given("provisioned", "provisioned environments", scenario.provisioned)
    kept = computed(
        "provisioned_gb_seconds",
        "GB-seconds kept warm",
        "GB-s/month",
        "{provisioned} x {enabled_seconds} x {memory_gb}",
        (
            count,
            usage.provisioned_seconds(scenario, book),
            usage.memory_gb(scenario.memory),
        ),
        product,
    )
    meter = facts.meter("provisioned", scenario.architecture)
    price = from_price(book, meter, scenario.region, "price_provisioned")
    return computed(
        "provisioned",
        "Provisioned concurrency",
        "USD",
        "{provisioned_gb_seconds} x {price_provisioned}",
        (kept, price),
        product,
    )


def provisioned_duration_line(scenario: Scenario, book: FactBook) -> Step | None:
    """Return the line `provisioned_duration` in USD, None where there is none."""
    if scenario.provisioned is None:
        return None
    duration = scenario.provisioned_duration or scenario.duration
    used = computed(
        "warm_gb_seconds",
        "GB-seconds used on provisioned concurrency",
        "GB-s/month",
        "{provisioned_requests} x {warm_seconds} x {memory_gb}",
        (
            usage.provisioned_requests(scenario, book),
            usage.billed_seconds(book, "warm_seconds", duration),
            usage.memory_gb(scenario.memory),
        ),
        product,
    )
    meter = facts.meter("provisioned-duration", scenario.architecture)
    price = from_price(book, meter, scenario.region, "price_provisioned_duration")
    return computed(
        "provisioned_duration",
        "Duration on provisioned concurrency",
        "USD",
        "{warm_gb_seconds} x {price_provisioned_duration}",
        (used, price),
        product,
    )
