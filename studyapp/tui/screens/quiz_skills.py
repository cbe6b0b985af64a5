"""A quiz by skill: the domains and skills of an exam with what the bank has on them."""

from __future__ import annotations

from collections.abc import Mapping
from functools import partial
from typing import TYPE_CHECKING, ClassVar

from textual import on
from textual.app import ComposeResult
from textual.getters import query_one

from studyapp.tui.commands import Command
from studyapp.tui.desk import Desk, DeskScreen
from studyapp.tui.screens.quiz import QuizScreen
from studyapp.tui.widgets.described_list import DescribedList
from studyapp.tui.widgets.result_list import ResultList

if TYPE_CHECKING:
    from studyapp.services.quiz_counts import QuizCounts


class QuizSkillsScreen(DeskScreen):
    """The skills of one exam; others can be turned to."""

    TITLE = "Quiz by skill"
    KEY_COMMANDS: ClassVar[tuple[Command, ...]] = (
        Command(
            "skills.before", ("-", "left"), "Exam", "Show the exam before.",
            "change(-1)", group="Exam",
        ),
        Command(
            "skills.after", ("+", "right"), "Exam", "Show the next exam.",
            "change(1)", group="Exam",
        ),
    )  # fmt: skip
    WIDGETS: ClassVar[tuple[type, ...]] = (ResultList,)
    MEANINGS: ClassVar[Mapping[str, tuple[str, str]]] = {
        "result.open": ("Start", "Start a quiz on this skill.")
    }

    skills = query_one(DescribedList)

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self._counts: QuizCounts | None = None
        self._exam = ""

    def compose_body(self) -> ComposeResult:
        """Yield the list."""
        yield DescribedList()

    def begin(self) -> None:
        """Count the questions."""
        from studyapp.services.quiz_counts import quiz_counts  # noqa: PLC0415

        self.ask(lambda: quiz_counts(self.desk.study), self._show_first)

    def _show_first(self, counts: QuizCounts) -> None:
        self._counts = counts
        exams, wanted = counts.exams(), self.desk.study.settings.exam.upper()
        if not exams:
            self.give_up("No question is tagged with a skill.")
            return
        self._show(wanted if wanted in exams else exams[0])

    def _show(self, exam: str) -> None:
        from studyapp.tui.quiz_choices import skill_rows  # noqa: PLC0415

        if self._counts is None:
            return
        self._exam = self.status = exam
        known = self.desk.study.library.exams.get(exam)
        self.skills.show_results(skill_rows(self._counts, exam, known))
        self.skills.rows.focus()

    def action_change(self, step: int) -> None:
        """Show another exam's skills."""
        if self._counts is not None and self._exam:
            exams = self._counts.exams()
            place = exams.index(self._exam) + step
            self._show(exams[place % len(exams)])

    @on(ResultList.Opened)
    def _start(self, event: ResultList.Opened) -> None:
        from studyapp.practice.selection import QuizMode  # noqa: PLC0415
        from studyapp.practice.wishes import QuizWish  # noqa: PLC0415
        from studyapp.services.quizzing import start_quiz  # noqa: PLC0415

        event.stop()
        wish = QuizWish(QuizMode.SKILL, skills=(event.key,))
        opening = partial(start_quiz, wish=wish)
        self.app.switch_screen(QuizScreen(self.desk, opening=opening))
