"""Finds numbers in prose that some fact already holds.

A value typed by hand stays behind when the fact changes; `{{id}}` does not.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from decimal import Decimal

from studyapp.content.documents import Fact
from studyapp.content.quantity import Quantity, Range, Series, Value
from studyapp.content.units import (
    KNOWN_UNITS,
    SPELLINGS,
    Dimension,
    UnitError,
    parse_unit,
    singular,
)

_REFERENCE = re.compile(r"\{\{.*?\}\}")
_NUMBER_WITH_UNIT = re.compile(
    r"(?<![\w.,{$-])(\d[\d,]*(?:\.\d+)?)[\s-]?"
    r"(%|[A-Za-zµ@][\w@'-]*(?: [a-z][\w'-]*){0,3})"
)
_MIN_COUNT = 3
"""Small counts ("two retries", "1 layer") are ordinary English."""


class HeldValues:
    """The quantities that a group of facts holds, by amount."""

    def __init__(self, facts: Iterable[Fact]) -> None:
        self._known: dict[tuple[Dimension, Decimal], str] = {}
        for fact in facts:
            for quantity in quantities(fact.value):
                measure = quantity.measure
                if measure.is_count and abs(quantity.number) < _MIN_COUNT:
                    continue
                key = (measure.dimension, quantity.base)
                self._known.setdefault(key, fact.id)

    def typed_by_hand(self, text: str) -> Iterator[tuple[str, str]]:
        """Yield each number with unit in `text` that a fact holds, and that fact."""
        for match in _NUMBER_WITH_UNIT.finditer(_REFERENCE.sub(" ", text)):
            number = Decimal(match[1].replace(",", "").rstrip("."))
            for unit in _readings(match[2]):
                amount = _amount(number, unit)
                if amount in self._known:
                    yield f"{match[1]} {unit}", self._known[amount]
                    break


def quantities(value: Value) -> tuple[Quantity, ...]:
    """Return the quantities that make up a value; none for words."""
    match value:
        case Quantity():
            return (value,)
        case Range(low=low, high=high):
            return (low, high)
        case Series(items=items):
            return items
        case _:
            return ()


def _readings(words: str) -> Iterator[str]:
    """Yield the units that `words` may begin with, the longest first."""
    parts = words.split()
    for length in range(len(parts), 0, -1):
        yield " ".join(parts[:length]).rstrip("'-")


def _amount(number: Decimal, unit: str) -> tuple[Dimension, Decimal] | None:
    symbol = SPELLINGS.get(singular(unit.lower()), unit)
    if unit in KNOWN_UNITS:
        symbol = unit
    try:
        measure = parse_unit(symbol)
    except UnitError:
        return None
    return measure.dimension, number * measure.factor
