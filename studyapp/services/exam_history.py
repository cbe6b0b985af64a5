"""Exams in the journal: what was left open, what was sat, each as it stood.

It reads events and writes none.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta, timezone

from studyapp.content.documents import QuestionKind
from studyapp.memory.events import Event, EventKind
from studyapp.practice.exam_acts import Act, ActKind, apply, replayed
from studyapp.practice.exam_codec import read_act, read_plan
from studyapp.practice.exam_session import ExamPhase, ExamSession, begun
from studyapp.services.quiz_history import find_question
from studyapp.services.study import Study
from studyapp.store.pulse import read_pulse

_ACTS = frozenset({EventKind.EXAM_ACT, EventKind.EXAM_ENDED})


@dataclass(frozen=True, slots=True)
class Sat:
    """An exam of the past, as it stood at its end."""

    session: ExamSession
    began: datetime
    """Local time where the learner was."""
    began_ms: int
    """UTC milliseconds."""


def left_open(study: Study) -> ExamSession | None:
    """Return the exam begun last, if it is neither submitted nor given up.

    Its clock stands where it was last kept: time since then does not count.
    """
    events = study.journal.told(EventKind.EXAM_STARTED, *_ACTS)
    started = [e for e in events if e.kind == EventKind.EXAM_STARTED]
    if not started:
        return None
    sat = _sat(study, started[-1], events)
    if sat is None or sat.session.is_over:
        return None
    pulse = read_pulse(study.store, sat.session.plan.id)
    if pulse > sat.session.clock_ms and sat.session.phase is ExamPhase.RUNNING:
        return apply(sat.session, Act(ActKind.TICK, pulse))
    return sat.session


def find_exam(study: Study, identity: str) -> Sat | None:
    """Return a submitted exam by its id, or by a beginning that only it has."""
    found = _submitted(study, identity)
    return found[0] if len(found) == 1 and identity else None


def exams(study: Study) -> tuple[Sat, ...]:
    """Return every submitted exam, the oldest first."""
    return _submitted(study)


def _submitted(study: Study, beginning: str = "") -> tuple[Sat, ...]:
    events = study.journal.told(EventKind.EXAM_STARTED, *_ACTS)
    found = (
        _sat(study, event, events)
        for event in events
        if event.kind == EventKind.EXAM_STARTED and event.subject.startswith(beginning)
    )
    return tuple(
        sat for sat in found if sat and sat.session.phase is ExamPhase.SUBMITTED
    )


def _sat(study: Study, started: Event, events: Iterable[Event]) -> Sat | None:
    """Replay one exam; None for a plan that cannot be read."""
    plan = read_plan(started.subject, started.payload)
    if plan is None:
        return None
    kinds: dict[str, QuestionKind] = {}
    for identity in plan.questions:
        question = find_question(study, identity)
        kinds[identity] = question.kind if question else QuestionKind.SINGLE
    acts = sorted(
        (
            (act.clock_ms, event.device, event.sequence, act)
            for event in events
            if event.subject == plan.id and event.kind in _ACTS
            for act in (read_act(event.payload, kinds),)
            if act is not None
        ),
        # The exam's own clock: the wall clock may have been set back in between.
        key=lambda row: row[:3],
    )
    session = replayed(begun(plan), (act for *_, act in acts))
    return Sat(session, _local(started), started.at_ms)


def _local(event: Event) -> datetime:
    zone = timezone(timedelta(minutes=event.offset_minutes))
    return datetime.fromtimestamp(event.at_ms / 1000, UTC).astimezone(zone)
