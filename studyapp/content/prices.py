"""Price tables: one YAML file for each meter, a price for each Region.

A fact may take its value from here, so a price too is written once.
"""

from __future__ import annotations

import difflib
from collections.abc import Mapping
from dataclasses import dataclass, field

from studyapp.content.documents import PriceTable
from studyapp.content.quantity import Quantity
from studyapp.content.schema import PriceFile, validate
from studyapp.content.units import UnitError, parse_unit
from studyapp.content.yaml_block import read_yaml
from studyapp.errors import Place, Problem


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


def read_prices(text: str, file: str) -> PriceTable | tuple[Problem, ...]:
    """Return the price table in `text`, or everything wrong with it."""
    block = read_yaml(text, file, 1)
    if isinstance(block, Problem):
        return (block,)
    fields = validate(PriceFile, block)
    if isinstance(fields, tuple):
        return fields
    try:
        parse_unit(fields.unit)
    except UnitError as error:
        remedy = error.remedy or "write e.g. 'unit: USD/GB-s'"
        return (Problem(block.place(("unit",)), error.message, remedy),)
    if not fields.prices:
        return (Problem(block.place(("prices",)), "the table is empty", "add a price"),)
    return PriceTable(
        meter=fields.meter,
        name=fields.name,
        unit=fields.unit,
        source=fields.source,
        checked=fields.checked,
        place=Place(file, 1),
        prices=tuple(sorted(fields.prices.items())),
        note=fields.note,
    )
