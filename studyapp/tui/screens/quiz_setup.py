"""Before a quiz: on which topics, or the one that was left unfinished."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, ClassVar

from textual import on
from textual.app import ComposeResult
from textual.getters import query_one

from studyapp.tui.commands import Command
from studyapp.tui.desk import Desk, DeskScreen
from studyapp.tui.messages import DRILLS, NUMBERS, RESUME, OpenScreen
from studyapp.tui.widgets.result_list import Result, ResultList

if TYPE_CHECKING:
    from studyapp.services.quizzing import Quizzing

ALL = "*"


class QuizSetupScreen(DeskScreen):
    """A list of what can be asked: all, one topic, or the topics that are marked."""

    TITLE = "Quiz"
    KEY_COMMANDS: ClassVar[tuple[Command, ...]] = (
        Command(
            "setup.mark", ("space",), "Mark", "Mark a topic, to be asked on several.",
            "mark",
        ),
        Command(
            "setup.numbers", ("n",), "Typed drill",
            "Drill without options: type the number.", "numbers",
        ),
    )  # fmt: skip
    WIDGETS: ClassVar[tuple[type, ...]] = (ResultList,)
    DEFAULT_CSS = """
    QuizSetupScreen ResultList { height: 1fr; }
    """

    rows = query_one(ResultList)

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self._left: Quizzing | None = None
        self._marked: set[str] = set()

    def compose_body(self) -> ComposeResult:
        """Yield the list."""
        yield ResultList()

    def begin(self) -> None:
        """Look for an unfinished quiz, and list what can be asked."""
        from studyapp.services.quizzing import unfinished  # noqa: PLC0415

        self.ask(lambda: unfinished(self.desk.study), self._show)

    def _show(self, left: Quizzing | None) -> None:
        self._left = left
        self.rows.renew_results([*self._resume(), *self._topics()])
        self.rows.focus()

    def _resume(self) -> list[Result]:
        if self._left is None:
            return []
        session = self._left.session
        where = f"question {session.position} of {len(session.plan.questions)}"
        return [
            Result(RESUME, "Go on with your quiz", where, "It was left open.", "   ")
        ]

    def _topics(self) -> list[Result]:
        library = self.desk.study.library
        counts = Counter(
            topic
            for question in library.questions.values()
            for topic in library.topics_of(question)
        )
        whole = _questions(len(library.questions))
        return [
            Result(ALL, "All topics", whole, "Ten questions, mixed.", "   "),
            Result(
                DRILLS,
                "Drills: calculations with new numbers",
                "10 questions",
                "Each wrong answer is a mistake with a name.",
                "   ",
            ),
            *(
                Result(
                    topic.id,
                    topic.title,
                    _questions(counts[topic.id]),
                    mark="[x]" if topic.id in self._marked else "[ ]",
                )
                for topic in library.topics.values()
                if topic.id in counts
            ),
        ]

    def action_mark(self) -> None:
        """Mark the topic pointed at, or take the mark back."""
        pointed = self.rows.marked
        if pointed is None or pointed.key in {ALL, DRILLS, RESUME}:
            return
        self._marked ^= {pointed.key}
        self.status = f"{len(self._marked)} topics marked" if self._marked else ""
        self.rows.renew_results([*self._resume(), *self._topics()])

    @on(ResultList.Opened)
    def _start(self, event: ResultList.Opened) -> None:
        event.stop()
        if event.key == RESUME:
            self.post_message(OpenScreen("quiz_run", RESUME))
        elif event.key == DRILLS:
            self.post_message(OpenScreen("drill"))
        elif event.key == ALL:
            self.post_message(OpenScreen("quiz_run"))
        else:
            topics = tuple(sorted(self._marked or {event.key}))
            self.post_message(OpenScreen("quiz_run", topics=topics))

    def action_numbers(self) -> None:
        """Start drills that are answered by typing."""
        self.post_message(OpenScreen("drill", NUMBERS))


def _questions(count: int) -> str:
    return "1 question" if count == 1 else f"{count} questions"
