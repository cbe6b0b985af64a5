"""A card's state and its answers as Anki's rows say them.

Owns the mapping of phases to types and queues, of study days to days since the
collection began, and of answers to review log rows. It reads no file.
"""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, date, datetime

from studyapp.exchange.anki.schema import EASE
from studyapp.memory.events import Event, EventKind, rating_of
from studyapp.memory.history import in_force
from studyapp.memory.policy import Policy
from studyapp.memory.replay import apply
from studyapp.memory.state import CardState, Phase
from studyapp.memory.study_day import day_start, study_day, study_day_at

TYPES = {Phase.NEW: 0, Phase.LEARNING: 1, Phase.REVIEW: 2, Phase.RELEARNING: 3}
SUSPENDED, BURIED = -1, -3
LOG_LEARN, LOG_REVIEW, LOG_RELEARN = 0, 1, 2
_LOG_TYPES = {
    Phase.NEW: LOG_LEARN,
    Phase.LEARNING: LOG_LEARN,
    Phase.REVIEW: LOG_REVIEW,
    Phase.RELEARNING: LOG_RELEARN,
}


@dataclass(frozen=True, slots=True)
class Frame:
    """The days of a package: what its due dates count from."""

    first: date
    today: date
    crt: int
    """When the first study day began, in UTC seconds."""
    policy: Policy


@dataclass(frozen=True, slots=True)
class CardRow:
    """The scheduling columns of a card."""

    type: int
    queue: int
    due: int
    interval: int
    factor: int
    reps: int
    lapses: int
    left: int
    data: str


@dataclass(frozen=True, slots=True)
class LogRow:
    """One answer in Anki's review log."""

    id: int
    ease: int
    interval: int
    """Days, or negative seconds for a step."""
    last_interval: int
    factor: int
    time_ms: int
    type: int


def frame_of(events: Iterable[Event], now: datetime, policy: Policy) -> Frame:
    """Return a frame that begins with the first event's study day.

    Raises ValueError when the moment is naive.
    """
    hour = policy.rollover_hour
    today = study_day(now, hour)
    days = (study_day_at(e.at_ms, e.offset_minutes, hour) for e in events)
    first = min((today, *days))
    began = day_start(first, now.tzinfo or UTC, hour)
    return Frame(first, today, int(began.timestamp()), policy)


def card_row(state: CardState | None, position: int, frame: Frame) -> CardRow:
    """Return a card's scheduling; `position` orders the new ones."""
    if state is None or state.phase is Phase.NEW:
        queue = _hidden(state, frame) or 0
        return CardRow(0, queue, position, 0, 0, 0, 0, 0, _data(state, frame))
    steps = frame.policy.learning_steps
    if state.phase is Phase.RELEARNING:
        steps = frame.policy.relearning_steps
    if state.phase is Phase.REVIEW:
        due = ((state.wanted_day or frame.today) - frame.first).days
        queue, left = 2, 0
    else:
        due = (state.due_ms or 0) // 1000
        queue, left = 1, max(len(steps) - state.step, 1)
    return CardRow(
        type=TYPES[state.phase],
        queue=_hidden(state, frame) or queue,
        due=due,
        interval=0 if state.phase is Phase.LEARNING else max(state.interval, 1),
        factor=EASE,
        reps=state.reviews,
        lapses=state.lapses,
        left=left,
        data=_data(state, frame),
    )


def log_rows(
    events: Iterable[Event], policy: Policy, taken: set[int]
) -> tuple[LogRow, ...]:
    """Return one card's answers that count; adds their ids to `taken`.

    Anki names a row by its millisecond: a second answer at one instant, on whatever
    card, gets the next free one.
    """
    rows: list[LogRow] = []
    state: CardState | None = None
    last_interval = 0
    for event in in_force(events):
        before = state or CardState(event.subject)
        state = apply(before, event, policy)
        rating = rating_of(event)
        if event.kind != EventKind.ANSWER or rating is None:
            continue
        number = event.at_ms
        while number in taken:
            number += 1
        taken.add(number)
        interval = _interval(state, event.at_ms)
        rows.append(
            LogRow(
                number,
                int(rating),
                interval,
                last_interval,
                _difficulty(state),
                _time_taken(event),
                _LOG_TYPES[before.phase],
            )
        )
        last_interval = interval
    return tuple(rows)


def _hidden(state: CardState | None, frame: Frame) -> int:
    if state is None or not state.hidden_on(frame.today):
        return 0
    return SUSPENDED if state.suspended else BURIED


def _data(state: CardState | None, frame: Frame) -> str:
    """Return the model's memory as Anki keeps it: seconds for the last review."""
    if state is None or state.memory is None:
        return ""
    data: dict[str, float] = {
        "s": round(state.memory.stability, 4),
        "d": round(state.memory.difficulty, 3),
        "dr": frame.policy.desired_retention,
        "decay": round(frame.policy.weights[20], 4),
    }
    if state.last_ms is not None:
        data["lrt"] = state.last_ms // 1000
    return json.dumps(data, separators=(",", ":"))


def _interval(state: CardState, at_ms: int) -> int:
    if state.due_ms is None:
        return state.interval
    return -max((state.due_ms - at_ms) // 1000, 1)


def _difficulty(state: CardState) -> int:
    """Return the difficulty as the log has it under FSRS: 100 for 1, 1100 for 10."""
    if state.memory is None:
        return 0
    return round((state.memory.difficulty - 1) / 9 * 1000) + 100


def _time_taken(event: Event) -> int:
    taken = event.payload.get("elapsed_ms")
    return int(taken) if isinstance(taken, int | float) else 0
