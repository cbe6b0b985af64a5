"""The journal read from its beginning: events become card states.

Owns the rule that states are a function of the set of events and the policy. It
must never treat an event differently because of when or how often it arrived.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import date

from studyapp.memory.changes import bring_forward, bury, revise_at, suspend, unsuspend
from studyapp.memory.events import (
    Event,
    EventKind,
    buried_until,
    rating_of,
    revision_of,
)
from studyapp.memory.history import in_force
from studyapp.memory.policy import Policy
from studyapp.memory.scheduler import answer_at
from studyapp.memory.state import CardState
from studyapp.memory.study_day import study_day_at

_Change = Callable[[CardState, Event, Policy], CardState]


def replay(events: Iterable[Event], policy: Policy) -> dict[str, CardState]:
    """Return the state of every card the events touch, by card id.

    Any order, repetition or union of the same events gives the same states. A
    card that no event touches is new and is not in the result.
    """
    states: dict[str, CardState] = {}
    for event in in_force(events):
        change = _CHANGES.get(event.kind)
        if change is not None:
            card_id = event.subject
            state = states.get(card_id) or CardState(card_id)
            states[card_id] = change(state, event, policy)
    return states


def apply(state: CardState, event: Event, policy: Policy) -> CardState:
    """Return the state after one more event that is later than all before it.

    An UNDO changes nothing here: it takes an event out of the past, so the
    card's events have to be replayed.
    """
    change = _CHANGES.get(event.kind)
    if change is None:
        return state
    return change(state, event, policy)


def day_of(event: Event, policy: Policy) -> date:
    """Return the study day on which an event happened where the learner was."""
    return study_day_at(event.at_ms, event.offset_minutes, policy.rollover_hour)


def _answer(state: CardState, event: Event, policy: Policy) -> CardState:
    rating = rating_of(event)
    if rating is None:
        return state
    return answer_at(state, rating, event.at_ms, day_of(event, policy), policy)


def _revise(state: CardState, event: Event, policy: Policy) -> CardState:
    day = day_of(event, policy)
    return revise_at(state, event.at_ms, day, policy, revision_of(event))


def _forward(state: CardState, event: Event, policy: Policy) -> CardState:
    return bring_forward(state, day_of(event, policy))


def _suspend(state: CardState, _event: Event, _policy: Policy) -> CardState:
    return suspend(state)


def _unsuspend(state: CardState, _event: Event, _policy: Policy) -> CardState:
    return unsuspend(state)


def _bury(state: CardState, event: Event, policy: Policy) -> CardState:
    return bury(state, buried_until(event, day_of(event, policy)))


_CHANGES: dict[str, _Change] = {
    EventKind.ANSWER: _answer,
    EventKind.REVISE: _revise,
    EventKind.FORWARD: _forward,
    EventKind.SUSPEND: _suspend,
    EventKind.UNSUSPEND: _unsuspend,
    EventKind.BURY: _bury,
}
