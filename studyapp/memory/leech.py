"""Leeches: cards forgotten more often than their own predictions allow for.

Owns the odds of a run of lapses and the count at which a card is one regardless. It
must never change a card: what helps against a leech is the learner's to choose.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from studyapp.memory.events import Event, EventKind, rating_of
from studyapp.memory.fsrs import Rating
from studyapp.memory.history import in_force
from studyapp.memory.policy import Policy
from studyapp.memory.replay import apply, day_of
from studyapp.memory.state import CardState, Phase
from studyapp.memory.walker import rules_of

RARE = 0.01
"""Odds below which so many lapses are no chance any more."""
FEWEST = 4
"""Lapses; fewer say too little, however rare."""


@dataclass(frozen=True, slots=True)
class Trial:
    """One review at least a study day after the answer before it."""

    lapse_chance: float
    """One minus the recall that was predicted."""
    lapsed: bool


@dataclass(frozen=True, slots=True)
class Record:
    """How often a card was reviewed and forgotten, and how likely that was."""

    reviews: int
    lapses: int
    odds: float
    """Chance of that many lapses or more, had every prediction been right."""

    @property
    def is_rare(self) -> bool:
        """Whether the lapses are more than chance."""
        return self.lapses >= FEWEST and self.odds < RARE


def odds_of(lapse_chances: Iterable[float], lapses: int) -> float:
    """Return the chance of `lapses` or more: the tail of a Poisson binomial.

    Exact, by adding one review after the other; 50 reviews cost 0.1 ms.
    """
    fewer = [1.0] + [0.0] * (lapses - 1)  # chance of exactly 0, 1, ... lapses so far
    tail = 0.0
    if lapses <= 0:
        return 1.0
    for chance in lapse_chances:
        tail += fewer[-1] * chance
        for count in range(lapses - 1, 0, -1):
            fewer[count] += (fewer[count - 1] - fewer[count]) * chance
        fewer[0] *= 1.0 - chance
    return min(tail, 1.0)


def reaches_count(lapses: int, threshold: int) -> bool:
    """Return whether a card becomes a leech at this lapse by count alone.

    At the threshold and then at every half of it, rounded up; never for 0. The rule
    is Anki's (rslib/src/scheduler/states/review.rs).
    """
    if threshold <= 0 or lapses < threshold:
        return False
    return (lapses - threshold) % ((threshold + 1) // 2) == 0


def trials_of(events: Iterable[Event], policy: Policy) -> list[Trial]:
    """Return the reviews of one card since its fact last changed its value.

    A second review on one day says nothing about memory and is left out.
    """
    model = rules_of(policy).model
    trials: list[Trial] = []
    state: CardState | None = None
    for event in in_force(events):
        state = state or CardState(event.subject)
        rating = rating_of(event) if event.kind == EventKind.ANSWER else None
        if event.kind == EventKind.REVISE:
            trials.clear()
        elif rating and state.phase is Phase.REVIEW and state.memory:
            elapsed = _elapsed(state, event, policy)
            if elapsed > 0:
                recall = model.recall(elapsed, state.memory.stability)
                trials.append(Trial(1.0 - recall, rating is Rating.AGAIN))
        state = apply(state, event, policy)
    return trials


def record_of(trials: Sequence[Trial]) -> Record:
    """Return what the reviews say about the card."""
    lapses = sum(trial.lapsed for trial in trials)
    odds = odds_of((trial.lapse_chance for trial in trials), lapses)
    return Record(len(trials), lapses, odds)


def became_rare(trials: Sequence[Trial]) -> bool:
    """Return whether the last review is the lapse that made the lapses rare."""
    if not trials or not trials[-1].lapsed or not record_of(trials).is_rare:
        return False
    before = [index for index, trial in enumerate(trials[:-1]) if trial.lapsed]
    return not before or not record_of(trials[: before[-1] + 1]).is_rare


def _elapsed(state: CardState, event: Event, policy: Policy) -> int:
    if state.memory_day is None:
        return 0
    return (day_of(event, policy) - state.memory_day).days
