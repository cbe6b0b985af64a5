"""One item of a past exam: the answer given, every rationale, the facts behind it."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from textual.app import ComposeResult
from textual.getters import query_one

from studyapp.tui.commands import Command, Shown
from studyapp.tui.desk import Desk, DeskScreen
from studyapp.tui.messages import OpenScreen
from studyapp.tui.widgets.question_view import QuestionView

if TYPE_CHECKING:
    from pathlib import Path

    from studyapp.practice.exam_report import ExamReport
    from studyapp.services.showing import Explained, ShownQuestion

SHOWN = "shown"


class ExamItemScreen(DeskScreen):
    """An item as it was answered, explained."""

    TITLE = "Exam item"
    KEY_COMMANDS: ClassVar[tuple[Command, ...]] = (
        Command(
            "exam_item.next", ("enter", "n", "right"), "Next", "Show the next item.",
            "step(1)", when=SHOWN,
        ),
        Command(
            "exam_item.previous", ("p", "left"), "Previous", "Show the item before.",
            "step(-1)", Shown.HELP_ONLY,
        ),
        Command(
            "exam_item.facts", ("o",), "Facts", "Read the facts behind the answer.",
            "facts",
        ),
        Command(
            "exam_item.report", ("w",), "Report item",
            "Write a text that reports this item, with its version, and say where.",
            "report",
        ),
        Command(
            "exam_item.down", ("pagedown",), "Scroll", "Scroll down.", "page(1)",
            Shown.HELP_ONLY,
        ),
        Command(
            "exam_item.up", ("pageup",), "Scroll", "Scroll up.", "page(-1)",
            Shown.HELP_ONLY,
        ),
    )  # fmt: skip
    WIDGETS: ClassVar[tuple[type, ...]] = QuestionView.ANSWERS

    box = query_one(QuestionView)

    def __init__(self, desk: Desk, report: ExamReport, question: str) -> None:
        super().__init__(desk)
        self._report = report
        self._question = question
        self._explained: Explained | None = None

    def compose_body(self) -> ComposeResult:
        """Yield the question."""
        yield QuestionView()

    def begin(self) -> None:
        """Fetch the item."""
        from studyapp.services.exam_report import reviewed  # noqa: PLC0415

        study, question = self.desk.study, self._question
        self.ask(lambda: reviewed(study, self._report, question), self._show)

    def _show(self, found: tuple[ShownQuestion, Explained] | None) -> None:
        from studyapp.tui.pages import explanation_page, verdict_page  # noqa: PLC0415

        if found is None:
            self.give_up("This question has left the bank since.")
            return
        shown, explained = found
        self._explained = explained
        self.message.clear()
        self.phase = SHOWN
        self.status = f"item {shown.number} of {shown.total}"
        self.box.ask(shown, explained.response)
        self.box.explain(
            verdict_page(explained), explanation_page(explained), right=explained.right
        )

    def action_step(self, step: int) -> None:
        """Show the next item, or the one before."""
        questions = [line.question for line in self._report.items]
        place = questions.index(self._question) + step
        if 0 <= place < len(questions):
            self._question = questions[place]
            self.begin()

    def action_page(self, pages: int) -> None:
        """Scroll by pages."""
        self.box.turn_page(pages)

    def action_facts(self) -> None:
        """Open the fact that the key rests on, or the list of several."""
        facts = tuple(f.id for f in self._explained.facts) if self._explained else ()
        if len(facts) == 1:
            self.post_message(OpenScreen("fact", facts[0]))
        elif facts:
            self.post_message(OpenScreen("facts", facts=facts))

    def action_report(self) -> None:
        """Write a report on the item to the learner's folder."""
        from studyapp.services.keeping import keep_item  # noqa: PLC0415

        if self._explained is None:
            return
        question, response = self._question, self._explained.response
        self.ask(
            lambda: keep_item(self.desk.study, question, response), self._say_where
        )

    def _say_where(self, file: Path) -> None:
        from studyapp.tui.pages import kept_words  # noqa: PLC0415

        self.notify(kept_words(file), title="Written")
