"""What can be done in an exam, and what each act changes.

An act that does not fit is refused and changes nothing, so a journal with a damaged
or doubled event still replays. Nothing here reads a clock: an act carries its own.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, replace
from enum import StrEnum
from functools import reduce

from studyapp.practice.exam_session import (
    Ending,
    ExamPhase,
    ExamSession,
    ItemState,
)
from studyapp.practice.responses import Response
from studyapp.practice.session import Confidence


class ActKind(StrEnum):
    """Everything that changes an exam."""

    VISIT = "visit"
    """Shows an item; its time runs from here on."""
    TABLE = "table"
    """Shows the review table; no item's time runs."""
    ANSWER = "answer"
    CLEAR = "clear"
    """Takes the answer back."""
    FLAG = "flag"
    UNFLAG = "unflag"
    STRIKE = "strike"
    RESTORE = "restore"
    """Takes the strike of an option back."""
    RATE = "rate"
    """Says how sure the learner is."""
    UNRATE = "unrate"
    TICK = "tick"
    """Moves the clock and nothing else."""
    PAUSE = "pause"
    RESUME = "resume"
    SUBMIT = "submit"
    TIME_UP = "time_up"
    ABANDON = "abandon"


@dataclass(frozen=True, slots=True)
class Act:
    """One act; `clock_ms` is the exam's running time at that moment."""

    kind: ActKind
    clock_ms: int
    question: str = ""
    response: Response | None = None
    option: int = -1
    confidence: Confidence | None = None


def apply(session: ExamSession, act: Act) -> ExamSession:
    """Return the exam after an act; unchanged where the act is refused."""
    if refusal(session, act):
        return session
    session = _advance(session, act.clock_ms)
    if act.kind in _ITEM_CHANGES:
        item = _ITEM_CHANGES[act.kind](session.item(act.question), act)
        return session.with_item(act.question, replace(item, is_visited=True))
    return _EXAM_CHANGES[act.kind](session, act)


def replayed(session: ExamSession, acts: Iterable[Act]) -> ExamSession:
    """Return the exam after many acts."""
    return reduce(apply, acts, session)


def refusal(session: ExamSession, act: Act) -> str:
    """Return why an act cannot be done now, empty when it can."""
    return _out_of_phase(session, act) or _late(session, act) or _misfit(session, act)


def _out_of_phase(session: ExamSession, act: Act) -> str:
    if session.is_over:
        return "the exam is over"
    if act.kind is ActKind.ABANDON:
        return ""
    is_paused = session.phase is ExamPhase.PAUSED
    if is_paused and act.kind is not ActKind.RESUME:
        return "the exam is paused"
    if not is_paused and act.kind is ActKind.RESUME:
        return "the exam is not paused"
    return ""


def _late(session: ExamSession, act: Act) -> str:
    limit = session.plan.limit_ms
    is_late = limit is not None and max(act.clock_ms, session.clock_ms) >= limit
    if act.kind is ActKind.TIME_UP:
        return "" if is_late else "there is time left"
    return "the time is up" if is_late and act.kind not in _WHEN_TIME_IS_UP else ""


def _misfit(session: ExamSession, act: Act) -> str:
    """Return what is wrong with the act itself."""
    needs_item = act.kind in _ITEM_CHANGES or act.kind is ActKind.VISIT
    if needs_item and not session.knows(act.question):
        return f"'{act.question}' is not in this exam"
    if act.kind is ActKind.ANSWER and act.response is None:
        return "there is no answer in it"
    if act.kind in {ActKind.STRIKE, ActKind.RESTORE} and act.option < 0:
        return "it names no option"
    if act.kind is ActKind.RATE and act.confidence is None:
        return "it names no confidence"
    return ""


def _advance(session: ExamSession, clock_ms: int) -> ExamSession:
    """Move the clock and credit the time to the item on the screen."""
    if session.phase is not ExamPhase.RUNNING:
        return session
    limit = session.plan.limit_ms
    until = clock_ms if limit is None else min(clock_ms, limit)
    passed = max(until - session.clock_ms, 0)
    if session.current and passed:
        item = session.item(session.current)
        session = session.with_item(
            session.current, replace(item, spent_ms=item.spent_ms + passed)
        )
    return replace(session, clock_ms=session.clock_ms + passed)


def _answer(item: ItemState, act: Act) -> ItemState:
    is_change = item.response is not None and item.response != act.response
    return replace(item, response=act.response, changes=item.changes + is_change)


_ITEM_CHANGES: Mapping[ActKind, Callable[[ItemState, Act], ItemState]] = {
    ActKind.ANSWER: _answer,
    ActKind.CLEAR: lambda item, _: replace(item, response=None),
    ActKind.FLAG: lambda item, _: replace(item, is_flagged=True),
    ActKind.UNFLAG: lambda item, _: replace(item, is_flagged=False),
    ActKind.STRIKE: lambda item, act: replace(item, struck=item.struck | {act.option}),
    ActKind.RESTORE: lambda item, act: replace(item, struck=item.struck - {act.option}),
    ActKind.RATE: lambda item, act: replace(item, confidence=act.confidence),
    ActKind.UNRATE: lambda item, _: replace(item, confidence=None),
}


def _visit(session: ExamSession, act: Act) -> ExamSession:
    item = replace(session.item(act.question), is_visited=True)
    return replace(session.with_item(act.question, item), current=act.question)


def _over(ending: Ending) -> Callable[[ExamSession, Act], ExamSession]:
    return lambda session, _: replace(
        session, phase=ExamPhase.SUBMITTED, ending=ending, current=""
    )


_EXAM_CHANGES: Mapping[ActKind, Callable[[ExamSession, Act], ExamSession]] = {
    ActKind.VISIT: _visit,
    ActKind.TABLE: lambda session, _: replace(session, current=""),
    ActKind.TICK: lambda session, _: session,
    ActKind.PAUSE: lambda session, _: replace(session, phase=ExamPhase.PAUSED),
    ActKind.RESUME: lambda session, _: replace(session, phase=ExamPhase.RUNNING),
    ActKind.SUBMIT: _over(Ending.LEARNER),
    ActKind.TIME_UP: _over(Ending.TIME_UP),
    ActKind.ABANDON: lambda session, _: replace(
        session, phase=ExamPhase.ABANDONED, current=""
    ),
}

_WHEN_TIME_IS_UP = frozenset(
    {ActKind.TICK, ActKind.PAUSE, ActKind.RESUME, ActKind.SUBMIT, ActKind.ABANDON}
)
