"""What the events of cards amount to under one policy: states, and answers judged.

Owns that a card's state depends on the events of that card alone, so a file may keep
states and bring them up to date card by card.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field

from studyapp.memory.events import Event, EventKind
from studyapp.memory.history import in_force
from studyapp.memory.policy import Policy
from studyapp.memory.replay import apply, changes_cards, replay
from studyapp.memory.reviews import Review, review_of, reviews_of
from studyapp.memory.state import CardState


@dataclass(frozen=True, slots=True)
class Projection:
    """A policy as a journal is read by it."""

    policy: Policy
    key: str = field(init=False)
    """Changes whenever a state or a review could come out otherwise."""

    def __post_init__(self) -> None:
        object.__setattr__(self, "key", self.policy.fingerprint)

    def replay(self, events: Iterable[Event]) -> dict[str, CardState]:
        """Return the state of every card that the events touch, by card id."""
        return replay(events, self.policy)

    def reviews(self, events: Iterable[Event]) -> list[Review]:
        """Return the answers that count, each with what was predicted, in order."""
        return reviews_of(in_force(events), self.policy)

    def after(self, state: CardState, event: Event) -> CardState:
        """Return a state after an event that is later than all the card has seen."""
        return apply(state, event, self.policy)

    def review(self, state: CardState, event: Event) -> Review | None:
        """Return such an event as an answer, None when it is none."""
        return review_of(state, event, self.policy)

    def concerns(self, event: Event) -> bool:
        """Whether an event may change a card's state."""
        return event.kind == EventKind.UNDO or changes_cards(event)
