"""The state of one card: a value, and its one byte-stable JSON form.

Owns the shape that the store caches. It must never hold anything that a replay
of the journal could not recompute.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Any

from studyapp.memory.fsrs import Memory


class Phase(StrEnum):
    """Where a card stands."""

    NEW = "new"
    LEARNING = "learning"
    REVIEW = "review"
    RELEARNING = "relearning"


@dataclass(frozen=True, slots=True)
class CardState:
    """Everything the schedule knows about one card.

    A card in steps (learning, relearning) is due at an instant, `due_ms`; a card
    in review is due on a study day, `due_day`; a new card has neither.
    """

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


_PLAIN_FIELDS = (
    "step",
    "interval",
    "due_ms",
    "last_ms",
    "reviews",
    "lapses",
    "suspended",
    "revision",
    "weights_version",
)
_DAY_FIELDS = (
    "memory_day",
    "due_day",
    "first_day",
    "last_day",
    "buried_until",
    "forward_day",
)


def to_json(state: CardState) -> str:
    """Return the state as one line of JSON: sorted keys, no blanks, days as ISO."""
    memory = state.memory
    fields: dict[str, object] = {name: getattr(state, name) for name in _PLAIN_FIELDS}
    for name in _DAY_FIELDS:
        day: date | None = getattr(state, name)
        fields[name] = None if day is None else day.isoformat()
    fields["card_id"] = state.card_id
    fields["phase"] = state.phase.value
    fields["memory"] = memory and [memory.stability, memory.difficulty]
    return json.dumps(fields, sort_keys=True, separators=(",", ":"), allow_nan=False)


def from_json(text: str) -> CardState:
    """Return the state that `to_json` wrote; raises ValueError for anything else."""
    try:
        fields: dict[str, Any] = json.loads(text)
        memory = fields["memory"]
        days = {name: _day(fields[name]) for name in _DAY_FIELDS}
        return CardState(
            card_id=fields["card_id"],
            phase=Phase(fields["phase"]),
            memory=None if memory is None else Memory(*memory),
            **{name: fields[name] for name in _PLAIN_FIELDS},
            **days,
        )
    except (KeyError, TypeError) as error:
        raise ValueError(f"not a card state: {text[:80]}") from error


def _day(text: str | None) -> date | None:
    return None if text is None else date.fromisoformat(text)
