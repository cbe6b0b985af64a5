"""Code at the edge: Lambda@Edge, and CloudFront Functions.

Lambda@Edge has no free tier. Sources: aws.amazon.com/lambda/pricing, "Lambda@Edge";
aws.amazon.com/cloudfront/pricing.
"""

from __future__ import annotations

from studyapp.calculator.arithmetic import ZERO, product, surplus
from studyapp.calculator.leaves import from_fact, from_price
from studyapp.calculator.lines import usage
from studyapp.calculator.scenario import FreeTier, Scenario
from studyapp.calculator.steps import Step, computed, given
from studyapp.content.factbook import FactBook
from studyapp.content.quantity import Quantity


def edge_lines(scenario: Scenario, book: FactBook) -> tuple[Step, ...]:
    """Return requests and duration of Lambda@Edge in USD, none where not used."""
    if scenario.edge_requests is None:
        return ()
    requests = given("edge_request_count", "requests", scenario.edge_requests)
    used = computed(
        "edge_gb_seconds",
        "GB-seconds used",
        "GB-s/month",
        "{edge_request_count} x {seconds} x {memory_gb}",
        (
            requests,
            usage.billed_seconds(
                book, "seconds", scenario.edge_duration or Quantity(ZERO, "ms")
            ),
            usage.memory_gb(scenario.edge_memory or usage.NO_SIZE),
        ),
        product,
    )
    return (
        computed(
            "edge_requests",
            "Lambda@Edge requests",
            "USD",
            "{edge_request_count} x {price_edge_request}",
            (
                requests,
                from_price(book, "edge-request", scenario.region, "price_edge_request"),
            ),
            product,
        ),
        computed(
            "edge_duration",
            "Lambda@Edge duration",
            "USD",
            "{edge_gb_seconds} x {price_edge_duration}",
            (
                used,
                from_price(
                    book, "edge-duration", scenario.region, "price_edge_duration"
                ),
            ),
            product,
        ),
    )


def cloudfront_lines(scenario: Scenario, book: FactBook) -> tuple[Step, ...]:
    """Return invocations and key-value reads in USD, none where not used."""
    lines: list[Step] = []
    if scenario.cloudfront_requests is not None:
        lines.append(_invocations(scenario.cloudfront_requests, scenario, book))
    if scenario.cloudfront_reads is not None:
        reads = given("reads", "reads", scenario.cloudfront_reads)
        price = from_fact(book, "price.cffunctions.kvs", "USD/read", "price_read")
        lines.append(
            computed(
                "cloudfront_reads",
                "CloudFront key-value reads",
                "USD",
                "{reads} x {price_read}",
                (reads, price),
                product,
            )
        )
    return tuple(lines)


def _invocations(count: Quantity, scenario: Scenario, book: FactBook) -> Step:
    counted = [given("invocations", "invocations", count)]
    formula = "{invocations}"
    if scenario.free_tier is FreeTier.APPLIES:
        counted.append(
            from_fact(book, "free.cffunctions", "invocations/month", "free_invocations")
        )
        formula += " - {free_invocations}, at least 0"
    billable = computed(
        "billable_invocations",
        "invocations to pay for",
        "invocations/month",
        formula,
        counted,
        surplus,
    )
    price = from_fact(
        book, "price.cffunctions.request", "USD/invocation", "price_invocation"
    )
    return computed(
        "cloudfront_requests",
        "CloudFront Functions",
        "USD",
        "{billable_invocations} x {price_invocation}",
        (billable, price),
        product,
    )
