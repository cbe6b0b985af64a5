"""What is known on a day, by topic, and which cards will not stay.

Owns when a fact counts as known. It must never count a card that was not begun as
known, however easy it looks.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from studyapp.memory.lineup import QueueCard
from studyapp.memory.policy import Policy
from studyapp.memory.state import CardState
from studyapp.memory.statistics import recall

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
    states: Mapping[str, CardState],
    cards: Iterable[QueueCard],
    day: date,
    policy: Policy,
) -> dict[str, Knowledge]:
    """Return what is known of each topic on a study day without further answers."""
    chances: dict[str, list[float]] = defaultdict(list)
    least: dict[str, dict[str, float]] = defaultdict(dict)
    for card in cards:
        state = states.get(card.card_id)
        chance = 0.0 if state is None else recall(state, day, policy)
        chances[card.topic].append(chance)
        facts = least[card.topic]
        facts[card.sibling_key] = min(facts.get(card.sibling_key, 1.0), chance)
    return {
        topic: Knowledge(
            sum(found) / len(found),
            sum(chance >= KNOWN_FROM for chance in least[topic].values()),
            len(least[topic]),
        )
        for topic, found in chances.items()
    }


def hardest(
    states: Mapping[str, CardState],
    cards: Iterable[QueueCard],
    day: date,
    policy: Policy,
    count: int,
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
        for state in (states.get(card.card_id) for card in cards)
        if state is not None and state.lapses and state.memory is not None
    ]
    found.sort(key=lambda card: (-card.lapses, -card.difficulty, card.card_id))
    return tuple(found[:count])
