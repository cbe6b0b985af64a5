"""Before a quiz: on which topics, or the one that was left unfinished."""

from __future__ import annotations

from collections.abc import Mapping
from functools import partial
from typing import TYPE_CHECKING, ClassVar

from textual import on
from textual.app import ComposeResult
from textual.getters import query_one

from studyapp.memory.wording import counted
from studyapp.tui.commands import Command
from studyapp.tui.desk import Desk, DeskScreen
from studyapp.tui.messages import DRILLS, NUMBERS, RESUME, OpenScreen
from studyapp.tui.screens.quiz import QuizScreen
from studyapp.tui.screens.quiz_custom import QuizCustomScreen
from studyapp.tui.screens.quiz_skills import QuizSkillsScreen
from studyapp.tui.widgets.described_list import DescribedList
from studyapp.tui.widgets.result_list import Result, ResultList

if TYPE_CHECKING:
    from studyapp.services.quiz_counts import QuizCounts
    from studyapp.services.quizzing import Quizzing

SKILLS, CUSTOM = "*skills", "*custom"


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
    MEANINGS: ClassVar[Mapping[str, tuple[str, str]]] = {
        "result.open": ("Start", "Start what is pointed at.")
    }

    rows = query_one(DescribedList)

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self._left: Quizzing | None = None
        self._counts: QuizCounts | None = None
        self._marked: set[str] = set()

    def compose_body(self) -> ComposeResult:
        """Yield the list."""
        yield DescribedList()

    def begin(self) -> None:
        """Look for an unfinished quiz, and count what can be asked."""

        def look() -> tuple[Quizzing | None, QuizCounts]:
            from studyapp.services.quiz_counts import quiz_counts  # noqa: PLC0415
            from studyapp.services.quizzing import unfinished  # noqa: PLC0415

            return unfinished(self.desk.study), quiz_counts(self.desk.study)

        self.ask(look, self._show)

    def on_screen_resume(self) -> None:
        """Count again after a quiz was open over it."""
        if self._counts is not None:
            self.begin()

    def _show(self, found: tuple[Quizzing | None, QuizCounts]) -> None:
        self._left, self._counts = found
        self._renew()
        self.rows.rows.focus()

    def _renew(self) -> None:
        self.rows.renew_results([*self._resume(), *self._modes(), *self._topics()])

    def _resume(self) -> list[Result]:
        if self._left is None:
            return []
        session = self._left.session
        where = f"question {session.position} of {len(session.plan.questions)}"
        return [
            Result(RESUME, "Go on with your quiz", where, "It was left open.", "   ")
        ]

    def _modes(self) -> list[Result]:
        from studyapp.tui.quiz_choices import BLANK, mode_rows  # noqa: PLC0415

        if self._counts is None:
            return []
        return [
            *mode_rows(self._counts),
            Result(SKILLS, "By skill", "", "The skills of an exam guide.", BLANK),
            Result(
                CUSTOM,
                "Custom",
                "",
                "Number, status, topics; also the kinds for study, such as order.",
                BLANK,
            ),
            Result(
                DRILLS,
                "Drills: calculations with new numbers",
                "10 questions",
                "Each wrong answer is a mistake with a name.",
                BLANK,
            ),
        ]

    def _topics(self) -> list[Result]:
        from studyapp.practice.wishes import QuizWish  # noqa: PLC0415
        from studyapp.tui.quiz_choices import questions  # noqa: PLC0415

        if self._counts is None:
            return []
        counts = {
            topic: self._counts.of(QuizWish(topics=(topic,)))
            for topic in self._counts.by_topic()
        }
        return [
            Result(
                topic.id,
                topic.title,
                questions(counts[topic.id]),
                "Ten questions on the topic; space marks several.",
                "[x]" if topic.id in self._marked else "[ ]",
            )
            for topic in self.desk.study.library.topics.values()
            if counts.get(topic.id)
        ]

    def action_mark(self) -> None:
        """Mark the topic pointed at, or take the mark back."""
        pointed = self.rows.rows.marked
        if pointed is None or not self._is_topic(pointed.key):
            return
        self._marked ^= {pointed.key}
        count = len(self._marked)
        self.status = f"{counted(count, 'topic')} marked" if count else ""
        self._renew()

    @on(ResultList.Opened)
    def _start(self, event: ResultList.Opened) -> None:
        event.stop()
        if event.key == RESUME:
            self.post_message(OpenScreen("quiz_run", RESUME))
        elif event.key == DRILLS:
            self.post_message(OpenScreen("drill"))
        elif event.key in {SKILLS, CUSTOM}:
            by_skill = event.key == SKILLS
            screen = QuizSkillsScreen if by_skill else QuizCustomScreen
            self.app.push_screen(screen(self.desk))
        elif self._is_topic(event.key):
            topics = tuple(sorted(self._marked or {event.key}))
            self.post_message(OpenScreen("quiz_run", topics=topics))
        else:
            self._start_mode(event.key)

    def _start_mode(self, name: str) -> None:
        """Start a quiz in a mode that needs nothing more."""
        from studyapp.practice.selection import QuizMode  # noqa: PLC0415
        from studyapp.practice.wishes import QuizWish  # noqa: PLC0415
        from studyapp.services.quiz_wishes import nothing_fits  # noqa: PLC0415
        from studyapp.services.quizzing import start_quiz  # noqa: PLC0415

        wish = QuizWish(QuizMode(name))
        if self._counts is not None and not self._counts.of(wish):
            self.notify(nothing_fits(wish).sentence)
            return
        opening = partial(start_quiz, wish=wish)
        self.app.switch_screen(QuizScreen(self.desk, opening=opening))

    def _is_topic(self, key: str) -> bool:
        return key in self.desk.study.library.topics

    def action_numbers(self) -> None:
        """Start drills that are answered by typing."""
        self.post_message(OpenScreen("drill", NUMBERS))
