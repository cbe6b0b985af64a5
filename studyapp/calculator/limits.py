"""Whether a scenario is one that Lambda accepts.

Compares inputs with limits that content owns; says every problem, by field.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from studyapp.calculator.scenario import Scenario
from studyapp.content.factbook import FactBook
from studyapp.content.quantity import Quantity
from studyapp.errors import UsageError


@dataclass(frozen=True, slots=True)
class FieldProblem:
    """What is wrong with one field, and an example of what is right."""

    field: str
    message: str
    remedy: str = ""

    def __str__(self) -> str:
        return f"{self.message}; {self.remedy}" if self.remedy else self.message


def problems(scenario: Scenario, book: FactBook) -> tuple[FieldProblem, ...]:
    """Return every way in which the scenario leaves Lambda's limits."""
    return tuple(_found(scenario, book))


def check(scenario: Scenario, book: FactBook) -> None:
    """Raise UsageError with the first problem of a scenario."""
    for problem in _found(scenario, book):
        raise UsageError(problem.message, problem.remedy)


def _found(scenario: Scenario, book: FactBook) -> Iterator[FieldProblem]:
    if scenario.requests.number and scenario.managed_hours is None:
        yield from _within(
            "memory", scenario.memory, book, ("memory.min", "memory.max")
        )
    for name in ("duration", "provisioned_duration"):
        yield from _at_most(name, scenario.value(name), book, "timeout.max")
    if scenario.ephemeral is not None:
        yield from _within(
            "ephemeral", scenario.ephemeral, book, ("tmp.default", "tmp.max")
        )
    yield from _at_most("payload", scenario.payload, book, "payload.async")
    requests = book.prices.tables.get("request")
    if requests is None or requests.of(scenario.region) is None:
        yield FieldProblem(
            "region",
            f"there are no prices for the Region '{scenario.region}'",
            "write one such as us-east-1",
        )


def _within(
    field: str, value: Quantity, book: FactBook, ends: tuple[str, str]
) -> Iterator[FieldProblem]:
    least = book.quantity(ends[0])
    if value.base < least.base:
        yield FieldProblem(
            field, f"{value} of {field} is below the least, {least}", f"write {least}"
        )
    yield from _at_most(field, value, book, ends[1])


def _at_most(
    field: str, value: object, book: FactBook, end: str
) -> Iterator[FieldProblem]:
    if not isinstance(value, Quantity):
        return
    most = book.quantity(end)
    if value.base > most.base:
        name = field.replace("_", " ")
        yield FieldProblem(
            field, f"{value} of {name} is above the most, {most}", f"write {most}"
        )
