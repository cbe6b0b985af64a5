"""Anki's review log as events of ours, the same ones however often it is read.

Owns which rows count, and the identity of what they become. It must never make two
events of one answer: not of a row read twice, nor of an answer that came from here.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence

from studyapp.exchange.anki.read import AnkiCard, Review
from studyapp.exchange.anki.scheduling import SUSPENDED
from studyapp.memory.events import Event, EventKind, rating_of
from studyapp.memory.state import CardState
from studyapp.store.merge import IMPORTED

MODEL = "anki"
_FILTERED, _MANUAL = 3, 4
_SAME_ANSWER_MS = 50
"""An answer exported from here may have moved to the next free millisecond."""


def answers(card_id: str, card: AnkiCard, offset_minutes: int) -> tuple[Event, ...]:
    """Return a card's answers as events.

    As in Anki itself, answers of a cram that left the schedule alone do not count,
    nor those before the card was last reset. The day a review was put off to is kept,
    as far as fuzz allows it here.
    """
    return tuple(
        Event(
            device=f"{IMPORTED}{card_id}",
            sequence=review.at_ms,
            at_ms=review.at_ms,
            offset_minutes=offset_minutes,
            kind=EventKind.ANSWER.value,
            subject=card_id,
            payload=_payload(review),
            model=MODEL,
        )
        for review in counted(card.reviews)
    )


def counted(reviews: Sequence[Review]) -> tuple[Review, ...]:
    """Return the rows of a log that are answers and count, oldest first."""
    return tuple(
        review
        for review in _since_reset(reviews)
        if 1 <= review.ease <= 4
        and not (review.type == _FILTERED and review.factor == 0)
    )


def _payload(review: Review) -> dict[str, int]:
    payload = {"elapsed_ms": review.time_ms, "rating": review.ease}
    return payload | {"due_in": review.interval} if review.interval > 0 else payload


def suspension(
    card_id: str, card: AnkiCard, state: CardState | None, offset_minutes: int
) -> tuple[Event, ...]:
    """Return the event that suspends or unsuspends a card as it is in Anki, if any.

    It counts from the card's last change in Anki: what the learner did here later
    stays.
    """
    is_suspended = card.queue == SUSPENDED
    if is_suspended == (state is not None and state.suspended):
        return ()
    kind = EventKind.SUSPEND if is_suspended else EventKind.UNSUSPEND
    return (
        Event(
            device=f"{IMPORTED}{card_id}",
            sequence=-card.modified,
            at_ms=card.modified * 1000,
            offset_minutes=offset_minutes,
            kind=kind.value,
            subject=card_id,
            payload={},
            model=MODEL,
        ),
    )


def unknown(incoming: Iterable[Event], known: Iterable[Event]) -> tuple[Event, ...]:
    """Return the incoming events that the journal does not hold in any form."""
    identities: set[tuple[str, int]] = set()
    given: dict[tuple[str, int | None], list[int]] = defaultdict(list)
    for event in known:
        identities.add(event.identity)
        if event.kind == EventKind.ANSWER and not event.device.startswith(IMPORTED):
            given[event.subject, rating_of(event)].append(event.at_ms)
    return tuple(
        event
        for event in incoming
        if event.identity not in identities and not _was_given_here(event, given)
    )


def _since_reset(reviews: Sequence[Review]) -> Sequence[Review]:
    resets = (
        place
        for place, review in enumerate(reviews)
        if review.type == _MANUAL and review.factor == 0
    )
    return reviews[max(resets, default=-1) + 1 :]


def _was_given_here(
    event: Event, given: Mapping[tuple[str, int | None], Sequence[int]]
) -> bool:
    if event.kind != EventKind.ANSWER:
        return False
    moments = given.get((event.subject, rating_of(event)), ())
    return any(0 <= event.at_ms - at_ms <= _SAME_ANSWER_MS for at_ms in moments)
