"""Typed values of facts: quantities, ranges, lists and texts.

A value is exact (`Decimal`) and knows how to be written; it never knows which fact
it belongs to.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal
from typing import Literal

from studyapp.content.units import (
    PLURAL_SYMBOLS,
    Unit,
    UnitError,
    is_symbol,
    parse_unit,
    plural,
    singular,
)

_NUMBER = re.compile(r"^([-+]?\d[\d,]*(?:\.\d+)?)(?:\s*(.*))?$", re.DOTALL)


@dataclass(frozen=True, slots=True)
class Quantity:
    """A number with its unit; `unit` is the symbol as content writes it."""

    number: Decimal
    unit: str = ""
    kind: Literal["quantity"] = "quantity"

    def __str__(self) -> str:
        if self.unit.startswith("USD"):
            return f"{format_money(self.number)} {self.unit}"
        if self.unit.startswith("%"):
            return f"{format_number(self.number)}{self.unit}"
        if not self.unit:
            return format_number(self.number)
        return f"{format_number(self.number)} {_agree(self)}"

    @property
    def measure(self) -> Unit:
        """The unit with its dimension and factor."""
        return parse_unit(self.unit)

    @property
    def base(self) -> Decimal:
        """The number in the base unit of its dimension: s, byte, USD, a count."""
        return self.number * self.measure.factor

    def to(self, unit: str) -> Quantity:
        """Return the same amount in another unit; raises UnitError if it cannot."""
        target = parse_unit(unit)
        if target.dimension != self.measure.dimension:
            raise UnitError(f"'{self}' cannot be shown in '{unit}'")
        return Quantity(_tidy(self.base / target.factor), unit)


@dataclass(frozen=True, slots=True)
class Range:
    """Everything from `low` to `high`, both included."""

    low: Quantity
    high: Quantity
    kind: Literal["range"] = "range"

    def __str__(self) -> str:
        if self.low.unit == self.high.unit:
            return f"{format_number(self.low.number)} to {self.high}"
        return f"{self.low} to {self.high}"

    def to(self, unit: str) -> Range:
        """Return the range in another unit; raises UnitError if it cannot."""
        return Range(self.low.to(unit), self.high.to(unit))


@dataclass(frozen=True, slots=True)
class Series:
    """Several quantities in a fixed order, such as waits between retries."""

    items: tuple[Quantity, ...]
    kind: Literal["series"] = "series"

    def __str__(self) -> str:
        return ", ".join(str(item) for item in self.items)

    def to(self, unit: str) -> Series:
        """Return the series in another unit; raises UnitError if it cannot."""
        return Series(tuple(item.to(unit) for item in self.items))


@dataclass(frozen=True, slots=True)
class Text:
    """A value in words."""

    text: str
    kind: Literal["text"] = "text"

    def __str__(self) -> str:
        return self.text

    def to(self, unit: str) -> Text:
        """Raise UnitError: words have no unit."""
        raise UnitError(f"'{self.text}' is text and cannot be shown in '{unit}'")


Value = Quantity | Range | Series | Text


def parse_quantity(text: str) -> Quantity:
    """Return the quantity in `text` (`900 s`); raises UnitError if there is none."""
    match = _NUMBER.match(text.strip())
    if not match:
        raise UnitError(f"'{text}' does not begin with a number", "write e.g. '900 s'")
    unit = " ".join((match[2] or "").split())
    if unit and not re.match(r"[A-Za-zµ$%]", unit):
        raise UnitError(f"'{text.strip()}' is not a number with a unit")
    if unit:
        parse_unit(unit)
    return Quantity(Decimal(match[1].replace(",", "")), unit)


def parse_value(text: str) -> Value:
    """Return the value written as `text`: quantity, range, or words.

    Raises UnitError when the text begins with a digit but is neither.
    """
    text = text.strip()
    if not text[:1].isdigit():
        return Text(text)
    low, separator, high = text.partition(" to ")
    if not separator:
        return parse_quantity(text)
    upper = parse_quantity(high)
    lower = parse_quantity(low)
    if not lower.unit:
        lower = Quantity(lower.number, upper.unit)
    if lower.measure.dimension != upper.measure.dimension:
        raise UnitError(f"'{text}': the two ends have different units")
    if lower.base >= upper.base:
        raise UnitError(f"'{text}' is upside down", "write the lower end first")
    return Range(lower, upper)


def format_number(number: Decimal) -> str:
    """Return a number with thousands separators and without an exponent."""
    text = f"{number:,f}"
    return text.rstrip("0").rstrip(".") if "." in text else text


def format_money(amount: Decimal) -> str:
    """Return an amount with at least two decimals, all its digits kept."""
    tidy = _tidy(amount)
    exponent = tidy.as_tuple().exponent
    shown = tidy if isinstance(exponent, int) and exponent < -2 else round(tidy, 2)
    return f"{shown:,f}"


def _tidy(number: Decimal) -> Decimal:
    """Return a number without trailing zeros and without an exponent."""
    return Decimal(format_number(number).replace(",", ""))


def _agree(quantity: Quantity) -> str:
    """Return the unit in the singular where the number is one, else in the plural."""
    upper, *rest = re.split(r"(?=/)|(?= per )", quantity.unit, maxsplit=1)
    if singular(upper) in PLURAL_SYMBOLS or not is_symbol(upper):
        form = singular if quantity.number == 1 else plural
        upper = " and ".join(map(form, upper.split(" and ")))
    return upper + "".join(rest)
