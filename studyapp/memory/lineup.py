"""Who is in a study day's line, and in which order.

Owns the daily limits, the order of reviews and new cards, and the keeping apart
of siblings. It must never look at anything but states, cards and the day.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from heapq import merge
from itertools import islice
from typing import NamedTuple

from studyapp.memory.state import CardState, Phase


class Kind(StrEnum):
    """What a place in the line counts as."""

    NEW = "new"
    REVIEW = "review"


class QueueCard(NamedTuple):
    """A card as the queue sees it."""

    card_id: str
    sibling_key: str
    """The fact the card belongs to; cards that share it are siblings."""
    topic: str
    order: int
    """Rank among all new cards; lower comes first."""


@dataclass(frozen=True, slots=True)
class Limits:
    """How much a study day may hold."""

    new_per_day: int = 20
    reviews_per_day: int = 200
    learn_ahead_ms: int = 20 * 60_000
    """How early a card in steps may come when nothing else is left."""


@dataclass(frozen=True, slots=True)
class Done:
    """Cards a study day has seen already."""

    new: int = 0
    reviews: int = 0


class Place(NamedTuple):
    """One place in the line."""

    card_id: str
    kind: Kind


class Waiting(NamedTuple):
    """A card with what a line asks of its state; days are ordinals, 0 for none."""

    card_id: str
    sibling_key: str
    order: int
    is_new: bool
    due_ms: int | None
    """When a card in steps is due, in UTC milliseconds."""
    wanted: int
    """The study day a card in review is shown: due, or brought forward."""
    forward: int
    """From this day on it is wanted before others."""
    buried_until: int
    suspended: bool
    last_day: int
    memory_day: int
    stability: float
    """Days; any number above 0 for a card without a memory."""


Ranked = tuple[int, float, str, str]
"""(0 when wanted early, else 1; rank, low first; card id; sibling key)."""


@dataclass(frozen=True, slots=True)
class Pool:
    """Every card that could be shown on a study day, sorted within its kind."""

    learning: tuple[tuple[int, str], ...]
    """(due in UTC ms, card id)."""
    reviews: list[Ranked]
    new: Iterable[Ranked]
    """Read once, as far as there is room for new cards."""
    taken: dict[str, str]
    """Sibling keys met already today, each with the card that met it."""


def done_on(states: Iterable[CardState], day: date) -> Done:
    """Return how many new and how many known cards were answered on a study day."""
    new = reviews = 0
    for state in states:
        if state.last_day == day:
            is_new = state.first_day == day
            new += is_new
            reviews += not is_new
    return Done(new, reviews)


def waiting(card: QueueCard, state: CardState | None) -> Waiting:
    """Return a card with what a line asks of its state; None for one never touched."""
    card_id, key, _, order = card
    if state is None:
        return Waiting(card_id, key, order, True, None, 0, 0, 0, False, 0, 0, 1.0)
    return Waiting(
        card_id,
        key,
        order,
        state.phase is Phase.NEW,
        state.due_ms,
        _ordinal(state.wanted_day),
        _ordinal(state.forward_day),
        _ordinal(state.buried_until),
        state.suspended,
        _ordinal(state.last_day),
        _ordinal(state.memory_day),
        state.memory.stability if state.memory else 1.0,
    )


def gather(
    cards: Iterable[Waiting], day: date, unmet: Iterable[QueueCard] = ()
) -> Pool:
    """Return the cards to choose from on a study day; one pass over `cards`.

    `unmet` are cards besides those: cards without a state, in order.
    """
    today = day.toordinal()
    learning: list[tuple[int, str]] = []
    reviews: list[Ranked] = []
    new: list[Ranked] = []
    taken: dict[str, str] = {}
    # Told apart by what is cheap to ask: 0.4 us a card.
    for (
        card_id,
        key,
        order,
        is_new,
        due_ms,
        wanted,
        forward,
        buried_until,
        suspended,
        last_day,
        since,
        stability,
    ) in cards:
        if last_day == today:
            taken.setdefault(key, card_id)
        if suspended or today < buried_until or wanted > today:
            continue
        urgency = 0 if 0 < forward <= today else 1
        if is_new:
            new.append((urgency, order, card_id, key))
        elif due_ms is not None:
            learning.append((due_ms, card_id))
            taken.setdefault(key, card_id)
        elif wanted:
            # Recall falls strictly as the elapsed days grow over the stability.
            reviews.append((urgency, -max(today - since, 0) / stability, card_id, key))
    learning.sort()
    reviews.sort()
    new.sort()
    return Pool(tuple(learning), reviews, merge(new, map(_unmet, unmet)), taken)


def fills(pool: Pool, reviews: int) -> bool:
    """Return whether the pool has reviews of so many facts not met today."""
    facts = {key for _, _, _, key in pool.reviews} - pool.taken.keys()
    return len(facts) >= reviews


def line_up(pool: Pool, left: Limits) -> list[Place]:
    """Return the line: reviews with new cards spread among them, siblings last.

    Each kind fills its limit with cards of different facts first. Only the rest
    of a limit goes to siblings of cards met today, at the end of the line.
    """
    taken = dict(pool.taken)
    reviews, later_reviews = apart(pool.reviews, taken, left.reviews_per_day)
    new, later_new = apart(pool.new, taken, left.new_per_day)
    return [
        *spread(places(reviews, Kind.REVIEW), places(new, Kind.NEW)),
        *places(later_reviews, Kind.REVIEW),
        *places(later_new, Kind.NEW),
    ]


def _unmet(card: QueueCard) -> Ranked:
    return 1, card.order, card.card_id, card.sibling_key


def _ordinal(day: date | None) -> int:
    return day.toordinal() if day else 0


def apart(
    ranked: Iterable[Ranked], taken: dict[str, str], limit: int
) -> tuple[list[str], list[str]]:
    """Return card ids of different facts, and siblings for what the limit leaves."""
    first: list[str] = []
    held: list[tuple[int, int, str]] = []
    met: Counter[str] = Counter()
    for position, (_, _, card_id, key) in enumerate(ranked):
        if len(first) >= limit:
            return first, []
        if taken.setdefault(key, card_id) == card_id:
            first.append(card_id)
        else:
            met[key] += 1
            held.append((met[key], position, card_id))
    held.sort()
    return first, [card_id for _, _, card_id in held[: max(limit - len(first), 0)]]


def places(card_ids: Iterable[str], kind: Kind) -> list[Place]:
    """Return cards as places of one kind."""
    return [Place(card_id, kind) for card_id in card_ids]


def spread(reviews: list[Place], new: list[Place]) -> list[Place]:
    """Return the reviews with the new cards at even distances between them."""
    line: list[Place] = []
    rest = iter(reviews)
    for number, place in enumerate(new, start=1):
        reviews_before = round(number * len(reviews) / (len(new) + 1))
        line.extend(islice(rest, reviews_before - (len(line) - (number - 1))))
        line.append(place)
    line.extend(rest)
    return line
