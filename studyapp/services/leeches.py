"""Leeches of the learner: when a card becomes one, and which cards are.

It reads the journal of the cards in question; what to do is the learner's to choose.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

from studyapp.content.documents import Fact
from studyapp.memory.events import Event
from studyapp.memory.leech import (
    FEWEST,
    RARE,
    became_rare,
    reaches_count,
    record_of,
    trials_of,
)
from studyapp.memory.state import CardState
from studyapp.services.study import Study
from studyapp.store.states import read_states


@dataclass(frozen=True, slots=True)
class Leech:
    """A card that is forgotten again and again."""

    card_id: str
    lapses: int
    """Times it was forgotten, in all."""
    reviews: int
    odds: float
    """Chance of so many lapses or more in so many reviews, were predictions right."""
    suspended: bool
    contrasts: tuple[Fact, ...]
    """Facts it is easily confused with."""

    @property
    def sentence(self) -> str:
        """What is the matter, in one sentence."""
        often = "once" if self.lapses == 1 else f"{self.lapses} times"
        reviews = "1 review" if self.reviews == 1 else f"{self.reviews} reviews"
        times = f"Forgotten {often} in {reviews}"
        if self.odds < 1 / 2:
            return f"{times}; chance would do that to 1 card in {1 / self.odds:,.0f}."
        return f"{times}."


def leech_after_lapse(study: Study, state: CardState) -> Leech | None:
    """Return the leech that a card has become by the lapse just recorded, if it has."""
    by_count = reaches_count(state.lapses, study.settings.leech_lapses)
    if not by_count and state.lapses < FEWEST:
        return None
    events = study.journal.events_of(state.card_id)
    if by_count or became_rare(trials_of(events, study.policy)):
        return _leech(study, state, events)
    return None


def leeches(study: Study) -> tuple[Leech, ...]:
    """Return the cards of the library that are leeches now, the worst first."""
    threshold = study.settings.leech_lapses
    fewest = min(threshold or FEWEST, FEWEST)
    suspects = {
        card_id: state
        for card_id, state in read_states(study.store, study.projection).items()
        if state.lapses >= fewest and card_id in study.library.cards
    }
    events = _by_card(study.journal.events_of(*suspects) if suspects else ())
    found = [_leech(study, state, events[card]) for card, state in suspects.items()]
    guilty = [leech for leech in found if _is_leech(leech, threshold)]
    return tuple(sorted(guilty, key=lambda leech: (leech.odds, leech.card_id)))


def _is_leech(leech: Leech, threshold: int) -> bool:
    is_many = 0 < threshold <= leech.lapses
    return is_many or (leech.lapses >= FEWEST and leech.odds < RARE)


def _leech(study: Study, state: CardState, events: Iterable[Event]) -> Leech:
    record = record_of(trials_of(events, study.policy))
    fact = study.library.facts.get(study.library.cards[state.card_id].fact)
    others = fact.confused_with if fact else ()
    known = (study.library.facts.get(other) for other in others)
    return Leech(
        card_id=state.card_id,
        lapses=state.lapses,
        reviews=max(record.reviews, state.lapses),
        odds=record.odds,
        suspended=state.suspended,
        contrasts=tuple(other for other in known if other),
    )


def _by_card(events: Iterable[Event]) -> dict[str, list[Event]]:
    cards: dict[str, list[Event]] = defaultdict(list)
    for event in events:
        cards[event.subject].append(event)
    return cards
