"""Drills about what an ordinary function costs.

Numbers of a scenario are picked as people write them; prices come from the tables.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from studyapp.calculator.fields import scenario_from
from studyapp.calculator.lines.duration import duration_line
from studyapp.calculator.price import price
from studyapp.calculator.skills.draft import Draft, Form, Skill, asked_of, prices_of
from studyapp.chance import Dice
from studyapp.content.factbook import FactBook

REGIONS: Final = ("us-east-1", "us-west-2", "eu-west-1", "eu-central-1")
_MEMORIES: Final = ("256MB", "640MB", "1536MB", "1.75GB", "2GB", "3GB")
_SHORT: Final = ("110ms", "130ms", "240ms", "320ms", "450ms", "730ms")
_HUNDREDS: Final = "3456789"
_TENS: Final = ("10", "30", "50", "70", "90")
_MANY: Final = ("4M", "6M", "9M", "12M", "20M", "35M")


def gb_seconds(dice: Dice, book: FactBook) -> Draft:
    """Ask for the GB-seconds of a month."""
    form = _function(dice)
    text = f"{_sentence(form)} How many GB-seconds is that in a month?"
    wrong = ("gb-1000", "ms-as-seconds", "memory-ignored", "rounded-to-100")
    return _draft(book, form, text, "gb_seconds", wrong)


def duration(dice: Dice, book: FactBook) -> Draft:
    """Ask for the charge for duration with the free tier unused."""
    form = _function(dice)
    text = (
        f"{_sentence(form)} Nothing else uses the free tier. "
        "What does its duration cost in a month?"
    )
    wrong = (
        "free-tier-forgotten",
        "gb-1000",
        "rounded-to-100",
        "memory-ignored",
        "ms-as-seconds",
    )
    return _draft(book, form, text, "duration", wrong)


def total(dice: Dice, book: FactBook) -> Draft:
    """Ask for the whole bill with the free tier unused."""
    form = _function(dice)
    text = (
        f"{_sentence(form)} Nothing else uses the free tier. "
        "What is the bill for the month?"
    )
    wrong = (
        "free-tier-forgotten",
        "free-duration-forgotten",
        "free-requests-forgotten",
        "requests-forgotten",
        "duration-forgotten",
        "gb-1000",
    )
    return _draft(book, form, text, "total", wrong)


def architecture(dice: Dice, book: FactBook) -> Draft:
    """Ask for the charge for duration on arm64."""
    form = {**_function(dice), "architecture": "arm64"}
    intel = scenario_from({**form, "architecture": "x86_64"}, book)
    other = prices_of(duration_line(intel, book), book)
    text = (
        f"{_sentence(form)} It runs on arm64, and nothing else uses the free tier. "
        f"What does its duration cost in a month? {other}"
    )
    wrong = (
        "other-architecture",
        "free-tier-forgotten",
        "gb-1000",
        "memory-ignored",
        "rounded-to-100",
    )
    return _draft(book, form, text, "duration", wrong)


def init(dice: Dice, book: FactBook) -> Draft:
    """Ask for the charge for duration with cold starts."""
    form = {
        **_function(dice),
        "cold_starts": dice.pick("1%", "2%", "5%"),
        "init": dice.pick("600ms", "1.4s", "2.5s", "4s"),
        "free_tier": "no",
    }
    text = (
        f"{_sentence(form)} {form['cold_starts']} of the requests are cold starts with "
        f"an INIT phase of {form['init']}; the free tier is used up. "
        "What does its duration cost in a month?"
    )
    wrong = ("init-free", "init-every-time", "gb-1000", "rounded-to-100")
    return _draft(book, form, text, "duration", wrong)


def ephemeral(dice: Dice, book: FactBook) -> Draft:
    """Ask for the charge for /tmp."""
    form = {
        **_function(dice),
        "duration": dice.pick("20s", "45s", "90s", "2m"),
        "ephemeral": dice.pick("2GB", "3GB", "5GB", "8GB"),
    }
    text = (
        f"{_sentence(form)} Its /tmp is set to {form['ephemeral']}, of which it uses "
        "half. What does the ephemeral storage cost in a month?"
    )
    wrong = ("tmp-times-memory", "tmp-whole", "tmp-at-memory-price", "gb-1000")
    return _draft(book, form, text, "ephemeral", wrong)


def chunks(dice: Dice, book: FactBook) -> Draft:
    """Ask how many requests an asynchronous event counts as."""
    size = f"{dice.pick(*_HUNDREDS)}{dice.pick(*_TENS)}KB"
    form = {"requests": "1M", "duration": "1s", "memory": "1GB", "payload": size}
    text = (
        f"An asynchronous invocation carries an event of {size}. "
        "As how many requests is it charged?"
    )
    wrong = (
        "one-request",
        "chunks-from-zero",
        "chunks-without-first",
        "chunks-rounded-down",
    )
    return _draft(book, form, text, "chunks", wrong, Form.NUMBER)


def requests(dice: Dice, book: FactBook) -> Draft:
    """Ask for the charge for requests with large events."""
    form = {
        **_function(dice),
        "payload": f"{dice.pick(*_HUNDREDS)}{dice.pick(*_TENS)}KB",
    }
    text = (
        f"A function is invoked asynchronously {form['requests']} times a month in "
        f"{form['region']}, each time with an event of {form['payload']}. Nothing else "
        "uses the free tier. What do its requests cost in a month?"
    )
    wrong = (
        "free-tier-forgotten",
        "one-request",
        "chunks-from-zero",
        "chunks-without-first",
    )
    return _draft(book, form, text, "requests", wrong)


def streaming(dice: Dice, book: FactBook) -> Draft:
    """Ask for the charge for streamed responses."""
    form = {
        **_function(dice),
        "region": dice.pick(*REGIONS),
        "streamed_per_request": dice.pick("9MB", "14MB", "20MB", "48MB"),
        "streamed_requests": dice.pick("60k", "150k", "400k"),
    }
    text = (
        f"A function in {form['region']} streams {form['streamed_requests']} responses "
        f"of {form['streamed_per_request']} each in a month, and nothing else streams. "
        "What does the streaming cost?"
    )
    wrong = ("stream-whole", "stream-month-forgotten", "gb-1000")
    return _draft(book, form, text, "streaming", wrong)


def _function(dice: Dice) -> dict[str, str]:
    return {
        "region": dice.pick(*REGIONS),
        "requests": dice.pick(*_MANY),
        "duration": dice.pick(*_SHORT),
        "memory": dice.pick(*_MEMORIES),
    }


def _sentence(form: Mapping[str, str]) -> str:
    return (
        f"A function with {form['memory']} of memory in {form['region']} is invoked "
        f"{form['requests']} times a month and runs {form['duration']} each time."
    )


def _draft(
    book: FactBook,
    form: Mapping[str, str],
    text: str,
    asked: str,
    wrong: tuple[str, ...],
    shown: Form | None = None,
) -> Draft:
    tree = price(scenario_from(form, book), book).steps
    step = asked_of(tree, asked)
    is_money = step.value.unit == "USD"
    question = f"{text} {prices_of(step, book)}".strip()
    kind = shown or (Form.MONEY if is_money else Form.NUMBER)
    return Draft(question, tree, asked, kind, wrong)


SKILLS: Final = (
    Skill("price.gb-seconds", "pricing", "GB-seconds of a workload", gb_seconds),
    Skill("price.duration", "pricing", "The charge for duration", duration),
    Skill("price.total", "pricing", "A whole bill", total),
    Skill("price.architecture", "pricing", "Duration on arm64", architecture),
    Skill("price.init", "cold-starts", "What cold starts cost", init),
    Skill("price.ephemeral", "pricing", "The charge for /tmp", ephemeral),
    Skill("price.chunks", "async", "Large events as requests", chunks),
    Skill("price.requests", "pricing", "The charge for requests", requests),
    Skill(
        "price.streaming", "response-streaming", "The charge for streaming", streaming
    ),
)
