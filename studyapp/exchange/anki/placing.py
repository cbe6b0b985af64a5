"""A schedule in Anki whose history is not in the package, as an event of ours.

Owns the question whether a log tells all of a card, and what stands in for one that
does not. It must never give two devices that read one package different events.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from datetime import date, timedelta
from typing import Any

from studyapp.exchange.anki.history import MODEL, counted
from studyapp.exchange.anki.read import AnkiCard, Package
from studyapp.exchange.anki.scheduling import LOG_LEARN, TYPES
from studyapp.exchange.anki.schema import EASE
from studyapp.memory.events import Event, EventKind, Payload, placement_of
from studyapp.memory.fsrs import LONGEST_INTERVAL
from studyapp.memory.sm2 import memory_from_sm2
from studyapp.memory.state import CardState, Phase
from studyapp.memory.study_day import (
    MS_PER_DAY,
    MS_PER_HOUR,
    MS_PER_MINUTE,
    ROLLOVER_HOUR,
    study_day_at,
)
from studyapp.store.merge import IMPORTED

_SCHEDULED = (TYPES[Phase.REVIEW], TYPES[Phase.RELEARNING])
_WHOLE_SECOND = 999
_EPOCH = date(1970, 1, 1)
_EARLIEST_MOMENT, _LATEST_MOMENT = 1_000_000_000, 0xFFFF_FFFF
"""A due number between them is UTC seconds, a smaller one a day of the collection."""


def placement(
    card_id: str, card: AnkiCard, package: Package, state: CardState | None
) -> tuple[Event, ...]:
    """Return the event that puts a card where it stands in Anki, if its log does not.

    A log is whole when it begins with learning, as Anki itself judges it. There is no
    event either where `state` knows as many answers as Anki counts, or a later one.
    """
    reviews = counted(card.reviews)
    if card.type not in _SCHEDULED or (reviews and reviews[0].type == LOG_LEARN):
        return ()
    due_day = _due_day(card, package)
    if due_day is None:
        return ()
    interval = min(max(card.interval, 1), LONGEST_INTERVAL)
    data = _data(card)
    at_ms = _answered_ms(card, package, data, due_day - timedelta(interval))
    if reviews:
        at_ms = max(at_ms, reviews[-1].at_ms + 1)
    if state is not None and _knows(state, card, at_ms):
        return ()
    payload: Payload = {
        "interval": interval,
        "due": due_day.isoformat(),
        "reviews": max(card.reps, len(reviews)),
        "lapses": max(card.lapses, 0),
    }
    placed = _event(card_id, at_ms, package, {**payload, **_modelled(data)})
    if placement_of(placed) is None:
        sm2 = _converted(card, interval)
        placed = _event(card_id, at_ms, package, {**payload, **sm2})
    return (placed,)


def _knows(state: CardState, card: AnkiCard, at_ms: int) -> bool:
    if state.last_ms is None:
        return False
    return state.last_ms >= at_ms or state.reviews >= card.reps


def _event(card_id: str, at_ms: int, package: Package, payload: Payload) -> Event:
    """Return a PLACED whose number no answer of the card can have."""
    return Event(
        device=f"{IMPORTED}{card_id}",
        sequence=-at_ms,
        at_ms=at_ms,
        offset_minutes=package.offset_minutes,
        kind=EventKind.PLACED.value,
        subject=card_id,
        payload=payload,
        model=MODEL,
    )


def _due_day(card: AnkiCard, package: Package) -> date | None:
    """Return the study day a card is due on, None when no calendar has it."""
    if _EARLIEST_MOMENT <= card.due <= _LATEST_MOMENT:
        return study_day_at(card.due * 1000, package.offset_minutes)
    try:
        due_day = package.began + timedelta(card.due)
    except OverflowError:
        return None
    return due_day if due_day > _EPOCH else None


def _answered_ms(
    card: AnkiCard, package: Package, data: Mapping[str, Any], day: date
) -> int:
    """Return when the last answer was given at the latest.

    FSRS notes the second. Else it is the end of study day `day`, and not after the
    card's last change. Were it too early, the answer itself, which another device may
    know, would count on top of the placement.
    """
    seconds = data.get("lrt")
    if isinstance(seconds, int) and 0 < seconds <= _LATEST_MOMENT:
        return seconds * 1000 + _WHOLE_SECOND
    midnight = (day - _EPOCH).days * MS_PER_DAY - package.offset_minutes * MS_PER_MINUTE
    end = midnight + MS_PER_DAY + ROLLOVER_HOUR * MS_PER_HOUR - 1
    return min(end, card.modified * 1000 + _WHOLE_SECOND) if card.modified else end


def _data(card: AnkiCard) -> dict[str, Any]:
    try:
        data = json.loads(card.data or "{}")
    except ValueError:
        return {}
    return data if isinstance(data, dict) else {}


def _modelled(data: Mapping[str, Any]) -> Payload:
    """Return the memory FSRS noted on the card, whatever is there."""
    return {"stability": data.get("s"), "difficulty": data.get("d")}


def _converted(card: AnkiCard, interval: int) -> Payload:
    """Return the memory of a card that SM-2 scheduled.

    The weights are the published ones, not the learner's: every device converts alike.
    """
    memory = memory_from_sm2(
        (card.factor if card.factor > 0 else EASE) / 1000, interval
    )
    return {
        "stability": round(memory.stability, 4),
        "difficulty": round(memory.difficulty, 3),
    }
