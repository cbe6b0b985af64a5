"""Typed answers to a card: "15m", "900 s" and "15 minutes" are the same.

It compares what was typed with a fact's value and proposes a grade; it never grades.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum

from studyapp.content.quantity import Quantity, Range, Series, Text, Value
from studyapp.content.units import (
    KNOWN_UNITS,
    SPELLINGS,
    UnitError,
    parse_unit,
    singular,
)

_AMOUNT = re.compile(
    r"^\$?\s*([-+]?(?:\d+(?:\.\d*)?|\.\d+))\s*"
    r"((?:k|m|b|million|billion|thousand)(?![a-z]))?\s*(.*)$",
    re.IGNORECASE | re.DOTALL,
)
_THOUSANDS = re.compile(r"(?<=\d),(?=\d{3}(?!\d))")
_BETWEEN = re.compile(r"\s*(?:,|;|\bto\b|\band\b|\bthen\b|\u2013|-(?=\s*\d))\s*")
_PER = re.compile(r"\s*/\s*|\s*\b(?:per|every|each)\b\s*")
_NUMBER_WORDS = (
    "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten",
    "eleven", "twelve", "thirteen", "fourteen", "fifteen", "sixteen", "seventeen",
    "eighteen", "nineteen", "twenty",
)  # fmt: skip
_IN_DIGITS = {word: str(number) for number, word in enumerate(_NUMBER_WORDS, 1)}
_IN_WORDS = re.compile(rf"\b({'|'.join(_NUMBER_WORDS)})\b", re.IGNORECASE)
_SCALES = {"k": 3, "thousand": 3, "m": 6, "million": 6, "b": 9, "billion": 9}
_SHORT = {"m": "min", "mins": "min", "hrs": "h", "secs": "s", "days": "day", "g": "GB"}
_SIZE_LETTERS = {"k": "KB", "K": "KB", "M": "MB", "B": "B"}
_TIME, _SIZE = parse_unit("s").dimension, parse_unit("MB").dimension


class Match(StrEnum):
    """How a typed answer compares with the value."""

    RIGHT = "right"
    WRONG_UNIT = "wrong unit"
    CLOSE = "close"
    NO_UNIT = "without its unit"
    """A bare number that would be right in another unit than the value's own."""
    WRONG = "wrong"
    UNREADABLE = "not to be read"


@dataclass(frozen=True, slots=True)
class Comparison:
    """The verdict on a typed answer, and the answer as it was understood."""

    match: Match
    understood: str

    @property
    def question(self) -> str:
        """What to type again; empty for an answer that can be graded."""
        match self.match:
            case Match.NO_UNIT:
                return f"{self.understood} of what? Type it with its unit."
            case Match.UNREADABLE:
                told = f'"{self.understood}" cannot be read'
                return f"{told}: type a number, and its unit if it has one."
            case _:
                return ""


def can_be_typed(value: Value) -> bool:
    """Whether a card with this value is answered by typing."""
    return not isinstance(value, Text)


def compare(typed: str, value: Value) -> Comparison:
    """Return how `typed` compares with `value`; all parts must be right.

    A bare number is taken in the value's own unit, unless it is right in another one
    only. An amount within a tenth of the right one is close.
    """
    wanted = _parts(value)
    text = _in_digits(typed)
    parts = [part for part in _BETWEEN.split(text) if part] if wanted[1:] else [text]
    amounts = [match for part in parts if (match := _AMOUNT.match(part))]
    if not wanted or not parts or len(amounts) != len(parts):
        return Comparison(Match.UNREADABLE, typed.strip())
    if len(amounts) != len(wanted):
        return Comparison(Match.WRONG, typed.strip())
    last_unit = amounts[-1][3].strip()
    verdicts: list[Match] = []
    understood: list[str] = []
    for amount, right in zip(amounts, wanted, strict=True):
        unit = amount[3].strip() or last_unit
        found = _read(amount[1], amount[2] or "", unit, right)
        is_bare = not unit and not amount[2]
        lacks_unit = is_bare and _is_right_in_another_unit(found, right)
        verdicts.append(Match.NO_UNIT if lacks_unit else _judge(found, right))
        understood.append(str(found) if found else amount[0])
    worst = max(verdicts, key=list(Match).index)
    is_to_be_asked = worst in {Match.NO_UNIT, Match.UNREADABLE}
    return Comparison(worst, typed.strip() if is_to_be_asked else ", ".join(understood))


