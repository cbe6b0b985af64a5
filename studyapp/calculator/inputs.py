"""Values as people write them: `512MB`, `1.5 GB`, `200ms`, `15m`, `3M`, `5k/day`.

Each reader returns a quantity in one fixed unit, or raises UsageError in one sentence
with an example. Nothing here knows a price, a quota or a limit.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from decimal import Decimal
from typing import Final

from studyapp.content.quantity import Quantity
from studyapp.content.units import KNOWN_UNITS
from studyapp.errors import UsageError

HOURS_PER_MONTH: Final = Decimal(730)
"""A month without another word: a twelfth of 365 days."""

_NUMBER: Final = re.compile(
    r"^\s*\$?\s*(\d[\d,_]*\.?\d*|\.\d+)\s*([^\d\s].*)?$", re.DOTALL
)
_MULTIPLIERS: Final[Mapping[str, Decimal]] = {
    "": Decimal(1),
    "k": Decimal("1e3"),
    "thousand": Decimal("1e3"),
    "m": Decimal("1e6"),
    "mio": Decimal("1e6"),
    "million": Decimal("1e6"),
    "b": Decimal("1e9"),
    "bn": Decimal("1e9"),
    "g": Decimal("1e9"),
    "billion": Decimal("1e9"),
}
_TIMES: Final[Mapping[str, str]] = {
    **dict.fromkeys(("us", "µs", "microsecond"), "us"),
    **dict.fromkeys(("ms", "msec", "milli", "millisecond"), "ms"),
    **dict.fromkeys(("s", "sec", "second"), "s"),
    **dict.fromkeys(("m", "min", "minute"), "min"),
    **dict.fromkeys(("h", "hr", "hour"), "h"),
    **dict.fromkeys(("d", "day"), "day"),
}
_SIZES: Final[Mapping[str, str]] = {
    **dict.fromkeys(("b", "byte"), "B"),
    **dict.fromkeys(("k", "kb", "kib", "kilobyte"), "KB"),
    **dict.fromkeys(("m", "mb", "mib", "megabyte"), "MB"),
    **dict.fromkeys(("g", "gb", "gib", "gigabyte"), "GB"),
    **dict.fromkeys(("t", "tb", "tib", "terabyte"), "TB"),
}
_NOUNS: Final = ("requests", "request", "reqs", "req", "invocations", "invocation")


def read_size(text: str) -> Quantity:
    """Return a size in MB (binary); a bare number is taken as MB."""
    number, unit = _split(text, "a size", "512MB or 1.5 GB")
    symbol = _SIZES.get(_singular(unit)) if unit else "MB"
    if symbol is None:
        raise _wrong(text, "a size", "512MB or 1.5 GB")
    return _converted(number, symbol, "MB")


def read_duration(text: str) -> Quantity:
    """Return a duration in ms; `m` means minutes."""
    return _converted(*_time(text, "200ms, 2 s or 15m"), "ms")


def read_hours(text: str) -> Quantity:
    """Return a length of time in hours; a bare number is taken as hours."""
    if re.fullmatch(r"[\d,_.]+", text.strip()):
        text = f"{text} h"
    return _converted(*_time(text, "8 or 8h or 30 days"), "h")


def read_count(text: str, noun: str = "") -> Quantity:
    """Return a number such as `3M`, `5k` or `1,000`, counted in `noun`."""
    number, unit = _split(text, "a number", "3M, 5k or 1,000")
    word = unit.lower()
    if word not in _MULTIPLIERS:
        raise _wrong(text, "a number", "3M, 5k or 1,000")
    return Quantity(number * _MULTIPLIERS[word], noun)


def read_requests(text: str, hours_per_month: Decimal = HOURS_PER_MONTH) -> Quantity:
    """Return requests per month from `3M`, `1M/day`, `2M per minute` or `50/hour`."""
    example = "3M, 1M/day or 50/hour"
    count, span = _rate(text, example)
    if span in {"", "month"}:
        return Quantity(count, "requests/month")
    symbol = _time_unit(span, text, example)
    month = hours_per_month * KNOWN_UNITS["h"][1]
    return Quantity(count * month / KNOWN_UNITS[symbol][1], "requests/month")


def read_rps(text: str) -> Quantity:
    """Return requests per second from `500`, `500/s`, `30k/minute` or `2M/hour`."""
    example = "500, 500/s or 30k/minute"
    count, span = _rate(text, example)
    symbol = _time_unit(span, text, example) if span else "s"
    seconds = _converted(Decimal(1), symbol, "s").number
    return Quantity(count / seconds, "requests/s")


def read_share(text: str) -> Quantity:
    """Return a share in percent from `1%` or `0.01`; raises above the whole."""
    number, unit = _split(text, "a share", "1% or 0.01")
    if unit not in {"", "%"}:
        raise _wrong(text, "a share", "1% or 0.01")
    whole = KNOWN_UNITS["%"][1] * 100
    percent = number if unit else number * whole
    if percent > whole:
        raise UsageError(f"'{text}' is more than everything", "write 1% or 0.01")
    return Quantity(percent, "%")


def read_money(text: str) -> Quantity:
    """Return US dollars from `$50`, `50 USD` or `50`."""
    number, unit = _split(text, "an amount of money", "$50 or 0.1632")
    if unit.lower() not in {"", "usd", "$", "dollars"}:
        raise _wrong(text, "an amount of money", "$50 or 0.1632")
    return Quantity(number, "USD")


def _split(text: str, what: str, example: str) -> tuple[Decimal, str]:
    """Return the number that begins `text`, and the rest without spaces around."""
    match = _NUMBER.match(text)
    if match is None:
        raise _wrong(text, what, example)
    digits = match[1].replace(",", "").replace("_", "")
    return Decimal(digits), " ".join((match[2] or "").split())


def _rate(text: str, example: str) -> tuple[Decimal, str]:
    """Return the count and the name of the time it is counted over, if any."""
    upper, _, lower = (
        part.strip() for part in re.sub(r"\s+per\s+", "/", text).partition("/")
    )
    if lower == "" and upper.lower().endswith("rps"):
        upper, lower = upper[:-3], "s"
    for noun in _NOUNS:
        if upper.lower().endswith(noun):
            upper = upper[: -len(noun)]
            break
    try:
        count = read_count(upper).number
    except UsageError:
        raise _wrong(text, "a number of requests", example) from None
    return count, lower.lower()


def _time(text: str, example: str) -> tuple[Decimal, str]:
    number, unit = _split(text, "a length of time", example)
    return number, _time_unit(unit, text, example)


def _time_unit(unit: str, text: str, example: str) -> str:
    symbol = _TIMES.get(_singular(unit))
    if symbol is None:
        raise _wrong(text, "a length of time", example)
    return symbol


def _singular(word: str) -> str:
    lower = word.lower()
    return lower[:-1] if len(lower) > 2 and lower.endswith("s") else lower


def _converted(number: Decimal, unit: str, target: str) -> Quantity:
    """Return the same amount in `target`; both are symbols of one dimension."""
    if unit == target:
        return Quantity(number, target)
    return Quantity(number * KNOWN_UNITS[unit][1] / KNOWN_UNITS[target][1], target)


def _wrong(text: str, what: str, example: str) -> UsageError:
    fault = "is below zero" if text.strip().startswith("-") else f"is not {what}"
    return UsageError(f"'{text.strip()}' {fault}", f"write it as {example}")
