"""What the deck says about the learner on a day, in numbers.

Owns counts and forecast. It must never estimate what it can count: retention comes
from answers given, not from the model.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import NamedTuple

from studyapp.memory.fsrs import retrievability
from studyapp.memory.lineup import QueueCard
from studyapp.memory.policy import Policy
from studyapp.memory.state import CardState, Phase

_NEW = Phase.NEW


class DeckCard(NamedTuple):
    """A card of the library with what statistics ask of its state."""

    topic: str
    sibling_key: str | int
    """The same for the cards of one fact."""
    phase: Phase
    memory_day: int
    """Ordinal of the day from which the memory fades; 0 for a new card."""
    stability: float
    """0 for a new card."""
    comes_on: int
    """Ordinal of the study day it comes on; 0 for at once."""
    suspended: bool


@dataclass(frozen=True, slots=True)
class PhaseCounts:
    """Cards by phase; a suspended card counts in its phase and as suspended."""

    new: int
    learning: int
    review: int
    relearning: int
    suspended: int


def deck_card(card: QueueCard, state: CardState | None) -> DeckCard:
    """Return a card with its state; None for one that was never touched."""
    if state is None:
        return DeckCard(card.topic, card.sibling_key, Phase.NEW, 0, 0.0, 0, False)
    days = (day.toordinal() for day in (state.wanted_day, state.buried_until) if day)
    return DeckCard(
        card.topic,
        card.sibling_key,
        state.phase,
        state.memory_day.toordinal() if state.memory_day else 0,
        state.memory.stability if state.memory else 0.0,
        max(days, default=0),
        state.suspended,
    )


def count_phases(cards: Iterable[DeckCard]) -> PhaseCounts:
    """Return how many of the cards stand in each phase."""
    cards = list(cards)
    phases = Counter(card.phase for card in cards)
    suspended = sum(card.suspended for card in cards)
    return PhaseCounts(
        new=phases[Phase.NEW],
        learning=phases[Phase.LEARNING],
        review=phases[Phase.REVIEW],
        relearning=phases[Phase.RELEARNING],
        suspended=suspended,
    )


def forecast(cards: Iterable[DeckCard], day: date, days: int) -> tuple[int, ...]:
    """Return the cards due on each of `days` study days from `day` on.

    The first day holds what is overdue and what is in steps. New and suspended
    cards are not in it; a buried card counts on the day it comes back.
    """
    due = [0] * days
    first = day.toordinal()
    for _, _, phase, _, _, comes_on, suspended in cards:
        if suspended or phase is _NEW:
            continue
        ahead = comes_on - first if comes_on > first else 0
        if ahead < days:
            due[ahead] += 1
    return tuple(due)


def recall(state: CardState, day: date, policy: Policy) -> float:
    """Return the chance that the card is recalled on a study day; 0 when new."""
    if state.memory is None or state.memory_day is None:
        return 0.0
    elapsed = (day - state.memory_day).days
    return retrievability(elapsed, state.memory.stability, policy.weights)
