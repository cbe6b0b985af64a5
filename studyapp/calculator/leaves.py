"""Steps that hold the value of a fact or of a price: where trees end.

Every number that content owns enters a calculation through here, with its id.
"""

from __future__ import annotations

from functools import lru_cache
from typing import Final

from studyapp.calculator import facts
from studyapp.calculator.steps import Step, given
from studyapp.content.factbook import FactBook
from studyapp.content.quantity import Quantity

_FOR_ONE: Final = {"USD/1M requests": "USD/request"}
AT: Final = "@"
"""Between the meter and the Region in the id of a price."""


def from_fact(
    book: FactBook, fact_id: str, unit: str, key: str, title: str = ""
) -> Step:
    """Return a fact's value in `unit`, called by its name unless a title is given.

    Raises MissingFactError.
    """
    fact = book.fact(fact_id)
    value = Quantity(facts.number(book, fact_id, unit), unit)
    return given(key, title or _lower(fact.name), value, (fact_id,))


def from_price(book: FactBook, meter: str, region: str, key: str) -> Step:
    """Return a meter's price in a Region; raises MissingFactError where it has none."""
    price = price_of(book, meter, region)
    title = f"price: {_lower(book.prices.tables[meter].name)}"
    return given(key, title, price, (f"{meter}{AT}{region}",))


def price_of(book: FactBook, meter: str, region: str) -> Quantity:
    """Return what one costs, also where the table gives the price of a million.

    Raises MissingFactError where the meter is not offered.
    """
    price = book.price(meter, region)
    return price.to(_FOR_ONE[price.unit]) if price.unit in _FOR_ONE else price


@lru_cache(maxsize=1024)
def _lower(name: str) -> str:
    """Return a name that can stand inside a sentence; `Lambda@Edge` stays."""
    head = name.partition(" ")[0]
    keeps = any(letter.isupper() for letter in head[1:])
    return name if keeps else name[:1].lower() + name[1:]
