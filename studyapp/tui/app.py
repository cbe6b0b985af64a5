"""The application: the study opened behind the first paint, and its screens.

Nothing that is imported here before the first frame may load SQLModel or Pydantic.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, ClassVar

from textual import on, work
from textual.message import Message
from textual.screen import Screen
from textual.worker import WorkerCancelled, get_current_worker

from studyapp import paths
from studyapp.errors import StudyError, UsageError
from studyapp.memory.wishes import CardWish
from studyapp.tui.commands import BACK, Command
from studyapp.tui.desk import Desk, DeskScreen, as_study_error
from studyapp.tui.fact_palette import FactProvider
from studyapp.tui.frame import FrameApp
from studyapp.tui.help import Term
from studyapp.tui.messages import HOME, OpenScreen
from studyapp.tui.screens.today import TodayScreen
from studyapp.tui.screens_base import StudyScreen
from studyapp.tui.terms import TERMS, service_terms
from studyapp.tui.themes import DEFAULT_THEME, THEME_NAMES

if TYPE_CHECKING:
    from studyapp.practice.wishes import ExamWish, QuizWish
    from studyapp.services.study import Study

Progress = Callable[[int, int], None]
"""Told how many files have been read, and how many there are."""
OpenStudy = Callable[[Progress], "Study"]
"""Opens the learner's file; raises StudyError when it cannot be used."""


@dataclass(frozen=True, slots=True)
class Opening:
    """What the app shows first."""

    screen: str = HOME
    subject: str = ""
    topics: tuple[str, ...] = ()
    wish: QuizWish | ExamWish | CardWish | None = None
    """A quiz, an exam or a review to begin on that screen."""

    @property
    def is_special(self) -> bool:
        """Whether more is wished for than the screen offers first."""
        return self.wish is not None and self.wish != type(self.wish)()


class StudyApp(FrameApp):
    """studyapp in a terminal; `open_study` is called in a worker."""

    KEY_COMMANDS: ClassVar[tuple[Command, ...]] = (
        BACK,
        Command(
            "app.look_up", ("/",), "Look up", "Look up a limit or any other fact.",
            "app.look_up",
        ),
    )  # fmt: skip
    TERMS: ClassVar[tuple[Term, ...]] = TERMS
    COMMANDS = FrameApp.COMMANDS | {FactProvider}

    @dataclass
    class Opened(Message):
        """Posted when the study can be used."""

        study: Study
        terms: tuple[Term, ...] = ()
        """Short names of services, for the help."""

    @dataclass
    class NotOpened(Message):
        """Posted when the study cannot be opened."""

        error: StudyError

    @dataclass
    class FileRead(Message):
        """Posted while content is read."""

        done: int
        total: int

        def can_replace(self, message: Message) -> bool:
            """Let the latest one stand for all."""
            return isinstance(message, type(self))

    def __init__(
        self,
        open_study: OpenStudy,
        *,
        theme: str = DEFAULT_THEME,
        opening: Opening | None = None,
    ) -> None:
        super().__init__(theme=theme)
        self.desk = Desk()
        self._open = open_study
        self._opening = opening or Opening()
        self._home = TodayScreen(self.desk)

    @classmethod
    def study_screens(cls) -> tuple[type[StudyScreen], ...]:
        """Return every screen of the program."""
        from studyapp.tui.routes import STUDY_SCREENS  # noqa: PLC0415

        return STUDY_SCREENS

    def get_default_screen(self) -> Screen[None]:
        """Return the first screen."""
        return self._home

    def on_mount(self) -> None:
        """Open the study while the first screen is painted."""
        self.call_after_refresh(self._open_study)

    def on_unmount(self) -> None:
        """Close the learner's file."""
        self.desk.close()

    @work(thread=True, exit_on_error=False)
    def _open_study(self) -> None:
        try:
            study = self._open(self._tell_progress)
        except Exception as error:  # noqa: BLE001 - a worker's last guard
            self.post_message(self.NotOpened(as_study_error(error)))
            return
        if get_current_worker().is_cancelled:
            study.close()
            return
        self.post_message(self.Opened(study, service_terms(study)))
        self.study_screens()  # imported here, the first key need not wait for them

    def _tell_progress(self, done: int, total: int) -> None:
        if get_current_worker().is_cancelled:
            raise WorkerCancelled  # the app was left: read no further
        self.post_message(self.FileRead(done, total))

    @on(FileRead)
    def _count_files(self, event: FileRead) -> None:
        self._home.show_progress(event.done, event.total)

    @on(Opened)
    def _begin(self, event: Opened) -> None:
        self.desk.put(event.study)
        self.terms = event.terms or self.TERMS
        for screen in self.screen_stack:
            if isinstance(screen, DeskScreen):
                screen.begin()
        first = self._opening
        unknown = [t for t in first.topics if t not in event.study.library.topics]
        if unknown and first.screen != "drill":  # which may name a skill
            self.notify(f"There is no topic '{unknown[0]}'.")
        elif first.screen != HOME:
            is_chosen = first.screen == "quiz" and (first.topics or first.is_special)
            name = "quiz_run" if is_chosen else first.screen
            asked = OpenScreen(name, first.subject, first.topics, wish=first.wish)
            self._show(asked)

    @on(NotOpened)
    def _explain(self, event: NotOpened) -> None:
        self._home.show_failure(event.error)

    @on(OpenScreen)
    def _show(self, event: OpenScreen) -> None:
        """Show a screen: the one that is open already, else a new one."""
        from studyapp.tui.routes import QUIZ_SCREENS, make_screen  # noqa: PLC0415

        for below in self.screen_stack:
            if isinstance(below, DeskScreen) and below.place == event.place:
                below.pop_until_active()
                below.turn_to(event.part)
                return
        screen = make_screen(self.desk, event)
        if screen is None:
            return
        screen.place = event.place
        screen.turn_to(event.part)
        if isinstance(screen, QUIZ_SCREENS) and isinstance(self.screen, QUIZ_SCREENS):
            self.switch_screen(screen)
        else:
            self.push_screen(screen)

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Offer the lookup once there is something to look up in."""
        if action == "look_up" and not self.desk.is_open:
            return False
        return super().check_action(action, parameters)

    def action_look_up(self) -> None:
        """Open the lookup, or go back to it."""
        self._show(OpenScreen("lookup"))


def run(data: str | None, theme: str | None, opening: Opening) -> int:
    """Run the app until it is left; return the exit status.

    Raises UsageError for a theme that does not exist or settings that cannot be read.
    """
    chosen = theme or _saved_theme(Path(paths.config_file()))
    if chosen not in THEME_NAMES:
        raise UsageError(
            f"there is no theme '{chosen}'", f"choose one of {', '.join(THEME_NAMES)}"
        )
    app = StudyApp(partial(open_saved, data), theme=chosen, opening=opening)
    app.run()
    return app.return_code or 0


def open_saved(data: str | None, progress: Progress) -> Study:
    """Open the learner's own file, below `data` if that is given."""
    from studyapp.services.study import open_study  # noqa: PLC0415
    from studyapp.settings import read_settings  # noqa: PLC0415

    return open_study(
        Path(paths.store_file(data)),
        paths.content_roots(data),
        read_settings(Path(paths.config_file())),
        progress=progress,
    )


def _saved_theme(file: Path) -> str:
    """Return the theme in the settings; without a file, without Pydantic's 130 ms."""
    if not file.exists():
        return DEFAULT_THEME
    from studyapp.settings import read_settings  # noqa: PLC0415

    return read_settings(file).theme
