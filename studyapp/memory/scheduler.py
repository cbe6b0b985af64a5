"""Answers become states: for one answer, and for the four a learner may choose from.

Owns the order of the four outcomes. It must never look at the clock or at other
cards; the moment of the answer is an argument, and so is whoever chooses the day.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from studyapp.memory.fsrs import Rating
from studyapp.memory.fuzz import span
from studyapp.memory.policy import Policy
from studyapp.memory.state import CardState
from studyapp.memory.study_day import study_day, utc_ms
from studyapp.memory.walker import Walker, rules_of

Place = Callable[[int, int], int | None]
"""Chooses the days to a review between two bounds, both within; None leaves it."""


@dataclass(frozen=True, slots=True)
class Outcome:
    """What one rating would do: the state after it and the wait before it is due."""

    state: CardState
    delay: timedelta
    """Whole study days for a review, exact for a step."""
    due_in: int | None = None
    """Days to the review, if a `Place` chose them: what the answer must write down."""


def answer(
    state: CardState, rating: Rating, moment: datetime, policy: Policy
) -> CardState:
    """Return the state after an answer at an aware moment; ValueError when naive."""
    day = study_day(moment, policy.rollover_hour)
    return answer_at(state, rating, utc_ms(moment), day, policy)


def preview(
    state: CardState, moment: datetime, policy: Policy, place: Place | None = None
) -> dict[Rating, Outcome]:
    """Return what each of the four ratings would do at an aware moment.

    `place` chooses the day of a review among those that fuzz allows; a better
    rating is never placed before a worse one.
    """
    day = study_day(moment, policy.rollover_hour)
    now_ms = utc_ms(moment)
    outcomes: dict[Rating, Outcome] = {}
    least = 1
    for rating in Rating:
        after = answer_at(state, rating, now_ms, day, policy)
        due_in = None
        if place is not None and after.due_day is not None:
            due_in = least = _placed(state, after, rating, policy, place, least)
            due_day = date.fromordinal(day.toordinal() + due_in)
            after = after._replace(interval=due_in, due_day=due_day)
        outcomes[rating] = _outcome(after, now_ms, due_in)
    return outcomes


def answer_at(
    state: CardState,
    rating: Rating,
    at_ms: int,
    day: date,
    policy: Policy,
    due_in: int | None = None,
) -> CardState:
    """Return the state after an answer at UTC `at_ms` on study day `day`.

    The elapsed time is counted in study days, and never below none: travel can
    put an answer on an earlier local day than the one before it. `due_in` are the
    days to the review, held to those fuzz allows; without it fuzz chooses.
    """
    walker = Walker(state, rules_of(policy))
    walker.answer(rating, at_ms, day.toordinal(), due_in)
    return walker.state()


def _placed(
    state: CardState,
    after: CardState,
    rating: Rating,
    policy: Policy,
    place: Place,
    least: int,
) -> int:
    """Return the days to the review that `place` chooses, else those of `after`.

    Held to `least` and to those that fuzz allows, as `answer_at` would hold them.
    """
    rules = rules_of(policy)
    if not rules.fuzzed or after.memory is None:
        return after.interval
    previous = 0 if rating == 1 else state.interval
    low, high = span(after.memory.stability * rules.stretch, previous, rules.longest)
    return min(max(place(low, high) or after.interval, least, low), high)


def _outcome(state: CardState, now_ms: int, due_in: int | None) -> Outcome:
    if state.due_ms is None:
        return Outcome(state, timedelta(days=state.interval), due_in)
    return Outcome(state, timedelta(milliseconds=state.due_ms - now_ms))
