"""Facts by id, for everything that calculates with them.

The one way from an id to a number; a missing fact is an error that names it.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import Decimal

from studyapp.content.documents import Fact
from studyapp.content.prices import PriceTables
from studyapp.content.quantity import Quantity
from studyapp.content.references import resolve
from studyapp.content.units import UnitError
from studyapp.errors import MissingFactError

_REMEDY = "add it to your content, or run 'studyapp content check'"


@dataclass(frozen=True, slots=True)
class FactBook:
    """All facts and price tables of the library."""

    facts: Mapping[str, Fact]
    prices: PriceTables = field(default_factory=PriceTables)

    def fact(self, fact_id: str) -> Fact:
        """Return a fact; raises MissingFactError naming the id."""
        try:
            return self.facts[fact_id]
        except KeyError:
            raise MissingFactError(f"there is no fact '{fact_id}'", _REMEDY) from None

    def quantity(self, fact_id: str) -> Quantity:
        """Return a fact's quantity; raises MissingFactError if it has none."""
        value = self.fact(fact_id).value
        if isinstance(value, Quantity):
            return value
        raise MissingFactError(f"the fact '{fact_id}' is not a quantity", _REMEDY)

    def number(self, fact_id: str, unit: str) -> Decimal:
        """Return a fact's number in `unit`; raises MissingFactError if it cannot."""
        try:
            return self.quantity(fact_id).to(unit).number
        except UnitError as error:
            raise MissingFactError(f"the fact '{fact_id}': {error}", _REMEDY) from error

    def price(self, meter: str, region: str) -> Quantity:
        """Return a meter's price; raises MissingFactError where it is not offered."""
        try:
            return self.prices.quantity(meter, region)
        except UnitError as error:
            raise MissingFactError(str(error), _REMEDY) from error

    def show(self, text: str) -> str:
        """Return `text` with values in place of its `{{id}}` references."""
        return resolve(text, self.facts)
