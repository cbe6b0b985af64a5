"""Which cards have what the learner's own history says of a card."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from studyapp.memory.state import CardState
from studyapp.memory.wishes import Trait
from studyapp.practice.selection import Standing
from studyapp.services.leeches import leeches
from studyapp.services.quiz_history import find_question, standings
from studyapp.services.study import Study
from studyapp.store.states import read_states

WEAK_DAYS = 7.0
"""A card that is likely to be forgotten within so many days is weak."""


def cards_with(trait: Trait, study: Study) -> frozenset[str]:
    """Return the ids of the cards that have a trait now."""
    if trait is Trait.LEECH:
        return frozenset(leech.card_id for leech in leeches(study))
    if trait is Trait.MISSED:
        facts = _missed_facts(study)
        cards = study.library.cards.values()
        return frozenset(card.id for card in cards if card.fact in facts)
    states = read_states(study.store, study.projection)
    if trait is Trait.NEW:
        met = {card_id for card_id, state in states.items() if state.memory}
        return frozenset(study.library.cards.keys() - met)
    has = _SIGNS[trait]
    return frozenset(card_id for card_id, state in states.items() if has(state))


def _is_weak(state: CardState) -> bool:
    return state.memory is not None and state.memory.stability < WEAK_DAYS


_SIGNS: Mapping[Trait, Callable[[CardState], bool]] = {
    Trait.FLAGGED: lambda state: state.flagged,
    Trait.SUSPENDED: lambda state: state.suspended,
    Trait.WEAK: _is_weak,
}


def _missed_facts(study: Study) -> frozenset[str]:
    missed = (q for q, s in standings(study).items() if s is Standing.MISSED)
    questions = (find_question(study, identity) for identity in missed)
    return frozenset(fact for q in questions if q for fact in q.facts)
