"""What the states and the history say about the learner, in numbers.

Owns counts, forecast, retention and knowledge. It must never estimate what it
can count: retention comes from answers given, not from the model.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from studyapp.memory.fsrs import retrievability
from studyapp.memory.lineup import QueueCard
from studyapp.memory.policy import Policy
from studyapp.memory.state import CardState, Phase


@dataclass(frozen=True, slots=True)
class PhaseCounts:
    """Cards by phase; a suspended card counts in its phase and as suspended."""

    new: int
    learning: int
    review: int
    relearning: int
    suspended: int


def count_phases(
    states: Mapping[str, CardState], cards: Iterable[QueueCard]
) -> PhaseCounts:
    """Return how many of the cards stand in each phase; without a state means new."""
    phases: Counter[Phase] = Counter()
    suspended = 0
    for card in cards:
        state = states.get(card.card_id)
        phases[Phase.NEW if state is None else state.phase] += 1
        suspended += state is not None and state.suspended
    return PhaseCounts(
        new=phases[Phase.NEW],
        learning=phases[Phase.LEARNING],
        review=phases[Phase.REVIEW],
        relearning=phases[Phase.RELEARNING],
        suspended=suspended,
    )


def forecast(states: Iterable[CardState], day: date, days: int) -> tuple[int, ...]:
    """Return the cards due on each of `days` study days from `day` on.

    The first day holds what is overdue and what is in steps. New and suspended
    cards are not in it; a buried card counts on the day it comes back.
    """
    due = [0] * days
    for state in states:
        if state.suspended or state.phase is Phase.NEW:
            continue
        on = state.wanted_day or day
        if state.buried_until is not None:
            on = max(on, state.buried_until)
        ahead = max((on - day).days, 0)
        if ahead < days:
            due[ahead] += 1
    return tuple(due)


def knowledge(
    states: Mapping[str, CardState],
    cards: Iterable[QueueCard],
    day: date,
    policy: Policy,
) -> dict[str, float]:
    """Return the mean chance of recall on `day` by topic, 0 to 1; a new card is 0."""
    chances: dict[str, list[float]] = defaultdict(list)
    for card in cards:
        state = states.get(card.card_id)
        chances[card.topic].append(0.0 if state is None else recall(state, day, policy))
    return {topic: _mean(values) for topic, values in chances.items()}


def recall(state: CardState, day: date, policy: Policy) -> float:
    """Return the chance that the card is recalled on a study day; 0 when new."""
    if state.memory is None or state.memory_day is None:
        return 0.0
    elapsed = (day - state.memory_day).days
    return retrievability(elapsed, state.memory.stability, policy.weights)


def _mean(values: Sequence[float]) -> float:
    return sum(values) / len(values)
