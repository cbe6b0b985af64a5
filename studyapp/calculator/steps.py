"""Worked steps: a result as a tree of named values, formulas and facts.

A step knows how its value follows from its children, so one step can be changed and
everything above it follows: that is how a wrong answer is made from a right one.
A step never reads a fact; it only says which ones it rests on.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from decimal import Decimal
from typing import Final

from studyapp.content.quantity import Quantity

Rule = Callable[[Sequence[Decimal]], Decimal]
"""From the children's numbers, in their order and units, to the step's number."""

_NAME: Final = re.compile(r"\{(\w+)\}")


@dataclass(frozen=True, slots=True)
class Step:
    """One value of a calculation. Make one with `given` or `computed`."""

    key: str
    """Name within the calculation, such as `gb_seconds`."""
    title: str
    """What it is, in words."""
    value: Quantity
    formula: str = ""
    """How it follows from the children, each written as `{key}`; empty if given."""
    children: tuple[Step, ...] = ()
    facts: tuple[str, ...] = ()
    """Ids of the facts the value itself comes from: see `calculator.evidence`."""
    note: str = ""
    rule: Rule | None = field(default=None, compare=False, repr=False)

    @property
    def words(self) -> str:
        """The formula with the children's titles: `requests x duration`."""
        titles = {child.key: child.title for child in self.children}
        return _filled(self.formula, titles)

    @property
    def numbers(self) -> str:
        """The formula with the children's values: `3,000,000 requests x 0.12 s`."""
        values = {child.key: str(child.value) for child in self.children}
        return _filled(self.formula, values)

    @property
    def working(self) -> str:
        """The same, but empty where it would only repeat the value."""
        return "" if self.numbers == str(self.value) else self.numbers


def given(
    key: str,
    title: str,
    value: Quantity,
    facts: tuple[str, ...] = (),
    note: str = "",
) -> Step:
    """Return a leaf: an input, or the value of a fact."""
    return Step(key, title, value, "", (), facts, note)


def computed(  # noqa: PLR0913 - its six parts are what a step is
    key: str,
    title: str,
    unit: str,
    formula: str,
    children: Sequence[Step],
    rule: Rule,
    *,
    note: str = "",
) -> Step:
    """Return a step whose number `rule` makes from the children's numbers."""
    number = rule([child.value.number for child in children])
    value = Quantity(number, unit)
    return Step(key, title, value, formula, tuple(children), (), note, rule)


def walk(step: Step) -> Iterator[Step]:
    """Yield the step and everything below it, parents first."""
    yield step
    for child in step.children:
        yield from walk(child)


def find(step: Step, key: str) -> Step | None:
    """Return the first step called `key`, None if there is none."""
    return next((found for found in walk(step) if found.key == key), None)


def facts_used(step: Step) -> tuple[str, ...]:
    """Return the ids of all facts the result rests on, each once, in reading order."""
    return tuple(dict.fromkeys(fact for s in walk(step) for fact in s.facts))


def altered(step: Step, changes: Mapping[str, Callable[[Step], Decimal]]) -> Step:
    """Return the tree with the named steps' numbers replaced, all above following.

    A change receives the step as it stands after its own children were altered.
    """
    children = tuple(altered(child, changes) for child in step.children)
    changed = any(
        new is not old for new, old in zip(children, step.children, strict=True)
    )
    if changed and step.rule is not None:
        number = step.rule([child.value.number for child in children])
        step = replace(step, children=children, value=Quantity(number, step.value.unit))
    change = changes.get(step.key)
    if change is None:
        return step
    return replace(step, value=Quantity(change(step), step.value.unit))


def _filled(formula: str, names: Mapping[str, str]) -> str:
    return _NAME.sub(lambda match: names.get(match[1], match[1]), formula)
