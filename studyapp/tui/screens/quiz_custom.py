"""A quiz of one's own: how many, which status, which kinds, which topics."""

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
from studyapp.tui.widgets.result_list import Result, ResultList

if TYPE_CHECKING:
    from studyapp.services.quiz_counts import QuizCounts
    from studyapp.tui.quiz_choices import Custom


class QuizCustomScreen(DeskScreen):
    """Rows to mark, over the number of questions that fit."""

    TITLE = "Custom quiz"
    KEY_COMMANDS: ClassVar[tuple[Command, ...]] = (
        Command(
            "custom.mark", ("space",), "Mark", "Take the marked row in, or out.",
            "mark",
        ),
        Command(
            "custom.start", ("s",), "Start", "Start the quiz.", "start",
        ),
        Command(
            "custom.fewer", ("-", "left"), "Number", "Ask fewer questions.",
            "change(-1)", group="Number",
        ),
        Command(
            "custom.more", ("+", "right"), "Number", "Ask more questions.",
            "change(1)", group="Number",
        ),
    )  # fmt: skip
    WIDGETS: ClassVar[tuple[type, ...]] = (ResultList,)
    MEANINGS: ClassVar[Mapping[str, tuple[str, str]]] = {
        "result.open": ("Choose", "Mark what is pointed at; on the last row, start.")
    }

    choice = query_one(DescribedList)

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self._counts: QuizCounts | None = None
        self._custom: Custom | None = None

    def compose_body(self) -> ComposeResult:
        """Yield the list."""
        yield DescribedList()

    def begin(self) -> None:
        """Count the questions."""
        from studyapp.services.quiz_counts import quiz_counts  # noqa: PLC0415

        self.ask(lambda: quiz_counts(self.desk.study), self._show_first)

    def _show_first(self, counts: QuizCounts) -> None:
        from studyapp.tui.quiz_choices import Custom  # noqa: PLC0415

        self._counts, self._custom = counts, Custom()
        self.choice.show_results(self._rows())
        self.choice.rows.focus()

    def _rows(self) -> list[Result]:
        from studyapp.tui.quiz_choices import custom_rows  # noqa: PLC0415

        if self._counts is None or self._custom is None:
            return []
        topics = self.desk.study.library.topics.values()
        titles = {topic.id: topic.title for topic in topics}
        return custom_rows(self._custom, self._counts, titles)

    def _change(self, custom: Custom) -> None:
        self._custom = custom
        self.choice.renew_results(self._rows())
        start = self._rows()[0]
        self.status = start.value

    def action_change(self, step: int) -> None:
        """Ask another number of questions."""
        if self._custom is not None:
            self._change(self._custom.stepped(step))

    def action_mark(self) -> None:
        """Take the marked row in, or out."""
        from studyapp.tui.quiz_choices import COUNT, START  # noqa: PLC0415

        marked = self.choice.rows.marked
        if marked is None or self._custom is None or marked.key == START:
            return
        if marked.key == COUNT:
            self.action_change(1)
        else:
            self._change(self._custom.toggled(marked.key))

    @on(ResultList.Opened)
    def _open(self, event: ResultList.Opened) -> None:
        from studyapp.tui.quiz_choices import START  # noqa: PLC0415

        event.stop()
        if event.key == START:
            self.action_start()
        else:
            self.action_mark()

    def action_start(self) -> None:
        """Start the quiz, or say what is missing."""
        from studyapp.services.quizzing import start_quiz  # noqa: PLC0415

        custom, counts = self._custom, self._counts
        if custom is None or counts is None:
            return
        lack = custom.lack(counts.of(custom.wish))
        if lack:
            self.notify(lack)
            return
        opening = partial(start_quiz, wish=custom.wish)
        self.app.switch_screen(QuizScreen(self.desk, opening=opening))
