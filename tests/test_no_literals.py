"""No price, quota or limit of Lambda is a literal anywhere in the program."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from decimal import Decimal
from pathlib import Path

from studyapp.content.files import read_all
from studyapp.content.library import assemble
from studyapp.content.typed_numbers import quantities
from tests.conftest import PROJECT

LEAST = 200
"""Smaller numbers are ordinary: columns, seconds, counts."""

CONVENTIONS = {
    "1024": "KB in a MB",
    "1000": "milliseconds, and the place of a topic without an order",
    "3600": "seconds of an hour",
    "86400": "seconds of a day",
    "60000": "milliseconds of a minute",
    "3600000": "milliseconds of an hour",
    "1000000": "attempts at minting an id",
    "500": "subjects asked of SQLite at once",
    "600000": "longest pause counted as thinking",
    "300": "milliseconds or pixels of a screen",
    "200": "search results looked at",
    "365": "days of a year",
    "4096": "units kept in a cache",
    "36500": "longest interval in days",
    "5000": "patience with a locked file in ms",
    "250": "characters",
    "400": "reviews before fitting",
    "730": "hours of a month",
    "1970": "where the clock begins",
    "256": "bits of a hash",
    "2000": "an example in a form",
    "2500": "the ease Anki gives a card, in thousandths",
    "3000": "an example in a form",
    "604800": "seconds of a week",
    "65536": "values of two bytes",
    "9999": "as many as anybody sets",
    "99999": "as many as anybody sets",
}


def is_fine(number: Decimal) -> bool:
    """Whether a number has so many decimals that only a price looks like that."""
    return len(f"{number.normalize():f}".partition(".")[2]) > 3


def literals(path: Path) -> Iterator[str]:
    """Yield the numbers of a file, those in texts of only digits too."""
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Constant) and not isinstance(node.value, bool):
            text = str(node.value)
            if text.replace(".", "").replace("e-", "").isdigit():
                yield text.removesuffix(".0")


def test_no_number_of_a_fact_is_written_in_the_source() -> None:
    files, _ = read_all([PROJECT / "content"])
    library, _ = assemble(files)
    held = {
        f"{quantity.number.normalize():f}"
        for fact in library.facts.values()
        for quantity in quantities(fact.value)
        if quantity.number >= LEAST or is_fine(quantity.number)
    } | {
        f"{price.normalize():f}"
        for table in library.prices.values()
        for _, price in table.prices
        if is_fine(price)
    }
    found = {
        f"{path.relative_to(PROJECT)}: {number}"
        for path in (PROJECT / "studyapp").rglob("*.py")
        for number in literals(path)
        if number in held and number not in CONVENTIONS
    }
    assert found == set()
