"""Drills about concurrency, its limits, and scaling."""

from __future__ import annotations

from decimal import Decimal
from typing import Final

from studyapp.calculator import inputs
from studyapp.calculator.arithmetic import least, product
from studyapp.calculator.concurrency import (
    available,
    little,
    rate_ceiling,
    reservable,
)
from studyapp.calculator.lines.usage import SECONDS_PER_MINUTE, SECONDS_PER_MS
from studyapp.calculator.panel import RATE, UNIT, Load
from studyapp.calculator.scaling import time_to_scale
from studyapp.calculator.skills.draft import Draft, Form, Skill
from studyapp.calculator.steps import Step, computed, given
from studyapp.chance import Dice
from studyapp.content.factbook import FactBook
from studyapp.content.quantity import Quantity

_HUNDREDS: Final = "1234567"
_TENS: Final = ("10", "20", "40", "60", "70", "90")
_NOTHING: Final = Quantity(Decimal(0), UNIT)


def by_second(dice: Dice, _book: FactBook) -> Draft:
    """Ask for concurrency from requests per second."""
    rate = dice.pick("40", "60", "150", "250", "400", "800")
    duration = dice.pick("150ms", "250ms", "400ms", "1.5s", "2.5s", "4s")
    tree = little(inputs.read_rps(rate), inputs.read_duration(duration))
    text = (
        f"A function gets {rate} requests per second and each takes {duration} on "
        "average. How many run at the same time?"
    )
    wrong = ("ms-as-seconds", "divided", "duration-ignored")
    return Draft(text, tree, "concurrency", Form.NUMBER, wrong)


def by_minute(dice: Dice, _book: FactBook) -> Draft:
    """Ask for concurrency from requests per minute."""
    count = dice.pick("3k", "9k", "12k", "24k", "60k")
    duration = dice.pick("200ms", "500ms", "800ms", "3s")
    text = (
        f"A function gets {count} requests per minute and each takes {duration} on "
        "average. How many run at the same time?"
    )
    per_minute = inputs.read_count(count, "requests/min")
    rate = computed(
        "rps",
        "requests per second",
        RATE,
        "{per_minute} per second",
        (given("per_minute", "requests per minute", per_minute),),
        lambda n: n[0] / SECONDS_PER_MINUTE,
    )
    wrong = ("minutes-as-seconds", "ms-as-seconds", "duration-ignored", "divided")
    tree = _little(rate, inputs.read_duration(duration))
    return Draft(text, tree, "concurrency", Form.NUMBER, wrong)


def rate_limit(dice: Dice, book: FactBook) -> Draft:
    """Ask for the highest request rate of a reserved concurrency."""
    reserved = dice.pick("40", "50", "80", "120", "200")
    duration = dice.pick("20ms", "40ms", "50ms", "200ms", "250ms", "500ms")
    text = (
        f"A function with a reserved concurrency of {reserved} takes {duration} for "
        "each request. How many requests per second can it serve at most?"
    )
    value = inputs.read_count(reserved, UNIT)
    tree = _throughput(
        given("reserved", "reserved concurrency", value),
        inputs.read_duration(duration),
        book,
    )
    wrong = (
        "rps-ceiling-forgotten",
        "only-rps-ceiling",
        "concurrency-as-rate",
        "both-ceilings",
    )
    return Draft(text, tree, "throughput", Form.NUMBER, wrong)


def most_reserved(dice: Dice, book: FactBook) -> Draft:
    """Ask for what one more function can reserve."""
    others = f"{dice.pick(*_HUNDREDS)}{dice.pick(*_TENS)}"
    text = (
        f"An account has the default concurrency quota, and its functions have "
        f"reserved {others} in all. How much can one more function reserve at most?"
    )
    load = Load(_NOTHING, _NOTHING, reserved_elsewhere=inputs.read_count(others, UNIT))
    wrong = ("all-reservable", "others-ignored", "minimum-added", "others-instead")
    return Draft(text, reservable(load, book), "reservable", Form.NUMBER, wrong)


def pool(dice: Dice, book: FactBook) -> Draft:
    """Ask for the concurrency that functions without a reservation share."""
    others = f"{dice.pick(*_HUNDREDS)}{dice.pick(*_TENS)}"
    text = (
        f"An account has the default concurrency quota. Some functions have reserved "
        f"{others} in all. How much do the functions without a reservation share?"
    )
    load = Load(_NOTHING, _NOTHING, reserved_elsewhere=inputs.read_count(others, UNIT))
    wrong = ("others-ignored", "others-instead", "minimum-kept-back")
    return Draft(text, available(load, book), "unreserved", Form.NUMBER, wrong)


def ramp(dice: Dice, book: FactBook) -> Draft:
    """Ask how long a function takes to scale."""
    start = dice.pick("200", "500", "1,500")
    target = dice.pick("4,000", "5,500", "7,000", "8,500")
    text = (
        f"A function runs at a concurrency of {start} when a sudden rush needs "
        f"{target}; the account quota is high enough. What its scaling rate gives at "
        "once, it has at once. After how many seconds has it scaled at the earliest?"
    )
    tree = time_to_scale(
        inputs.read_count(start, UNIT), inputs.read_count(target, UNIT), book
    )
    wrong = (
        "first-step-awaited",
        "start-ignored",
        "old-burst",
        "rate-per-second",
        "rate-per-minute",
    )
    return Draft(text, tree, "scale_time", Form.NUMBER, wrong)


def _little(rate: Step, duration: Quantity) -> Step:
    return computed(
        "concurrency",
        "concurrency",
        UNIT,
        "{rps} x {seconds}",
        (rate, _seconds(duration)),
        product,
    )


def _throughput(reserved: Step, duration: Quantity, book: FactBook) -> Step:
    by_time = computed(
        "by_time",
        "rate by duration",
        RATE,
        "{reserved} / {seconds}",
        (reserved, _seconds(duration)),
        lambda n: n[0] / n[1],
    )
    ceiling = rate_ceiling("rps_ceiling", "ceiling on the rate", reserved, book)
    return computed(
        "throughput",
        "requests per second at most",
        RATE,
        "least of {by_time} and {rps_ceiling}",
        (by_time, ceiling),
        least,
    )


def _seconds(duration: Quantity) -> Step:
    return computed(
        "seconds",
        "duration in seconds",
        "s",
        "{duration} in seconds",
        (given("duration", "duration", duration),),
        lambda n: n[0] * SECONDS_PER_MS,
    )


_TOPIC: Final = "concurrency"

SKILLS: Final = (
    Skill("concurrency.little", _TOPIC, "Concurrency of a load", by_second),
    Skill("concurrency.minutes", _TOPIC, "Concurrency from a rate a minute", by_minute),
    Skill("concurrency.rate", _TOPIC, "The ceiling on requests per second", rate_limit),
    Skill("concurrency.reservable", _TOPIC, "What can be reserved", most_reserved),
    Skill("concurrency.pool", _TOPIC, "The unreserved pool", pool),
    Skill("concurrency.ramp", _TOPIC, "Time to scale", ramp),
)
