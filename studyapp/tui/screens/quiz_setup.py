"""Before a quiz: on which topic, or the one that was left unfinished."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from textual import on
from textual.app import ComposeResult
from textual.getters import query_one

from studyapp.tui.desk import DeskScreen
from studyapp.tui.messages import OpenScreen
from studyapp.tui.widgets.result_list import Result, ResultList

if TYPE_CHECKING:
    from studyapp.services.quizzing import Quizzing

ALL, RESUME = "*", "*resume"


class QuizSetupScreen(DeskScreen):
    """A list of what can be asked."""

    TITLE = "Quiz"
    WIDGETS: ClassVar[tuple[type, ...]] = (ResultList,)
    DEFAULT_CSS = """
    QuizSetupScreen ResultList { height: 1fr; }
    """

    rows = query_one(ResultList)

    def compose_body(self) -> ComposeResult:
        """Yield the list."""
        yield ResultList()

    def begin(self) -> None:
        """Count the questions of each topic, and look for an unfinished quiz."""
        from studyapp.services.quizzing import unfinished  # noqa: PLC0415

        self.ask(lambda: unfinished(self.desk.study), self._show)

    def _show(self, left: Quizzing | None) -> None:
        library = self.desk.study.library
        counts: dict[str, int] = {}
        for question in library.questions.values():
            for topic in library.topics_of(question):
                counts[topic] = counts.get(topic, 0) + 1
        total = len(library.questions)
        rows = [Result(ALL, "All topics", f"{total} questions", "Ten of them, mixed.")]
        if left is not None:
            session = left.session
            where = f"question {session.position} of {len(session.plan.questions)}"
            rows.insert(
                0, Result(RESUME, "Go on with your quiz", where, "It was left open.")
            )
        rows += [
            Result(topic.id, topic.title, f"{counts[topic.id]} questions")
            for topic in library.topics.values()
            if topic.id in counts
        ]
        self.rows.show_results(rows)
        self.rows.focus()

    @on(ResultList.Opened)
    def _start(self, event: ResultList.Opened) -> None:
        event.stop()
        if event.key == RESUME:
            self.post_message(OpenScreen("quiz_run", RESUME))
        else:
            topics = () if event.key == ALL else (event.key,)
            self.post_message(OpenScreen("quiz_run", topics=topics))
