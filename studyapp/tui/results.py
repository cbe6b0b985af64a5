"""Results of the calculator as a page and as rows of steps.

Pure: texts and facts in, Markdown and rows out.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from studyapp.calculator.arithmetic import dollars, plain
from studyapp.calculator.limits import FieldProblem
from studyapp.calculator.panel import Concurrency
from studyapp.calculator.price import Bill
from studyapp.calculator.steps import Step
from studyapp.content.factbook import FactBook
from studyapp.services.calculating import bill_for, concurrency_for, evidence
from studyapp.tui.widgets.step_tree import StepRow


@dataclass(frozen=True, slots=True)
class ShownResult:
    """What the screen shows; `steps` is None while a field is wrong."""

    page: str
    steps: StepRow | None


def show_price(texts: Mapping[str, str], book: FactBook) -> ShownResult:
    """Return the price of a scenario, or what is wrong with its fields."""
    bill = bill_for(texts, book)
    if not isinstance(bill, Bill):
        return ShownResult(_wrong(bill), None)
    rows = [f"| {line.title} | {dollars(line.value.number)} |" for line in bill.lines]
    table = "\n".join(["| Line | A month |", "|---|---:|", *rows])
    page = f"# {dollars(bill.exact)} a month\n\n{table}"
    return ShownResult(page, _row(bill.steps, book))


def show_concurrency(texts: Mapping[str, str], book: FactBook) -> ShownResult:
    """Return the concurrency of a load, or what is wrong with its fields."""
    result = concurrency_for(texts, book)
    if not isinstance(result, Concurrency):
        return ShownResult(_wrong(result), None)
    verdict = "That is enough." if result.is_enough else "**That is not enough.**"
    rows = [
        f"| {limit.name} | {plain(limit.value)} | {plain(limit.needed)} "
        f"| {plain(limit.headroom)} |"
        for limit in result.limits
    ]
    table = "\n".join(
        ["| Limit | Has | Needed | Left |", "|---|---:|---:|---:|", *rows]
    )
    page = (
        f"# {plain(result.concurrency)} concurrent executions\n\n"
        f"First limit to bind: {result.binding}. {verdict}\n\n{table}"
    )
    return ShownResult(page, _row(result.steps, book))


def _wrong(problems: tuple[FieldProblem, ...]) -> str:
    return "\n\n".join(f"{problem.message}; {problem.remedy}." for problem in problems)


def _row(step: Step, book: FactBook) -> StepRow:
    return StepRow(
        step.title,
        str(step.value),
        step.numbers if step.formula else "",
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
