"""The charge for requests, with large asynchronous events counted as several.

Source of the formula: aws.amazon.com/lambda/pricing, "Requests".
"""

from __future__ import annotations

from studyapp.calculator import facts
from studyapp.calculator.arithmetic import product, surplus
from studyapp.calculator.leaves import from_fact, from_price
from studyapp.calculator.lines import usage
from studyapp.calculator.scenario import FreeTier, Scenario
from studyapp.calculator.steps import Step, computed
from studyapp.content.factbook import FactBook


def requests_line(scenario: Scenario, book: FactBook) -> Step:
    """Return the line `requests` in USD."""
    meter = facts.meter("request", scenario.architecture)
    price = from_price(book, meter, scenario.region, "price_request")
    return computed(
        "requests",
        "Requests",
        "USD",
        "{billable_requests} x {price_request}",
        (_billable(scenario, book), price),
        product,
    )


def _billable(scenario: Scenario, book: FactBook) -> Step:
    counted = [_metered(scenario, book)]
    formula = f"{{{counted[0].key}}}"
    if scenario.free_tier is FreeTier.APPLIES:
        free = from_fact(book, "free.requests", "requests/month", "free_requests")
        counted.append(free)
        formula += " - {free_requests}, at least 0"
    return computed(
        "billable_requests",
        "requests to pay for",
        "requests/month",
        formula,
        counted,
        surplus,
    )


def _metered(scenario: Scenario, book: FactBook) -> Step:
    each = usage.chunks(scenario, book)
    if each is None:
        return usage.all_requests(scenario)
    return computed(
        "metered_requests",
        "requests as metered",
        "requests/month",
        "{requests} x {chunks}",
        (usage.all_requests(scenario), each),
        product,
    )
