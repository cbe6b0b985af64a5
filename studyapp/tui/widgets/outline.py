"""What a topic holds, line by line: its sections, its facts, and where to go on.

It only names places; going there is the screen's.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from enum import Enum
from typing import ClassVar

from textual import on
from textual.content import Content
from textual.message import Message
from textual.widgets import OptionList

from studyapp.tui.commands import Command, Shown
from studyapp.tui.prose import inline
from studyapp.tui.prose.lines import MUTED, joined, spread, wrap
from studyapp.tui.widgets.pointed_list import PointedList


class Kind(Enum):
    """What a line of the outline leads to."""

    SECTION = "section"
    FACT = "fact"
    TOPIC = "topic"


@dataclass(frozen=True, slots=True)
class Entry:
    """One line: a title in Markdown of one line, and a word at the right edge."""

    kind: Kind
    title: str
    target: str
    """A heading's text for sections and facts, a topic's id for topics."""
    standing: str = ""


class Outline(PointedList):
    """The lines of a topic; enter or a click goes to one."""

    KEY_COMMANDS: ClassVar[tuple[Command, ...]] = (
        Command(
            "outline.go", ("enter",), "Go", "Go to the marked place.", "select",
            Shown.FOOTER,
        ),
    )  # fmt: skip

    @dataclass
    class Chosen(Message):
        """Posted when a line was chosen."""

        entry: Entry

    def __init__(self, *, id: str | None = None) -> None:  # noqa: A002
        super().__init__(id=id)
        self._entries: tuple[Entry, ...] = ()

    def show_entries(self, entries: Sequence[Entry]) -> None:
        """Show other lines, the mark where it was if there still is such a line."""
        place = self.highlighted or 0
        self._entries = tuple(entries)
        self.show_rows(len(self._entries))
        if self._entries:
            self.highlighted = min(place, len(self._entries) - 1)

    def row(self, index: int, width: int) -> Content:
        """Return line `index` at `width`; a fact stands below its section."""
        return entry_lines(self._entries[index], self.pointer(index), width)

    @on(OptionList.OptionSelected)
    def _choose(self, event: OptionList.OptionSelected) -> None:
        event.stop()
        self.post_message(self.Chosen(self._entries[event.option_index]))


def entry_lines(entry: Entry, pointer: str, width: int) -> Content:
    """Return a line of the outline at `width`; a long title wraps below itself."""
    margin = Content(pointer + ("  " if entry.kind is Kind.FACT else ""))
    room = max(1, width - margin.cell_length)
    title = inline(entry.title)
    if entry.kind is Kind.SECTION:
        title = title.stylize("bold")
    if entry.kind is Kind.TOPIC:
        title = Content("→ ") + title.stylize("$text-accent")
    standing = Content.styled(entry.standing, MUTED)
    column = room - standing.cell_length - 2 if entry.standing else room
    first, *rest = wrap(title, column)
    indent = Content(" " * margin.cell_length)
    head = spread(first, standing, room) if entry.standing else first
    return joined([margin + (head or first), *(indent + line for line in rest)])
