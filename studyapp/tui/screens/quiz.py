"""A quiz: question, answer, verdict with every rationale, and the end.

A drill is one too: its answer may be a number, and its worked steps follow.
"""

from __future__ import annotations

from time import monotonic
from typing import TYPE_CHECKING, ClassVar

from textual import on
from textual.app import ComposeResult
from textual.containers import VerticalScroll
from textual.getters import query_one

from studyapp.errors import StudyError
from studyapp.tui.commands import Command, Shown
from studyapp.tui.desk import Desk, DeskScreen
from studyapp.tui.messages import OpenScreen
from studyapp.tui.screens.quiz_end import QuizEndScreen
from studyapp.tui.widgets.fields import TYPING, NumberField
from studyapp.tui.widgets.option_marks import OptionText, Pick
from studyapp.tui.widgets.option_picker import ANSWERING, OptionPicker
from studyapp.tui.widgets.prose_view import Prose
from studyapp.tui.widgets.typed_number import TypedNumber

if TYPE_CHECKING:
    from studyapp.practice.responses import Response
    from studyapp.services.quizzing import Quizzing
    from studyapp.services.showing import Explained, ShownQuestion

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
        Command(
            "quiz.down", ("pagedown",), "Scroll", "Scroll the question down.",
            "page(1)", Shown.HELP_ONLY,
        ),
        Command(
            "quiz.up", ("pageup",), "Scroll", "Scroll the question up.",
            "page(-1)", Shown.HELP_ONLY,
        ),
    )  # fmt: skip
    WIDGETS: ClassVar[tuple[type, ...]] = (OptionPicker, NumberField)
    DEFAULT_CSS = """
    QuizScreen {
        & #question { height: 1fr; }
        & #stem { margin-bottom: 1; }
        & #verdict { border-left: thick $text-error; padding-left: 1; }
        & #verdict.-right { border-left: thick $text-success; }
        & #verdict, & OptionPicker { height: auto; margin-bottom: 1; }
        & #facts { color: $text-muted; }
    }
    """

    box = query_one("#question", VerticalScroll)
    stem = query_one("#stem", Prose)
    picker = query_one(OptionPicker)
    number = query_one(TypedNumber)
    verdict = query_one("#verdict", Prose)
    facts = query_one("#facts", Prose)

    def __init__(
        self, desk: Desk, topics: tuple[str, ...] = (), subject: str = ""
    ) -> None:
        super().__init__(desk)
        self._topics = topics
        self._subject = subject
        self._quizzing: Quizzing | None = None
        self._shown: ShownQuestion | None = None
        self._explained: Explained | None = None
        self._shown_at = 0.0
        self._phase_before = ANSWERING

    def compose_body(self) -> ComposeResult:
        """Yield stem, options, and what follows the answer."""
        with VerticalScroll(id="question", can_focus=False):
            yield Prose("", id="stem")
            yield Prose("", id="verdict")
            yield OptionPicker()
            yield TypedNumber()
            yield Prose("", id="facts")

    def on_mount(self) -> None:
        """Show nothing until there is a question."""
        self.phase = WAITING
        self.box.display = False

    def begin(self) -> None:
        """Start a quiz, or go on with the one that was left."""

        def open_quiz() -> Quizzing:
            from studyapp.tui.quiz_start import start_quiz  # noqa: PLC0415

            return start_quiz(self.desk.study, self._subject, self._topics)

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
        self._shown, self._explained = shown, None
        self._shown_at = monotonic()
        self.box.display = True
        self.verdict.display = self.facts.display = False
        exhibit = f"{shown.exhibit}\n\n" if shown.exhibit else ""
        self.stem.markdown = f"{exhibit}{shown.stem}"
        self._show_status()
        self.box.scroll_home(animate=False)
        self._show_answers(shown)

    def _show_answers(self, shown: ShownQuestion) -> None:
        """Offer the options, or a field for the number."""
        numeric = shown.question.numeric
        self.picker.display = numeric is None
        self.number.display = numeric is not None
        self.phase = ANSWERING if numeric is None else TYPING
        self.title = "Drill" if shown.question.theme == "drills" else "Quiz"
        if numeric is not None:
            self.number.ask(numeric.unit)
            return
        self.picker.show_options(
            [OptionText(o.text, o.rationale) for o in shown.options],
            Pick.ONE if shown.choose == 1 else Pick.SEVERAL,
            needed=shown.choose,
        )
        self.picker.focus()

    def _show_status(self) -> None:
        session, shown = self.quizzing.session, self._shown
        if shown is None:
            return
        answered = len(session.answered)
        right = f" · {session.right} of {answered} right" if answered else ""
        self.status = f"question {shown.number} of {shown.total}{right}"

    @on(OptionPicker.Refused)
    def _explain_choice(self, event: OptionPicker.Refused) -> None:
        event.stop()
        wanted = "one option" if event.needed == 1 else f"{event.needed} options"
        self.notify(f"Choose {wanted} first.", markup=False, timeout=3)

    @on(OptionPicker.Submitted)
    def _submit_choice(self, event: OptionPicker.Submitted) -> None:
        from studyapp.practice.responses import Chosen  # noqa: PLC0415

        event.stop()
        shown = self._shown
        if shown is not None and self.phase == ANSWERING:
            chosen = frozenset(shown.options[i].position for i in event.choice)
            self._submit(Chosen(chosen))

    @on(TypedNumber.Given)
    def _submit_number(self, event: TypedNumber.Given) -> None:
        from studyapp.practice.responses import Number  # noqa: PLC0415

        event.stop()
        if self.phase == TYPING:
            self._submit(Number(event.number))

    def _submit(self, response: Response) -> None:
        """Commit the answer, then explain it."""
        elapsed = min(int((monotonic() - self._shown_at) * 1000), _LONGEST_MS)
        self._phase_before, self.phase = self.phase, WAITING
        self.ask(lambda: self.quizzing.submit(response, elapsed), self._explain)

    def _explain(self, explained: Explained) -> None:
        from studyapp.tui.pages import explanation_page, verdict_page  # noqa: PLC0415

        shown = self._shown
        if shown is None:
            return
        self._explained = explained
        right = frozenset(i for i, o in enumerate(shown.options) if o.correct)
        self.picker.show_verdict(right)
        self.number.show_verdict(explained.right)
        self.verdict.set_class(explained.right, "-right")
        self.verdict.markdown = verdict_page(explained)
        self.facts.markdown = "\n\n".join(
            [*self._working(shown), explanation_page(explained)]
        )
        self.verdict.display = self.facts.display = True
        self._show_status()
        self.phase = GRADED
        self.call_after_refresh(self._turn_to_verdict)

    def _working(self, shown: ShownQuestion) -> list[str]:
        """Return the worked steps of a drill; of another question nothing."""
        from studyapp.services.drilling import drill_of  # noqa: PLC0415
        from studyapp.tui.pages import working_page  # noqa: PLC0415

        drill = drill_of(shown.question.id, self.desk.study.library.book)
        return [working_page(drill.answer)] if drill else []

    def _turn_to_verdict(self) -> None:
        """Scroll to where the question ends: the verdict has no place yet."""
        self.box.scroll_to(y=self.stem.virtual_region.bottom + 1, animate=False)

    def action_next(self) -> None:
        """Ask the next question, or go to the end."""
        self._ask_next()

    def action_page(self, pages: int) -> None:
        """Scroll the question by pages."""
        self.box.scroll_relative(y=pages * (self.box.size.height - 2), animate=False)

    def action_facts(self) -> None:
        """Open the fact that the key rests on, or the list of several."""
        facts = tuple(f.id for f in self._explained.facts) if self._explained else ()
        if len(facts) == 1:
            self.post_message(OpenScreen("fact", facts[0]))
        elif facts:
            self.post_message(OpenScreen("facts", facts=facts))

    def leave(self) -> bool:
        """Say that an unfinished quiz is kept."""
        if self._quizzing is not None:
            said = "Your quiz is kept: z goes on with it."
            self.notify(said, markup=False, timeout=3)
        return True

    def failed(self, error: StudyError) -> None:
        """Let the learner answer again, or leave a quiz that could not start."""
        del error
        if self._shown is None:
            self.give_up()
        else:
            self.phase = self._phase_before
