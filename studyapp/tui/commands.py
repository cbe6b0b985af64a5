"""What a key can do: one `Command` is the binding, palette entry, footer and help.

It holds no Textual and no key map of the learner, so `studyapp keys` can print
every command without starting a screen.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from enum import Flag, auto
from itertools import pairwise


class Shown(Flag):
    """Where a command is offered besides the help screen, which lists them all."""

    HELP_ONLY = 0
    FOOTER = auto()
    PALETTE = auto()


@dataclass(frozen=True, slots=True)
class Command:
    """One thing the learner can ask for."""

    id: str
    """Unique in the program, `place.verb`; what a key map overrides."""
    keys: tuple[str, ...]
    """Characters (`?`) or names (`escape`, `ctrl+p`); the first one is shown."""
    label: str
    """Two words at most: the footer and the palette."""
    help: str
    """One sentence: the help screen and the palette."""
    action: str
    """Textual action, such as `reveal`, `grade(3)` or `app.show_help`."""
    shown: Shown = Shown.FOOTER | Shown.PALETTE
    group: str = ""
    """Commands of one group share one footer cell, labelled with this word."""
    when: str = ""
    """The screen's phase in which it works; empty for always."""


@dataclass(frozen=True, slots=True)
class Scope:
    """Commands that can be active together: a screen's, its widgets', the app's."""

    name: str
    commands: tuple[Command, ...]
    widgets: tuple[frozenset[str], ...] = ()
    """Ids by widget: of those, only the focused widget's are active."""

    def are_apart(self, one: Command, other: Command) -> bool:
        """Return whether the two can never be active at one moment."""
        if one.when and other.when and one.when != other.when:
            return True
        owners = [ids for ids in self.widgets if one.id in ids or other.id in ids]
        held = {command.id for command in (one, other)}
        return (
            held <= frozenset().union(*owners)
            and len(owners) > 1
            and not any(held <= ids for ids in owners)
        )


HELP = Command(
    "app.help",
    ("?", "f1"),
    "Help",
    "Show every key that works here.",
    "app.show_help",
)
PALETTE = Command(
    "app.palette",
    (":", "ctrl+p"),
    "Commands",
    "Search all commands by name.",
    "app.command_palette",
    shown=Shown.HELP_ONLY,
)
BACK = Command(
    "app.back",
    ("escape",),
    "Back",
    "Return to the screen before this one.",
    "app.go_back",
    shown=Shown.FOOTER,
)
QUIT = Command(
    "app.quit",
    ("q",),
    "Quit",
    "Leave the program; works on its first screen.",
    "app.leave",
    shown=Shown.FOOTER,
)
FRAME_COMMANDS = (BACK, PALETTE, QUIT, HELP)

_KEY_TEXT = {
    "escape": "esc",
    "pageup": "pgup",
    "pagedown": "pgdn",
    "delete": "del",
    "backspace": "bksp",
    "up": "↑",
    "down": "↓",
    "left": "←",
    "right": "→",
    "comma": ",",
}


def key_text(key: str) -> str:
    """Return how `key` is written for a reader, such as `esc` or `ctrl+p`."""
    modifier, plus, name = key.rpartition("+")
    text = _KEY_TEXT.get(name, name) if name else key
    if not plus or not name:
        return text
    return f"{modifier}+{text}"


def key_range(keys: Sequence[str]) -> str:
    """Return several keys as one short text: `1-4`, `[ ]`, `a-f`."""
    texts = [key_text(key) for key in dict.fromkeys(keys)]
    codes = [ord(text) for text in texts if len(text) == 1]
    runs = len(codes) == len(texts) > 2 and all(
        after - before == 1 for before, after in pairwise(codes)
    )
    return f"{texts[0]}-{texts[-1]}" if runs else " ".join(texts)


def by_id(commands: Iterable[Command]) -> dict[str, Command]:
    """Return `commands` indexed by id; the first of two with one id wins."""
    index: dict[str, Command] = {}
    for command in commands:
        index.setdefault(command.id, command)
    return index
