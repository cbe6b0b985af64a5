"""A round of cards outside the schedule: ahead of their day, or any at all.

Owns the order of such a round and the coming back of what was not known. It must
never change a state: the schedule does not hear of a crammed answer.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date

from studyapp.memory.lineup import QueueCard
from studyapp.memory.state import CardState, Phase

_BACK_AFTER = 5
"""Other cards between a card that was not known and its next turn."""


@dataclass(frozen=True, slots=True)
class Round:
    """Cards still to be asked, the next one first."""

    line: tuple[str, ...]
    missed: frozenset[str] = frozenset()
    """Those of them that were not known when they were asked."""

    def after(self, card_id: str, *, known: bool) -> Round:
        """Return the round after an answer: what was not known comes again."""
        rest = self.without(card_id)
        if known:
            return rest
        line = (*rest.line[:_BACK_AFTER], card_id, *rest.line[_BACK_AFTER:])
        return Round(line, rest.missed | {card_id})

    def without(self, card_id: str) -> Round:
        """Return the round without a card."""
        line = tuple(other for other in self.line if other != card_id)
        return Round(line, self.missed - {card_id})

    def led_by(self, card_id: str) -> Round:
        """Return the round with this card first, as before it was answered."""
        rest = self.without(card_id)
        return replace(rest, line=(card_id, *rest.line))


def round_of_all(
    states: Mapping[str, CardState], cards: Iterable[QueueCard], day: date
) -> Round:
    """Return all the cards but the suspended: least known first, then the new."""
    return _ranked(states, (c for c in cards if not _is_suspended(states, c)), day)


def round_of_suspended(
    states: Mapping[str, CardState], cards: Iterable[QueueCard], day: date
) -> Round:
    """Return the suspended of the cards: least known first, then the new."""
    return _ranked(states, (c for c in cards if _is_suspended(states, c)), day)


def _ranked(
    states: Mapping[str, CardState], cards: Iterable[QueueCard], day: date
) -> Round:
    def rank(card: QueueCard) -> tuple[bool, float, int]:
        state = states.get(card.card_id)
        if state is None or state.memory is None or state.memory_day is None:
            return True, 0.0, card.order
        elapsed = max((day - state.memory_day).days, 0)
        return False, -(elapsed + 0.5) / state.memory.stability, card.order

    return Round(tuple(card.card_id for card in sorted(cards, key=rank)))


def round_ahead(
    states: Mapping[str, CardState], cards: Iterable[QueueCard], day: date, days: int
) -> Round:
    """Return the cards that come due in the next `days` study days, soonest first.

    What is due today already is for the schedule, and is not in it.
    """
    soon: list[tuple[date, int, str]] = []
    for card in cards:
        state = states.get(card.card_id)
        if state is None or state.phase is not Phase.REVIEW or state.suspended:
            continue
        due = state.wanted_day
        if due is not None and 0 < (due - day).days <= days:
            soon.append((due, card.order, card.card_id))
    return Round(tuple(card_id for _, _, card_id in sorted(soon)))


def _is_suspended(states: Mapping[str, CardState], card: QueueCard) -> bool:
    state = states.get(card.card_id)
    return state is not None and state.suspended
