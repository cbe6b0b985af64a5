"""Before an exam: its version, length and mode, the one left open, the past ones.

It begins no clock by itself.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING, ClassVar

from textual import on
from textual.app import ComposeResult
from textual.getters import query_one

from studyapp.tui.commands import Command
from studyapp.tui.confirm import Answer, ConfirmScreen
from studyapp.tui.desk import Desk, DeskScreen
from studyapp.tui.screens.exam import ExamScreen
from studyapp.tui.screens.quiz import QuizScreen
from studyapp.tui.widgets.prose_view import Prose
from studyapp.tui.widgets.result_list import ResultList

if TYPE_CHECKING:
    from studyapp.practice.wishes import ExamWish
    from studyapp.services.sitting import Sitting
    from studyapp.services.study import Study
    from studyapp.tui.exam_choices import Choices


class ExamSetupScreen(DeskScreen):
    """What kind of exam, and how the ones before went."""

    TITLE = "Exam"
    KEY_COMMANDS: ClassVar[tuple[Command, ...]] = (
        Command(
            "exam_setup.less", ("-", "left"), "Change", "Change the marked row back.",
            "change(-1)", group="Change",
        ),
        Command(
            "exam_setup.more", ("+", "right"), "Change", "Change the marked row.",
            "change(1)", group="Change",
        ),
        Command(
            "exam_setup.mode", ("m",), "Mode", "Timed, untimed, or tutor.",
            "change_mode",
        ),
    )  # fmt: skip
    WIDGETS: ClassVar[tuple[type, ...]] = (ResultList,)
    MEANINGS: ClassVar[Mapping[str, tuple[str, str]]] = {
        "result.open": ("Choose", "Do what is pointed at.")
    }
    DEFAULT_CSS = """
    ExamSetupScreen {
        & Prose { margin-bottom: 1; }
        & ResultList { height: 1fr; }
    }
    """

    about = query_one("#about", Prose)
    rows = query_one(ResultList)

    def __init__(self, desk: Desk, wish: ExamWish | None = None) -> None:
        super().__init__(desk)
        self._wish = wish
        self._choices: Choices | None = None

    def compose_body(self) -> ComposeResult:
        """Yield what this is, and the rows."""
        yield Prose("", id="about")
        yield ResultList()

    def begin(self) -> None:
        """Look at what there is."""
        self.ask(self._look, self._show)

    def _look(self) -> Choices:
        from studyapp.practice.wishes import ExamWish  # noqa: PLC0415
        from studyapp.services.exam_history import left_open  # noqa: PLC0415
        from studyapp.services.exam_report import history  # noqa: PLC0415
        from studyapp.services.examining import (  # noqa: PLC0415
            questions_for,
            version_warning,
        )
        from studyapp.tui.exam_choices import (  # noqa: PLC0415
            Choices,
            Version,
            by_questions,
            first_wish,
        )

        study = self.desk.study
        asked = self._choices.wish if self._choices else self._wish or ExamWish()
        versions = by_questions(
            Version(
                exam,
                version_warning(study, exam),
                questions_for(study, exam),
            )
            for exam in study.library.exams.values()
        )
        return Choices(
            versions,
            first_wish(versions, asked, study.settings.exam),
            left_open(study),
            history(study),
        )

    def _show(self, choices: Choices) -> None:
        from studyapp.tui.exam_choices import (  # noqa: PLC0415
            SCOPE,
            choice_rows,
            trend,
        )

        is_first = self._choices is None
        self._choices = choices
        self.about.markdown = "\n\n".join(filter(None, (SCOPE, trend(choices.past))))
        results = choice_rows(choices)
        if is_first:
            self.rows.show_results(results)
            self.rows.focus()
            if self._wish is not None and choices.left is not None:
                self.rows.point_at(1)  # this exam was asked for, not the one left
        else:
            self.rows.renew_results(results)
        if not choices.wish.exam:
            self.give_up("There is no exam whose length and domains are published.")
            return
        self.ask(partial(self._look_for_lack, choices.wish), self._tell_lack)

    def _look_for_lack(self, wish: ExamWish) -> tuple[ExamWish, str]:
        from studyapp.services.exam_start import what_lacks  # noqa: PLC0415

        return wish, what_lacks(self.desk.study, wish)

    def _tell_lack(self, found: tuple[ExamWish, str]) -> None:
        """Say it under the row that begins, unless something else is chosen by now."""
        from studyapp.tui.exam_choices import choice_rows  # noqa: PLC0415

        wish, lack = found
        if self._choices is not None and self._choices.wish == wish:
            self._choices = replace(self._choices, lack=lack)
            self.rows.renew_results(choice_rows(self._choices))

    def on_screen_resume(self) -> None:
        """Look again after a report was open."""
        if self._choices is not None:
            self.begin()

    def action_change(self, step: int) -> None:
        """Change the marked row by a step."""
        from studyapp.tui.exam_choices import stepped  # noqa: PLC0415

        if self._choices is not None and self.rows.marked is not None:
            self._show(stepped(self._choices, self.rows.marked.key, step))

    def action_change_mode(self) -> None:
        """Go to the next mode, wherever the mark is."""
        from studyapp.tui.exam_choices import MODE, stepped  # noqa: PLC0415

        if self._choices is not None:
            self._show(stepped(self._choices, MODE, 1))

    @on(ResultList.Opened)
    def _open(self, event: ResultList.Opened) -> None:
        from studyapp.services.exam_start import continue_exam  # noqa: PLC0415
        from studyapp.tui import exam_choices as rows  # noqa: PLC0415
        from studyapp.tui.screens.exam_report import ExamReportScreen  # noqa: PLC0415

        event.stop()
        choices = self._choices
        if choices is None:
            return
        if event.key == rows.GO_ON:
            self.app.switch_screen(ExamScreen(self.desk, continue_exam))
        elif event.key == rows.BEGIN:
            self._begin_exam(choices)
        elif event.key in {rows.ITEMS, rows.MODE}:
            self.action_change(1)
        elif event.key in {version.exam.code for version in choices.versions}:
            self._choose_exam(choices, event.key)
        else:
            self.app.push_screen(ExamReportScreen(self.desk, event.key))

    def _choose_exam(self, choices: Choices, code: str) -> None:
        from studyapp.practice.blueprint import is_published  # noqa: PLC0415
        from studyapp.tui.exam_choices import with_exam  # noqa: PLC0415

        chosen = with_exam(choices, code)
        if chosen.exam is not None and is_published(chosen.exam):
            self._show(chosen)
        else:
            said = f"AWS has not published the length and domains of {code}."
            self.notify(said)

    def _begin_exam(self, choices: Choices) -> None:
        """Begin, after a question if another exam would be given up."""
        from studyapp.practice.wishes import ExamMode  # noqa: PLC0415

        wish = choices.wish
        if wish.mode is ExamMode.TUTOR:
            from studyapp.services.exam_start import start_tutor  # noqa: PLC0415

            opening = partial(start_tutor, wish=wish)
            self.app.switch_screen(QuizScreen(self.desk, opening=opening))
        elif choices.left is None:
            self._sit(wish)
        else:
            self.app.push_screen(
                ConfirmScreen(
                    "Give the other exam up?",
                    "An exam is left open. If you begin another it is given up: it "
                    "stays in your file and is never scored.",
                ),
                lambda answer: self._sit(wish) if answer is Answer.YES else None,
            )

    def _sit(self, wish: ExamWish) -> None:
        self.app.switch_screen(ExamScreen(self.desk, partial(begin_anew, wish=wish)))


def begin_anew(study: Study, wish: ExamWish) -> Sitting:
    """Begin an exam; one that was left open is given up."""
    from studyapp.services.exam_start import continue_exam, start_exam  # noqa: PLC0415

    left = continue_exam(study)
    sitting = start_exam(study, wish)
    if left is not None:
        left.abandon()
    return sitting
