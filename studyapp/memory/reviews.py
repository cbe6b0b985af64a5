"""The journal read as a list of answers: what was predicted, and what came.

Owns the one pass over the history that every figure of the past rests on. It must
never leave an answer out because the model failed on it.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import NamedTuple

from studyapp.memory.events import Event, EventKind, due_in, rating_of
from studyapp.memory.fsrs import Rating
from studyapp.memory.policy import Policy
from studyapp.memory.replay import apply
from studyapp.memory.state import CardState, Phase
from studyapp.memory.study_day import MS_PER_DAY, study_ordinal
from studyapp.memory.walker import Rules, Walker, rules_of

_ANSWER: str = EventKind.ANSWER


class Review(NamedTuple):
    """One answer to a card, with what was known before it."""

    card_id: str
    day: date
    rating: Rating
    phase: Phase
    """Where the card stood before the answer."""
    waited: int
    """Study days since the answer before; 0 for the first, or twice a day."""
    predicted: float | None
    """Chance of recall that was predicted, 0 to 1; None when `waited` is 0."""
    elapsed_ms: int
    """The time taken; 0 when it was not noted."""

    @property
    def is_trial(self) -> bool:
        """Whether it tells of memory: in review, a day or more after the last."""
        return self.phase is Phase.REVIEW and self.predicted is not None

    @property
    def recalled(self) -> bool:
        """Whether the card was remembered."""
        return self.rating is not Rating.AGAIN


def reviews_of(events: Sequence[Event], policy: Policy) -> list[Review]:
    """Return the answers among events, which must be in force and in total order.

    `events` must go back to the first answer of each card: what was predicted
    depends on all before it.
    """
    rules = rules_of(policy)
    walkers: dict[str, Walker] = {}
    found: list[Review] = []
    for event in events:
        card_id = event.subject
        walker = walkers.get(card_id)
        if event.kind != _ANSWER:
            state = walker.state() if walker else CardState(card_id)
            after = apply(state, event, policy)
            if after is not state:
                walkers[card_id] = Walker(after, rules)
            continue
        rating = rating_of(event)
        if rating is None:
            continue
        if walker is None:
            walker = walkers[card_id] = Walker(CardState(card_id), rules)
        day = study_ordinal(event.at_ms, event.offset_minutes, policy.rollover_hour)
        found.append(_review(walker, event, rating, day, rules))
        walker.answer(rating, event.at_ms, day, due_in(event))
    return found


def review_of(state: CardState, event: Event, policy: Policy) -> Review | None:
    """Return an answer to a card in a state; None for what is no answer."""
    rating = rating_of(event) if event.kind == _ANSWER else None
    if rating is None:
        return None
    rules = rules_of(policy)
    day = study_ordinal(event.at_ms, event.offset_minutes, policy.rollover_hour)
    return _review(Walker(state, rules), event, rating, day, rules)


def _review(
    walker: Walker, event: Event, rating: Rating, day: int, rules: Rules
) -> Review:
    phase, since, stability = walker.standing()
    waited = max(day - since, 0) if since else 0
    predicted = rules.model.recall(waited, stability) if waited else None
    elapsed = event.payload.get("elapsed_ms")
    elapsed_ms = min(max(elapsed, 0), MS_PER_DAY) if isinstance(elapsed, int) else 0
    on = date.fromordinal(day)
    return Review(event.subject, on, rating, phase, waited, predicted, elapsed_ms)
