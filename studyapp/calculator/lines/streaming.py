"""Response streaming: the volume beyond what each response and each month has free.

Source: aws.amazon.com/lambda/pricing, "HTTP response stream".
"""

from __future__ import annotations

from studyapp.calculator import facts
from studyapp.calculator.arithmetic import product, surplus
from studyapp.calculator.leaves import from_fact, from_price
from studyapp.calculator.lines import usage
from studyapp.calculator.scenario import FreeTier, Scenario
from studyapp.calculator.steps import Step, computed, given
from studyapp.content.factbook import FactBook
from studyapp.content.quantity import Quantity


def streaming_line(scenario: Scenario, book: FactBook) -> Step | None:
    """Return the line `streaming` in USD, None where nothing is streamed."""
    if scenario.streamed_per_request is None:
        return None
    meter = facts.meter("streaming", scenario.architecture)
    price = from_price(book, meter, scenario.region, "price_streaming")
    return computed(
        "streaming",
        "Response streaming",
        "USD",
        "{billable_streamed} x {price_streaming}",
        (_billable(scenario, book), price),
        product,
    )


def _billable(scenario: Scenario, book: FactBook) -> Step:
    counted = [_streamed(scenario, book)]
    formula = "{streamed_gb}"
    if (scenario.streaming_free or scenario.free_tier) is FreeTier.APPLIES:
        counted.append(from_fact(book, "free.streaming", "GB/month", "free_streaming"))
        formula += " - {free_streaming}, at least 0"
    return computed(
        "billable_streamed",
        "streamed volume to pay for",
        "GB/month",
        formula,
        counted,
        surplus,
    )


def _streamed(scenario: Scenario, book: FactBook) -> Step:
    each = computed(
        "streamed_beyond",
        "streamed beyond the free part of each response",
        "MB",
        "{response} - {free_response}, at least 0",
        (
            given("response", "response", _size(scenario)),
            from_fact(book, "streaming.free", "MB/request", "free_response"),
        ),
        surplus,
    )
    responses = scenario.streamed_requests or scenario.requests
    return computed(
        "streamed_gb",
        "streamed volume",
        "GB/month",
        "{streamed_requests} x {streamed_beyond_gb}",
        (
            given("streamed_requests", "streamed responses", responses),
            usage.in_gb("streamed_beyond_gb", "of each response", each),
        ),
        product,
    )


def _size(scenario: Scenario) -> Quantity:
    return scenario.streamed_per_request or usage.NO_SIZE
