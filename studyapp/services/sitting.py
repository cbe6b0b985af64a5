"""An exam as it is sat: every act committed before it is shown, the clock kept right.

The clock runs only while a `Sitting` is open and not paused. It is in the journal
with every act and in the file's pulse with every `beat`; a kill loses at most the
time since the last of these, in the learner's favour.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from threading import RLock

from studyapp import clock
from studyapp.errors import UsageError
from studyapp.memory.events import EventKind
from studyapp.practice.exam_acts import Act, ActKind, apply, refusal
from studyapp.practice.exam_codec import act_payload
from studyapp.practice.exam_session import ExamPhase, ExamSession, ItemState
from studyapp.practice.responses import Response
from studyapp.practice.session import Confidence
from studyapp.services.exam_marking import end_entries
from studyapp.services.showing import ShownQuestion, show_question
from studyapp.services.study import Study
from studyapp.store.journal import Entry
from studyapp.store.pulse import write_pulse

BEAT_SECONDS = 5
"""How often a screen calls `beat`: the most that a kill can lose."""


@dataclass(frozen=True, slots=True)
class TableRow:
    """One line of the review table."""

    number: int
    question: str
    state: ItemState


class Sitting:
    """One exam from its first item to its end. Safe to use from several threads.

    Every act raises UsageError when it is refused, StorageError when it could not
    be committed; nothing has changed then. When the time is up, whatever is called
    next submits the exam instead: look at `session.is_over`.
    """

    def __init__(
        self,
        study: Study,
        session: ExamSession,
        ticks: Callable[[], int] = clock.ticks_ms,
    ) -> None:
        self._study = study
        self._ticks = ticks
        self._since = ticks()
        self._lock = RLock()
        self.session = session

    @property
    def clock_ms(self) -> int:
        """Running time of the exam at this moment, never beyond its limit."""
        with self._lock:
            return self._clock_at(self._ticks())

    @property
    def remaining_ms(self) -> int | None:
        """Milliseconds left at this moment; None when the exam is untimed."""
        limit = self.session.plan.limit_ms
        return None if limit is None else limit - self.clock_ms

    @property
    def questions(self) -> tuple[str, ...]:
        """The ids of the items in order."""
        return self.session.plan.questions

    @property
    def table(self) -> tuple[TableRow, ...]:
        """The review table."""
        rows = zip(self.questions, self.session.items, strict=True)
        return tuple(TableRow(n, q, item) for n, (q, item) in enumerate(rows, 1))

    def shown(self, question: str) -> ShownQuestion:
        """Return an item as it is put before the learner; nothing is recorded.

        Raises StudyError when the question has left the library.
        """
        number, total = self.session.number(question), len(self.questions)
        seed = self.session.plan.seed
        return show_question(self._study, question, seed, number, total)

    def visit(self, question: str) -> ExamSession:
        """Go to an item; its time runs from now on."""
        return self._do(ActKind.VISIT, question)

    def open_table(self) -> ExamSession:
        """Go to the review table; no item's time runs there."""
        return self._do(ActKind.TABLE)

    def answer(self, question: str, response: Response | None) -> ExamSession:
        """Answer an item or change its answer; None takes the answer back."""
        if response is None:
            return self._do(ActKind.CLEAR, question)
        return self._do(ActKind.ANSWER, question, response=response)

    def toggle_flag(self, question: str) -> ExamSession:
        """Flag an item for review, or take the flag away."""
        is_flagged = self.session.item(question).is_flagged
        return self._do(ActKind.UNFLAG if is_flagged else ActKind.FLAG, question)

    def toggle_strike(self, question: str, option: int) -> ExamSession:
        """Strike an option out (by its position in the file), or bring it back."""
        is_struck = option in self.session.item(question).struck
        kind = ActKind.RESTORE if is_struck else ActKind.STRIKE
        return self._do(kind, question, option=option)

    def rate(self, question: str, confidence: Confidence | None) -> ExamSession:
        """Say how sure the answer is; None takes it back."""
        if confidence is None:
            return self._do(ActKind.UNRATE, question)
        return self._do(ActKind.RATE, question, confidence=confidence)

    def pause(self) -> ExamSession:
        """Stop the clock."""
        return self._do(ActKind.PAUSE)

    def resume(self) -> ExamSession:
        """Let the clock run again."""
        return self._do(ActKind.RESUME)

    def submit(self) -> ExamSession:
        """End and grade the exam; ask for confirmation before."""
        return self._do(ActKind.SUBMIT)

    def abandon(self) -> ExamSession:
        """Give the exam up: it stays in the journal and is never scored."""
        return self._do(ActKind.ABANDON)

    def beat(self) -> ExamSession:
        """Keep the clock, to be called every `BEAT_SECONDS`; submits at time up."""
        with self._lock:
            now = self._ticks()
            if self._is_time_up(now):
                return self._end(ActKind.TIME_UP, now)
            if self.session.phase is ExamPhase.RUNNING:
                clock_ms = self._clock_at(now)
                write_pulse(self._study.store, self.session.plan.id, clock_ms)
            return self.session

    def _do(
        self,
        kind: ActKind,
        question: str = "",
        *,
        response: Response | None = None,
        option: int = -1,
        confidence: Confidence | None = None,
    ) -> ExamSession:
        with self._lock:
            now = self._ticks()
            if self._is_time_up(now) and kind is not ActKind.ABANDON:
                return self._end(ActKind.TIME_UP, now)
            if kind in {ActKind.SUBMIT, ActKind.ABANDON}:
                return self._end(kind, now)
            clock_ms = self._clock_at(now)
            act = Act(kind, clock_ms, question, response, option, confidence)
            self._check(act)
            identity = self.session.plan.id
            entry = Entry(
                EventKind.EXAM_ACT, identity, act_payload(act), self._study.now()
            )
            self._study.journal.append_many([entry])
            return self._move_on(apply(self.session, act), now)

    def _end(self, kind: ActKind, now: int) -> ExamSession:
        act = Act(kind, self._clock_at(now))
        self._check(act)
        ended = apply(self.session, act)
        entries = end_entries(self._study, ended, act)
        self._study.journal.append_many(entries)
        return self._move_on(ended, now)

    def _check(self, act: Act) -> None:
        reason = refusal(self.session, act)
        if reason:
            raise UsageError(f"this cannot be done, {reason}", "see the review table")

    def _clock_at(self, now: int) -> int:
        session = self.session
        if session.phase is not ExamPhase.RUNNING:
            return session.clock_ms
        clock_ms = session.clock_ms + max(now - self._since, 0)
        limit = session.plan.limit_ms
        return clock_ms if limit is None else min(clock_ms, limit)

    def _is_time_up(self, now: int) -> bool:
        is_running = self.session.phase is ExamPhase.RUNNING
        return is_running and self._clock_at(now) == self.session.plan.limit_ms

    def _move_on(self, session: ExamSession, now: int) -> ExamSession:
        """Show what was committed; the time the commit took is the exam's."""
        self._since = now
        self.session = session
        return session
