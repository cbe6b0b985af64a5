"""The learner's own FSRS weights: the last ones adopted that were not taken back.

They are events of the journal, so devices agree on them and old ones are never lost.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from studyapp.memory.events import Event, EventKind
from studyapp.memory.fsrs import Weights, validate_weights
from studyapp.memory.history import in_force
from studyapp.memory.policy import Policy
from studyapp.store.journal import Journal

SUBJECT = "*weights"
"""What the events are about; no card has such an id."""


@dataclass(frozen=True, slots=True)
class Adopted:
    """Weights in use."""

    weights: Weights
    version: str
    answers: int
    """How many they were fitted to."""
    event: Event


def adopted_weights(journal: Journal) -> Adopted | None:
    """Return the weights in use, None for the defaults."""
    for event in reversed(in_force(journal.events_of(SUBJECT))):
        adopted = _read(event)
        if adopted is not None:
            return adopted
    return None


def with_weights(policy: Policy, adopted: Adopted | None) -> Policy:
    """Return the policy with the weights in use."""
    if adopted is None:
        return policy
    return replace(policy, weights=adopted.weights, weights_version=adopted.version)


def _read(event: Event) -> Adopted | None:
    """Return what an event adopts, None when it cannot be read."""
    numbers = event.payload.get("weights")
    if event.kind != EventKind.WEIGHTS or not isinstance(numbers, Sequence):
        return None
    try:
        weights = validate_weights(tuple(float(number or 0) for number in numbers))
    except (TypeError, ValueError):
        return None
    answers = event.payload.get("answers")
    return Adopted(
        weights,
        str(event.payload.get("version")),
        answers if isinstance(answers, int) else 0,
        event,
    )
