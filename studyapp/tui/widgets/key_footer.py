"""The last line of a screen: the keys that work now, at most seven.

What does not fit is never dropped in silence: the last cell then says `? more`.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from typing import Any

from textual.content import Content
from textual.screen import Screen
from textual.style import Style

from studyapp.tui.active import ActiveCommand, active_commands
from studyapp.tui.commands import HELP, Command, Shown, by_id, key_range
from studyapp.tui.widgets.fitted import FittedStatic

MOST = 7
"""Cells on the line, the one for help among them."""
_WIDE = 80
_ROOMY, _NARROW = 3, 2
"""Blanks between cells; the narrow gap rather than a cell less."""


@dataclass(frozen=True, slots=True)
class FooterCell:
    """A key or a range of keys, its word, and the action a click runs."""

    keys: str
    label: str
    action: str = ""

    @property
    def width(self) -> int:
        """Return the cells it takes."""
        return len(self.keys) + 1 + len(self.label)


class KeyFooter(FittedStatic):
    """The footer; it follows the focus, the phase and the key map by itself."""

    DEFAULT_CSS = """
    KeyFooter {
        dock: bottom;
        width: 1fr;
        height: 1;
        padding: 0 1;
        background: $footer-background;
        color: $footer-description-foreground;
    }
    """
    ALLOW_SELECT = False

    def __init__(self, commands: Callable[[], Iterable[Command]]) -> None:
        super().__init__(partial(footer_line, ()))
        self._commands = commands
        self.auto_links = False

    def on_mount(self) -> None:
        """Follow every change of the keys that work."""
        self.screen.bindings_updated_signal.subscribe(self, self._follow)
        self.call_after_refresh(self._follow, self.screen)

    def _follow(self, screen: Screen[Any]) -> None:
        if self.is_attached and screen.is_active:
            cells = footer_cells(self._commands(), active_commands(screen))
            self.lay_out(partial(footer_line, cells))


def footer_cells(
    commands: Iterable[Command], active: Mapping[str, ActiveCommand]
) -> tuple[FooterCell, ...]:
    """Return a cell per active command or group, those of the focused widget first.

    The cell for help is the last.
    """
    groups: dict[str, list[Command]] = {}
    offered = [
        command
        for command in by_id(commands).values()
        if command.id in active and Shown.FOOTER in command.shown
    ]
    for command in sorted(offered, key=lambda command: not active[command.id].is_near):
        groups.setdefault(command.group or command.id, []).append(command)
    help_cell = groups.pop(HELP.id, [])
    return tuple(
        _cell(members, active) for members in (*groups.values(), help_cell) if members
    )


def footer_line(cells: Sequence[FooterCell], width: int) -> Content:
    """Return the cells that fit in `width`, the last one leading to the rest."""
    if not cells:
        return Content("")
    *others, last = cells
    shown = list(others[: MOST - 1])
    more = FooterCell(last.keys, "more", last.action)
    while True:
        tail = last if len(shown) == len(others) else more
        line = [*shown, tail]
        room = width - sum(cell.width for cell in line)
        gaps = len(line) - 1
        if room >= _NARROW * gaps or not shown:
            break
        shown.pop()
    gap = _ROOMY if width >= _WIDE - 2 and room >= _ROOMY * gaps else _NARROW
    return Content(" " * gap).join([_content(cell) for cell in line])


def _cell(
    members: Sequence[Command], active: Mapping[str, ActiveCommand]
) -> FooterCell:
    first = members[0]
    keys = [active[command.id].keys[0] for command in members]
    if len(members) == 1:
        return FooterCell(key_range(keys), first.label, active[first.id].address)
    return FooterCell(key_range(keys), first.group)


def _content(cell: FooterCell) -> Content:
    text = Content.assemble((cell.keys, "bold $footer-key-foreground"), " ", cell.label)
    if not cell.action:
        return text
    return text.stylize(Style.from_meta({"@click": cell.action}))
