"""Results of the calculator as a page and as rows of steps.

Pure: texts and facts in, Markdown and rows out.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from studyapp.calculator.arithmetic import dollars
from studyapp.calculator.evidence import stale
from studyapp.calculator.limits import FieldProblem
from studyapp.calculator.panel import Concurrency, throttling
from studyapp.calculator.price import Bill
from studyapp.calculator.steps import Step
from studyapp.content.factbook import FactBook
from studyapp.content.quantity import format_number
from studyapp.services.calculating import bill_for, concurrency_for, evidence
from studyapp.tui.widgets.step_tree import StepRow


@dataclass(frozen=True, slots=True)
class ShownResult:
    """A result as the screen shows it: a page, and the steps to it."""

    page: str
    steps: StepRow


@dataclass(frozen=True, slots=True)
class Refused:
    """Why there is no result: one sentence, and the field it is about."""

    sentence: str
    field: str = ""


def show_price(
    texts: Mapping[str, str], book: FactBook, today: date
) -> ShownResult | Refused:
    """Return the price of a scenario, or what is wrong with its fields."""
    bill = bill_for(texts, book)
    if not isinstance(bill, Bill):
        return _refused(bill)
    rows = [f"| {line.title} | {dollars(line.value.number)} |" for line in bill.lines]
    table = "\n".join(["| Line | A month |", "|---|---:|", *rows])
    page = (
        f"## {dollars(bill.exact)} a month\n\n{_stale(bill.steps, book, today)}{table}"
    )
    return ShownResult(page, _row(bill.steps, book))


def show_concurrency(
    texts: Mapping[str, str], book: FactBook, today: date
) -> ShownResult | Refused:
    """Return the concurrency of a load, or what is wrong with its fields."""
    result = concurrency_for(texts, book)
    if not isinstance(result, Concurrency):
        return _refused(result)
    rows = [
        f"| {limit.name} | {format_number(limit.needed)} of "
        f"{format_number(limit.value)} |"
        for limit in result.limits
    ]
    table = "\n".join(["| Limit | Needed |", "|---|---:|", *rows])
    verdict = "Enough on average" if result.is_enough else "**Not enough**"
    throttled = f"{throttling(result)}\n\n" if result.is_throttled else ""
    page = (
        f"## {format_number(result.concurrency)} concurrent executions\n\n"
        f"{verdict}; the {result.binding} binds first.\n\n{throttled}"
        f"{_stale(result.steps, book, today)}{table}"
    )
    return ShownResult(page, _row(result.steps, book))


def _stale(step: Step, book: FactBook, today: date) -> str:
    """Return a sentence on what the result rests on that is stale, or nothing."""
    found = stale(step, book, today)
    if not found:
        return ""
    oldest = min(found, key=lambda fact: fact.checked)
    return (
        f"**! Stale:** {oldest.name} was last checked on {oldest.checked}"
        f"{f' (and {len(found) - 1} more too long ago)' if len(found) > 1 else ''}.\n\n"
    )


def _refused(problems: tuple[FieldProblem, ...]) -> Refused:
    return Refused(str(problems[0]), problems[0].field)


def _row(step: Step, book: FactBook) -> StepRow:
    return StepRow(
        step.title,
        str(step.value),
        step.working,
        _notes(step, book),
        tuple(_row(child, book) for child in step.children),
    )


def _notes(step: Step, book: FactBook) -> tuple[str, ...]:
    notes = [step.note] if step.note else []
    if step.facts:
        own = Step(step.key, step.title, step.value, facts=step.facts)
        notes += [
            f"{fact.name}: {fact.value} ({fact.source}, {fact.checked})"
            for fact in evidence(own, book)
        ]
    return tuple(notes)
