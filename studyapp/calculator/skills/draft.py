"""A drill before its options: the question, its calculation, what may go wrong."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum

from studyapp.calculator.evidence import look_up
from studyapp.calculator.steps import Step, facts_used, find
from studyapp.chance import Dice
from studyapp.content.factbook import FactBook


class Form(StrEnum):
    """How an answer is written."""

    MONEY = "money"
    NUMBER = "number"


@dataclass(frozen=True, slots=True)
class Draft:
    """One question with fixed numbers."""

    text: str
    tree: Step
    asked: str
    """Key of the step that is asked for."""
    form: Form
    mistakes: tuple[str, ...]
    """Keys of the mistakes people make with it."""

    @property
    def step(self) -> Step:
        """The step that is asked for; raises KeyError if the tree has none."""
        return asked_of(self.tree, self.asked)


@dataclass(frozen=True, slots=True)
class Skill:
    """Something to be able to calculate; the schedule belongs to it."""

    id: str
    topic: str
    title: str
    draft: Callable[[Dice, FactBook], Draft]


def asked_of(tree: Step, key: str) -> Step:
    """Return the step called `key`; raises KeyError if there is none."""
    found = find(tree, key)
    if found is None:
        raise KeyError(key)
    return found


def prices_of(step: Step, book: FactBook) -> str:
    """Return a sentence for every price the step uses, for the question."""
    seen = [look_up(ref, book) for ref in facts_used(step)]
    shown = [f"{e.name}: {e.value}." for e in seen if "USD" in e.value]
    return " ".join(shown)
