"""The frame every screen shares: title, body, message, footer of keys, size notice.

A screen says what it can do in `KEY_COMMANDS`; no binding is written by hand.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import ClassVar

from textual.app import ComposeResult
from textual.containers import Vertical
from textual.getters import query_one
from textual.reactive import var
from textual.screen import Screen
from textual.widget import Widget
from textual.widgets import Static

from studyapp.tui.bindings import Commanded, action_name, commands_of
from studyapp.tui.commands import Command, Scope, by_id
from studyapp.tui.widgets.key_footer import KeyFooter
from studyapp.tui.widgets.message_line import MessageLine
from studyapp.tui.widgets.pointed_list import PointedList
from studyapp.tui.widgets.title_line import TitleLine

LEAST_WIDTH = 40
LEAST_HEIGHT = 10


class StudyScreen(Commanded, Screen[None]):
    """A screen of the program; subclasses give `TITLE`, commands and a body."""

    WIDGETS: ClassVar[tuple[type, ...]] = ()
    """Widget classes on it whose own `KEY_COMMANDS` are shown and checked too."""

    MEANINGS: ClassVar[Mapping[str, tuple[str, str]]] = {}
    """Label and help of a widget's command, by id, where it means more here."""

    HORIZONTAL_BREAKPOINTS: list[tuple[int, str]] | None = [  # noqa: RUF012
        (0, "-too-narrow"),
        (LEAST_WIDTH, "-narrow"),
        (80, "-normal"),
        (120, "-wide"),
    ]
    VERTICAL_BREAKPOINTS: list[tuple[int, str]] | None = [  # noqa: RUF012
        (0, "-too-low"),
        (LEAST_HEIGHT, "-low"),
        (24, "-high"),
    ]
    DEFAULT_CSS = """
    StudyScreen {
        layers: base notice;
        align-horizontal: center;
        & > #body { height: 1fr; width: 1fr; max-width: 102; padding: 0 1; }
        &.-high > #body { padding: 1 1 0 1; }
        & VerticalScroll {
            scrollbar-size-vertical: 1;
            scrollbar-gutter: stable;
            padding-right: 1;
        }
        & > #too-small {
            layer: notice;
            display: none;
            width: 100%;
            height: 100%;
            background: $background;
            color: $foreground;
        }
        &.-too-narrow, &.-too-low { overflow: hidden; }
        &.-too-narrow > #too-small, &.-too-low > #too-small { display: block; }
    }
    """

    status: var[str] = var("")
    """What the right end of the title line says, such as `12 due`."""
    phase: var[str] = var("")
    """Which commands with a `when` work now."""

    body = query_one("#body", Vertical)
    message = query_one(MessageLine)

    def compose(self) -> ComposeResult:
        """Yield the frame around what `compose_body` yields."""
        yield TitleLine(self.app.title, self.title or "", self.status)
        with Vertical(id="body"):
            yield from self.compose_body()
        yield MessageLine()
        yield KeyFooter(lambda: self.commands)
        notice = f"Make the window at least {LEAST_WIDTH}x{LEAST_HEIGHT}."
        yield Static(notice, id="too-small", markup=False)

    def compose_body(self) -> ComposeResult:
        """Yield the widgets of this screen."""
        yield from ()

    @property
    def commands(self) -> tuple[Command, ...]:
        """Every command that can be active here: own, widgets', the app's."""
        return scope_of(type(self), type(self.app)).commands

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Allow an action whose commands belong to no phase or to the present one."""
        phases = {c.when for c in commands_of(type(self)) if action_name(c) == action}
        if phases and "" not in phases and self.phase not in phases:
            return False
        return super().check_action(action, parameters)

    def set_focus(
        self,
        widget: Widget | None,
        scroll_visible: bool = True,  # noqa: FBT001, FBT002
        from_app_focus: bool = False,  # noqa: FBT001, FBT002
    ) -> None:
        """Focus `widget`; a list keeps its own row in view, not its whole height.

        Otherwise a list longer than the page would push the question off it.
        """
        whole = scroll_visible and not isinstance(widget, PointedList)
        super().set_focus(widget, whole, from_app_focus)

    def say(self, message: str, is_urgent: bool) -> None:  # noqa: FBT001 - a value to show
        """Say something above the footer, instead of what was said before."""
        self.message.say(message, is_urgent=is_urgent)

    def on_screen_suspend(self) -> None:
        """Say no more: another screen is shown."""
        self.message.clear()

    def leave(self) -> bool:
        """Return whether the learner may go back now; a screen may refuse."""
        return True

    def watch_status(self) -> None:
        """Write the status into the title line."""
        self._write_title()

    def watch_title(self) -> None:
        """Write the screen's name into the title line."""
        self._write_title()

    def watch_phase(self) -> None:
        """Show the keys of the new phase."""
        self.refresh_bindings()

    def _write_title(self) -> None:
        for line in self.query(TitleLine):
            line.show_title(self.app.title, self.title or "", self.status)


def _meant(screen: type[StudyScreen], command: Command) -> Command:
    label, text = screen.MEANINGS.get(command.id, (command.label, command.help))
    return replace(command, label=label, help=text)


def scope_of(screen: type[StudyScreen], app: type) -> Scope:
    """Return the commands that can be active together on `screen` of `app`."""
    owners = (screen, *screen.WIDGETS, app)
    every = (command for owner in owners for command in commands_of(owner))
    commands = {c.id: _meant(screen, c) for c in by_id(every).values()}
    return Scope(
        str(screen.TITLE or screen.__name__),
        tuple(commands.values()),
        tuple(
            frozenset(c.id for c in commands_of(widget)) for widget in screen.WIDGETS
        ),
    )
