"""What all screens share: the open study, and one lock for its work.

Screens that need the study are `DeskScreen`s: they ask in a worker and are answered
by message, so that nothing on the screen waits for the disk.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from pathlib import Path
from threading import Event, Lock
from typing import TYPE_CHECKING, Any, TypeVar

from textual import on, work
from textual.message import Message

from studyapp import paths
from studyapp.errors import StudyError, of_file
from studyapp.tui.draft import Draft
from studyapp.tui.screens_base import StudyScreen

if TYPE_CHECKING:  # importing it costs 400 ms: the app paints first
    from studyapp.services.study import Study

T = TypeVar("T")
_Stamp = tuple[int, int] | None
"""Time of a file's last change in ns, and its size; None without a file."""


def as_study_error(error: Exception) -> StudyError:
    """Return `error` as a sentence for the learner, also one nobody foresaw."""
    if isinstance(error, StudyError):
        return error
    if isinstance(error, OSError) and (told := of_file(error)):
        return told
    return StudyError(
        f"this should not happen: {type(error).__name__}: {error}",
        "what you did before is saved; go on, and report this",
    )


class Desk:
    """The study once it is open, the lock under which it is used, and a draft."""

    def __init__(self) -> None:
        self.lock = Lock()
        self.draft: Draft | None = None
        self._study: Study | None = None
        self._settings_stamp: _Stamp = None
        self._left = Event()

    @property
    def is_open(self) -> bool:
        """Whether the study can be used."""
        return self._study is not None

    @property
    def study(self) -> Study:
        """The open study; raises StudyError before it is open."""
        if self._study is None:
            raise StudyError("the library is still being opened", "wait a moment")
        return self._study

    def put(self, study: Study) -> None:
        """Make the study available."""
        if self._study is None:
            self._settings_stamp = _settings_stamp()
        self._study = replace(study, going_on=self._go_on)

    def follow_settings(self) -> None:
        """Let the study follow the settings' file if it was changed meanwhile.

        Raises UsageError, once, when it cannot be read; the settings stay as they were.
        """
        stamp = _settings_stamp()
        if stamp == self._settings_stamp:
            return
        from studyapp.settings import read_settings  # noqa: PLC0415

        self._settings_stamp = stamp
        settings = read_settings(Path(paths.config_file()))
        self._study = replace(self.study, settings=settings)

    def close(self) -> None:
        """End long work, and close the learner's file if it is open."""
        self._left.set()
        with self.lock:
            if self._study is not None:
                self._study.close()

    def _go_on(self) -> None:
        if self._left.is_set():
            raise StudyError("the app was left")


def _settings_stamp() -> _Stamp:
    try:
        status = Path(paths.config_file()).stat()
    except OSError:
        return None
    return status.st_mtime_ns, status.st_size


class DeskScreen(StudyScreen):
    """A screen that works with the open study."""

    @dataclass
    class Answered(Message):
        """Posted by a worker with what it found."""

        then: Callable[[Any], None]
        result: Any

    @dataclass
    class Failed(Message):
        """Posted by a worker that could not do what was asked."""

        error: StudyError

    place: tuple[str, ...] = ()
    """What the screen was opened for; asked for again, the app goes back to it."""

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self.desk = desk

    def turn_to(self, part: str) -> None:
        """Show a part of the screen; only screens with headings have parts."""

    def on_mount(self) -> None:
        """Begin, if the study is open; else the app begins when it is."""
        if self.desk.is_open:
            self.begin()

    def begin(self) -> None:
        """Fill the screen: the study is open."""

    def ask(self, act: Callable[[], T], then: Callable[[T], None]) -> None:
        """Run `act` in a worker and `then` here, with its result."""
        self._work(act, then)

    @work(thread=True, group="desk", exit_on_error=False)
    def _work(self, act: Callable[[], Any], then: Callable[[Any], None]) -> None:
        try:
            with self.desk.lock:
                result = act()
        except Exception as error:  # noqa: BLE001 - a worker's last guard
            self.post_message(self.Failed(as_study_error(error)))
            return
        self.post_message(self.Answered(then, result))

    @on(Answered)
    def _take(self, event: Answered) -> None:
        event.stop()
        if self.is_attached:
            event.then(event.result)

    @on(Failed)
    def _tell(self, event: Failed) -> None:
        event.stop()
        self.tell(event.error)
        self.failed(event.error)

    def tell(self, error: StudyError) -> None:
        """Say why something could not be done; a screen may have a place for it."""
        self.notify(error.sentence, severity="error")

    def failed(self, error: StudyError) -> None:
        """Go on after something that was asked could not be done."""

    def give_up(self, reason: str = "") -> None:
        """Go back, for there is nothing to show; say why if that is not said yet."""
        if reason:
            self.notify(reason, severity="warning")
        if self.is_current:
            self.app.pop_screen()
