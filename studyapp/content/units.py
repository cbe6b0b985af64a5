"""Units of measurement as Lambda's documentation uses them.

Sizes are binary (1 MB is 1,024 KB). A unit is a ratio of products with an exact
factor to the base of its dimension; this module never rounds.
"""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass
from decimal import Decimal
from functools import lru_cache

_SECOND, _MINUTE, _HOUR, _DAY = Decimal(1), Decimal(60), Decimal(3600), Decimal(86400)

KNOWN_UNITS: dict[str, tuple[str, Decimal]] = {
    "ns": ("time", Decimal("1e-9")),
    "us": ("time", Decimal("1e-6")),
    "ms": ("time", Decimal("0.001")),
    "s": ("time", _SECOND),
    "min": ("time", _MINUTE),
    "h": ("time", _HOUR),
    "day": ("time", _DAY),
    "week": ("time", 7 * _DAY),
    "month": ("month", Decimal(1)),
    "year": ("month", Decimal(12)),
    "B": ("size", Decimal(1)),
    "KB": ("size", Decimal(1024)),
    "MB": ("size", Decimal(1024**2)),
    "GB": ("size", Decimal(1024**3)),
    "TB": ("size", Decimal(1024**4)),
    "Kbps": ("bits", Decimal(10**3)),
    "Mbps": ("bits", Decimal(10**6)),
    "Gbps": ("bits", Decimal(10**9)),
    "USD": ("USD", Decimal(1)),
    "%": ("%", Decimal(1)),
    "vCPU": ("vCPU", Decimal(1)),
}
"""Symbol to its dimension and the factor to that dimension's base unit."""

SPELLINGS: dict[str, str] = {
    "nanosecond": "ns",
    "microsecond": "us",
    "µs": "us",
    "millisecond": "ms",
    "msec": "ms",
    "sec": "s",
    "second": "s",
    "minute": "min",
    "hr": "h",
    "hour": "h",
    "d": "day",
    "mo": "month",
    "yr": "year",
    "byte": "B",
    "kb": "KB",
    "kib": "KB",
    "kilobyte": "KB",
    "mb": "MB",
    "mib": "MB",
    "megabyte": "MB",
    "gb": "GB",
    "gib": "GB",
    "gigabyte": "GB",
    "tb": "TB",
    "tib": "TB",
    "percent": "%",
    "dollar": "USD",
    "usd": "USD",
    "$": "USD",
    "vcpu": "vCPU",
}
"""What people write (singular, lower case) to the symbol content must use."""

PLURAL_SYMBOLS = {"day", "week", "month", "year"}
_NO_S = {"people", "data", "media", "children"}
"""Plurals that end otherwise."""
_COUNT = re.compile(r"^(\d[\d,]*(?:\.\d+)?)\s*([kKM](?![A-Za-z])|million|billion)?\s*")
_SCALES = {
    "k": Decimal(10**3),
    "K": Decimal(10**3),
    "M": Decimal(10**6),
    "million": Decimal(10**6),
    "billion": Decimal(10**9),
}
_NOUN = re.compile(r"^[A-Za-z][A-Za-z@'+-]*(?: [A-Za-z@'+-]+){0,4}$")

Dimension = tuple[tuple[str, int], ...]
"""Base dimensions with their exponents, sorted by name."""


class UnitError(ValueError):
    """A value or unit that cannot be read or converted, and what to write."""

    def __init__(self, message: str, remedy: str = "") -> None:
        super().__init__(message)
        self.message = message
        self.remedy = remedy

    def __str__(self) -> str:
        return f"{self.message}; {self.remedy}" if self.remedy else self.message


@dataclass(frozen=True, slots=True)
class Unit:
    """A unit: its symbol, its dimension, and how many base units it holds."""

    symbol: str
    dimension: Dimension
    factor: Decimal

    def __str__(self) -> str:
        return self.symbol

    @property
    def is_count(self) -> bool:
        """Whether it counts things: a bare number is then a fair answer."""
        names = {symbol_dimension for symbol_dimension, _ in KNOWN_UNITS.values()}
        return all(name not in names for name, _ in self.dimension)


@lru_cache(maxsize=4096)
def parse_unit(text: str) -> Unit:
    """Return the unit that `text` names, such as `MB`, `GB-s` or `USD/1M requests`.

    Raises UnitError with the remedy in its message.
    """
    symbol = " ".join(text.split())
    upper, *lower = re.split(r"\s*/\s*|\s+per\s+", symbol)
    if len(lower) > 1:
        raise UnitError(f"'{text}' divides twice", "write one '/' or one 'per'")
    exponents: Counter[str] = Counter()
    factor = _multiply(upper, 1, exponents)
    if lower:
        factor /= _multiply(lower[0], -1, exponents)
    dimension = tuple(sorted((name, n) for name, n in exponents.items() if n))
    return Unit(symbol, dimension, factor)


def singular(noun: str) -> str:
    """Return the singular of the last word of an English noun, well enough."""
    if noun.endswith("ies") and len(noun) > 4:
        return noun[:-3] + "y"
    if noun.endswith(("ches", "shes", "sses", "xes")):
        return noun[:-2]
    if noun.endswith("s") and not noun.endswith(("ss", "us")):
        return noun[:-1]
    return noun


def plural(noun: str) -> str:
    """Return the plural of an English noun, well enough; one that is plural stays."""
    if singular(noun) != noun or noun.rsplit(maxsplit=1)[-1] in _NO_S:
        return noun
    if noun.endswith("y") and noun[-2:-1] not in {*"aeiou", ""}:
        return noun[:-1] + "ies"
    return noun + ("es" if noun.endswith(("s", "x", "ch", "sh")) else "s")


def is_symbol(text: str) -> bool:
    """Whether a unit, or a product of units, is no word: `s`, `days`, `GB-s`."""
    return all(_symbol(part) in KNOWN_UNITS for part in text.split("-"))


def _multiply(text: str, sign: int, exponents: Counter[str]) -> Decimal:
    """Add the dimensions of one product to `exponents`, return its factor."""
    factor = Decimal(1)
    if count := _COUNT.match(text):
        scale = _SCALES.get(count[2] or "", Decimal(1))
        factor *= Decimal(count[1].replace(",", "")) * scale
        text = text[count.end() :]
    if not text:
        return factor
    for part in _parts(text):
        name, part_factor = _atom(part)
        exponents[name] += sign
        factor *= part_factor
    return factor


def _parts(text: str) -> list[str]:
    return text.split("-") if is_symbol(text) else [text]


def _symbol(part: str) -> str:
    return singular(part) if singular(part) in PLURAL_SYMBOLS else part


def _atom(part: str) -> tuple[str, Decimal]:
    if known := KNOWN_UNITS.get(_symbol(part)):
        return known
    if better := SPELLINGS.get(singular(part.lower())):
        raise UnitError(f"'{part}' is not a unit here", f"write '{better}'")
    if not _NOUN.match(part):
        raise UnitError(f"'{part}' is not a unit", "write s, MB, USD or a plain noun")
    return singular(part.lower()), Decimal(1)
