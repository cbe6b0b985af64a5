"""An exam: one item at a time, with flag, strikes, confidence and the clock.

It shows no key and no verdict; what is right comes with the report.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING, ClassVar

from textual import on
from textual.app import ComposeResult
from textual.content import Content
from textual.getters import query_one

from studyapp.errors import StudyError
from studyapp.tui.commands import Command, Shown
from studyapp.tui.desk import Desk
from studyapp.tui.prose.lines import MUTED
from studyapp.tui.sitting_screen import SITTING, SittingScreen
from studyapp.tui.sureness import RATE, next_sureness
from studyapp.tui.widgets.answer_list import ANSWERING, CHOOSING
from studyapp.tui.widgets.fitted import FittedStatic
from studyapp.tui.widgets.option_picker import OptionPicker
from studyapp.tui.widgets.question_view import QuestionView

if TYPE_CHECKING:
    from studyapp.practice.exam_session import ItemState
    from studyapp.services.showing import ShownQuestion
    from studyapp.services.sitting import Sitting
    from studyapp.services.study import Study
    from studyapp.tui.exam_paper import Paper

FLAG = "⚑"


class ExamPicker(OptionPicker):
    """Options of an exam's item: enter goes on, answered or not."""

    KEY_COMMANDS: ClassVar[tuple[Command, ...]] = (
        *CHOOSING,
        Command(
            "option.strike", ("x",), "Strike out",
            "Strike the marked option out, or bring it back.",
            "strike", Shown.FOOTER, when=ANSWERING,
        ),
        Command(
            "option.submit", ("enter",), "Next",
            "Keep the answer and go to the next item; after the last, the table.",
            "screen.step(1)", Shown.FOOTER, when=ANSWERING,
        ),
    )  # fmt: skip


class ExamItemView(QuestionView):
    """An item of an exam on a page that scrolls."""

    PICKER = ExamPicker


