"""The state of one card, as a value.

Owns the shape that the store caches. It must never hold anything that a replay
of the journal could not recompute.
"""

from __future__ import annotations

from datetime import date
from enum import StrEnum
from typing import NamedTuple

from studyapp.memory.fsrs import Memory

SHAPE = 3
"""Number of the shape below, and of what is summed up beside it; a file that keeps
another one fills its caches again."""


class Phase(StrEnum):
    """Where a card stands."""

    NEW = "new"
    LEARNING = "learning"
    REVIEW = "review"
    RELEARNING = "relearning"


class CardState(NamedTuple):
    """Everything the schedule knows about one card.

    A card in steps (learning, relearning) is due at an instant, `due_ms`; a card
    in review is due on a study day, `due_day`; a new card has neither.
    """

    # A replay makes one per answer: 0.7 us as a named tuple, 3.0 us as a frozen
    # dataclass.

    card_id: str
    phase: Phase = Phase.NEW
    step: int = 0
    """Index into the learning or relearning steps; 0 outside them."""
    memory: Memory | None = None
    memory_day: date | None = None
    """Study day from which the memory fades: the last answer, or a later revision."""
    interval: int = 0
    """Days between the last answer and `due_day`; 0 outside review."""
    due_ms: int | None = None
    due_day: date | None = None
    first_day: date | None = None
    """Study day of the first answer."""
    last_day: date | None = None
    """Study day of the last answer."""
    last_ms: int | None = None
    """UTC milliseconds of the last answer."""
    reviews: int = 0
    """Answers given, all kinds."""
    lapses: int = 0
    """Times a card in review was forgotten."""
    suspended: bool = False
    buried_until: date | None = None
    """The card is hidden before this study day."""
    forward_day: date | None = None
    """From this study day the card is wanted before it is due."""
    revision: str | None = None
    """The fact's value as the last revision named it."""
    weights_version: str = ""
    """Of the weights that gave `memory`; empty without one."""
    flagged: bool = False
    note: str = ""
    """The learner's own words, shown under the answer."""

    @property
    def wanted_day(self) -> date | None:
        """The study day a card in review is shown: due, or brought forward."""
        if self.due_day is None or self.forward_day is None:
            return self.due_day
        return min(self.due_day, self.forward_day)

    def hidden_on(self, day: date) -> bool:
        """Tell whether the card is suspended, or buried on that study day."""
        return self.suspended or (
            self.buried_until is not None and day < self.buried_until
        )
