"""One price table's file: YAML for one meter, a price for each Region."""

from __future__ import annotations

from studyapp.content.documents import PriceTable
from studyapp.content.schema import PriceFile, validate
from studyapp.content.units import UnitError, parse_unit
from studyapp.content.yaml_block import read_yaml
from studyapp.errors import Place, Problem


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