class ExamScreen(SittingScreen):
    """One item of an exam after another."""

    TITLE = "Exam"
    KEY_COMMANDS: ClassVar[tuple[Command, ...]] = (
        Command(
            "exam.flag", ("f",), "Flag",
            "Flag the item, or unflag it; option F is 6 or a capital F.",
            "flag", when=SITTING,
        ),
        RATE,
        Command(
            "exam.table", ("r",), "Review", "See all items: answered, open, flagged.",
            "table", when=SITTING,
        ),
        Command(
            "exam.next", ("right", "n"), "Next", "Go to the next item.", "step(1)",
            Shown.HELP_ONLY, when=SITTING,
        ),
        Command(
            "exam.previous", ("left", "p"), "Previous", "Go to the item before.",
            "step(-1)", Shown.HELP_ONLY, when=SITTING,
        ),
        Command(
            "exam.down", ("pagedown",), "Scroll", "Scroll the item down.", "page(1)",
            Shown.HELP_ONLY, when=SITTING,
        ),
        Command(
            "exam.up", ("pageup",), "Scroll", "Scroll the item up.", "page(-1)",
            Shown.HELP_ONLY, when=SITTING,
        ),
    )  # fmt: skip
    WIDGETS: ClassVar[tuple[type, ...]] = (ExamPicker,)
    DEFAULT_CSS = """
    ExamScreen #marks { dock: bottom; height: 1; padding: 0 1; background: $panel; }
    """

    box = query_one(QuestionView)
    marks = query_one("#marks", FittedStatic)

    def __init__(
        self,
        desk: Desk,
        opening: Callable[[Study], Sitting | None] | None = None,
        paper: Paper | None = None,
        question: str = "",
    ) -> None:
        """Begin what `opening` gives, or show an item of a paper that is open."""
        super().__init__(desk)
        self._opening = opening
        self._question = question
        if paper is not None:
            self.paper = paper

    def compose_body(self) -> ComposeResult:
        """Yield the item, and the line that tells its marks."""
        yield ExamItemView()
        yield FittedStatic(lambda _width: Content(""), id="marks")

    def on_mount(self) -> None:
        """Show nothing until there is an item."""
        self.box.display = False
        if self._opening is None:
            self._open_paper()

    def begin(self) -> None:
        """Begin the exam, or go on with it."""
        opening = self._opening
        if opening is None:
            return

        def open_paper() -> Paper:
            from studyapp.tui.exam_paper import Paper  # noqa: PLC0415

            sitting = opening(self.desk.study)
            if sitting is None:
                raise StudyError("no exam was left open", "begin one")
            return Paper(sitting)

        self.ask(open_paper, self._begun)

    def _begun(self, paper: Paper) -> None:
        self.paper = paper
        paper.resume()
        items = zip(paper.questions, paper.session.items, strict=True)
        fresh = next((q for q, item in items if not item.is_visited), "")
        self._question = paper.session.current or fresh or paper.questions[0]
        self._open_paper()

    def _open_paper(self) -> None:
        self.box.display = True
        self._go_to(self._question)
        self.begin_clock()

    def place_text(self) -> str:
        """Return the number of the item."""
        number = self.paper.session.number(self._question)
        return f"item {number} of {len(self.paper.questions)}"

    def _go_to(self, question: str) -> None:
        self.message.clear()
        self._question = question
        self.paper.visit(question)
        self.commit()
        self.show_again()

    def show_again(self) -> None:
        """Show the item as the paper has it."""
        item = self.paper.item(self._question)
        shown = self.paper.shown(self._question)
        self.box.ask_options(shown, item.response, item.struck)
        self._show_marks()
        self.show_clock()

    def _show_marks(self) -> None:
        item = self.paper.item(self._question)
        shown = self.paper.shown(self._question)
        self.marks.lay_out(partial(marks_line, item, shown))

    @on(OptionPicker.ChoiceChanged)
    def _keep_choice(self, event: OptionPicker.ChoiceChanged) -> None:
        from studyapp.practice.responses import Chosen  # noqa: PLC0415

        event.stop()
        shown = self.paper.shown(event.subject)
        where = [option.position for option in shown.options]
        chosen = frozenset(where[place] for place in event.choice)
        if len(chosen) > shown.choose:
            self._refuse(shown)
            return
        self.paper.strike(event.subject, frozenset(where[p] for p in event.struck))
        self.paper.answer(event.subject, Chosen(chosen) if chosen else None)
        self.commit()
        self._show_marks()

    def _refuse(self, shown: ShownQuestion) -> None:
        self.notify(
            f"Choose {shown.choose}: take one back before another.",
        )
        if shown.question.id == self._question:
            self.show_again()

    def action_step(self, step: int) -> None:
        """Go to the next item or the one before; after the last comes the table."""
        if self.phase != SITTING:
            return
        questions = self.paper.questions
        place = questions.index(self._question) + step
        if place >= len(questions):
            self.action_table()
        elif place >= 0:
            self._go_to(questions[place])

    def action_flag(self) -> None:
        """Flag the item, or take the flag away."""
        self.paper.toggle_flag(self._question)
        self.commit()
        self._show_marks()

    def action_rate(self) -> None:
        """Say how sure the answer is: sure, think so, guessing, nothing."""
        sure = next_sureness(self.paper.item(self._question).confidence)
        self.paper.rate(self._question, sure)
        self.commit()
        self._show_marks()

    def action_page(self, pages: int) -> None:
        """Scroll the item by pages."""
        self.box.turn_page(pages)

    def action_table(self) -> None:
        """Go to the review table."""
        from studyapp.tui.screens.exam_table import ExamTableScreen  # noqa: PLC0415

        screen = ExamTableScreen(self.desk, self.paper, self._question)
        self.app.switch_screen(screen)

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Take a confidence while the exam runs."""
        if action == "rate":
            return self.phase == SITTING
        return super().check_action(action, parameters)

    def leave(self) -> bool:
        """Ask before the clock is stopped."""
        if self.phase != SITTING:
            return True
        self.action_pause()
        return False

    def failed(self, error: StudyError) -> None:
        """Leave an exam that could not begin."""
        if self.phase == SITTING:
            super().failed(error)
        else:
            self.give_up()


def marks_line(item: ItemState, shown: ShownQuestion, width: int) -> Content:
    """Return flag, confidence and what is chosen on one line, in signs and words."""
    chosen = len(getattr(item.response, "options", ()))
    count = f"{chosen} of {shown.choose} chosen"
    flag = f"{FLAG} flagged" if item.is_flagged else "not flagged"
    sure = f"how sure: {item.confidence or 'not said'}"
    cells = [
        Content.styled(count, "bold" if chosen == shown.choose else MUTED),
        Content.styled(flag, "bold" if item.is_flagged else MUTED),
        Content.styled(sure, "bold" if item.confidence else MUTED),
    ]
    return Content("  ·  ").join(cells).truncate(width, ellipsis=True)
