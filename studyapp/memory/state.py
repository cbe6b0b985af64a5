"""The state of one card: a value, and its one byte-stable JSON form.

Owns the shape that the store caches. It must never hold anything that a replay
of the journal could not recompute.
"""

from __future__ import annotations

import json
from collections.abc import Iterable
from datetime import date
from enum import StrEnum
from typing import Any, NamedTuple

from studyapp.memory.fsrs import Memory

SHAPE = 2
"""Number of the shape below; a cache that holds another one is filled again."""


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


_PHASES: dict[str, Phase] = {phase.value: phase for phase in Phase}
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
    fields = state._asdict()
    for name in _DAY_FIELDS:
        day: date | None = fields[name]
        fields[name] = None if day is None else day.isoformat()
    return json.dumps(fields, sort_keys=True, separators=(",", ":"), allow_nan=False)


def from_json(text: str) -> CardState:
    """Return the state that `to_json` wrote; raises ValueError for anything else."""
    return from_json_lines([text])[0]


def from_json_lines(texts: Iterable[str]) -> list[CardState]:
    """Return the states of many texts, read as one: half the time of one by one.

    Raises ValueError when one is not what `to_json` writes.
    """
    every = list(texts)
    found = json.loads(f"[{','.join(every)}]")
    if len(found) != len(every):
        raise ValueError("not a card state in each of the texts")
    return [_state(fields) for fields in found]


def _state(fields: dict[str, Any]) -> CardState:
    try:
        for name in _DAY_FIELDS:
            day: str | None = fields[name]
            if day is not None:
                fields[name] = date.fromisoformat(day)
        fields["phase"] = _PHASES[fields["phase"]]
        if fields["memory"] is not None:
            fields["memory"] = Memory(*fields["memory"])
        return CardState(**fields)
    except (KeyError, TypeError) as error:
        raise ValueError(f"not a card state: {str(fields)[:80]}") from error
