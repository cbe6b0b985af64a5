"""The review table of an exam: a line per item, its state in words and signs.

It shows states it is given and goes nowhere by itself.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import ClassVar

from textual import on
from textual.content import Content
from textual.message import Message
from textual.widgets import OptionList

from studyapp.tui.commands import Command, Shown
from studyapp.tui.prose import inline
from studyapp.tui.prose.lines import MUTED, pad
from studyapp.tui.widgets.pointed_list import PointedList


@dataclass(frozen=True, slots=True)
class TableLine:
    """One item: `state` is `answered`, `unanswered` or `1 of 2 chosen`."""

    key: str
    number: int
    is_answered: bool
    state: str
    is_flagged: bool
    sure: str
    stem: str


class TableRows(PointedList):
    """Items under one another; enter or a click goes to one."""

    KEY_COMMANDS: ClassVar[tuple[Command, ...]] = (
        Command(
            "table.open", ("enter",), "Go to", "Go to the marked item.", "select",
            Shown.FOOTER,
        ),
    )  # fmt: skip

    @dataclass
    class Opened(Message):
        """Posted when an item was chosen."""

        key: str

    def __init__(self) -> None:
        super().__init__()
        self._items: tuple[TableLine, ...] = ()

    def show_lines(self, lines: Sequence[TableLine], marked: str = "") -> None:
        """Show these items, the mark at the one with key `marked`."""
        self._items = tuple(lines)
        self.show_rows(len(self._items))
        keys = [line.key for line in self._items]
        if marked in keys:
            self.highlighted = keys.index(marked)
            self.call_after_refresh(self.scroll_to_highlight)

    @property
    def marked(self) -> str:
        """The key of the item under the mark."""
        return "" if self.highlighted is None else self._items[self.highlighted].key

    def row(self, index: int, width: int) -> Content:
        """Return item `index` on one line."""
        line = self._items[index]
        sign = "✓" if line.is_answered else "·"
        style = "" if line.is_answered else "bold $text-warning"
        flag = Content.styled("⚑ flagged" if line.is_flagged else "", "bold")
        cells = [
            Content(f"{self.pointer(index)}{line.number:>3} "),
            pad(Content.styled(f"{sign} {line.state}", style), 16),
            pad(flag, 11),
        ]
        if width >= 60:
            cells.append(pad(Content.styled(line.sure, MUTED), 10))
        stem = inline(line.stem).stylize(MUTED)
        return Content("").join([*cells, stem]).truncate(width, ellipsis=True)

    @on(OptionList.OptionSelected)
    def _open(self, event: OptionList.OptionSelected) -> None:
        event.stop()
        self.post_message(self.Opened(self._items[event.option_index].key))
