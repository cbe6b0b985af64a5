"""A report as one list: words, rows with bars, and items, top to bottom.

Words cannot be pointed at; what a row opens is its screen's to know.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from enum import Enum, auto
from typing import ClassVar

from textual import on
from textual.content import Content
from textual.geometry import Region
from textual.message import Message
from textual.widgets import OptionList
from textual.widgets.option_list import Option

from studyapp.tui.commands import Command, Shown
from studyapp.tui.prose import inline, render
from studyapp.tui.prose.lines import MUTED, hang, joined, pad, wrap
from studyapp.tui.widgets.meter import filled_halves
from studyapp.tui.widgets.pointed_list import PointedList

_BAR = 12
_NARROW = 56


class Opens(Enum):
    """What a row leads to."""

    NOTHING = auto()
    QUIZ = auto()
    ITEM = auto()


@dataclass(frozen=True, slots=True)
class ReportRow:
    """One row; of words only `text` is shown, as Markdown."""

    text: str
    opens: Opens = Opens.NOTHING
    key: str = ""
    value: float = 0
    maximum: float = 0
    """0 for a row without a bar."""
    number: str = ""
    """What the bar says, or what stands before an item."""


class ReportList(PointedList):
    """The rows of a report; enter or a click opens one."""

    DEFAULT_CSS = """
    ReportList > .option-list--option-disabled { color: $foreground; }
    """
    KEY_COMMANDS: ClassVar[tuple[Command, ...]] = (
        Command(
            "report.quiz", ("enter",), "Quiz on it", "Start a quiz on the marked row.",
            "open_quiz", Shown.FOOTER, when="row",
        ),
        Command(
            "report.item", ("enter",), "Show item",
            "Show the marked item with all rationales.", "open_item", Shown.FOOTER,
            when="item",
        ),
    )  # fmt: skip

    @dataclass
    class Opened(Message):
        """Posted when a row was opened."""

        row: ReportRow

    def __init__(self) -> None:
        super().__init__()
        self._rows: tuple[ReportRow, ...] = ()

    def show_report(self, rows: Sequence[ReportRow]) -> None:
        """Show other rows, the first that opens something marked."""
        self._rows = tuple(rows)
        self._pointed = None
        self.set_options(
            [
                Option(self._visual(index), disabled=row.opens is Opens.NOTHING)
                for index, row in enumerate(self._rows)
            ]
        )
        first = (i for i, row in enumerate(rows) if row.opens is not Opens.NOTHING)
        self.highlighted = next(first, None)
        self.refresh(layout=True)

    @property
    def marked(self) -> ReportRow | None:
        """The row under the mark."""
        return None if self.highlighted is None else self._rows[self.highlighted]

    def row(self, index: int, width: int) -> Content:
        """Return row `index` at `width`."""
        row = self._rows[index]
        if row.opens is Opens.NOTHING:
            words = render(row.text, max(1, width))
            return Content("\n") + words if row.text.startswith(("## ", "*")) else words
        pointer = self.pointer(index)
        if row.opens is Opens.ITEM:
            mark = Content(pointer) + pad(Content(row.number), len(row.number))
            room = max(8, width - mark.cell_length)
            return joined(hang(mark, [inline(row.text).truncate(room, ellipsis=True)]))
        return _bar_row(row, pointer, width)

    def watch_highlighted(self, highlighted: int | None) -> None:
        """Offer the key for what is marked now."""
        super().watch_highlighted(highlighted)
        self.refresh_bindings()

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Offer what the marked row opens."""
        opens = self.marked.opens if self.marked else Opens.NOTHING
        if action == "open_quiz":
            return opens is Opens.QUIZ
        if action == "open_item":
            return opens is Opens.ITEM
        return super().check_action(action, parameters)

    def action_open_quiz(self) -> None:
        """Open the marked row."""
        self.action_select()

    def action_open_item(self) -> None:
        """Open the marked item."""
        self.action_select()

    def scroll_to_highlight(self, top: bool = False) -> None:  # noqa: FBT001, FBT002
        """Keep the words above the current row in view with it, if there is room."""
        super().scroll_to_highlight(top)
        if self.highlighted is None:
            return
        first = self.highlighted
        while first and self._rows[first - 1].opens is Opens.NOTHING:
            first -= 1
        width = self.scrollable_content_region.width
        above = sum(self._row_height(index, width) for index in range(first))
        words = range(first, self.highlighted)
        lines = sum(self._row_height(index, width) for index in words)
        room = self.scrollable_content_region.height
        height = self._row_height(self.highlighted, width)
        if words and lines + height <= room:
            region = Region(0, above, width, lines + height)
            self.scroll_to_region(region, animate=False, force=True)

    @on(OptionList.OptionSelected)
    def _open(self, event: OptionList.OptionSelected) -> None:
        event.stop()
        self.post_message(self.Opened(self._rows[event.option_index]))


def _bar_row(row: ReportRow, pointer: str, width: int) -> Content:
    """Return label, bar and number on one line; narrow, the label above the bar."""
    whole, half = divmod(filled_halves(row.value, row.maximum, _BAR), 2)
    filled = "━" * whole + "╸" * half
    bar = Content.styled(filled, "$text-primary") + Content.styled(
        "·" * (_BAR - len(filled)), MUTED
    )
    tail = bar + Content(f"  {row.number}")
    label = inline(row.text)
    room = width - len(pointer) - tail.cell_length - 2
    if width >= _NARROW and room >= 16:
        lines = wrap(label, room)
        lines[0] = pad(lines[0], room) + Content("  ") + tail
        return joined(hang(Content(pointer), lines))
    lines = [*wrap(label, max(8, width - 2)), tail]
    return joined(hang(Content(pointer), lines))
