"""Calculating: texts as people type them become results with their steps.

The form on the screen and the options of the command line are read here alone.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from studyapp.calculator import inputs
from studyapp.calculator.concurrency import concurrency
from studyapp.calculator.evidence import Evidence, evidence_for
from studyapp.calculator.fields import FIELDS, read_scenario
from studyapp.calculator.limits import FieldProblem
from studyapp.calculator.panel import Concurrency, Load
from studyapp.calculator.price import Bill, price
from studyapp.calculator.scenario import Scenario
from studyapp.calculator.steps import Step
from studyapp.content.factbook import FactBook
from studyapp.content.quantity import Quantity
from studyapp.errors import UsageError

Problems = tuple[FieldProblem, ...]


@dataclass(frozen=True, slots=True)
class Asked:
    """One field of a form: its name, what it means, and an example."""

    name: str
    label: str
    example: str

    @property
    def option(self) -> str:
        """The name with dashes, as after `--`."""
        return self.name.replace("_", "-")


def _executions(text: str) -> Quantity:
    return inputs.read_count(text, "concurrent executions")


_LOAD: Mapping[str, tuple[Asked, Callable[[str], Quantity]]] = {
    asked.name: (asked, read)
    for asked, read in (
        (Asked("rps", "Requests per second", "500"), inputs.read_rps),
        (Asked("duration", "Duration", "200ms"), inputs.read_duration),
        (Asked("quota", "Account quota", "3000"), _executions),
        (Asked("reserved", "Reserved concurrency", "200"), _executions),
        (Asked("provisioned", "Provisioned concurrency", "100"), _executions),
    )
}
LOAD_FIELDS: tuple[Asked, ...] = tuple(asked for asked, _ in _LOAD.values())
PRICE_FIELDS: tuple[Asked, ...] = tuple(
    Asked(field.name, field.label, field.example) for field in FIELDS.values()
)
_NEEDED = ("rps", "duration")


def read_load(texts: Mapping[str, str]) -> Load | Problems:
    """Return the load that the texts describe, or what is wrong by field."""
    wrong: list[FieldProblem] = []
    values: dict[str, Quantity] = {}
    for name, (asked, read) in _LOAD.items():
        text = texts.get(name, "").strip()
        if not text:
            if name in _NEEDED:
                hint = f"write for example {asked.example}"
                wrong.append(FieldProblem(name, f"{asked.label} is missing", hint))
            continue
        try:
            values[name] = read(text)
        except UsageError as error:
            wrong.append(FieldProblem(name, error.message, error.remedy))
    if wrong:
        return tuple(wrong)
    return Load(
        values["rps"],
        values["duration"],
        quota=values.get("quota"),
        reserved=values.get("reserved"),
        provisioned=values.get("provisioned"),
    )


def bill_for(texts: Mapping[str, str], book: FactBook) -> Bill | Problems:
    """Return the bill for a scenario in texts, or what is wrong by field.

    Raises MissingFactError for a fact or a Region's price that is not there.
    """
    scenario = read_scenario(texts, book)
    if not isinstance(scenario, Scenario):
        return scenario
    return price(scenario, book)


def concurrency_for(texts: Mapping[str, str], book: FactBook) -> Concurrency | Problems:
    """Return the concurrency of a load in texts, or what is wrong by field.

    Raises MissingFactError for a fact that is not there.
    """
    load = read_load(texts)
    if not isinstance(load, Load):
        return load
    return concurrency(load, book)


def evidence(step: Step, book: FactBook) -> tuple[Evidence, ...]:
    """Return the facts and prices that a result rests on."""
    return evidence_for(step, book)
