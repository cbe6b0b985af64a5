"""What a learner's journal teaches about their memory: sequences of answers by card.

Owns the cutting of the journal into sequences and into earlier and later parts. It
must never count time in anything but study days.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from studyapp.memory.events import Event, EventKind, placement_of, rating_of
from studyapp.memory.policy import Policy
from studyapp.memory.replay import day_of


@dataclass(frozen=True, slots=True)
class Answers:
    """The answers of one card, oldest first; all three tuples are as long."""

    elapsed: tuple[int, ...]
    """Study days since the answer before; 0 for the first one."""
    ratings: tuple[int, ...]
    """1 to 4."""
    order: tuple[int, ...]
    """The answer's number among all answers of the learner, from 0."""

    def before(self, order: int) -> Answers:
        """Return the answers that were given before answer number `order`."""
        count = sum(number < order for number in self.order)
        return Answers(self.elapsed[:count], self.ratings[:count], self.order[:count])


@dataclass(frozen=True, slots=True)
class Lessons:
    """All sequences, and how many answers they hold."""

    sequences: tuple[Answers, ...]
    answers: int

    @property
    def reviews(self) -> int:
        """Answers at least a study day after the one before: those that are scored."""
        return sum(days > 0 for sequence in self.sequences for days in sequence.elapsed)

    def before(self, order: int) -> Lessons:
        """Return what was known before answer number `order`."""
        cut = (sequence.before(order) for sequence in self.sequences)
        return Lessons(tuple(part for part in cut if part.order), order)


def lessons_of(events: Iterable[Event], policy: Policy) -> Lessons:
    """Return the lessons in events that are in force and in order.

    A card whose fact changed its value begins anew there: it is another card. One
    that was placed with a history unknown teaches nothing: its first answers are not
    those of a new card.
    """
    events = tuple(events)
    untold = _untold(events)
    open_ones: dict[str, list[tuple[int, int, int]]] = {}
    last: dict[str, date] = {}
    done: list[Sequence[tuple[int, int, int]]] = []
    answers = 0
    for event in events:
        card = event.subject
        if event.kind == EventKind.REVISE and card in open_ones:
            done.append(open_ones.pop(card))
            del last[card]
        rating = rating_of(event) if event.kind == EventKind.ANSWER else None
        if rating is None or card in untold:
            continue
        day = day_of(event, policy)
        elapsed = max((day - last.get(card, day)).days, 0)
        open_ones.setdefault(card, []).append((elapsed, int(rating), answers))
        last[card] = day
        answers += 1
    sequences = (
        tuple(zip(*rows, strict=True)) for rows in (*done, *open_ones.values())
    )
    return Lessons(
        tuple(Answers(*columns) for columns in sequences if columns), answers
    )


def _untold(events: Iterable[Event]) -> set[str]:
    """Return the cards that were placed without all of their answers being known."""
    known: Counter[str] = Counter()
    untold: set[str] = set()
    for event in events:
        if event.kind == EventKind.ANSWER:
            known[event.subject] += 1
            continue
        placement = placement_of(event) if event.kind == EventKind.PLACED else None
        if placement and max(placement.reviews, 1) > known[event.subject]:
            untold.add(event.subject)
    return untold
