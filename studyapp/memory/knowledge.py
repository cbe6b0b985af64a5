"""What is known on a day, by topic, and which cards will not stay.

Owns when a fact counts as known. It must never count a card that was not begun as
known, however easy it looks.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from studyapp.memory.policy import Policy
from studyapp.memory.state import CardState
from studyapp.memory.statistics import DeckCard, recall
from studyapp.memory.walker import rules_of

KNOWN_FROM = 0.8
"""Chance of recall from which a card counts as known."""


@dataclass(frozen=True, slots=True)
class Knowledge:
    """What is known of some cards on one day."""

    recall: float
    """Mean chance of recall over all cards, 0 to 1; a new card is 0."""
    known: int
    """Facts of which every card has at least the chance `KNOWN_FROM`."""
    facts: int

    @property
    def share(self) -> float:
        """Facts known over all facts, 0 to 1."""
        return self.known / self.facts if self.facts else 0.0


@dataclass(frozen=True, slots=True)
class HardCard:
    """A card that was forgotten, and how it stands."""

    card_id: str
    lapses: int
    reviews: int
    difficulty: float
    """1 to 10, as FSRS has it."""
    recall: float


NOTHING = Knowledge(0.0, 0, 0)


def knowledge_by_topic(
    cards: Iterable[DeckCard], day: date, policy: Policy
) -> dict[str, Knowledge]:
    """Return what is known of each topic on a study day without further answers."""
    chance_after = rules_of(policy).model.recall
    today = day.toordinal()
    chances: dict[str, list[float]] = defaultdict(list)
    least: dict[str, dict[str | int, float]] = defaultdict(dict)
    for topic, key, _, memory_day, stability, _, _ in cards:
        chance = chance_after(today - memory_day, stability) if memory_day else 0.0
        chances[topic].append(chance)
        facts = least[topic]
        if chance < facts.get(key, 2.0):
            facts[key] = chance
    return {
        topic: Knowledge(
            sum(found) / len(found),
            sum(chance >= KNOWN_FROM for chance in least[topic].values()),
            len(least[topic]),
        )
        for topic, found in chances.items()
    }


def hardest(
    states: Iterable[CardState], day: date, policy: Policy, count: int
) -> tuple[HardCard, ...]:
    """Return up to `count` cards that were forgotten most, the worst first."""
    found = [
        HardCard(
            state.card_id,
            state.lapses,
            state.reviews,
            state.memory.difficulty,
            recall(state, day, policy),
        )
        for state in states
        if state.lapses and state.memory is not None
    ]
    found.sort(key=lambda card: (-card.lapses, -card.difficulty, card.card_id))
    return tuple(found[:count])
