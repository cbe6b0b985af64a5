"""Price tables together: a meter's price in a Region.

A fact may take its value from here, so a price too is written once.
"""

from __future__ import annotations

import difflib
from collections.abc import Mapping
from dataclasses import dataclass, field

from studyapp.content.documents import PriceTable
from studyapp.content.quantity import Quantity
from studyapp.content.units import UnitError


@dataclass(frozen=True, slots=True)
class PriceTables:
    """All meters by their id."""

    tables: Mapping[str, PriceTable] = field(default_factory=dict)

    def quantity(self, meter: str, region: str) -> Quantity:
        """Return a price with its unit; raises UnitError naming what is missing."""
        table = self.tables.get(meter)
        if table is None:
            near = difflib.get_close_matches(meter, list(self.tables), n=1)
            hint = f"did you mean '{near[0]}'?" if near else "name a meter that exists"
            raise UnitError(f"there is no price table '{meter}'", hint)
        price = table.of(region)
        if price is None:
            raise UnitError(
                f"the meter '{meter}' has no price in '{region}'",
                "name a Region of its table",
            )
        return Quantity(price, table.unit)
