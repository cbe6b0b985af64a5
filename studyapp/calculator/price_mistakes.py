"""The mistakes people make with prices.

Rates and limits that a mistake confuses come from facts too: the old rounding is the
fact's earlier value, the wrong price is another meter's.
"""

from __future__ import annotations

from decimal import Decimal
from typing import Final

from studyapp.calculator import facts
from studyapp.calculator.arithmetic import ONE, ZERO, round_down, round_up
from studyapp.calculator.facts import Architecture
from studyapp.calculator.leaves import AT, price_of
from studyapp.calculator.lines.usage import PERCENT
from studyapp.calculator.mistakes import (
    Change,
    Mistake,
    child,
    elsewhere,
    mistake,
    numbers,
)
from studyapp.calculator.steps import Step
from studyapp.content.factbook import FactBook

_DECIMAL_GB: Final = Decimal("1e3")


def _one(_step: Step, _root: Step, _book: FactBook) -> Decimal:
    return ONE


def _zero(_step: Step, _root: Step, _book: FactBook) -> Decimal:
    return ZERO


def _old_rounding(step: Step, _root: Step, book: FactBook) -> Decimal:
    old = facts.earlier(book, "billing.granularity", "ms")
    return round_up(step.children[0].value.number, old)


def _times_memory(step: Step, root: Step, _book: FactBook) -> Decimal:
    return step.value.number * elsewhere(root, "memory_gb")


def _price_of(meter: str) -> Change:
    """Return a change to another meter's price in the step's own Region."""

    def change(step: Step, _root: Step, book: FactBook) -> Decimal:
        region = step.facts[0].partition(AT)[2]
        return price_of(book, meter, region).number

    return change


def _other_architecture(step: Step, root: Step, book: FactBook) -> Decimal:
    meter = step.facts[0].partition(AT)[0]
    is_arm = meter == facts.duration_meter(Architecture.ARM, 1)
    other = Architecture.X86 if is_arm else Architecture.ARM
    return _price_of(facts.duration_meter(other, 1))(step, root, book)


def _less_free_requests(step: Step, _root: Step, book: FactBook) -> Decimal:
    free = facts.number(book, "free.requests", "requests/month")
    return max(ZERO, step.value.number - free)


_SECONDS: Final = child(0)
_WHOLE: Final = child(0)
_decimal_gb: Final = numbers(lambda n: n[0] / _DECIMAL_GB)

