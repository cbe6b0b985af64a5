"""Drills about provisioned concurrency, and about code at the edge."""

from __future__ import annotations

from typing import Final

from studyapp.calculator import inputs
from studyapp.calculator.bounds import provisioned_for
from studyapp.calculator.breakeven import break_even, break_even_by_region
from studyapp.calculator.facts import Architecture
from studyapp.calculator.fields import scenario_from
from studyapp.calculator.price import price
from studyapp.calculator.skills.draft import Draft, Form, Skill, prices_of
from studyapp.chance import Dice
from studyapp.content.factbook import FactBook


def provisioned(dice: Dice, book: FactBook) -> Draft:
    """Ask for fee, duration and requests of provisioned concurrency."""
    form = {
        "region": dice.pick("us-east-1", "us-west-2", "eu-west-1"),
        "memory": dice.pick("1536MB", "2GB", "3GB", "4GB"),
        "requests": dice.pick("2M", "3M", "5M"),
        "duration": dice.pick("120ms", "180ms", "250ms"),
        "provisioned": dice.pick("20", "30", "50"),
        "provisioned_hours": dice.pick("100", "150", "200"),
        "free_tier": "no",
    }
    form["provisioned_requests"] = form["requests"]
    steps = price(scenario_from(form, book), book).steps
    text = (
        f"A function with {form['memory']} of memory in {form['region']} has a "
        f"provisioned concurrency of {form['provisioned']} for "
        f"{form['provisioned_hours']} hours of the month. All its {form['requests']} "
        f"requests run on it, {form['duration']} each. The free tier does not apply. "
        f"What is the bill for the month? {prices_of(steps, book)}"
    )
    wrong = (
        "provisioned-fee-only",
        "provisioned-duration-only",
        "provisioned-at-on-demand",
        "one-environment",
        "gb-1000",
    )
    return Draft(text, steps, "total", Form.MONEY, wrong)


def utilization(dice: Dice, book: FactBook) -> Draft:
    """Ask from which utilization provisioned concurrency pays in a Region."""
    paying = [b.region for b in break_even_by_region(Architecture.X86, book) if b.pays]
    region = dice.pick(*paying)
    steps = break_even(region, Architecture.X86, book).steps
    text = (
        f"From which utilization on is provisioned concurrency in {region} cheaper "
        f"than running on demand, in percent? {prices_of(steps, book)}"
    )
    wrong = ("fee-ratio", "warm-ratio", "saving-only", "sum-of-prices")
    return Draft(text, steps, "utilization", Form.NUMBER, wrong)


def target(dice: Dice, book: FactBook) -> Draft:
    """Ask for the provisioned concurrency that a load needs."""
    rate = dice.pick("400/s", "600/s", "1200/s", "2500/s")
    duration = dice.pick("40ms", "50ms", "250ms", "400ms", "600ms")
    answer = provisioned_for(
        inputs.read_rps(rate), inputs.read_duration(duration), book
    )
    text = (
        f"A function gets {rate.removesuffix('/s')} requests per second at its peak, "
        f"{duration} each. How much provisioned concurrency takes them without "
        "spill-over, with the buffer that AWS recommends?"
    )
    wrong = ("buffer-forgotten", "rate-ignored", "time-ignored", "both-needs")
    return Draft(text, answer.steps, "provisioned_needed", Form.NUMBER, wrong)


def edge(dice: Dice, book: FactBook) -> Draft:
    """Ask for a month of Lambda@Edge."""
    form = {
        "edge_requests": dice.pick("8M", "12M", "25M", "40M"),
        "edge_duration": dice.pick("8ms", "12ms", "25ms"),
        "edge_memory": dice.pick("192MB", "256MB", "320MB"),
    }
    steps = price(scenario_from(form, book), book).steps
    text = (
        f"A Lambda@Edge function with {form['edge_memory']} of memory is invoked "
        f"{form['edge_requests']} times in a month and runs {form['edge_duration']} "
        f"each time. What is the bill for the month? {prices_of(steps, book)}"
    )
    wrong = (
        "edge-free-tier",
        "edge-at-regional-price",
        "rounded-to-100",
        "memory-ignored",
    )
    return Draft(text, steps, "total", Form.MONEY, wrong)


_TOPIC: Final = "provisioned-concurrency"

SKILLS: Final = (
    Skill("price.provisioned", _TOPIC, "The price of warm environments", provisioned),
    Skill("price.break-even", _TOPIC, "When provisioning pays", utilization),
    Skill("provisioned.target", _TOPIC, "How much to provision", target),
    Skill("price.edge", "edge", "A month at the edge", edge),
)
