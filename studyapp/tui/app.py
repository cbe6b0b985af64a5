"""The application: screens by name, and the study opened behind the first paint."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, ClassVar

from textual import on, work
from textual.message import Message
from textual.screen import Screen

from studyapp import paths
from studyapp.errors import StudyError, UsageError
from studyapp.tui.commands import Command
from studyapp.tui.desk import Desk, DeskScreen
from studyapp.tui.frame import FrameApp
from studyapp.tui.help import Term
from studyapp.tui.messages import OpenScreen
from studyapp.tui.screens.calculator import CalculatorScreen
from studyapp.tui.screens.fact import FactScreen
from studyapp.tui.screens.facts import FactsScreen
from studyapp.tui.screens.lookup import LookupScreen
from studyapp.tui.screens.progress import ProgressScreen
from studyapp.tui.screens.quiz import QuizScreen
from studyapp.tui.screens.quiz_end import QuizEndScreen
from studyapp.tui.screens.quiz_setup import QuizSetupScreen
from studyapp.tui.screens.review import ReviewScreen
from studyapp.tui.screens.today import TodayScreen
from studyapp.tui.screens.topic import TopicScreen
from studyapp.tui.screens.topics import TopicsScreen
from studyapp.tui.screens_base import StudyScreen
from studyapp.tui.terms import TERMS
from studyapp.tui.themes import DEFAULT_THEME, THEME_NAMES

if TYPE_CHECKING:
    from studyapp.services.study import Study

HOME = "today"
Progress = Callable[[int, int], None]
"""Told how many files of how many have been read."""
OpenStudy = Callable[[Progress], "Study"]
"""Opens the learner's file; raises StudyError when it cannot be used."""

_SCREENS: dict[str, Callable[[Desk, OpenScreen], DeskScreen]] = {
    "review": lambda desk, wanted: ReviewScreen(desk, wanted.topics),
    "quiz": lambda desk, _: QuizSetupScreen(desk),
    "quiz_run": lambda desk, wanted: QuizScreen(desk, wanted.topics, wanted.subject),
    "topics": lambda desk, _: TopicsScreen(desk),
    "topic": lambda desk, wanted: TopicScreen(desk, wanted.subject),
    "facts": lambda desk, wanted: FactsScreen(desk, wanted.subject),
    "fact": lambda desk, wanted: FactScreen(desk, wanted.subject),
    "calculator": lambda desk, _: CalculatorScreen(desk),
    "progress": lambda desk, _: ProgressScreen(desk),
}
_QUIZ_SCREENS = (QuizScreen, QuizSetupScreen, QuizEndScreen)


@dataclass(frozen=True, slots=True)
class Opening:
    """What the app shows first."""

    screen: str = HOME
    subject: str = ""
    topics: tuple[str, ...] = ()


class StudyApp(FrameApp):
    """studyapp in a terminal."""

    KEY_COMMANDS: ClassVar[tuple[Command, ...]] = (
        Command(
            "app.look_up",
            ("/",),
            "Look up",
            "Look up a limit or any other fact.",
            "app.look_up",
        ),
    )
    STUDY_SCREENS: ClassVar[tuple[type[StudyScreen], ...]] = (
        TodayScreen,
        ReviewScreen,
        QuizSetupScreen,
        QuizScreen,
        QuizEndScreen,
        TopicsScreen,
        TopicScreen,
        FactsScreen,
        FactScreen,
        LookupScreen,
        CalculatorScreen,
        ProgressScreen,
    )
    TERMS: ClassVar[tuple[Term, ...]] = TERMS

    @dataclass
    class Opened(Message):
        """Posted when the study can be used."""

        study: Study

    @dataclass
    class NotOpened(Message):
        """Posted when the study cannot be opened."""

        error: StudyError

    def __init__(
        self,
        data: str | None = None,
        settings: Settings | None = None,
        opening: Opening | None = None,
    ) -> None:
        self.settings = settings or Settings.model_validate({})
        super().__init__(theme=self.settings.theme)
        self.desk = Desk()
        self._data = data
        self._opening = opening or Opening()

    def get_default_screen(self) -> Screen[None]:
        """Return the first screen."""
        return TodayScreen(self.desk)

    def on_mount(self) -> None:
        """Open the study while the first screen is painted."""
        self._open_study()

    def on_unmount(self) -> None:
        """Close the learner's file."""
        with self.desk.lock:
            self.desk.close()

    @work(thread=True, exit_on_error=False)
    def _open_study(self) -> None:
        from studyapp.services.study import open_study  # noqa: PLC0415

        try:
            study = open_study(
                Path(paths.store_file(self._data)),
                paths.content_roots(self._data),
                self.settings,
            )
        except StudyError as error:
            self.post_message(self.NotOpened(error))
            return
        self.post_message(self.Opened(study))

    @on(Opened)
    def _begin(self, event: Opened) -> None:
        self.desk.put(event.study)
        for screen in self.screen_stack:
            if isinstance(screen, DeskScreen):
                screen.begin()
        if self._opening.screen != HOME:
            opening = self._opening
            self._show(OpenScreen(opening.screen, opening.subject, opening.topics))

    @on(NotOpened)
    def _explain(self, event: NotOpened) -> None:
        home = self.screen_stack[0]
        if isinstance(home, TodayScreen):
            home.show_failure(event.error.message, event.error.remedy)

    @on(OpenScreen)
    def _show(self, event: OpenScreen) -> None:
        screen = self._screen(event)
        if screen is None:
            return
        both_quiz = isinstance(self.screen, _QUIZ_SCREENS)
        if both_quiz and isinstance(screen, _QUIZ_SCREENS):
            self.switch_screen(screen)
        else:
            self.push_screen(screen)

    def _screen(self, wanted: OpenScreen) -> DeskScreen | None:
        """Return the screen asked for, None for a name there is no screen for."""
        if wanted.screen == "quiz_end" and isinstance(self.screen, QuizScreen):
            return QuizEndScreen(self.desk, self.screen.quizzing)
        make = _SCREENS.get(wanted.screen)
        return make(self.desk, wanted) if make else None

    def action_look_up(self) -> None:
        """Open the lookup, unless it is open."""
        if self.desk.is_open and not isinstance(self.screen, LookupScreen):
            self.push_screen(LookupScreen(self.desk))


def run(data: str | None, theme: str | None, opening: Opening) -> int:
    """Run the app until it is left; return the exit status.

    Raises UsageError for a theme that does not exist or settings that cannot be read.
    """
    settings = read_settings(Path(paths.config_file()))
    if theme:
        settings = settings.model_copy(update={"theme": theme})
    if settings.theme not in THEME_NAMES:
        raise UsageError(
            f"there is no theme '{settings.theme}'",
            f"choose one of {', '.join(THEME_NAMES)}",
        )
    app = StudyApp(data, settings, opening)
    app.run()
    return app.return_code or 0
