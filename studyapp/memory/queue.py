"""What to study next: the line of a study day, and the cards in steps beside it.

Owns which card comes next and how many are left. It must never change a card's
state, and never sort the day again after an answer: an answered card leaves the
line, and comes back only by its steps.
"""

from __future__ import annotations

from bisect import insort
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from operator import itemgetter
from typing import NamedTuple

from studyapp.memory.lineup import (
    Done,
    Kind,
    Limits,
    Place,
    Pool,
    QueueCard,
    done_on,
    gather,
    line_up,
    waiting,
)
from studyapp.memory.state import CardState, Phase
from studyapp.memory.study_day import MS_PER_DAY

_card_of = itemgetter(0)


@dataclass(frozen=True, slots=True)
class Counts:
    """Cards left today."""

    new: int
    learning: int
    due: int


class Queue(NamedTuple):
    """What is left of a study day. Make one with `build_queue`."""

    # Each answer makes two: 1 us each as a named tuple, 4 us as a frozen dataclass.

    day: date
    """A screen that passes into the next study day builds a new queue."""
    line: tuple[Place, ...]
    position: int
    """Places before this one are done."""
    learning: tuple[tuple[int, str], ...]
    """(due in UTC ms, card id) of the cards in steps, soonest first."""
    new: int
    """New cards left in the line."""
    due: int
    """Reviews left in the line."""
    learn_ahead_ms: int
    horizon_ms: int
    """A step due later than this UTC instant is not for today."""

    @property
    def counts(self) -> Counts:
        """The numbers a screen shows."""
        return Counts(new=self.new, learning=len(self.learning), due=self.due)

    @property
    def next_step_ms(self) -> int | None:
        """The instant the next card in steps is due; None when there is none."""
        return self.learning[0][0] if self.learning else None


def build_queue(
    states: Mapping[str, CardState],
    cards: Iterable[QueueCard],
    day: date,
    now_ms: int,
    limits: Limits,
) -> Queue:
    """Return the queue of study day `day` at UTC `now_ms`.

    What was done earlier that day counts against the limits; it is read from all
    `states`, so `cards` may be a selection. A card without a state is new. Cards
    in steps are in when they are due within a day.
    """
    pool = gather(waiting(c, states.get(c.card_id), day) for c in cards)
    left = left_on(limits, done_on(states.values(), day))
    return queue_of(pool, line_up(pool, left), day, now_ms, limits)


def left_on(limits: Limits, done: Done) -> Limits:
    """Return what the limits leave of a day on which so much is done."""
    return replace(
        limits,
        new_per_day=max(limits.new_per_day - done.new, 0),
        reviews_per_day=max(limits.reviews_per_day - done.reviews, 0),
    )


def queue_of(
    pool: Pool, places: Sequence[Place], day: date, now_ms: int, limits: Limits
) -> Queue:
    """Return the queue of a day's line and the pool it was taken from."""
    line = tuple(places)
    new = sum(place.kind is Kind.NEW for place in line)
    horizon_ms = now_ms + MS_PER_DAY
    return Queue(
        day=day,
        line=line,
        position=0,
        learning=tuple(step for step in pool.learning if step[0] < horizon_ms),
        new=new,
        due=len(line) - new,
        learn_ahead_ms=limits.learn_ahead_ms,
        horizon_ms=horizon_ms,
    )


def next_card(queue: Queue, now_ms: int) -> str | None:
    """Return the card to show at UTC `now_ms`, None when there is none by then.

    Cards in steps that are due, then the line, then cards in steps due soon.
    """
    step_ms = queue.next_step_ms
    if step_ms is not None and step_ms <= now_ms:
        return queue.learning[0][1]
    if queue.position < len(queue.line):
        return queue.line[queue.position].card_id
    if step_ms is not None and step_ms <= now_ms + queue.learn_ahead_ms:
        return queue.learning[0][1]
    return None


def upcoming(queue: Queue, count: int) -> list[str]:
    """Return the next so many cards of the line."""
    line = queue.line[queue.position : queue.position + count]
    return [place.card_id for place in line]


def after_answer(queue: Queue, state: CardState) -> Queue:
    """Return the queue without the card whose state changed, or with its next step.

    Serves every change that is no undo: an answer, a burial, a suspension.
    """
    without = _without(queue, state.card_id)
    if state.due_ms is None or state.hidden_on(queue.day):
        return without
    if state.due_ms >= queue.horizon_ms:
        return without
    learning = list(without.learning)
    insort(learning, (state.due_ms, state.card_id))
    return without._replace(learning=tuple(learning))


def after_undo(queue: Queue, state: CardState) -> Queue:
    """Return the queue with the card of the restored state back where it was shown.

    A new card or a review goes in front of the line, a card in steps to its step.
    """
    if state.due_ms is not None:
        return after_answer(queue, state)
    kind = Kind.NEW if state.phase is Phase.NEW else Kind.REVIEW
    place = Place(state.card_id, kind)
    before = queue.position - 1
    if before >= 0 and queue.line[before] == place:
        line, position = queue.line, before
    else:
        queue = _without(queue, state.card_id)
        line, position = (place, *queue.line[queue.position :]), 0
    return queue._replace(
        line=line,
        position=position,
        learning=_learning_without(queue, state.card_id),
        new=queue.new + (kind is Kind.NEW),
        due=queue.due + (kind is Kind.REVIEW),
    )


def _without(queue: Queue, card_id: str) -> Queue:
    learning = _learning_without(queue, card_id)
    index = _index_of(queue, card_id)
    if index is None:
        return queue._replace(learning=learning)
    kind = queue.line[index].kind
    return queue._replace(
        line=_line_without(queue, index),
        position=queue.position + (index == queue.position),
        learning=learning,
        new=queue.new - (kind is Kind.NEW),
        due=queue.due - (kind is Kind.REVIEW),
    )


def _learning_without(queue: Queue, card_id: str) -> tuple[tuple[int, str], ...]:
    return tuple([step for step in queue.learning if step[1] != card_id])


def _index_of(queue: Queue, card_id: str) -> int | None:
    """Return where in what is left of the line a card is; most often it comes next."""
    line, position = queue.line, queue.position
    if position < len(line) and line[position].card_id == card_id:
        return position
    cards = list(map(_card_of, line))
    return cards.index(card_id, position) if card_id in cards[position:] else None


def _line_without(queue: Queue, index: int) -> tuple[Place, ...]:
    """Return the line after the place at `index` left it; the head leaves for free."""
    if index == queue.position:
        return queue.line
    return queue.line[:index] + queue.line[index + 1 :]
