"""The application's frame: themes, key map, help, palette, messages, going back.

It has no services and no database; the program's own app is a subclass.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import ClassVar

from textual import on
from textual.actions import ActionParseResult
from textual.app import App, SystemCommand
from textual.dom import DOMNode
from textual.message import Message
from textual.notifications import SeverityLevel
from textual.screen import Screen
from textual.types import AnimationLevel
from textual.widgets import Input

from studyapp.tui.active import active_commands
from studyapp.tui.bindings import Commanded, commands_of
from studyapp.tui.commands import FRAME_COMMANDS, Command, Scope
from studyapp.tui.confirm import ConfirmScreen
from studyapp.tui.help import HelpScreen, HelpSection, Term
from studyapp.tui.keymap import Keymap, key_rows, read_keymap
from studyapp.tui.palette import CommandProvider
from studyapp.tui.screens_base import StudyScreen, scope_of
from studyapp.tui.themes import DEFAULT_THEME, OWN_THEMES, THEME_NAMES


def _later(screen: StudyScreen) -> str:
    """Return a heading for the keys that do nothing at this moment, and why."""
    is_typing = isinstance(screen.focused, Input)
    return "Not while you type" if is_typing else "At other moments"


class FrameApp(Commanded, App[None]):
    """A Textual app whose keys all come from commands.

    A subclass adds its own `KEY_COMMANDS`, lists its screens, and opens the
    first one by `DEFAULT_MODE` and `MODES` or by `get_default_screen`.
    """

    TITLE = "studyapp"
    KEY_COMMANDS: ClassVar[tuple[Command, ...]] = FRAME_COMMANDS
    STUDY_SCREENS: ClassVar[tuple[type[StudyScreen], ...]] = ()
    """Every screen of the program, unless `study_screens` says it."""
    TERMS: ClassVar[tuple[Term, ...]] = ()
    """Short names explained at the end of the help."""
    CSS = """
    CommandPalette SearchIcon { display: none; }
    """
    COMMANDS = App.COMMANDS | {CommandProvider}

    @dataclass
    class Said(Message):
        """Posted with what is to be said in passing."""

        message: str
        is_urgent: bool

    def __init__(
        self,
        *,
        theme: str = DEFAULT_THEME,
        keys: Mapping[str, str] | None = None,
        animation: AnimationLevel = "none",
    ) -> None:
        """Check `keys` (command id to keys) against every screen, if there are any.

        Raises UsageError naming every clash, unknown id and unusable key.
        """
        self.keymap = read_keymap(self.scopes(), keys) if keys else Keymap()
        super().__init__()
        self.terms = self.TERMS
        self.animation_level = animation
        for own in OWN_THEMES:
            self.register_theme(own)
        self.theme = theme
        for name in self.available_themes.keys() - set(THEME_NAMES):
            self.unregister_theme(name)
        self.set_keymap(self.keymap.for_textual())

    @classmethod
    def study_screens(cls) -> tuple[type[StudyScreen], ...]:
        """Return every screen; a large program imports them here, not at its start."""
        return cls.STUDY_SCREENS

    @classmethod
    def scopes(cls) -> tuple[Scope, ...]:
        """Return, per screen, the commands active together; also for a printed list."""
        screens = tuple(scope_of(screen, cls) for screen in cls.study_screens())
        over = (("Help", HelpScreen), ("A question", ConfirmScreen))
        return (*screens, *(Scope(n, tuple(commands_of(owner))) for n, owner in over))

    @property
    def is_home(self) -> bool:
        """Whether there is no screen to go back to."""
        at_first_mode = self.current_mode == self.DEFAULT_MODE
        return at_first_mode and len(self.screen_stack) <= 1

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Offer going back away from home, and quitting at home."""
        if action == "go_back":
            return not self.is_home
        if action == "leave":
            return self.is_home
        return super().check_action(action, parameters)

    def action_go_back(self) -> None:
        """Go to the screen before this one, unless this one refuses."""
        screen = self.screen
        if isinstance(screen, StudyScreen) and not screen.leave():
            return
        if len(self.screen_stack) > 1:
            self.pop_screen()
        else:
            self.switch_mode(self.DEFAULT_MODE)

    async def action_leave(self) -> None:
        """Leave the program."""
        await self.action_quit()

    def action_show_help(self) -> None:
        """Show the keys of the present screen and of the program, what works first."""
        screen = self.screen
        if not isinstance(screen, StudyScreen):
            return
        active = active_commands(screen)
        now = [command for command in screen.commands if command.id in active]
        later = [command for command in screen.commands if command.id not in active]
        keys = {name: found.keys for name, found in active.items()}
        name = str(screen.title or "This screen")
        sections = (
            HelpSection("Now", key_rows(now, Keymap(keys))),
            HelpSection(_later(screen), key_rows(later, self.keymap)),
        )
        self.push_screen(HelpScreen(f"Help: {name}", sections, self.terms))

    async def run_action(
        self,
        action: str | ActionParseResult,
        default_namespace: DOMNode | None = None,
        namespaces: Mapping[str, DOMNode] | None = None,
    ) -> bool:
        """Do what a key asks for; what was said before is over then."""
        if isinstance(self.screen, StudyScreen):
            self.screen.message.clear()
        return await super().run_action(action, default_namespace, namespaces)

    def notify(
        self,
        message: str,
        *,
        title: str = "",
        severity: SeverityLevel = "information",
        timeout: float | None = None,
        markup: bool = False,
    ) -> None:
        """Say something above the footer; how long, and as what, is decided there."""
        del timeout, markup
        said = f"{title}: {message}" if title else message
        self.post_message(self.Said(said, severity != "information"))

    @on(Said)
    def _say(self, event: Said) -> None:
        """Say it where the learner is by now: who said it may have been left."""
        screens = [s for s in self.screen_stack if isinstance(s, StudyScreen)]
        if screens:  # the last one may not have been composed yet
            screens[-1].call_later(screens[-1].say, event.message, event.is_urgent)

    def get_system_commands(self, screen: Screen[object]) -> Iterable[SystemCommand]:
        """Yield what the palette offers besides the commands."""
        del screen
        yield SystemCommand("Theme", "Choose the colours.", self.action_change_theme)
        yield SystemCommand("Quit", "Leave the program.", self.action_quit)
