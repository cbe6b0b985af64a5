"""The questions around a price: backwards, side by side, and by each input.

Texts in, results out; what is wrong with a field comes back as a problem.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from studyapp import paths
from studyapp.calculator import backwards, bounds, inputs
from studyapp.calculator.backwards import Answer
from studyapp.calculator.breakeven import BreakEven, break_even_by_region
from studyapp.calculator.compare import Comparison, Sensitivity, compare, sensitivity
from studyapp.calculator.examples import Example, read_examples
from studyapp.calculator.facts import Architecture
from studyapp.calculator.fields import read_architecture, read_scenario, scenario_from
from studyapp.calculator.panel import Load
from studyapp.calculator.scenario import Scenario
from studyapp.calculator.sweep import Profile, Sweep, memory_sweep
from studyapp.calculator.verify import Outcome, verify
from studyapp.content.factbook import FactBook
from studyapp.content.quantity import Quantity
from studyapp.errors import ContentError, UsageError
from studyapp.services.calculating import Problems

BREAK_EVEN = "break-even"
SWEEP_POINTS = 20
_EXAMPLES = "pricing-examples.yaml"


@dataclass(frozen=True, slots=True)
class Goal:
    """What is asked backwards: a scenario, and the bound that must hold."""

    texts: Mapping[str, str]
    budget: str | None = None
    rps: str | None = None
    quota: str | None = None
    reserved: str | None = None


Solver = Callable[[Goal, FactBook], Answer]


def solve(goal: str, asked: Goal, book: FactBook) -> Answer:
    """Return the largest value that fits; raises UsageError for what is missing."""
    return GOALS[goal][1](asked, book)


def sensitivity_of(
    texts: Mapping[str, str], book: FactBook
) -> tuple[Sensitivity, ...] | Problems:
    """Return what each input moves when it alone is a tenth higher."""
    scenario = read_scenario(texts, book)
    return sensitivity(scenario, book) if isinstance(scenario, Scenario) else scenario


def sweep_of(texts: Mapping[str, str], book: FactBook) -> Sweep | Problems:
    """Return the price by memory, the duration following the CPU it brings."""
    scenario = read_scenario(texts, book)
    if not isinstance(scenario, Scenario):
        return scenario
    return memory_sweep(scenario, book, Profile(), SWEEP_POINTS)


def comparison_of(
    before: Mapping[str, str], after: Mapping[str, str], book: FactBook
) -> Comparison | Problems:
    """Return two scenarios side by side."""
    first, second = read_scenario(before, book), read_scenario(after, book)
    if not isinstance(first, Scenario):
        return first
    return compare(first, second, book) if isinstance(second, Scenario) else second


def break_even_of(architecture: str | None, book: FactBook) -> tuple[BreakEven, ...]:
    """Return every Region's break-even of provisioned concurrency."""
    wanted = read_architecture(architecture) if architecture else Architecture.X86
    return break_even_by_region(wanted, book)


def verify_examples(book: FactBook) -> tuple[Outcome, ...]:
    """Return how the published examples agree; raises ContentError for a bad file."""
    path = Path(paths.bundled_roots()[0]) / _EXAMPLES
    examples = read_examples(path.read_text(encoding="utf-8"), path.name)
    good = tuple(example for example in examples if isinstance(example, Example))
    if len(good) != len(examples):
        raise ContentError(tuple(e for e in examples if not isinstance(e, Example)))
    return verify(good, book)


def _memory(asked: Goal, book: FactBook) -> Answer:
    return backwards.most_memory(_scenario(asked, book), _budget(asked), book)


def _requests(asked: Goal, book: FactBook) -> Answer:
    return backwards.most_requests(_scenario(asked, book), _budget(asked), book)


def _free_requests(asked: Goal, book: FactBook) -> Answer:
    return backwards.free_requests(_scenario(asked, book), book)


def _free_tier_ends(asked: Goal, book: FactBook) -> Answer:
    found = backwards.free_tier_ends(_scenario(asked, book), book)
    if found is None:
        raise UsageError("the free tier lasts the whole month", "ask for more requests")
    return found


def _duration(asked: Goal, book: FactBook) -> Answer:
    any_duration = Quantity(inputs.read_duration("1ms").number, "ms")
    load = Load(
        _rps(asked),
        any_duration,
        quota=_executions(asked.quota),
        reserved=_executions(asked.reserved),
    )
    return bounds.longest_duration(load, book)


def _provisioned(asked: Goal, book: FactBook) -> Answer:
    text = asked.texts.get("duration")
    if not text:
        raise UsageError("--duration is missing", "write --duration 200ms")
    return bounds.provisioned_for(_rps(asked), inputs.read_duration(text), book)


GOALS: Final[Mapping[str, tuple[str, Solver]]] = {
    "memory": ("most memory for a budget", _memory),
    "requests": ("most requests for a budget", _requests),
    "free-requests": ("most requests within the free tier", _free_requests),
    "free-tier-ends": ("day of the month the free tier ends", _free_tier_ends),
    "duration": ("longest duration before throttling", _duration),
    "provisioned": ("provisioned concurrency for a load", _provisioned),
    BREAK_EVEN: ("where provisioned concurrency pays", _memory),
}
"""What can be asked backwards: in words, and who answers."""


def _scenario(asked: Goal, book: FactBook) -> Scenario:
    return scenario_from(dict(asked.texts), book)


def _budget(asked: Goal) -> Quantity:
    if not asked.budget:
        raise UsageError("--budget is missing", "write --budget 50")
    return inputs.read_money(asked.budget)


def _rps(asked: Goal) -> Quantity:
    if not asked.rps:
        raise UsageError("--rps is missing", "write --rps 500")
    return inputs.read_rps(asked.rps)


def _executions(text: str | None) -> Quantity | None:
    return inputs.read_count(text, "concurrent executions") if text else None
