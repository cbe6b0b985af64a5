"""The journal read as a list of answers: what was predicted, and what came.

Owns the one pass over the history that every figure of the past rests on. It must
never leave an answer out because the model failed on it.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from math import log, sqrt
from typing import NamedTuple

from studyapp.memory.events import Event, EventKind, due_in, rating_of
from studyapp.memory.fsrs import Rating
from studyapp.memory.policy import Policy
from studyapp.memory.replay import apply
from studyapp.memory.state import CardState, Phase
from studyapp.memory.study_day import study_ordinal
from studyapp.memory.walker import Rules, Walker, rules_of

_INTERVALS = ((1, 1), (2, 3), (4, 7), (8, 14), (15, 30), (31, 90), (91, 180))
_LONGEST_FROM = 181
_LEAST_CHANCE = 1e-4
"""Keeps the log loss finite when the model was certain and wrong."""
_Z95 = 1.959964
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


@dataclass(frozen=True, slots=True)
class Trials:
    """Reviews after waits of `low` to `high` days: predicted against what came."""

    low: int
    high: int | None
    """None: and longer."""
    reviews: int
    recalled: int
    expected: float
    """Sum of the chances predicted: the recalls that were to be expected."""

    @property
    def predicted(self) -> float:
        """Mean chance predicted, 0 to 1; 0 without reviews."""
        return self.expected / self.reviews if self.reviews else 0.0

    @property
    def share(self) -> float:
        """Recalled over reviews, 0 to 1; 0 without reviews."""
        return self.recalled / self.reviews if self.reviews else 0.0

    @property
    def margin(self) -> tuple[float, float]:
        """The 95 % interval of the share.

        Wilson, https://doi.org/10.1080/01621459.1927.10502953
        """
        if not self.reviews:
            return 0.0, 1.0
        n, p, z = self.reviews, self.share, _Z95
        middle = (p + z * z / (2 * n)) / (1 + z * z / n)
        half = z / (1 + z * z / n) * sqrt(p * (1 - p) / n + z * z / (4 * n * n))
        return min(max(middle - half, 0.0), p), max(min(middle + half, 1.0), p)


@dataclass(frozen=True, slots=True)
class Calibration:
    """How far the predictions can be trusted."""

    rows: tuple[Trials, ...]
    """By the days waited, shortest first; a row without reviews is left out."""
    total: Trials
    log_loss: float | None
    """Mean, in nats; lower is better; None without reviews."""


@dataclass(frozen=True, slots=True)
class Buttons:
    """How often each grade was given."""

    again: int
    hard: int
    good: int
    easy: int

    @property
    def total(self) -> int:
        """All answers."""
        return self.again + self.hard + self.good + self.easy


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


def calibration(reviews: Iterable[Review]) -> Calibration:
    """Return the reviews that tell of memory, by wait and altogether."""
    trials = [review for review in reviews if review.is_trial]
    bounds: list[tuple[int, int | None]] = [*_INTERVALS, (_LONGEST_FROM, None)]
    rows = (_trials(trials, low, high) for low, high in bounds)
    return Calibration(
        tuple(row for row in rows if row.reviews),
        _trials(trials, 1, None),
        sum(map(_loss, trials)) / len(trials) if trials else None,
    )


def buttons(reviews: Iterable[Review]) -> Buttons:
    """Return how often each grade was given."""
    counts = dict.fromkeys(Rating, 0)
    for review in reviews:
        counts[review.rating] += 1
    return Buttons(*counts.values())


def _review(
    walker: Walker, event: Event, rating: Rating, day: int, rules: Rules
) -> Review:
    phase, since, stability = walker.standing()
    waited = max(day - since, 0) if since else 0
    predicted = rules.model.recall(waited, stability) if waited else None
    elapsed = event.payload.get("elapsed_ms")
    elapsed_ms = elapsed if isinstance(elapsed, int) else 0
    on = date.fromordinal(day)
    return Review(event.subject, on, rating, phase, waited, predicted, elapsed_ms)


def _trials(trials: Iterable[Review], low: int, high: int | None) -> Trials:
    within = [
        trial
        for trial in trials
        if low <= trial.waited and (high is None or trial.waited <= high)
    ]
    return Trials(
        low,
        high,
        len(within),
        sum(trial.recalled for trial in within),
        sum(trial.predicted or 0.0 for trial in within),
    )


def _loss(trial: Review) -> float:
    chance = trial.predicted or 0.0
    told = chance if trial.recalled else 1.0 - chance
    return -log(max(told, _LEAST_CHANCE))
