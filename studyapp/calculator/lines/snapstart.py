"""SnapStart: keeping a snapshot cached, and restoring it at every cold start.

Java runtimes are not charged. Source: aws.amazon.com/lambda/pricing, "SnapStart".
"""

from __future__ import annotations

from studyapp.calculator.arithmetic import ONE, ZERO, product
from studyapp.calculator.leaves import from_fact, from_price
from studyapp.calculator.lines import usage
from studyapp.calculator.scenario import Scenario, Snapshots
from studyapp.calculator.steps import Step, computed, given
from studyapp.content.factbook import FactBook
from studyapp.content.quantity import Quantity


def snapstart_cache_line(scenario: Scenario, book: FactBook) -> Step | None:
    """Return the line `snapstart_cache` in USD, None where nothing is charged."""
    if scenario.snapstart in {None, Snapshots.JAVA}:
        return None
    versions = scenario.snapstart_versions or Quantity(ONE, "versions")
    cached = computed(
        "cached_seconds",
        "seconds cached",
        "s",
        "greater of {asked_hours} and {cache_minimum}, in seconds",
        (
            usage.hours(
                scenario, "asked_hours", "hours cached", scenario.snapstart_hours
            ),
            from_fact(book, "price.snapstart.minimum", "h", "cache_minimum"),
        ),
        lambda n: max(n) * usage.SECONDS_PER_HOUR,
    )
    price = from_price(book, "snapstart-cache", scenario.region, "price_cache")
    return computed(
        "snapstart_cache",
        "SnapStart cache",
        "USD",
        "{versions} x {memory_gb} x {cached_seconds} x {price_cache}",
        (
            given("versions", "versions", versions),
            usage.memory_gb(scenario.memory),
            cached,
            price,
        ),
        product,
    )


def snapstart_restore_line(scenario: Scenario, book: FactBook) -> Step | None:
    """Return the line `snapstart_restore` in USD, None where nothing is charged."""
    if scenario.snapstart in {None, Snapshots.JAVA}:
        return None
    share = scenario.cold_starts or Quantity(ZERO, "%")
    requests = usage.on_demand_requests(scenario, book)
    restores = usage.share_of("restores", "restores", requests, share)
    price = from_price(book, "snapstart-restore", scenario.region, "price_restore")
    return computed(
        "snapstart_restore",
        "SnapStart restores",
        "USD",
        "{restores} x {memory_gb} x {price_restore}",
        (restores, usage.memory_gb(scenario.memory), price),
        product,
    )
