"""Numbers with units as single search terms, the same however they are spelled.

`900 seconds`, `900s` and `15 min` all become `s900`. Works on digits alone, without
`decimal` or floats, because the quick lookup imports it; a test holds its units to
those of the content.
"""

from __future__ import annotations

_TIME = {
    "ns": "1e-9",
    "nanosecond": "1e-9",
    "us": "1e-6",
    "microsecond": "1e-6",
    "ms": "1e-3",
    "msec": "1e-3",
    "millisecond": "1e-3",
    "millis": "1e-3",
    "s": "1",
    "sec": "1",
    "second": "1",
    "m": "60",
    "min": "60",
    "minute": "60",
    "h": "3600",
    "hr": "3600",
    "hour": "3600",
    "d": "86400",
    "day": "86400",
    "week": "604800",
}
_SIZE = {
    "b": "1",
    "byte": "1",
    "kb": str(2**10),
    "kib": str(2**10),
    "kilobyte": str(2**10),
    "mb": str(2**20),
    "mib": str(2**20),
    "meg": str(2**20),
    "megabyte": str(2**20),
    "gb": str(2**30),
    "gib": str(2**30),
    "gig": str(2**30),
    "gigabyte": str(2**30),
    "tb": str(2**40),
    "tib": str(2**40),
    "terabyte": str(2**40),
}
_OTHER = {
    "kbps": ("r", "1e3"),
    "mbps": ("r", "1e6"),
    "gbps": ("r", "1e9"),
    "month": ("y", "1"),
    "year": ("y", "12"),
    "yr": ("y", "12"),
    "percent": ("p", "1"),
    "k": ("n", "1e3"),
    "thousand": ("n", "1e3"),
    "million": ("n", "1e6"),
    "mio": ("n", "1e6"),
    "billion": ("n", "1e9"),
}
UNITS: dict[str, tuple[str, str]] = {
    **{name: ("s", factor) for name, factor in _TIME.items()},
    **{name: ("b", factor) for name, factor in _SIZE.items()},
    **_OTHER,
}
"""Singular lower case spelling to a dimension's letter and the factor to its base."""

COUNT = "n"
"""Letter of a number without a unit."""

TIME, SIZE, MONEY, DATE = "time", "size", "money", "date"
NUMBER, TEXT = "number", "text"
"""Kinds of value, besides `COUNT`; `NUMBER` is any but a date and a text."""
_KINDS = {"s": TIME, "b": SIZE}


def amount(number: str, unit: str = "") -> str:
    """Return the term of a number such as `10240` or `0.5` in a unit of `UNITS`."""
    letter, factor = UNITS[unit] if unit else (COUNT, "1")
    digits, places = _digits(number)
    factor_digits, factor_places = _digits(factor)
    return letter + _write(digits * factor_digits, places + factor_places)


def kind_of(unit: str, text: str) -> str:
    """Return the kind of a value as it is shown, such as `60 to 900 s`.

    `unit` is empty for a range, a date and a text.
    """
    if unit.startswith("USD"):
        return MONEY
    if not text[:1].isdecimal():
        return TEXT
    if text[4:5] == "-":
        return DATE
    named = unit_of((unit or text.rpartition(" ")[2]).lower())
    return _KINDS.get(UNITS[named][0], COUNT) if named else COUNT


def unit_of(word: str) -> str:
    """Return the spelling of `UNITS` that a lower case word is, empty if none."""
    if word in UNITS:
        return word
    singular = word.removesuffix("s")
    return singular if len(singular) > 1 and singular in UNITS else ""


def is_number(word: str) -> bool:
    """Whether a word is digits, with at most one point inside."""
    return word[:1].isdecimal() and word.replace(".", "", 1).isdecimal()


def _digits(number: str) -> tuple[int, int]:
    """Return a number as an integer and how many of its digits are decimals."""
    mantissa, _, exponent = number.partition("e")
    whole, _, decimals = mantissa.partition(".")
    return int(whole + decimals), len(decimals) - int(exponent or "0")


def _write(digits: int, places: int) -> str:
    """Return digits with `d` for the point, as a term has no signs."""
    if places <= 0:
        return str(digits * 10**-places)
    text = str(digits).rjust(places + 1, "0")
    whole, decimals = text[:-places], text[-places:].rstrip("0")
    return f"{whole}d{decimals}" if decimals else whole