PRICE_MISTAKES: Final[tuple[Mistake, ...]] = (
    mistake(
        "gb-1000",
        "a GB taken as 1,000 MB",
        "Sizes are binary at Lambda: divide MB by 1,024.",
        memory_gb=_decimal_gb,
        tmp_extra_gb=_decimal_gb,
        streamed_beyond_gb=_decimal_gb,
    ),
    mistake(
        "memory-ignored",
        "memory left out",
        "Duration is billed in GB-seconds: seconds times the configured memory.",
        memory_gb=_one,
    ),
    mistake(
        "free-tier-forgotten",
        "the free tier forgotten",
        "Each month's free requests and free GB-seconds come off first.",
        billable_requests=_WHOLE,
        billable_gb_seconds=_WHOLE,
    ),
    mistake(
        "free-duration-forgotten",
        "only the free requests deducted",
        "The free tier has two parts: requests, and GB-seconds of duration.",
        billable_gb_seconds=_WHOLE,
    ),
    mistake(
        "free-requests-forgotten",
        "only the free GB-seconds deducted",
        "The free tier has two parts: GB-seconds of duration, and requests.",
        billable_requests=_WHOLE,
    ),
    mistake(
        "rounded-to-100",
        "duration rounded up as before December 2020",
        "Duration is rounded up to {{billing.granularity}} today.",
        seconds_rounded=_old_rounding,
        warm_seconds_rounded=_old_rounding,
    ),
    mistake(
        "requests-forgotten",
        "the charge for requests left out",
        "Every invocation costs twice: once as a request, once for its duration.",
        requests=_zero,
    ),
    mistake(
        "duration-forgotten",
        "the charge for duration left out",
        "Requests are the small part: GB-seconds are charged beside them.",
        duration=_zero,
    ),
    mistake(
        "other-architecture",
        "the other architecture's price used",
        "x86_64 and arm64 have a duration price each.",
        price_tier_1=_other_architecture,
    ),
    mistake(
        "tmp-times-memory",
        "storage in /tmp multiplied by memory",
        "The charge for /tmp is its size times duration; memory has no part in it.",
        tmp_gb_seconds=_times_memory,
    ),
    mistake(
        "tmp-whole",
        "all of /tmp charged",
        "{{tmp.default}} are included; only what is configured beyond is charged.",
        tmp_extra=_WHOLE,
    ),
    mistake(
        "tmp-at-memory-price",
        "storage in /tmp charged at the price of memory",
        "Storage has its own meter, hundreds of times cheaper than memory.",
        price_ephemeral=_price_of(facts.duration_meter(Architecture.X86, 1)),
    ),
    mistake(
        "provisioned-fee-only",
        "provisioned concurrency without its duration",
        "The fee keeps environments warm; what runs on them is charged as well.",
        provisioned_duration=_zero,
    ),
    mistake(
        "provisioned-duration-only",
        "duration without the fee of provisioned concurrency",
        "Warm environments cost from enabling to disabling, called or not.",
        provisioned=_zero,
    ),
    mistake(
        "provisioned-at-on-demand",
        "duration on warm environments at the on-demand price",
        "Duration on provisioned concurrency has its own, lower price.",
        price_provisioned_duration=_price_of(facts.duration_meter(Architecture.X86, 1)),
    ),
    mistake(
        "one-environment",
        "the fee charged for one environment only",
        "The fee is per environment: multiply by the provisioned concurrency.",
        provisioned_gb_seconds=numbers(lambda n: n[1] * n[2]),
    ),
    mistake(
        "init-free",
        "INIT time taken as free",
        "Since August 2025 the INIT phase is billed for every kind of function.",
        init_gb_seconds=_zero,
    ),
    mistake(
        "init-every-time",
        "INIT time charged for every request",
        "Only a cold start has an INIT phase; warm requests have none.",
        cold_starts=_WHOLE,
    ),
    mistake(
        "one-request",
        "a large event counted as one request",
        "An asynchronous event above {{price.async.metered-above}} counts as several.",
        chunks=_one,
    ),
    mistake(
        "chunks-from-zero",
        "the whole event cut into chunks",
        "The first {{price.async.metered-above}} are one request; the rest is cut up.",
        chunks=numbers(lambda n: round_up(n[0] / n[2])),
    ),
    mistake(
        "chunks-without-first",
        "the event's first part forgotten",
        "The chunks come on top of the one request for the first part of the event.",
        chunks=numbers(lambda n: max(ZERO, round_up((n[0] - n[1]) / n[2]))),
    ),
    mistake(
        "chunks-rounded-down",
        "a part chunk not counted",
        "A chunk that is only begun counts as a whole request.",
        chunks=numbers(lambda n: ONE + max(ZERO, round_down((n[0] - n[1]) / n[2]))),
    ),
    mistake(
        "stream-whole",
        "the free part of each response charged",
        "Of every streamed response {{streaming.free|MB/request}} are free.",
        streamed_beyond=_WHOLE,
    ),
    mistake(
        "stream-month-forgotten",
        "the month's free streamed volume forgotten",
        "Each month {{free.streaming}} are free, as requests and duration are.",
        billable_streamed=_WHOLE,
    ),
    mistake(
        "edge-free-tier",
        "a free tier deducted at the edge",
        "Lambda@Edge has no free tier.",
        edge_request_count=_less_free_requests,
    ),
    mistake(
        "edge-at-regional-price",
        "Lambda@Edge charged like a Regional function",
        "Requests and duration at the edge have their own prices, thrice as high.",
        price_edge_request=_price_of(facts.meter("request", Architecture.X86)),
        price_edge_duration=_price_of(facts.duration_meter(Architecture.X86, 1)),
    ),
    mistake(
        "fee-ratio",
        "the fee compared with the on-demand price",
        "The fee is paid whether used or not; what counts is what running saves.",
        utilization=lambda s, _root, _book: (
            s.children[0].value.number
            / s.children[1].children[0].value.number
            / PERCENT
        ),
    ),
    mistake(
        "warm-ratio",
        "the two prices of duration compared",
        "The lower price of duration must first earn the fee.",
        utilization=lambda s, _root, _book: (
            s.children[1].children[1].value.number
            / s.children[1].children[0].value.number
            / PERCENT
        ),
    ),
    mistake(
        "saving-only",
        "what running saves taken for the break-even",
        "Divide the fee by what a running GB-second saves.",
        utilization=lambda s, _root, _book: (
            s.children[1].value.number
            / s.children[1].children[0].value.number
            / PERCENT
        ),
    ),
    mistake(
        "sum-of-prices",
        "fee and warm duration added and compared",
        "At full use that is the cost; the break-even is where both sides are equal.",
        utilization=lambda s, _root, _book: (
            (s.children[0].value.number + s.children[1].children[1].value.number)
            / s.children[1].children[0].value.number
            / PERCENT
        ),
    ),
)
