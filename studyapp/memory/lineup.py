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
    """A card with what the line of one study day asks of its state."""

    card_id: str
    sibling_key: str
    order: int
    """Rank among all new cards; tells nothing of a card in review."""
    is_new: bool
    due_ms: int | None
    """When a card in steps is due, in UTC milliseconds."""
    is_due: bool
    """Whether a card in review is wanted by that day: due, or brought forward."""
    is_early: bool
    """Whether it is wanted before others."""
    is_away: bool
    """Whether it is suspended, or buried on that day."""
    is_met: bool
    """Whether it was answered that day."""
    risk: float
    """Elapsed days over stability: recall falls strictly as it grows."""


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


def waiting(card: QueueCard, state: CardState | None, day: date) -> Waiting:
    """Return a card with what a study day's line asks of its state.

    A card that was never touched has none.
    """
    card_id, key, _, order = card
    if state is None:
        return Waiting(card_id, key, order, True, None, False, False, False, False, 0.0)
    wanted, forward = state.wanted_day, state.forward_day
    return Waiting(
        card_id,
        key,
        order,
        state.phase is Phase.NEW,
        state.due_ms,
        wanted is not None and wanted <= day,
        forward is not None and forward <= day,
        state.hidden_on(day),
        state.last_day == day,
        _risk(state, day),
    )


def _risk(state: CardState, day: date) -> float:
    if state.memory is None or state.memory_day is None:
        return 0.0
    return (day - state.memory_day).days / state.memory.stability


def gather(cards: Iterable[Waiting], unmet: Iterable[QueueCard] = ()) -> Pool:
    """Return the cards that a day chooses from; one pass over `cards`.

    `unmet` are cards besides those: cards without a state, in order.
    """
    learning: list[tuple[int, str]] = []
    reviews: list[Ranked] = []
    new: list[Ranked] = []
    taken: dict[str, str] = {}
    for (
        card_id,
        key,
        order,
        is_new,
        due_ms,
        is_due,
        is_early,
        is_away,
        is_met,
        risk,
    ) in cards:
        if is_met:
            taken.setdefault(key, card_id)
        if is_away:
            continue
        if is_due:
            reviews.append((0 if is_early else 1, -risk, card_id, key))
        elif is_new:
            new.append((0 if is_early else 1, order, card_id, key))
        elif due_ms is not None:
            learning.append((due_ms, card_id))
            taken.setdefault(key, card_id)
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
