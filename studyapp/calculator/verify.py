"""Whether this calculator agrees with published examples, to a cent.

Runs each example forward and compares line by line. A slip of the page is no failure
of the calculator, and is never passed over in silence.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum

from studyapp.calculator.arithmetic import CENT, cents
from studyapp.calculator.examples import Example, Standing
from studyapp.calculator.fields import scenario_from
from studyapp.calculator.price import Bill, price
from studyapp.content.factbook import FactBook
from studyapp.errors import MissingFactError


class Agreement(StrEnum):
    """What came out."""

    AGREES = "agrees"
    EXPLAINED = "differs, explained"
    DIFFERS = "differs"
    NOT_RUN = "not run"


@dataclass(frozen=True, slots=True)
class LineCheck:
    """One line: what the page prints, and what comes out here, in USD."""

    key: str
    published: Decimal
    calculated: Decimal

    @property
    def difference(self) -> Decimal:
        """Calculated minus published."""
        return self.calculated - self.published

    @property
    def agrees(self) -> bool:
        """Whether the two are the same within a cent."""
        return abs(self.difference) <= CENT


@dataclass(frozen=True, slots=True)
class Outcome:
    """One example with its lines; none where it could not be run."""

    example: Example
    agreement: Agreement
    lines: tuple[LineCheck, ...] = ()
    reason: str = ""
    """Why it was not run."""

    @property
    def passes(self) -> bool:
        """Whether nothing here speaks against the calculator."""
        return self.agreement in {Agreement.AGREES, Agreement.EXPLAINED}


def verify(examples: Iterable[Example], book: FactBook) -> tuple[Outcome, ...]:
    """Return the outcome of every example."""
    return tuple(verify_one(example, book) for example in examples)


def verify_one(example: Example, book: FactBook) -> Outcome:
    """Return the outcome of one example; raises UsageError for inputs out of form."""
    scenario = scenario_from(dict(example.inputs), book)
    try:
        bill = price(scenario, book)
    except MissingFactError as error:
        return Outcome(example, Agreement.NOT_RUN, reason=str(error))
    lines = tuple(
        LineCheck(key, published, _calculated(bill, key))
        for key, published in example.expected
    )
    return Outcome(example, _agreement(example, lines), lines)


def _calculated(bill: Bill, key: str) -> Decimal:
    return bill.total if key == bill.steps.key else cents(bill.amount(key))


def _agreement(example: Example, lines: tuple[LineCheck, ...]) -> Agreement:
    if all(line.agrees for line in lines):
        return Agreement.AGREES
    known = example.standing is not Standing.CONSISTENT and example.note
    return Agreement.EXPLAINED if known else Agreement.DIFFERS
