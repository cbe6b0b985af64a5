"""Asks for the day on which the progress is to be shown."""

from __future__ import annotations

from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.getters import query_one
from textual.widgets import Input

from studyapp.days import parse_day
from studyapp.errors import UsageError
from studyapp.tui.desk import DeskScreen
from studyapp.tui.messages import OpenScreen
from studyapp.tui.widgets.fields import DayField
from studyapp.tui.widgets.prose_view import Prose


class ProgressDayScreen(DeskScreen):
    """One field: a day."""

    TITLE = "Progress on a day"
    WIDGETS: ClassVar[tuple[type, ...]] = (DayField,)
    DEFAULT_CSS = """
    ProgressDayScreen {
        & DayField { margin: 1 0; max-width: 60; }
        & #problem { color: $text-error; text-style: bold; }
    }
    """

    field = query_one(DayField)
    problem = query_one("#problem", Prose)

    def compose_body(self) -> ComposeResult:
        """Yield what is asked, and the field."""
        yield Prose(
            "**What did you know on a day?** A day to come is told as if you "
            "answered nothing until then."
        )
        yield DayField(placeholder="2026-11-01, 1 nov, fri, -5d")
        yield Prose("", id="problem")

    def on_mount(self) -> None:
        """Say nothing is wrong before anything is typed."""
        self.problem.display = False

    def begin(self) -> None:
        """Wait for the day."""
        self.field.focus()

    @on(Input.Submitted)
    def _show(self, event: Input.Submitted) -> None:
        from studyapp.tui.pages import plain  # noqa: PLC0415

        event.stop()
        try:
            day = parse_day(event.value, self.desk.study.today)
        except UsageError as error:
            self.problem.markdown = plain(f"✗ {error.sentence}")
            self.problem.display = True
            return
        self.give_up()
        self.app.post_message(OpenScreen("progress", day.isoformat()))
