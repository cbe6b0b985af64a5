"""Calculating: texts as people type them become results with their steps.

The form on the screen and the options of the command line are read here alone.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from studyapp.calculator import inputs
from studyapp.calculator.concurrency import concurrency
from studyapp.calculator.event_sources import (
    Queue,
    queue_limit,
    shard_limit,
    visibility,
)
from studyapp.calculator.evidence import Evidence, evidence_for
from studyapp.calculator.fields import FIELDS, read_scenario
from studyapp.calculator.limits import FieldProblem
from studyapp.calculator.panel import Concurrency, Load
from studyapp.calculator.price import Bill, price
from studyapp.calculator.retries import Timeline, error_timeline
from studyapp.calculator.scaling import (
    provisioned_ready,
    time_to_scale,
)
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


def _count(noun: str) -> Callable[[str], Quantity]:
    return lambda text: inputs.read_count(text, noun)


_executions = _count("concurrent executions")


_LOAD: Mapping[str, tuple[Asked, Callable[[str], Quantity]]] = {
    asked.name: (asked, read)
    for asked, read in (
        (Asked("rps", "Requests per second", "500"), inputs.read_rps),
        (Asked("duration", "Duration", "200ms"), inputs.read_duration),
        (Asked("quota", "Account quota", "3000"), _executions),
        (Asked("reserved", "Reserved concurrency", "200"), _executions),
        (Asked("reserved_elsewhere", "Reserved elsewhere", "300"), _executions),
        (Asked("provisioned", "Provisioned concurrency", "100"), _executions),
        (Asked("queue_maximum", "SQS maximum concurrency", "50"), _executions),
        (Asked("groups", "FIFO message groups", "12"), _count("message groups")),
        (Asked("shards", "Stream shards", "4"), _count("shards")),
        (Asked("factor", "Parallelization factor", "2"), _count("invocations")),
    )
}
LOAD_FIELDS: tuple[Asked, ...] = tuple(asked for asked, _ in _LOAD.values())
PRICE_FIELDS: tuple[Asked, ...] = tuple(
    Asked(field.name, field.label, field.example) for field in FIELDS.values()
)
_NEEDED = ("rps", "duration")


def read_load(texts: Mapping[str, str], book: FactBook) -> Load | Problems:
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
    try:
        source = _source_limit(values, book)
    except UsageError as error:
        name = "factor" if "shards" in values else "queue_maximum"
        return (FieldProblem(name, error.message, error.remedy),)
    return Load(
        values["rps"],
        values["duration"],
        quota=values.get("quota"),
        reserved=values.get("reserved"),
        reserved_elsewhere=values.get("reserved_elsewhere"),
        provisioned=values.get("provisioned"),
        source_limit=source,
    )


def _source_limit(values: Mapping[str, Quantity], book: FactBook) -> Step | None:
    """Return what a stream or queue lets run at once, None without one."""
    if "shards" in values:
        factor = values.get("factor") or book.quantity("stream.shard.default")
        return shard_limit(values["shards"], factor, book)
    if "queue_maximum" in values or "groups" in values:
        queue = Queue(values.get("queue_maximum"), values.get("groups"))
        return queue_limit(queue, book)
    return None


def timings(found: Concurrency, book: FactBook) -> tuple[Step, ...]:
    """Return how long it takes to get there: by scaling, and by provisioning.

    Each is a step of its own; the start is nothing running.
    """
    nothing = Quantity(found.concurrency * 0, found.steps.value.unit)
    target = Quantity(found.concurrency, found.steps.value.unit)
    steps = [time_to_scale(nothing, target, book)]
    if found.load.provisioned is not None:
        steps.append(provisioned_ready(found.load.provisioned, book))
    return tuple(steps)


def visibility_for(timeout: str, window: str, book: FactBook) -> Step:
    """Return the visibility timeout AWS recommends; raises UsageError for a field."""
    seconds = [inputs.read_duration(text).to("s") for text in (timeout, window or "0s")]
    return visibility(seconds[0], seconds[1], book)


def retries_for(duration: str, retries: str | None, book: FactBook) -> Timeline:
    """Return when a failing asynchronous event is tried; raises UsageError."""
    count = int(inputs.read_count(retries, "retries").number) if retries else None
    return error_timeline(inputs.read_duration(duration), book, count)


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
    load = read_load(texts, book)
    if not isinstance(load, Load):
        return load
    return concurrency(load, book)


def evidence(step: Step, book: FactBook) -> tuple[Evidence, ...]:
    """Return the facts and prices that a result rests on."""
    return evidence_for(step, book)
