"""A quiz: question, answer, verdict with every rationale, and the end.

A drill is one too: its answer may be a number, and its worked steps follow.
"""

from __future__ import annotations

from collections.abc import Callable
from time import monotonic
from typing import TYPE_CHECKING, ClassVar

from textual import on
from textual.app import ComposeResult
from textual.getters import query_one

from studyapp.errors import StudyError
from studyapp.tui.commands import Command, Shown
from studyapp.tui.confirm import Answer, ConfirmScreen
from studyapp.tui.desk import Desk, DeskScreen
from studyapp.tui.draft import Draft
from studyapp.tui.messages import RESUME, OpenScreen
from studyapp.tui.screens.quiz_end import QuizEndScreen
from studyapp.tui.sureness import RATE, next_sureness
from studyapp.tui.widgets.answer_list import ANSWERING
from studyapp.tui.widgets.fields import TYPING, NumberField
from studyapp.tui.widgets.question_view import QuestionView

if TYPE_CHECKING:
    from studyapp.practice.responses import Response
    from studyapp.practice.session import Confidence
    from studyapp.services.quizzing import Quizzing
    from studyapp.services.showing import Explained, ShownQuestion
    from studyapp.services.study import Study

GRADED, WAITING = "graded", "waiting"
_LONGEST_MS = 600_000


