"""Named mistakes: what people get wrong, as a change of named steps.

A mistake replaces the numbers of some steps of a right calculation; everything above
follows by itself. It never computes an answer of its own.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from decimal import Decimal
from functools import partial

from studyapp.calculator.steps import Step, altered, find
from studyapp.content.factbook import FactBook

Change = Callable[[Step, Step, FactBook], Decimal]
"""From the step, the root of the right calculation and the facts to the number."""


@dataclass(frozen=True, slots=True)
class Mistake:
    """One way of going wrong."""

    key: str
    title: str
    """What was done, as in `milliseconds taken for seconds`."""
    explanation: str
    """Why that is wrong, in one or two sentences."""
    changes: Mapping[str, Change]
    """By the key of the step it spoils."""

    def made_in(self, tree: Step, book: FactBook) -> Step:
        """Return the calculation with this mistake in it."""
        bound = {
            key: partial(_apply, change, tree, book)
            for key, change in self.changes.items()
        }
        return altered(tree, bound)


def mistake(key: str, title: str, explanation: str, **changes: Change) -> Mistake:
    """Return a mistake whose changes are given as `step=change`."""
    return Mistake(key, title, explanation, changes)


def child(position: int) -> Change:
    """Return a change that takes one child's number for the step's."""
    return lambda step, _root, _book: step.children[position].value.number


def numbers(rule: Callable[[list[Decimal]], Decimal]) -> Change:
    """Return a change that applies another rule to the children's numbers."""
    return lambda step, _root, _book: rule([c.value.number for c in step.children])


def elsewhere(root: Step, key: str) -> Decimal:
    """Return the number of another step; raises KeyError where there is none."""
    found = find(root, key)
    if found is None:
        raise KeyError(key)
    return found.value.number


def _apply(change: Change, root: Step, book: FactBook, step: Step) -> Decimal:
    return change(step, root, book)
