"""What a result rests on: facts and prices with value, source and date.

Reads only what steps name. It has no clock: whoever asks says what day it is.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from typing import Final

from studyapp.calculator.leaves import AT
from studyapp.calculator.steps import Step, facts_used
from studyapp.content.factbook import FactBook
from studyapp.content.quantity import Quantity
from studyapp.errors import MissingFactError

STALE_AFTER: Final = timedelta(days=180)
"""A source that nobody has read for longer makes a result doubtful."""


@dataclass(frozen=True, slots=True)
class Evidence:
    """One fact or price that a result uses."""

    id: str
    """The fact's id, or `meter@region` for a price."""
    name: str
    value: str
    source: str
    checked: date
    region: str = ""
    """Of a price; empty for a fact."""

    def is_stale(self, today: date, after: timedelta = STALE_AFTER) -> bool:
        """Whether its source was last read too long ago."""
        return today - self.checked > after


def evidence_for(step: Step, book: FactBook) -> tuple[Evidence, ...]:
    """Return everything the result of `step` rests on, in reading order."""
    return tuple(look_up(reference, book) for reference in facts_used(step))


def look_up(reference: str, book: FactBook) -> Evidence:
    """Return the fact or price a step names; raises MissingFactError."""
    meter, at, region = reference.partition(AT)
    if not at:
        fact = book.fact(reference)
        source = fact.sources[0] if fact.sources else ""
        return Evidence(fact.id, fact.name, fact.short, source, fact.checked)
    table = book.prices.tables.get(meter)
    price = table.of(region) if table else None
    if table is None or price is None:
        raise MissingFactError(f"there is no price '{reference}'")
    value = str(Quantity(price, table.unit))
    return Evidence(reference, table.name, value, table.source, table.checked, region)


def stale(step: Step, book: FactBook, today: date) -> tuple[Evidence, ...]:
    """Return what the result rests on and nobody has checked for too long."""
    return tuple(e for e in evidence_for(step, book) if e.is_stale(today))
