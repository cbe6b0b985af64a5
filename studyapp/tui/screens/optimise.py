"""Optimise: the schedule fitted to the learner's answers, with both scores shown.

The fit runs in a worker without the desk's lock; leaving the screen ends it.
"""

from __future__ import annotations

from dataclasses import dataclass
from threading import Event
from typing import TYPE_CHECKING, ClassVar

from textual import on, work
from textual.app import ComposeResult
from textual.getters import query_one
from textual.message import Message

from studyapp.errors import StudyError
from studyapp.tui.commands import Command
from studyapp.tui.desk import Desk, DeskScreen, as_study_error
from studyapp.tui.widgets.prose_view import ProseView

if TYPE_CHECKING:
    from studyapp.memory.fit import Trial
    from studyapp.memory.training import Lessons
    from studyapp.services.optimising import Fitted
    from studyapp.services.study import Study


class _Left(Exception):  # noqa: N818 - nothing went wrong
    """The learner left while the fit ran."""


class OptimiseScreen(DeskScreen):
    """One fit, from its beginning to what came of it."""

    TITLE = "Optimise"
    KEY_COMMANDS: ClassVar[tuple[Command, ...]] = (
        Command(
            "optimise.revert", ("x",), "Take back", "Go back to the weights before.",
            "revert",
        ),
    )  # fmt: skip
    WIDGETS: ClassVar[tuple[type, ...]] = (ProseView,)
    DEFAULT_CSS = """
    OptimiseScreen ProseView { height: 1fr; }
    """

    @dataclass
    class Fitting(Message):
        """Posted while the fit runs."""

        share: float

        def can_replace(self, message: Message) -> bool:
            """Let a later share stand for the earlier ones."""
            return isinstance(message, OptimiseScreen.Fitting)

    @dataclass
    class Tried(Message):
        """Posted when the fit has been tried on later answers."""

        lessons: Lessons
        trial: Trial

    page = query_one(ProseView)

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self._left = Event()

    def compose_body(self) -> ComposeResult:
        """Yield the page."""
        yield ProseView("")

    def begin(self) -> None:
        """Read the answers."""
        from studyapp.services.optimising import lessons  # noqa: PLC0415

        self.page.show("Reading your answers.")
        self.page.focus()
        self.ask(lambda: lessons(self.desk.study), self._start)

    def leave(self) -> bool:
        """End the fit."""
        self._left.set()
        return True

    def on_unmount(self) -> None:
        """End the fit, however the screen goes."""
        self._left.set()

    def tell(self, error: StudyError) -> None:
        """Say on the page why there is nothing to fit."""
        self.page.show(error.sentence)

    def action_revert(self) -> None:
        """Take the weights in use back."""
        from studyapp.services.optimising import revert  # noqa: PLC0415

        self.ask(lambda: revert(self.desk.study), self._reverted)

    def _start(self, found: Lessons) -> None:
        self._fit(self.desk.study, found)

    @work(thread=True, exclusive=True, group="fit", exit_on_error=False)
    def _fit(self, study: Study, found: Lessons) -> None:
        from studyapp.services.optimising import try_weights  # noqa: PLC0415

        try:
            trial = try_weights(study, found, self._told)
        except _Left:
            return
        except Exception as error:  # noqa: BLE001 - a worker's last guard
            self.post_message(self.Failed(as_study_error(error)))
            return
        self.post_message(self.Tried(found, trial))

    def _told(self, share: float) -> None:
        if self._left.is_set():
            raise _Left
        self.post_message(self.Fitting(share))

    @on(Fitting)
    def _show_share(self, event: Fitting) -> None:
        event.stop()
        self.page.show(
            f"Fitting the schedule to your answers: {event.share:.0%}. "
            "You may leave; nothing is changed then."
        )

    @on(Tried)
    def _adopt(self, event: Tried) -> None:
        from studyapp.services.optimising import adopt, refreshed  # noqa: PLC0415

        event.stop()
        study = self.desk.study

        def act() -> tuple[Fitted, Study]:
            fitted = adopt(study, event.lessons, event.trial)
            return fitted, refreshed(study)

        self.ask(act, self._show)

    def _show(self, found: tuple[Fitted, Study]) -> None:
        from studyapp.tui.plan_page import fit_page  # noqa: PLC0415

        fitted, study = found
        self.desk.put(study)
        self.status = "adopted" if fitted.adopted else "not adopted"
        self.page.show(fit_page(fitted))

    def _reverted(self, study: Study | None) -> None:
        if study is None:
            self.notify("The default weights are in use.")
            return
        self.desk.put(study)
        self.status = study.policy.weights_version
        self.page.show(f"Taken back. `{self.status}` is in use again.")
