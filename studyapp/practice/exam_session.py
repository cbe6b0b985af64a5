"""An exam under way, as values: the plan, each item's state, the clock.

What changes them is in `exam_acts`. The clock counts running time only: time while
the exam is paused, or while no program has it open, is not in it.
"""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from enum import StrEnum

from studyapp.practice.responses import Response
from studyapp.practice.session import Confidence


class ExamPhase(StrEnum):
    """Where an exam stands."""

    RUNNING = "running"
    PAUSED = "paused"
    SUBMITTED = "submitted"
    ABANDONED = "abandoned"
    """Given up: it is not scored."""


class Ending(StrEnum):
    """How an exam was submitted."""

    LEARNER = "submitted"
    TIME_UP = "time up"


@dataclass(frozen=True, slots=True)
class ExamPlan:
    """What an exam asks, fixed when it starts."""

    id: str
    exam: str
    """Code of the exam version."""
    seed: str
    questions: tuple[str, ...]
    domains: tuple[int, ...]
    """For each question the domain it was drawn for, from 1; 0 for none."""
    unscored: frozenset[str]
    """Questions that do not count; a screen must not tell which."""
    versions: tuple[str, ...]
    """For each question the hash of its text when the exam began."""
    pace_ms: int
    """Milliseconds that the exam gives to one item."""
    limit_ms: int | None = None
    """None for an untimed exam."""
    note: str = ""
    """What the bank could not give."""


@dataclass(frozen=True, slots=True)
class ItemState:
    """What the learner has done with one item so far."""

    response: Response | None = None
    confidence: Confidence | None = None
    is_flagged: bool = False
    struck: frozenset[int] = frozenset()
    """Options struck out, by their position in the file."""
    is_visited: bool = False
    spent_ms: int = 0
    changes: int = 0
    """How often one answer was replaced by another."""


@dataclass(frozen=True, slots=True)
class Tally:
    """The figures of the review table."""

    answered: int
    unanswered: int
    flagged: int


@dataclass(frozen=True, slots=True)
class ExamSession:
    """An exam as it stands. Make one with `begun`."""

    plan: ExamPlan
    items: tuple[ItemState, ...]
    """In the order of the plan's questions."""
    clock_ms: int = 0
    """Running time up to the last act."""
    phase: ExamPhase = ExamPhase.RUNNING
    current: str = ""
    """Id of the item on the screen; empty in the review table."""
    ending: Ending | None = None
    _places: dict[str, int] = field(default_factory=dict, compare=False, repr=False)

    @property
    def is_over(self) -> bool:
        """Whether nothing more can be changed."""
        return self.phase in {ExamPhase.SUBMITTED, ExamPhase.ABANDONED}

    @property
    def remaining_ms(self) -> int | None:
        """Milliseconds left at the last act; None when the exam is untimed."""
        limit = self.plan.limit_ms
        return None if limit is None else max(limit - self.clock_ms, 0)

    @property
    def is_time_up(self) -> bool:
        """Whether the clock had reached its end at the last act."""
        return self.remaining_ms == 0

    @property
    def tally(self) -> Tally:
        """The figures of the review table."""
        answered = sum(item.response is not None for item in self.items)
        flagged = sum(item.is_flagged for item in self.items)
        return Tally(answered, len(self.items) - answered, flagged)

    def knows(self, question: str) -> bool:
        """Whether a question is in this exam."""
        return question in self._places

    def item(self, question: str) -> ItemState:
        """Return the state of an item; KeyError for a question not asked here."""
        return self.items[self._places[question]]

    def number(self, question: str) -> int:
        """Return the number of an item, from 1."""
        return self._places[question] + 1

    def with_item(self, question: str, item: ItemState) -> ExamSession:
        """Return the session with one item's state replaced."""
        place = self._places[question]
        return replace(
            self, items=(*self.items[:place], item, *self.items[place + 1 :])
        )


def begun(plan: ExamPlan) -> ExamSession:
    """Return an exam at its beginning: the clock at zero, the review table open."""
    places = {question: place for place, question in enumerate(plan.questions)}
    return ExamSession(plan, tuple(ItemState() for _ in places), _places=places)
