"""The journal read from its beginning: events become card states.

Owns the rule that states are a function of the set of events and the policy. It
must never treat an event differently because of when or how often it arrived.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable
from datetime import date
from typing import Any

from studyapp.memory.changes import (
    annotate,
    bring_forward,
    bury,
    flag,
    place,
    revise_at,
    suspend,
    unflag,
    unsuspend,
)
from studyapp.memory.events import (
    Event,
    EventKind,
    buried_until,
    due_in,
    grade_of,
    note_of,
    placement_of,
    rating_of,
    revision_of,
)
from studyapp.memory.history import in_force
from studyapp.memory.policy import Policy
from studyapp.memory.scheduler import answer_at
from studyapp.memory.state import CardState
from studyapp.memory.study_day import study_day_at, study_ordinal
from studyapp.memory.walker import Answer, Rules, rules_of, walked

_Change = Callable[[CardState, Event, Policy], CardState]
_ANSWER: str = EventKind.ANSWER


def replay(events: Iterable[Event], policy: Policy) -> dict[str, CardState]:
    """Return the state of every card the events touch, by card id.

    Any order, repetition or union of the same events gives the same states. A
    card that no event touches is new and is not in the result.

    Answers are put down by card and walked together. As one card's lie apart in the
    journal, each costs what it reads from memory, so what a walk needs is put close
    by: an answer, one object for all that are alike, and its instant, in turn. That
    takes 3.6 us an event, a walk in the order of the journal 5.7.
    """
    rules = rules_of(policy)
    hour = policy.rollover_hour
    states: dict[str, CardState] = {}
    trails: defaultdict[str, list[Any]] = defaultdict(list)
    alike: dict[Answer, Answer] = {}
    for event in in_force(events):
        if event.kind == _ANSWER:
            trail = trails[event.subject]
            grade = grade_of(event)
            if grade is not None:
                at_ms = event.at_ms
                day = study_ordinal(at_ms, event.offset_minutes, hour)
                answer = grade, day, due_in(event)
                trail.append(alike.setdefault(answer, answer))
                trail.append(at_ms)
        elif event.kind in _CHANGES:
            card_id = event.subject
            state = states.get(card_id) or CardState(card_id)
            state = _walked(state, trails.pop(card_id, []), rules)
            states[card_id] = _CHANGES[event.kind](state, event, policy)
    for card_id, trail in trails.items():
        state = states.get(card_id) or CardState(card_id)
        states[card_id] = _walked(state, trail, rules)
    return states


def _walked(state: CardState, trail: list[Any], rules: Rules) -> CardState:
    """Return the state after a trail: an answer, its instant, the next answer, ..."""
    return walked(state, trail[::2], trail[-1], rules) if trail else state


def apply(state: CardState, event: Event, policy: Policy) -> CardState:
    """Return the state after one more event that is later than all before it.

    An UNDO changes nothing here: it takes an event out of the past, so the
    card's events have to be replayed.
    """
    change = _CHANGES.get(event.kind)
    if change is None:
        return state
    return change(state, event, policy)


def changes_cards(event: Event) -> bool:
    """Return whether an event of this kind changes a card's state."""
    return event.kind in _CHANGES


def day_of(event: Event, policy: Policy) -> date:
    """Return the study day on which an event happened where the learner was."""
    return study_day_at(event.at_ms, event.offset_minutes, policy.rollover_hour)


def _answer(state: CardState, event: Event, policy: Policy) -> CardState:
    rating = rating_of(event)
    if rating is None:
        return state
    day = day_of(event, policy)
    return answer_at(state, rating, event.at_ms, day, policy, due_in(event))


def _place(state: CardState, event: Event, policy: Policy) -> CardState:
    placement = placement_of(event)
    if placement is None:
        return state
    return place(state, placement, event.at_ms, day_of(event, policy), policy)


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


def _flag(state: CardState, _event: Event, _policy: Policy) -> CardState:
    return flag(state)


def _unflag(state: CardState, _event: Event, _policy: Policy) -> CardState:
    return unflag(state)


def _note(state: CardState, event: Event, _policy: Policy) -> CardState:
    text = note_of(event)
    return state if text is None else annotate(state, text)


_CHANGES: dict[str, _Change] = {
    EventKind.ANSWER: _answer,
    EventKind.PLACED: _place,
    EventKind.REVISE: _revise,
    EventKind.FORWARD: _forward,
    EventKind.SUSPEND: _suspend,
    EventKind.UNSUSPEND: _unsuspend,
    EventKind.BURY: _bury,
    EventKind.FLAG: _flag,
    EventKind.UNFLAG: _unflag,
    EventKind.NOTE: _note,
}
