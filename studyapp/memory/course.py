"""One study day's line of cards under a plan: the chosen rule on the real cards.

Owns the share of new cards and reviews that fit into what is left of the day. It
must never choose the rule, nor change a card's state.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date

from studyapp.memory.candidates import Candidate, Rank, Start, rank_of
from studyapp.memory.crowd import Crowd, cell_of
from studyapp.memory.lineup import (
    Kind,
    Limits,
    Place,
    Pool,
    QueueCard,
    Ranked,
    apart,
    gather,
    places,
    spread,
    waiting,
)
from studyapp.memory.queue import Counts, Queue, queue_of
from studyapp.memory.state import CardState, Phase

_FIRST = -2.0
"""Before every rank of a rule: a card that is wanted out of turn."""
_ROUNDING = 1e-9
"""So that room made for ten cards holds ten."""


@dataclass(frozen=True, slots=True)
class Course:
    """What a study day follows."""

    candidate: Candidate
    crowd: Crowd
    left: int
    """Days to the exam, at least 1."""
    window: int
    """Days of a last round."""
    retention: float
    new_per_day: int
    """New cards that a rule beginning with reviews may still show today."""
    answers: float
    """Answers that still fit into today."""
    members: frozenset[str]
    """Cards of the exam; others come after them, when they are due."""
    is_chosen: bool = False
    """Whether the learner has chosen the cards: new ones are met then, whether the
    exam asks for them or not."""

    @property
    def rank(self) -> Rank:
        """The rule's order of seen cards."""
        return rank_of(
            self.candidate.spacing, self.crowd, self.left, self.retention, self.window
        )

    @property
    def review_cost(self) -> float:
        """The answers a review takes, one in ten being forgotten."""
        return 1.0 + (1.0 - self.retention) * self.crowd.relearning_steps

    def with_more(self, cards: Counts) -> Course:
        """Return the course with room for so many more new cards and reviews."""
        room = cards.new * self.crowd.meeting_cost + cards.due * self.review_cost
        return replace(self, answers=self.answers + room)


def build_course_queue(
    states: Mapping[str, CardState],
    cards: Iterable[QueueCard],
    day: date,
    now_ms: int,
    course: Course,
) -> Queue:
    """Return the queue of a study day under a plan, at UTC `now_ms`.

    The answers that the course has left take the place of the day's limits.
    """
    deck = tuple(cards)
    pool = gather(waiting(c, states.get(c.card_id), day) for c in deck)
    line = _line(course, pool, states, deck, day)
    return queue_of(pool, line, day, now_ms, Limits())


def _line(
    course: Course,
    pool: Pool,
    states: Mapping[str, CardState],
    cards: Iterable[QueueCard],
    day: date,
) -> list[Place]:
    """Return the day's line. `pool` is what the day offers without a plan."""
    reviews = _ranked(course, states, cards, day)
    new = [
        place for place in pool.new if course.is_chosen or place[2] in course.members
    ]
    taken = dict(pool.taken)
    if course.candidate.start is Start.REVIEWS:
        seen = _review(course, reviews, taken, course.answers)
        rest = course.answers - _cost(course, seen)
        line = spread(seen, _meet(course, new, taken, rest, course.new_per_day))
    else:
        line = _around(course, reviews, new, taken)
    return [*line, *_others(course, pool, taken)]


def _around(
    course: Course,
    reviews: list[Ranked],
    new: list[Ranked],
    taken: dict[str, str],
) -> list[Place]:
    """Return the reviews that go before new cards, then new cards, then the others.

    Before them go reviews worth more than a new card; under a rule that begins with
    new cards, only those wanted out of turn.
    """
    is_best = course.candidate.start is Start.BEST
    bar = -course.crowd.first_gain(course.left) if is_best else _FIRST
    before = [review for review in reviews if review[1] <= bar]
    line = _review(course, before, taken, course.answers)
    rest = course.answers - _cost(course, line)
    met = _meet(course, new, taken, rest, len(new))
    rest -= _cost(course, met)
    return [*line, *met, *_review(course, reviews[len(before) :], taken, rest)]


def _ranked(
    course: Course,
    states: Mapping[str, CardState],
    cards: Iterable[QueueCard],
    day: date,
) -> list[Ranked]:
    """Return the seen cards of the exam that the rule wants today, in its order."""
    rank = course.rank
    ranked: list[Ranked] = []
    for card in cards:
        state = states.get(card.card_id)
        if state is None or card.card_id not in course.members:
            continue
        if state.phase is not Phase.REVIEW or state.hidden_on(day):
            continue
        place = _place(state, day, rank)
        if place is not None:
            ranked.append((0, place, card.card_id, card.sibling_key))
    ranked.sort()
    return ranked


def _place(state: CardState, day: date, rank: Rank) -> float | None:
    if state.memory is None or state.memory_day is None:
        return None
    if state.forward_day is not None and state.forward_day <= day:
        return _FIRST
    elapsed = (day - state.memory_day).days
    return rank(cell_of(state.memory), elapsed) if elapsed > 0 else None


def _meet(
    course: Course,
    new: list[Ranked],
    taken: dict[str, str],
    answers: float,
    limit: int,
) -> list[Place]:
    count = min(int(answers / course.crowd.meeting_cost + _ROUNDING), limit)
    first, siblings = apart(new, taken, max(count, 0))
    return places([*first, *siblings], Kind.NEW)


def _review(
    course: Course, ranked: list[Ranked], taken: dict[str, str], answers: float
) -> list[Place]:
    count = int(answers / course.review_cost + _ROUNDING)
    first, siblings = apart(ranked, taken, max(count, 0))
    return places([*first, *siblings], Kind.REVIEW)


def _others(course: Course, pool: Pool, taken: dict[str, str]) -> list[Place]:
    """Return the due cards that are not of the exam."""
    ranked = [place for place in pool.reviews if place[2] not in course.members]
    first, siblings = apart(ranked, taken, len(ranked))
    return places([*first, *siblings], Kind.REVIEW)


def _cost(course: Course, line: list[Place]) -> float:
    met = sum(place.kind is Kind.NEW for place in line)
    return met * course.crowd.meeting_cost + (len(line) - met) * course.review_cost
