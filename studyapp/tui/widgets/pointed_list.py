"""A list whose rows wrap, with a mark beside the current row.

The mark is a sign and not only a colour; the rows are made by the subclass.
"""

from __future__ import annotations

from typing import ClassVar

from textual.containers import ScrollableContainer
from textual.content import Content
from textual.geometry import Region
from textual.widgets import OptionList
from textual.widgets.option_list import Option

from studyapp.tui.bindings import Commanded
from studyapp.tui.commands import Command, Shown
from studyapp.tui.widgets.fitted import Fitted

POINTER = "› "  # noqa: RUF001
NO_POINTER = "  "


class PointedList(Commanded, OptionList):
    """A base for lists: subclasses say how many rows there are and draw each."""

    DEFAULT_CSS = """
    PointedList {
        height: auto;
        max-height: 100%;
        border: none;
        padding: 0;
        background: transparent;
        &:focus {
            border: none;
            background-tint: transparent;
            & > .option-list--option-highlighted {
                color: $block-cursor-blurred-foreground;
                background: $block-cursor-blurred-background;
                text-style: none;
            }
        }
        & > .option-list--option-highlighted {
            color: $foreground;
            background: transparent;
            text-style: none;
        }
        & > .option-list--option-hover {
            background: $block-hover-background;
        }
    }
    """
    KEY_COMMANDS: ClassVar[tuple[Command, ...]] = (
        Command(
            "list.down", ("j",), "Down", "Go to the next row.", "cursor_down",
            Shown.HELP_ONLY,
        ),
        Command(
            "list.up", ("k",), "Up", "Go to the row before.", "cursor_up",
            Shown.HELP_ONLY,
        ),
    )  # fmt: skip

    _pointed: int | None = None
    _is_followed = False
    """Whether the page around it keeps the mark in view: once it has been moved."""

    @property
    def page(self) -> ScrollableContainer | None:
        """The scrolling container it stands in, if there is one around it."""
        return self.parent if isinstance(self.parent, ScrollableContainer) else None

    def row(self, index: int, width: int) -> Content:
        """Return row `index` at `width`, without the mark."""
        raise NotImplementedError

    def show_rows(self, count: int) -> None:
        """Show rows 0 to `count` - 1 and point at the first."""
        self.set_options([Option(self._visual(index)) for index in range(count)])
        self.point_at(0 if count else None)
        self.refresh(layout=True)

    def point_at(self, index: int | None) -> None:
        """Put the mark on row `index`; the page stays where it is."""
        self.highlighted = None
        self.highlighted = index

    def redraw(self, *indexes: int) -> None:
        """Draw these rows again, or all if none is named."""
        for index in indexes or range(self.option_count):
            self.replace_option_prompt_at_index(index, self._visual(index))
        self.refresh(layout=True)

    def pointer(self, index: int) -> str:
        """Return the mark beside row `index`, two cells wide."""
        return POINTER if self.highlighted == index else NO_POINTER

    def watch_highlighted(self, highlighted: int | None) -> None:
        """Move the mark with the highlight."""
        before, self._pointed = self._pointed, highlighted
        self._is_followed = before is not None
        rows = {before, highlighted} - {None}
        for index in rows:
            if index is not None and index < self.option_count:
                self.replace_option_prompt_at_index(index, self._visual(index))
        super().watch_highlighted(highlighted)

    def scroll_to_highlight(self, top: bool = False) -> None:  # noqa: FBT001, FBT002
        """Keep the current row in view, also inside a page once the mark has moved."""
        super().scroll_to_highlight(top)
        page = self.page
        if self.highlighted is None or page is None or not self._is_followed:
            return
        width = self.scrollable_content_region.width
        heights = [self._row_height(index, width) for index in range(self.highlighted)]
        place = self.virtual_region
        page.scroll_to_region(
            Region(
                place.x,
                place.y + sum(heights),
                place.width,
                self._row_height(self.highlighted, width),
            ),
            animate=False,
            force=True,
        )

    def _row_height(self, index: int, width: int) -> int:
        return self.row(index, max(1, width)).plain.count("\n") + 1

    def _visual(self, index: int) -> Fitted:
        return Fitted(lambda width: self.row(index, width))
