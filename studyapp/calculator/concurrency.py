"""Which limit binds? Concurrency by Little's law against every limit on the way.

Little's law: concurrency = requests per second x seconds of each. A limit is compared
in its own unit; the binding one is the limit of which the largest part is needed.
Source: docs.aws.amazon.com/lambda/latest/dg/lambda-concurrency.html.
"""

from __future__ import annotations

from decimal import Decimal

from studyapp.calculator.arithmetic import (
    ONE,
    ZERO,
    difference,
    product,
    surplus,
)
from studyapp.calculator.erlang import blocked
from studyapp.calculator.facts import number
from studyapp.calculator.leaves import from_fact
from studyapp.calculator.lines.usage import PERCENT, SECONDS_PER_MS
from studyapp.calculator.panel import (
    RATE,
    UNIT,
    Concurrency,
    Effect,
    Limit,
    Load,
)
from studyapp.calculator.steps import Step, computed, given
from studyapp.content.factbook import FactBook
from studyapp.content.quantity import Quantity
from studyapp.errors import UsageError


def concurrency(load: Load, book: FactBook) -> Concurrency:
    """Return the panel for a load.

    Raises UsageError where AWS would refuse the reservation or the provisioning.
    """
    _check(load, book)
    needed = little(load.rps, load.duration)
    limits = sorted(_limits(load, book, needed), key=_order, reverse=True)
    extra = [_throttled(limits, needed)]
    if load.provisioned is not None:
        extra.append(_spill_over(load.provisioned, needed))
    named = (limit.step for limit in limits)
    root = computed(
        "answer",
        "Concurrency, and the limits it meets",
        UNIT,
        "{concurrency}",
        (needed, *named, *extra),
        lambda n: n[0],
    )
    return Concurrency(load, tuple(limits), root)


def little(rps: Quantity, duration: Quantity) -> Step:
    """Return the average concurrency of a load, by Little's law."""
    seconds = computed(
        "seconds",
        "duration in seconds",
        "s",
        "{duration} in seconds",
        (given("duration", "duration", duration),),
        lambda n: n[0] * SECONDS_PER_MS,
    )
    rate = given("rps", "requests per second", rps)
    return computed(
        "concurrency",
        "Concurrency",
        UNIT,
        "{rps} x {seconds}",
        (rate, seconds),
        product,
    )


def account_quota(load: Load, book: FactBook) -> Step:
    """Return the account's concurrency quota, given or from the fact."""
    if load.quota is not None:
        return given("quota", "account quota", Quantity(load.quota.number, UNIT))
    return from_fact(book, "concurrency.account", UNIT, "quota", "account quota")


def rate_ceiling(key: str, title: str, capacity: Step, book: FactBook) -> Step:
    """Return the requests per second that a concurrency allows at most."""
    factor = from_fact(book, "concurrency.rps.factor", RATE, "rps_factor")
    formula = f"{{{capacity.key}}} x {{rps_factor}}"
    return computed(key, title, RATE, formula, (capacity, factor), product)


def available(load: Load, book: FactBook) -> Step:
    """Return the concurrency this function can reach: reserved, or the shared pool."""
    if load.reserved is not None:
        value = Quantity(load.reserved.number, UNIT)
        return given("reserved", "reserved concurrency", value)
    quota = account_quota(load, book)
    if load.reserved_elsewhere is None:
        return quota
    elsewhere = given("elsewhere", "reserved elsewhere", load.reserved_elsewhere)
    return computed(
        "unreserved",
        "unreserved concurrency",
        UNIT,
        "{quota} - {elsewhere}",
        (quota, elsewhere),
        difference,
    )


def reservable(load: Load, book: FactBook) -> Step:
    """Return the most this function can reserve: the quota less what must stay free."""
    least_free = from_fact(book, "concurrency.unreserved.min", UNIT, "unreserved_min")
    parts = [account_quota(load, book), least_free]
    formula = "{quota} - {unreserved_min}"
    if load.reserved_elsewhere is not None:
        parts.append(given("elsewhere", "reserved elsewhere", load.reserved_elsewhere))
        formula += " - {elsewhere}"
    return computed(
        "reservable", "most that can be reserved", UNIT, formula, parts, surplus
    )


def _limits(load: Load, book: FactBook, needed: Step) -> list[Limit]:
    rate = given("rps", "requests per second", load.rps)
    pool = available(load, book)
    name = "reserved concurrency" if load.reserved is not None else "account quota"
    ceiling = rate_ceiling("rps_ceiling", "request rate it allows", pool, book)
    limits = [
        Limit(name, pool, needed),
        Limit("requests per second", ceiling, rate),
    ]
    if load.provisioned is not None:
        warm = _warm(load.provisioned)
        warm_rate = rate_ceiling(
            "warm_ceiling", "request rate on provisioned concurrency", warm, book
        )
        limits += [
            Limit("provisioned concurrency", warm, needed, Effect.SPILLS),
            Limit("provisioned requests per second", warm_rate, rate, Effect.SPILLS),
        ]
    if load.source_limit is not None:
        source = load.source_limit
        limits.append(Limit(source.title, source, needed, Effect.WAITS))
    return limits


def _order(limit: Limit) -> tuple[bool, Decimal]:
    """Return what to sort by: limits that hold load back before those that spill."""
    return limit.effect is not Effect.SPILLS, limit.use


def _throttled(limits: list[Limit], needed: Step) -> Step:
    """Return the share of requests throttled, by concurrency or by rate."""
    hard = [limit for limit in limits if limit.effect is Effect.THROTTLES]
    pool = next(limit for limit in hard if limit.unit == UNIT)
    rate = next(limit for limit in hard if limit.unit == RATE)
    by_rate = max(ZERO, ONE - ONE / rate.use) if rate.use else ZERO
    return computed(
        "throttled",
        "requests throttled",
        "%",
        f"Erlang's loss formula for {{concurrency}} offered to {{{pool.step.key}}}, "
        f"or the excess over {{{rate.step.key}}} if greater",
        (needed, pool.step, rate.step),
        lambda n: max(blocked(n[0], n[1]), by_rate) / PERCENT,
        note="Random arrivals need head-room: at an average equal to the limit many "
        "requests still find it used up.",
    )


def _spill_over(provisioned: Quantity, needed: Step) -> Step:
    return computed(
        "spill_over",
        "spill-over to on-demand environments",
        UNIT,
        "{concurrency} - {provisioned}, at least 0",
        (needed, _warm(provisioned)),
        surplus,
    )


def _warm(provisioned: Quantity) -> Step:
    value = Quantity(provisioned.number, UNIT)
    return given("provisioned", "provisioned concurrency", value)


def _check(load: Load, book: FactBook) -> None:
    most = reservable(load, book).value
    if load.reserved is not None and load.reserved.number > most.number:
        raise UsageError(
            f"{load.reserved.number:,f} cannot be reserved: {most} is the most",
            "reserve less, or raise --quota",
        )
    if load.provisioned is None:
        return
    cap = most if load.reserved is None else Quantity(load.reserved.number, UNIT)
    if load.provisioned.number > cap.number:
        raise UsageError(
            f"{load.provisioned.number:,f} cannot be provisioned: {cap} is the most",
            "provision less, or raise the limit",
        )
    longest = number(book, "timeout.max", load.duration.unit)
    if load.duration.number > longest:
        raise UsageError(
            f"{load.duration} is longer than a function may run",
            f"write at most {book.quantity('timeout.max')}",
        )
