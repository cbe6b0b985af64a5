"""An exam line by line: any item in any order, everything by a word.

Works over a pipe and in a screen reader; the clock runs while a line is waited for.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping

from studyapp.cli.diagnostics import OK
from studyapp.cli.exam_result import tell_result
from studyapp.cli.heartbeat import beating
from studyapp.cli.plain import EndOfInput, ask, tell
from studyapp.cli.plain_help import tell_help, tell_services
from studyapp.cli.plain_question import (
    CONFIDENCES,
    answer_text,
    position_of,
    read_answer,
    remedy,
    tell_question,
    wanted,
)
from studyapp.errors import UsageError
from studyapp.practice.exam_session import ExamPhase
from studyapp.services.showing import ShownQuestion
from studyapp.services.sitting import Sitting
from studyapp.services.study import Study

_HELP = (
    "answer again to change your answer; Enter goes on",
    "x B strikes option B out or brings it back; clear takes the answer back",
    "flag marks the item for review, or takes the mark away",
    "sure, think or guess says how sure you are",
    "next, back, go 12 move; table lists what is open and flagged",
    "pause stops the clock; submit ends the exam; q leaves it for later",
)

KEPT = (
    "The exam is saved; 'studyapp exam --resume --plain' goes on with it. The time "
    "until then does not count."
)


def run_exam(study: Study, sitting: Sitting, data: str | None = None) -> int:
    """Sit an exam to its end, or until input ends; return the exit status."""
    with beating(sitting):
        try:
            _Desk(sitting, data).run()
        except EndOfInput:
            sitting.beat()
            tell(KEPT)
    if sitting.session.phase is ExamPhase.SUBMITTED:
        tell_result(study, sitting.session.plan.id)
    return OK


class _Desk:
    """What the learner types, turned into acts."""

    def __init__(self, sitting: Sitting, data: str | None) -> None:
        self._sitting = sitting
        self._data = data
        self._words: Mapping[str, Callable[[ShownQuestion, str], None]] = {
            "": lambda shown, _: self._move(shown.number + 1),
            "next": lambda shown, _: self._move(shown.number + 1),
            "back": lambda shown, _: self._move(shown.number - 1),
            "go": self._go,
            "table": lambda *_: self._table(),
            "flag": self._flag,
            "x": self._strike,
            "clear": self._clear,
            "pause": lambda *_: self._pause(),
            "submit": lambda *_: self._submit(),
            "?": lambda shown, _: tell_help(shown, _HELP, self._data),
            "??": lambda *_: tell_services(self._data),
            **dict.fromkeys(CONFIDENCES, self._rate),
        }
        self._told = ""
        """The item whose text was printed last."""

    def run(self) -> None:
        """Ask until the exam is over; raises EndOfInput when the learner leaves."""
        sitting = self._sitting
        sitting.beat()
        self._welcome()
        while not sitting.session.is_over:
            try:
                self._step()
            except UsageError:
                # The clock may have submitted the exam while a line was typed.
                if not sitting.session.is_over:
                    raise

    def _step(self) -> None:
        session = self._sitting.session
        if session.phase is ExamPhase.PAUSED:
            self._wait()
        elif not session.current:
            self._at_table()
        else:
            shown = self._sitting.shown(session.current)
            self._tell(shown)
            self._obey(shown, self._ask(f"Answer ({wanted(shown)}, ? for help):"))

    def _welcome(self) -> None:
        session = self._sitting.session
        plan, tally = session.plan, session.tally
        tell(f"{plan.exam}: {len(plan.questions)} items{self._time()}.")
        if plan.unscored:
            tell(f"Items that do not count: {len(plan.unscored)}, not told which.")
        tell("An item without an answer is wrong, and a wrong one costs no more.")
        if plan.note:
            tell(plan.note)
        if tally.answered:
            tell(f"{tally.answered} answered, {tally.flagged} flagged so far.")
        elif not session.current and session.phase is ExamPhase.RUNNING:
            self._sitting.visit(plan.questions[0])

    def _time(self) -> str:
        left = self._sitting.remaining_ms
        if left is None:
            return ""
        whole, seconds = divmod(left // 1000, 60)
        hours, minutes = divmod(whole, 60)
        return f", {hours}:{minutes:02}:{seconds:02} left"

    def _tell(self, shown: ShownQuestion) -> None:
        item = self._sitting.session.item(shown.question.id)
        if self._told != shown.question.id:
            flagged = ", flagged" if item.is_flagged else ""
            tell()
            tell(f"Item {shown.number} of {shown.total}{flagged}{self._time()}")
            tell_question(shown, item.struck)
            self._told = shown.question.id
            if item.response is not None:
                sure = f", {item.confidence}" if item.confidence else ""
                tell(f"Your answer so far: {answer_text(shown, item.response)}{sure}")

    def _ask(self, prompt: str) -> str:
        text = ask(prompt)
        if text.lower() in {"q", "quit"}:
            raise EndOfInput
        return text

    def _obey(self, shown: ShownQuestion, text: str) -> None:
        answer = read_answer(shown, text)
        question = shown.question.id
        if answer is not None:
            response, confidence = answer
            self._sitting.answer(question, response)
            if confidence and not self._sitting.session.is_over:
                self._sitting.rate(question, confidence)
            self._move(shown.number + 1)
            return
        word, _, rest = text.lower().partition(" ")
        act = self._words.get(word)
        if act is None:
            tell(remedy(shown))
        else:
            act(shown, rest.strip() or word)

    def _move(self, number: int) -> None:
        sitting = self._sitting
        if sitting.session.is_over:
            return
        if 1 <= number <= len(sitting.questions):
            sitting.visit(sitting.questions[number - 1])
        else:
            sitting.open_table()
        self._told = ""

    def _go(self, _shown: ShownQuestion, rest: str) -> None:
        if rest.isdecimal() and 1 <= int(rest) <= len(self._sitting.questions):
            self._move(int(rest))
        else:
            tell(f"Write go and a number up to {len(self._sitting.questions)}.")

    def _table(self) -> None:
        self._sitting.open_table()
        self._told = ""

    def _flag(self, shown: ShownQuestion, _rest: str) -> None:
        session = self._sitting.toggle_flag(shown.question.id)
        flagged = session.item(shown.question.id).is_flagged
        tell("Flagged." if flagged else "Not flagged any more.")

    def _strike(self, shown: ShownQuestion, rest: str) -> None:
        position = position_of(shown, rest)
        if position is None or rest == "x":
            tell("Write x and the letter or number of an option, such as x B.")
            return
        session = self._sitting.toggle_strike(shown.question.id, position)
        is_struck = position in session.item(shown.question.id).struck
        tell(f"{rest.upper()} is {'struck out' if is_struck else 'back'}.")

    def _clear(self, shown: ShownQuestion, _rest: str) -> None:
        self._sitting.answer(shown.question.id, None)
        tell("The answer is taken back.")

    def _rate(self, shown: ShownQuestion, word: str) -> None:
        self._sitting.rate(shown.question.id, CONFIDENCES[word])
        tell(f"Noted: {CONFIDENCES[word]}.")

    def _pause(self) -> None:
        self._sitting.pause()

    def _wait(self) -> None:
        self._ask(f"Paused{self._time()}. Enter goes on, q leaves:")
        self._sitting.resume()
        self._told = ""

    def _at_table(self) -> None:
        sitting = self._sitting
        tally = sitting.session.tally
        tell()
        tell(
            f"Review table: {tally.answered} answered, {tally.unanswered} unanswered, "
            f"{tally.flagged} flagged{self._time()}"
        )
        for name, numbers in (
            ("Unanswered", [r.number for r in sitting.table if not r.state.response]),
            ("Flagged", [r.number for r in sitting.table if r.state.is_flagged]),
        ):
            if numbers:
                tell(f"{name}: {', '.join(map(str, numbers))}", "  ")
        text = self._ask("A number goes there; submit, pause, or q to leave:").lower()
        number = text.removeprefix("go").strip()
        if number.isdecimal() and 1 <= int(number) <= len(sitting.questions):
            self._move(int(number))
        elif text == "submit":
            self._submit()
        elif text == "pause":
            self._pause()
        elif text not in {"", "table"}:
            tell(f"Write a number up to {len(sitting.questions)}, or submit.")

    def _submit(self) -> None:
        tally = self._sitting.session.tally
        missing = f"Without an answer, so wrong: {tally.unanswered}. "
        text = ask(f"{missing if tally.unanswered else ''}Submit? y/[n]:")
        if text.lower() in {"y", "yes"} and not self._sitting.session.is_over:
            self._sitting.submit()
        else:
            self._told = ""
