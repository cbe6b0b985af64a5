"""Results as plain dictionaries of texts, for `--json` and for saving.

Amounts and numbers are decimal strings without exponent. This module formats; it
calculates nothing.
"""

from __future__ import annotations

from decimal import Decimal
from enum import StrEnum

from studyapp.calculator.arithmetic import cents, plain
from studyapp.calculator.evidence import Evidence, evidence_for
from studyapp.calculator.panel import Concurrency
from studyapp.calculator.price import CURRENCY, Bill
from studyapp.calculator.steps import Step
from studyapp.content.factbook import FactBook

Json = dict[str, "Json"] | list["Json"] | str
"""What a result looks like outside."""


class Amounts(StrEnum):
    """Whether amounts are rounded to cents."""

    ROUNDED = "rounded"
    EXACT = "exact"


def bill_json(
    bill: Bill, book: FactBook, amounts: Amounts = Amounts.ROUNDED
) -> dict[str, Json]:
    """Return total, currency, lines, steps and facts of a bill."""
    return {
        "total": _amount(bill.exact, amounts),
        "currency": CURRENCY,
        "lines": {line.key: _amount(line.value.number, amounts) for line in bill.lines},
        "steps": step_json(bill.steps),
        "facts": facts_json(bill.steps, book),
    }


def concurrency_json(result: Concurrency, book: FactBook) -> dict[str, Json]:
    """Return concurrency, binding limit, limits, steps and facts of a panel."""
    return {
        "concurrency": plain(result.concurrency),
        "binding": result.binding,
        "limits": [
            {
                "name": limit.name,
                "value": plain(limit.value),
                "headroom": plain(limit.headroom),
                "unit": limit.unit,
                "needed": plain(limit.needed),
            }
            for limit in result.limits
        ],
        "throttled": plain(result.throttled),
        "steps": step_json(result.steps),
        "facts": facts_json(result.steps, book),
    }


def step_json(step: Step) -> dict[str, Json]:
    """Return one step with everything below it."""
    shown: dict[str, Json] = {
        "name": step.key,
        "title": step.title,
        "value": plain(step.value.number),
        "unit": step.value.unit,
    }
    if step.formula:
        shown["formula"] = step.words
        shown["values"] = step.numbers
        shown["steps"] = [step_json(child) for child in step.children]
    if step.facts:
        shown["facts"] = list(step.facts)
    if step.note:
        shown["note"] = step.note
    return shown


def facts_json(step: Step, book: FactBook) -> list[Json]:
    """Return the facts and prices a result rests on, each once."""
    return [_evidence(evidence) for evidence in evidence_for(step, book)]


def _evidence(evidence: Evidence) -> dict[str, Json]:
    return {
        "id": evidence.id,
        "name": evidence.name,
        "value": evidence.value,
        "source": evidence.source,
        "checked": evidence.checked.isoformat(),
    }


def _amount(number: Decimal, amounts: Amounts) -> str:
    if amounts is Amounts.EXACT:
        return plain(number)
    return f"{cents(number):f}"