class QuizScreen(DeskScreen):
    """One quiz from its first question to its last."""

    TITLE = "Quiz"
    KEY_COMMANDS: ClassVar[tuple[Command, ...]] = (
        Command(
            "quiz.next", ("enter", "n"), "Next", "Go to the next question.",
            "next", when=GRADED,
        ),
        Command(
            "quiz.facts", ("o",), "Facts", "Read the facts behind the answer.",
            "facts", when=GRADED,
        ),
        RATE,
        Command(
            "quiz.report", ("w",), "Report item",
            "Write a text that reports this question, and say where.", "report",
            Shown.PALETTE, when=GRADED,
        ),
        Command(
            "quiz.down", ("pagedown",), "Scroll", "Scroll the question down.",
            "page(1)", Shown.HELP_ONLY,
        ),
        Command(
            "quiz.up", ("pageup",), "Scroll", "Scroll the question up.",
            "page(-1)", Shown.HELP_ONLY,
        ),
    )  # fmt: skip
    WIDGETS: ClassVar[tuple[type, ...]] = (*QuestionView.ANSWERS, NumberField)
    box = query_one(QuestionView)

    def __init__(
        self,
        desk: Desk,
        topics: tuple[str, ...] = (),
        subject: str = "",
        opening: Callable[[Study], Quizzing] | None = None,
    ) -> None:
        """Ask what `opening` starts, or else what subject and topics name."""
        super().__init__(desk)
        self._topics = topics
        self._subject = subject
        self._opening = opening
        self._quizzing: Quizzing | None = None
        self._shown: ShownQuestion | None = None
        self._explained: Explained | None = None
        self._shown_at = 0.0
        self._phase_before = ANSWERING
        self._sure: Confidence | None = None

    def compose_body(self) -> ComposeResult:
        """Yield stem, options, and what follows the answer."""
        yield QuestionView()

    def on_mount(self) -> None:
        """Show nothing until there is a question."""
        self.phase = WAITING
        self.box.display = False

    def begin(self) -> None:
        """Go on with the quiz that was left, or start one if that may be dropped."""
        self.ask(self._what_is_left, self._begin_if_agreed)

    def _what_is_left(self) -> str:
        """Return what a new quiz would take the place of; nothing if that is none."""
        from studyapp.services.quizzing import unfinished  # noqa: PLC0415

        left = None if self._subject == RESUME else unfinished(self.desk.study)
        if left is None or left.session.position == 1:
            return ""
        of = len(left.session.plan.questions)
        return f"A quiz is left open at question {left.session.position} of {of}."

    def _begin_if_agreed(self, left: str) -> None:
        def decide(answer: Answer | None) -> None:
            if answer is Answer.YES:
                self._open()
            else:
                self.app.pop_screen()

        if not left:
            self._open()
            return
        follows = "If you begin another, its answers count and its rest is not asked."
        question = ConfirmScreen("Begin another quiz?", f"{left} {follows}")
        self.app.push_screen(question, decide)

    def _open(self) -> None:
        def open_quiz() -> Quizzing:
            from studyapp.tui.quiz_start import start_quiz  # noqa: PLC0415

            study = self.desk.study
            if self._opening is not None:
                return self._opening(study)
            return start_quiz(study, self._subject, self._topics)

        def begun(quizzing: Quizzing) -> None:
            self._quizzing = quizzing
            self._ask_next()

        self.ask(open_quiz, begun)

    @property
    def quizzing(self) -> Quizzing:
        """The quiz under way."""
        if self._quizzing is None:
            raise StudyError("the quiz has not begun", "wait a moment")
        return self._quizzing

    def _ask_next(self) -> None:
        shown = self.quizzing.current
        if shown is None:
            self.app.switch_screen(QuizEndScreen(self.desk, self.quizzing))
            return
        self.message.clear()
        self._shown, self._explained = shown, None
        self._shown_at = monotonic()
        self.box.display = True
        draft = self._draft(shown)
        self._sure = draft.sure if draft else None
        self.title = "Drill" if shown.question.theme == "drills" else "Quiz"
        self._show_status()
        begun = (draft.response, draft.struck) if draft else ()
        self.phase = self.box.ask(shown, *begun)

    def _draft(self, shown: ShownQuestion) -> Draft | None:
        """Return what was put together for this question before the quiz was left."""
        draft, quiz = self.desk.draft, self.quizzing.session.plan.id
        is_its = draft and (draft.quiz, draft.question) == (quiz, shown.question.id)
        return draft if is_its else None

    def on_screen_suspend(self) -> None:
        """Keep an answer that is begun: the learner may not come back this way."""
        super().on_screen_suspend()
        if self._shown is None or self._explained is not None:
            return
        self.desk.draft = Draft(
            self.quizzing.session.plan.id,
            self._shown.question.id,
            self.box.response,
            self.box.struck,
            self._sure,
        )

    def _show_status(self) -> None:
        session, shown = self.quizzing.session, self._shown
        if shown is None:
            return
        answered = len(session.answered)
        right = f" · {session.right} of {answered} right" if answered else ""
        sure = f" · {self._sure}" if self._sure else ""
        self.status = f"question {shown.number} of {shown.total}{right}{sure}"

    @on(QuestionView.Refused)
    def _explain_choice(self, event: QuestionView.Refused) -> None:
        event.stop()
        self.notify(event.sentence)

    @on(QuestionView.Given)
    def _take_answer(self, event: QuestionView.Given) -> None:
        event.stop()
        if self.phase in {ANSWERING, TYPING}:
            self._submit(event.response)

    def _submit(self, response: Response) -> None:
        """Commit the answer, then explain it."""
        elapsed = min(int((monotonic() - self._shown_at) * 1000), _LONGEST_MS)
        self._phase_before, self.phase = self.phase, WAITING
        self.message.clear()
        sure = self._sure
        self.ask(lambda: self.quizzing.submit(response, elapsed, sure), self._explain)

    def _explain(self, explained: Explained) -> None:
        from studyapp.tui.pages import explanation_page, verdict_page  # noqa: PLC0415

        shown = self._shown
        if shown is None:
            return
        self._explained = explained
        facts = "\n\n".join([*self._working(shown), explanation_page(explained)])
        self.box.explain(verdict_page(explained), facts, right=explained.right)
        self._show_status()
        self.phase = GRADED
        self.call_after_refresh(self.box.turn_to_verdict)

    def _working(self, shown: ShownQuestion) -> list[str]:
        """Return the worked steps of a drill; of another question nothing."""
        from studyapp.services.drilling import drill_of  # noqa: PLC0415
        from studyapp.tui.pages import working_page  # noqa: PLC0415

        drill = drill_of(shown.question.id, self.desk.study.library.book)
        return [working_page(drill.answer)] if drill else []

    def action_next(self) -> None:
        """Ask the next question, or go to the end."""
        self._ask_next()

    def action_page(self, pages: int) -> None:
        """Scroll the question by pages."""
        self.box.turn_page(pages)

    def action_rate(self) -> None:
        """Say how sure the answer is: sure, think so, guessing, nothing."""
        self._sure = next_sureness(self._sure)
        self._show_status()

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Take a confidence while a question is open."""
        if action == "rate":
            return self.phase in {ANSWERING, TYPING}
        return super().check_action(action, parameters)

    def action_facts(self) -> None:
        """Open the fact that the key rests on, or the list of several."""
        facts = tuple(f.id for f in self._explained.facts) if self._explained else ()
        if len(facts) == 1:
            self.post_message(OpenScreen("fact", facts[0]))
        elif facts:
            self.post_message(OpenScreen("facts", facts=facts))

    def action_report(self) -> None:
        """Write a report on the question to the learner's folder."""
        from studyapp.services.keeping import keep_item  # noqa: PLC0415
        from studyapp.tui.pages import kept_words  # noqa: PLC0415

        shown, explained = self._shown, self._explained
        if shown is None or explained is None:
            return
        question, response = shown.question.id, explained.response
        self.ask(
            lambda: keep_item(self.desk.study, question, response),
            lambda file: self.notify(kept_words(file)),
        )

    def leave(self) -> bool:
        """Say that an unfinished quiz is kept."""
        if self._quizzing is not None:
            said = "Your quiz is kept: z goes on with it."
            self.notify(said)
        return True

    def failed(self, error: StudyError) -> None:
        """Let the learner answer again, or leave a quiz that could not start."""
        del error
        if self._shown is None:
            self.give_up()
        else:
            self.phase = self._phase_before
