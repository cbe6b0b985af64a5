"""The few operations that steps are made of, on exact decimals.

Rounding of money happens here and nowhere else. No operation knows a unit.
"""

from __future__ import annotations

from collections.abc import Sequence
from decimal import ROUND_CEILING, ROUND_FLOOR, ROUND_HALF_UP, Decimal
from math import prod
from typing import Final

ZERO: Final = Decimal(0)
ONE: Final = Decimal(1)
CENT: Final = Decimal("0.01")
_NOISE: Final = Decimal("1e-12")
"""What a repeating decimal, such as 10 min in hours, may be off after arithmetic."""


def product(numbers: Sequence[Decimal]) -> Decimal:
    """Return the product of all numbers."""
    return prod(numbers, start=ONE)


def total(numbers: Sequence[Decimal]) -> Decimal:
    """Return the sum of all numbers."""
    return sum(numbers, start=ZERO)


def first(numbers: Sequence[Decimal]) -> Decimal:
    """Return the first number; the others only explain it."""
    return numbers[0]


def surplus(numbers: Sequence[Decimal]) -> Decimal:
    """Return what the first number has beyond the others, never below zero."""
    return max(ZERO, numbers[0] - sum(numbers[1:], start=ZERO))


def difference(numbers: Sequence[Decimal]) -> Decimal:
    """Return the first number minus all others."""
    return numbers[0] - sum(numbers[1:], start=ZERO)


def least(numbers: Sequence[Decimal]) -> Decimal:
    """Return the smallest number."""
    return min(numbers)


def round_up(number: Decimal, step: Decimal = ONE) -> Decimal:
    """Return the next multiple of `step` that is not below `number`."""
    return _steps(number, step).to_integral_value(ROUND_CEILING) * step


def round_down(number: Decimal, step: Decimal = ONE) -> Decimal:
    """Return the last multiple of `step` that is not above `number`."""
    return _steps(number, step).to_integral_value(ROUND_FLOOR) * step


def cents(amount: Decimal) -> Decimal:
    """Return an amount rounded once, half up, to two decimals."""
    return amount.quantize(CENT, ROUND_HALF_UP)


def dollars(amount: Decimal) -> str:
    """Return an amount for people: `$2.73`, and `<$0.01` for less than half a cent."""
    if ZERO < amount < CENT / 2:
        return "<$0.01"
    sign = "-" if amount < ZERO else ""
    return f"{sign}${cents(abs(amount)):,f}"


def plain(number: Decimal) -> str:
    """Return a number in digits without exponent or trailing zeros."""
    shown = f"{number:f}"
    return shown.rstrip("0").rstrip(".") if "." in shown else shown


def _steps(number: Decimal, step: Decimal) -> Decimal:
    """Return number / step; a whole number that lost its last digit is restored."""
    ratio = number / step
    whole = ratio.to_integral_value()
    return whole if abs(ratio - whole) < _NOISE else ratio
