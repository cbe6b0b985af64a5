"""The report of an exam: scores, pace, sureness, every item; a weak row to a quiz.

It computes no figure.
"""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, ClassVar

from textual import on
from textual.app import ComposeResult
from textual.getters import query_one

from studyapp.errors import StudyError
from studyapp.tui.commands import Command
from studyapp.tui.desk import Desk, DeskScreen
from studyapp.tui.screens.exam_item import ExamItemScreen
from studyapp.tui.screens.quiz import QuizScreen
from studyapp.tui.widgets.report_list import Opens, ReportList, ReportRow

if TYPE_CHECKING:
    from pathlib import Path

    from studyapp.practice.exam_report import ExamReport
    from studyapp.practice.wishes import QuizWish


class ExamReportScreen(DeskScreen):
    """What a submitted exam says."""

    TITLE = "Exam report"
    KEY_COMMANDS: ClassVar[tuple[Command, ...]] = (
        Command(
            "report.export", ("e",), "Export",
            "Write the report as Markdown and as JSON, and say where.", "export",
        ),
    )  # fmt: skip
    WIDGETS: ClassVar[tuple[type, ...]] = (ReportList,)
    DEFAULT_CSS = """
    ExamReportScreen ReportList { height: 1fr; }
    """

    rows = query_one(ReportList)

    def __init__(self, desk: Desk, identity: str) -> None:
        super().__init__(desk)
        self._exam_id = identity
        self._report: ExamReport | None = None

    def compose_body(self) -> ComposeResult:
        """Yield the rows."""
        yield ReportList()

    def begin(self) -> None:
        """Have the report made."""
        from studyapp.services.exam_report import report_of  # noqa: PLC0415

        self.ask(lambda: report_of(self.desk.study, self._exam_id), self._show)

    def _show(self, report: ExamReport) -> None:
        from studyapp.tui.report_rows import report_rows  # noqa: PLC0415

        self._report = report
        self.status = f"{report.exam}, {report.began:%Y-%m-%d %H:%M}"
        library = self.desk.study.library
        known = library.questions
        stems = {
            line.question: " ".join(
                library.book.show(known[line.question].stem).split()
            )
            for line in report.items
            if line.question in known
        }
        self.rows.show_report(report_rows(report, stems))
        self.rows.focus()

    @on(ReportList.Opened)
    def _open(self, event: ReportList.Opened) -> None:
        event.stop()
        if self._report is None:
            return
        if event.row.opens is Opens.ITEM:
            screen = ExamItemScreen(self.desk, self._report, event.row.key)
            self.app.push_screen(screen)
        elif event.row.key:
            self._start_quiz(event.row)
        else:
            self.notify("These items stand under no domain.")

    def _start_quiz(self, row: ReportRow) -> None:
        from studyapp.services.quizzing import start_quiz  # noqa: PLC0415

        opening = partial(start_quiz, wish=self._wish(row))
        self.app.push_screen(QuizScreen(self.desk, opening=opening))

    def _wish(self, row: ReportRow) -> QuizWish:
        from studyapp.practice.selection import QuizMode  # noqa: PLC0415
        from studyapp.practice.wishes import QuizWish  # noqa: PLC0415

        if row.key in self.desk.study.library.topics:
            return QuizWish(QuizMode.TOPIC, topics=(row.key,))
        return QuizWish(QuizMode.SKILL, skills=(row.key,))

    def action_export(self) -> None:
        """Write the report to the learner's folder."""
        from studyapp.services.keeping import keep_exam  # noqa: PLC0415

        report = self._report
        if report is not None:
            self.ask(lambda: keep_exam(self.desk.study, report), self._say_where)

    def _say_where(self, files: tuple[Path, Path]) -> None:
        page, data = files
        self.notify(
            f"{page.name} and {data.name} are in {page.parent}",
            title="Written",
        )

    def failed(self, error: StudyError) -> None:
        """Leave a report that cannot be made."""
        del error
        if self._report is None:
            self.give_up()
