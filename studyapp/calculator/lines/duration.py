"""The charge for on-demand duration: GB-seconds, free tier, tiers, INIT time.

Source of the formula: aws.amazon.com/lambda/pricing, "Duration"; tiers apply to the
month's usage beyond the free tier, per architecture and Region.
"""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal
from typing import Final

from studyapp.calculator import facts
from studyapp.calculator.arithmetic import ZERO, product, surplus, total
from studyapp.calculator.facts import Architecture
from studyapp.calculator.leaves import from_fact, from_price
from studyapp.calculator.lines import usage
from studyapp.calculator.scenario import FreeTier, Scenario
from studyapp.calculator.steps import Step, computed, given
from studyapp.content.factbook import FactBook
from studyapp.content.quantity import Quantity

_TIER_ENDS: Final = ("first", "second")


def duration_line(scenario: Scenario, book: FactBook) -> Step:
    """Return the line `duration` in USD."""
    billable = _billable(scenario, book)
    architecture, region = scenario.architecture, scenario.region
    ends = _tier_ends(book, architecture)
    tiers = _tiers(book, architecture, region, billable.value.number)

    def price(numbers: Sequence[Decimal]) -> Decimal:
        amount, first_rate = numbers[:2]
        if amount <= ends[0]:
            return amount * first_rate
        rates = [step.value.number for step in _all_prices(book, architecture, region)]
        return tiered(amount, (first_rate, *rates[1:]), ends)

    formula = "{billable_gb_seconds} x {price_tier_1}"
    if len(tiers) > 1:
        formula = "each part of {billable_gb_seconds} x the price of its tier"
    return computed("duration", "Duration", "USD", formula, (billable, *tiers), price)


def tiered(
    amount: Decimal, rates: Sequence[Decimal], ends: Sequence[Decimal]
) -> Decimal:
    """Return the price of `amount` where each part costs the rate of its tier."""
    cost, begin = ZERO, ZERO
    for rate, end in zip(rates, (*ends, amount), strict=False):
        upper = min(amount, end)
        cost += max(ZERO, upper - begin) * rate
        begin = end
    return cost


def gb_seconds(scenario: Scenario, book: FactBook) -> Step:
    """Return the GB-seconds of on-demand invocations, INIT time included."""
    requests = usage.on_demand_requests(scenario, book)
    seconds = usage.billed_seconds(book, "seconds", scenario.duration)
    memory = usage.memory_gb(scenario.memory)
    invoked = computed(
        "invoked_gb_seconds" if scenario.init else "gb_seconds",
        "GB-seconds used",
        "GB-s/month",
        f"{{{requests.key}}} x {{seconds}} x {{memory_gb}}",
        (requests, seconds, memory),
        product,
    )
    if scenario.init is None:
        return invoked
    started = _init_gb_seconds(scenario, book, requests)
    return computed(
        "gb_seconds",
        "GB-seconds used",
        "GB-s/month",
        "{invoked_gb_seconds} + {init_gb_seconds}",
        (invoked, started),
        total,
    )


def _init_gb_seconds(scenario: Scenario, book: FactBook, requests: Step) -> Step:
    share = scenario.cold_starts or Quantity(ZERO, "%")
    cold = usage.share_of("cold_starts", "cold starts", requests, share)
    init = Quantity(usage.init_seconds(scenario, book), "s")
    return computed(
        "init_gb_seconds",
        "GB-seconds of INIT",
        "GB-s/month",
        "{cold_starts} x {init} x {memory_gb}",
        (cold, given("init", "INIT time", init), usage.memory_gb(scenario.memory)),
        product,
        note="INIT is billed like the handler's own time.",
    )


def _billable(scenario: Scenario, book: FactBook) -> Step:
    counted = [gb_seconds(scenario, book)]
    formula, note = "{gb_seconds}", ""
    if scenario.free_tier is FreeTier.APPLIES:
        counted.append(
            from_fact(book, "free.duration", "GB-s/month", "free_gb_seconds")
        )
        formula = "{gb_seconds} - {free_gb_seconds}, at least 0"
        if scenario.provisioned is not None:
            note = (
                "AWS says that the free tier leaves out functions with provisioned "
                "concurrency, yet deducts it in its own example; so does this."
            )
    return computed(
        "billable_gb_seconds",
        "GB-seconds to pay for",
        "GB-s/month",
        formula,
        counted,
        surplus,
        note=note,
    )


def _tiers(
    book: FactBook, architecture: Architecture, region: str, amount: Decimal
) -> tuple[Step, ...]:
    """Return price, end, price, end: the tiers that the amount reaches."""
    ends = _tier_ends(book, architecture)
    reached = sum(1 for end in ends if amount > end)
    steps = [_price(book, architecture, region, 1)]
    for tier in range(1, reached + 1):
        fact_id = facts.tier_fact(architecture, _TIER_ENDS[tier - 1])
        steps.append(from_fact(book, fact_id, "GB-s/month", f"tier_{tier}_end"))
        steps.append(_price(book, architecture, region, tier + 1))
    return tuple(steps)


def _tier_ends(book: FactBook, architecture: Architecture) -> tuple[Decimal, ...]:
    return tuple(
        facts.number(book, facts.tier_fact(architecture, end), "GB-s/month")
        for end in _TIER_ENDS
    )


def _all_prices(
    book: FactBook, architecture: Architecture, region: str
) -> tuple[Step, ...]:
    tiers = range(1, len(_TIER_ENDS) + 2)
    return tuple(_price(book, architecture, region, tier) for tier in tiers)


def _price(book: FactBook, architecture: Architecture, region: str, tier: int) -> Step:
    meter = facts.duration_meter(architecture, tier)
    return from_price(book, meter, region, f"price_tier_{tier}")