def read_number(typed: str, unit: str) -> Decimal | None:
    """Return a typed amount as a number of `unit`; None where it cannot be read.

    A bare number is taken in `unit`; another unit of the same kind is converted.
    """
    amount = _AMOUNT.match(_in_digits(typed))
    if amount is None:
        return None
    right = Quantity(Decimal(1), unit)
    found = _read(amount[1], amount[2] or "", amount[3].strip(), right)
    if found is None:
        return None
    if found.measure.dimension == right.measure.dimension:
        return found.to(unit).number if found.unit != unit else found.number
    counts = found.measure.is_count and right.measure.is_count
    return found.number if counts or _leaves_out_the_rate(found, right) else None


def _in_digits(typed: str) -> str:
    """Return what was typed with plain digits for number words and thousands."""
    text = _IN_WORDS.sub(lambda word: _IN_DIGITS[word[0].lower()], typed.strip())
    return _THOUSANDS.sub("", text)


def _parts(value: Value) -> tuple[Quantity, ...]:
    match value:
        case Quantity():
            return (value,)
        case Range(low=low, high=high):
            return (low, high)
        case Series(items=items):
            return items
        case _:
            return ()


def _read(number: str, scale: str, unit: str, right: Quantity) -> Quantity | None:
    """Return the typed amount as a quantity; None when the unit is unknown."""
    amount = Decimal(number)
    if scale:
        letter = "" if unit else _unit_letter(scale, right)
        if letter:
            unit = letter
        else:
            amount *= Decimal(10) ** _SCALES[scale.lower()]
    if not unit:
        return Quantity(amount, right.unit)
    if right.unit.startswith("USD") and _PER.match(unit):
        unit = f"USD {unit}"
    try:
        symbol = _symbol(unit, right)
        parse_unit(symbol)
    except UnitError:
        return None
    return Quantity(amount, symbol)


def _unit_letter(letter: str, right: Quantity) -> str:
    """Return the unit that a letter after a number stands for, empty for a factor.

    Where an amount of time or size is asked for, nobody means a million by "15m".
    """
    if right.measure.dimension == _SIZE and letter in _SIZE_LETTERS:
        return _SIZE_LETTERS[letter]
    is_minutes = letter.lower() == "m" and right.measure.dimension in (_TIME, _SIZE)
    return "min" if is_minutes else ""


def _symbol(unit: str, right: Quantity) -> str:
    """Return the symbol for a unit, or a rate of units, as people type it.

    What is counted need not be named: "per 10 s" is enough for a rate of things.
    """
    upper, *lower = _PER.split(unit, maxsplit=1)
    if not lower:
        return _product(upper)
    own_upper, *own_lower = _PER.split(right.unit, maxsplit=1)
    counts = parse_unit(own_upper).is_count if own_upper else False
    if own_lower and (not upper.strip() or counts):
        upper = own_upper
    amount = _AMOUNT.match(lower[0])
    below = _product(amount[3] if amount else lower[0])
    count = f"{amount[1]} {amount[2] or ''}".strip() if amount else ""
    for word in ("million", "billion"):
        if below.startswith(word):
            count, below = f"1 {word}", below.removeprefix(word).strip()
    return f"{_product(upper)} per {f'{count} {below}'.strip()}"


def _product(unit: str) -> str:
    return "-".join(_plain_symbol(part) for part in unit.split("-"))


def _plain_symbol(unit: str) -> str:
    folded = unit.strip().rstrip(".").lower()
    if folded in _SHORT:
        return _SHORT[folded]
    for symbol in KNOWN_UNITS:
        if folded in {symbol.lower(), f"{symbol.lower()}s"}:
            return symbol
    return SPELLINGS.get(singular(folded), unit.strip())


def _is_right_in_another_unit(found: Quantity | None, right: Quantity) -> bool:
    """Whether the bare number is the right one of minutes, say, where s are meant."""
    if found is None or found.base == right.base:
        return False
    return any(
        Quantity(found.number, symbol).base == right.base
        for symbol in KNOWN_UNITS
        if parse_unit(symbol).dimension == right.measure.dimension
    )


def _judge(found: Quantity | None, right: Quantity) -> Match:
    if found is None:
        return Match.UNREADABLE
    if found.measure.dimension != right.measure.dimension:
        both_count = right.measure.is_count and found.measure.is_count
        if not (both_count or _leaves_out_the_rate(found, right)):
            return Match.WRONG_UNIT
        found = Quantity(found.number, right.unit)
    if found.base == right.base:
        return Match.RIGHT
    near = right.base and abs(found.base - right.base) <= abs(right.base) / 10
    return Match.CLOSE if near else Match.WRONG


def _leaves_out_the_rate(found: Quantity, right: Quantity) -> bool:
    """Whether `0.20 USD` was typed for `0.20 USD/1M requests`, say."""
    upper = re.split(r"/| per ", right.unit, maxsplit=1)[0].strip()
    try:
        return parse_unit(upper).dimension == found.measure.dimension
    except UnitError:
        return False
