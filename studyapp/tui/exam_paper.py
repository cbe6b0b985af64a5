"""An exam on the screen: what is pressed shows at once, and is committed in order.

It keeps a copy of the exam that runs ahead of the journal by the acts still waiting;
it never touches a widget, and `commit` is for a worker alone.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Callable
from dataclasses import dataclass
from functools import partial

from studyapp import clock
from studyapp.practice.exam_acts import Act, ActKind, apply
from studyapp.practice.exam_session import ExamPhase, ExamSession, ItemState, Tally
from studyapp.practice.responses import Chosen, Response
from studyapp.practice.session import Confidence
from studyapp.services.showing import ShownQuestion
from studyapp.services.sitting import Sitting


@dataclass(frozen=True, slots=True)
class Committed:
    """The exam as it stands in the journal, and its clock at a moment."""

    session: ExamSession
    clock_ms: int
    ticks_ms: int


class Paper:
    """One exam as it is filled in."""

    def __init__(self, sitting: Sitting) -> None:
        self._sitting = sitting
        self._waiting: deque[Callable[[], object]] = deque()
        self._pages: dict[str, ShownQuestion] = {}
        self._is_warned = False
        self._known = self._read()
        self.session = self._known.session

    @property
    def questions(self) -> tuple[str, ...]:
        """The ids of the items in order."""
        return self.session.plan.questions

    @property
    def clock_ms(self) -> int:
        """Running time now, reckoned without waiting for the journal."""
        known = self._known
        if known.session.phase is not ExamPhase.RUNNING:
            return known.clock_ms
        now = known.clock_ms + max(clock.ticks_ms() - known.ticks_ms, 0)
        limit = self.session.plan.limit_ms
        return now if limit is None else min(now, limit)

    @property
    def remaining_ms(self) -> int | None:
        """Milliseconds left; None when the exam is untimed."""
        limit = self.session.plan.limit_ms
        return None if limit is None else limit - self.clock_ms

    def is_to_warn(self, milliseconds: int) -> bool:
        """Return once whether no more than this is left of a longer exam."""
        limit, left = self.session.plan.limit_ms, self.remaining_ms
        if limit is None or left is None or self._is_warned:
            return False
        self._is_warned = left <= milliseconds < limit
        return self._is_warned

    @property
    def tally(self) -> Tally:
        """The figures of the review table; what is not whole is unanswered."""
        items = self.session.items
        whole = sum(
            is_whole(self.shown(question), item)
            for question, item in zip(self.questions, items, strict=True)
        )
        flagged = sum(item.is_flagged for item in items)
        return Tally(whole, len(items) - whole, flagged)

    def shown(self, question: str) -> ShownQuestion:
        """Return an item as it is put before the learner."""
        if question not in self._pages:
            self._pages[question] = self._sitting.shown(question)
        return self._pages[question]

    def item(self, question: str) -> ItemState:
        """Return what the learner has done with an item."""
        return self.session.item(question)

    def visit(self, question: str) -> None:
        """Go to an item."""
        self._do(ActKind.VISIT, partial(self._sitting.visit, question), question)

    def open_table(self) -> None:
        """Go to the review table."""
        self._do(ActKind.TABLE, self._sitting.open_table)

    def answer(self, question: str, response: Response | None) -> None:
        """Answer an item, or take its answer back."""
        if response == self.item(question).response:
            return
        kind = ActKind.ANSWER if response else ActKind.CLEAR
        act = partial(self._sitting.answer, question, response)
        self._do(kind, act, question, response=response)

    def strike(self, question: str, struck: frozenset[int]) -> None:
        """Have these options struck out and no others."""
        before = self.item(question).struck
        for option in sorted(before ^ struck):
            kind = ActKind.STRIKE if option in struck else ActKind.RESTORE
            act = partial(self._sitting.toggle_strike, question, option)
            self._do(kind, act, question, option=option)

    def toggle_flag(self, question: str) -> None:
        """Flag an item, or take the flag away."""
        is_flagged = self.item(question).is_flagged
        kind = ActKind.UNFLAG if is_flagged else ActKind.FLAG
        self._do(kind, partial(self._sitting.toggle_flag, question), question)

    def rate(self, question: str, sure: Confidence | None) -> None:
        """Say how sure the answer is, or no longer."""
        kind = ActKind.RATE if sure else ActKind.UNRATE
        act = partial(self._sitting.rate, question, sure)
        self._do(kind, act, question, confidence=sure)

    def pause(self) -> None:
        """Stop the clock."""
        self._do(ActKind.PAUSE, self._sitting.pause)

    def resume(self) -> None:
        """Let the clock run again, if it stands."""
        if self.session.phase is ExamPhase.PAUSED:
            self._do(ActKind.RESUME, self._sitting.resume)

    def submit(self) -> None:
        """End the exam."""
        self._do(ActKind.SUBMIT, self._sitting.submit)

    def beat(self) -> None:
        """Keep the clock; ends the exam when the time is up."""
        self._waiting.append(self._sitting.beat)

    def commit(self) -> Committed:
        """Do what waits, in order; for a worker. Nothing follows the end of an exam.

        Raises StorageError when an act could not be committed: see `fall_back`.
        """
        while self._waiting:
            act = self._waiting.popleft()
            if not self._sitting.session.is_over:
                act()
        return self._read()

    def follow(self, committed: Committed) -> None:
        """Take over what was committed, unless more has been pressed since."""
        self._known = committed
        if committed.session.is_over or not self._waiting:
            self.session = committed.session

    def fall_back(self) -> None:
        """Forget what could not be committed."""
        self._waiting.clear()
        self._known = self._read()
        self.session = self._known.session

    def _read(self) -> Committed:
        sitting = self._sitting
        return Committed(sitting.session, sitting.clock_ms, clock.ticks_ms())

    def _do(
        self,
        kind: ActKind,
        act: Callable[[], object],
        question: str = "",
        *,
        response: Response | None = None,
        option: int = -1,
        confidence: Confidence | None = None,
    ) -> None:
        self._waiting.append(act)
        if kind is ActKind.SUBMIT:
            return  # it is over when the journal says so
        ahead = Act(kind, self.clock_ms, question, response, option, confidence)
        self.session = apply(self.session, ahead)


def is_whole(shown: ShownQuestion, item: ItemState) -> bool:
    """Return whether an item has as many options chosen as it asks for."""
    response = item.response
    if isinstance(response, Chosen):
        return len(response.options) == shown.choose
    return response is not None
