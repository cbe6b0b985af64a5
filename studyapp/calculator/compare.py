"""Two scenarios side by side: what was changed, and which line moved the total.

Also how much each single input moves it. Amounts stay exact; nothing is rounded here.
"""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from typing import Final

from studyapp.calculator.arithmetic import ONE, ZERO
from studyapp.calculator.fields import FIELDS
from studyapp.calculator.limits import problems
from studyapp.calculator.lines.usage import PERCENT
from studyapp.calculator.price import Bill, price
from studyapp.calculator.scenario import Field, Scenario
from studyapp.content.factbook import FactBook
from studyapp.content.quantity import Quantity

TENTH: Final = Quantity(Decimal("1e1"), "%")
"""By how much sensitivity raises an input unless told otherwise."""


@dataclass(frozen=True, slots=True)
class Change:
    """One input that differs; empty where it is not used."""

    field: str
    label: str
    before: str
    after: str


@dataclass(frozen=True, slots=True)
class LineDifference:
    """One line in both bills, in USD; zero where a bill has none."""

    key: str
    title: str
    before: Decimal
    after: Decimal

    @property
    def difference(self) -> Decimal:
        """What the second bill has more."""
        return self.after - self.before


@dataclass(frozen=True, slots=True)
class Comparison:
    """Two bills, their inputs and their lines compared."""

    before: Bill
    after: Bill
    changes: tuple[Change, ...]
    lines: tuple[LineDifference, ...]

    @property
    def difference(self) -> Decimal:
        """What the second bill costs more, exactly."""
        return self.after.exact - self.before.exact

    @property
    def mover(self) -> LineDifference | None:
        """The line that moved the total most, None where none moved."""
        moved = [line for line in self.lines if line.difference]
        return max(moved, key=lambda line: abs(line.difference), default=None)


@dataclass(frozen=True, slots=True)
class Sensitivity:
    """What happens to the total when one input grows."""

    field: str
    label: str
    before: Decimal
    after: Decimal

    @property
    def difference(self) -> Decimal:
        """The change of the total in USD."""
        return self.after - self.before

    @property
    def percent(self) -> Decimal:
        """The change in percent of the total; zero where there is none to move."""
        return self.difference / self.before / PERCENT if self.before else ZERO


def compare(before: Scenario, after: Scenario, book: FactBook) -> Comparison:
    """Return both bills with everything that differs; raises as `price` does."""
    bills = price(before, book), price(after, book)
    return Comparison(*bills, changed_fields(before, after), _lines(*bills))


def changed_fields(before: Scenario, after: Scenario) -> tuple[Change, ...]:
    """Return the inputs that differ, in the order of the form."""
    return tuple(
        Change(name, field.label, shown(before.value(name)), shown(after.value(name)))
        for name, field in FIELDS.items()
        if before.value(name) != after.value(name)
    )


def sensitivity(
    scenario: Scenario, book: FactBook, by: Quantity = TENTH
) -> tuple[Sensitivity, ...]:
    """Return each input's effect when it alone grows by `by`, the strongest first.

    Inputs at a limit of Lambda, which cannot grow, are left out.
    """
    start = price(scenario, book).exact
    bars: list[Sensitivity] = []
    for name, field in FIELDS.items():
        value = scenario.value(name)
        if not isinstance(value, Quantity) or not value.number:
            continue
        if name == "hours_per_month":
            continue
        grown = value.number * (ONE + by.number * PERCENT)
        varied = scenario.with_number(name, grown)
        if not problems(varied, book):
            end = price(varied, book).exact
            bars.append(Sensitivity(name, field.label, start, end))
    return tuple(sorted(bars, key=lambda bar: -abs(bar.difference)))


def shown(value: Field) -> str:
    """Return an input as text; empty where it is not used."""
    return "" if value is None else str(value)


def _lines(before: Bill, after: Bill) -> tuple[LineDifference, ...]:
    titles = {line.key: line.title for line in (*before.lines, *after.lines)}
    return tuple(
        LineDifference(key, title, before.amount(key), after.amount(key))
        for key, title in titles.items()
    )
