"""Text that is laid out anew for every width, usable wherever Textual draws.

A widget that shows a `Fitted` needs no resize handler of its own.
"""

from __future__ import annotations

from collections.abc import Callable

from textual.content import Content
from textual.css.styles import RulesMap
from textual.selection import Selection
from textual.strip import Strip
from textual.style import Style
from textual.visual import RenderOptions, Visual
from textual.widgets import Static

_KEPT = 4
"""Layouts kept: Textual measures with and without a scrollbar in turn."""


class Fitted(Visual):
    """A text made by a function of the width in cells."""

    def __init__(self, layout: Callable[[int], Content]) -> None:
        self._layout = layout
        self._done: dict[int, Content] = {}

    def at(self, width: int) -> Content:
        """Return the text laid out for `width` cells, at least one."""
        width = max(1, width)
        if width not in self._done:
            if len(self._done) >= _KEPT:
                self._done.clear()
            self._done[width] = self._layout(width)
        return self._done[width]

    def render_strips(
        self, width: int, height: int | None, style: Style, options: RenderOptions
    ) -> list[Strip]:
        """Return the lines to draw."""
        return self.at(width).render_strips(width, height, style, options)

    def get_optimal_width(self, rules: RulesMap, container_width: int) -> int:
        """Return the longest line when laid out in the container."""
        return self.at(container_width).get_optimal_width(rules, container_width)

    def get_height(self, rules: RulesMap, width: int) -> int:
        """Return the number of lines at `width`."""
        return self.at(width).get_height(rules, max(1, width))


class FittedStatic(Static):
    """A static text laid out for its width, whose words can be selected."""

    # The lines are wrapped already; Textual would do it again, twice per text.
    DEFAULT_CSS = """
    FittedStatic { text-wrap: nowrap; }
    """

    def __init__(
        self,
        layout: Callable[[int], Content],
        *,
        id: str | None = None,  # noqa: A002
        classes: str | None = None,
    ) -> None:
        self._fitted = Fitted(layout)
        super().__init__(self._fitted, id=id, classes=classes)

    def lay_out(self, layout: Callable[[int], Content]) -> None:
        """Show what `layout` makes from now on."""
        self._fitted = Fitted(layout)
        self.update(self._fitted)

    def text_at(self, width: int) -> Content:
        """Return what is shown when `width` cells are free."""
        return self._fitted.at(width)

    def get_selection(self, selection: Selection) -> tuple[str, str] | None:
        """Return the selected words; Textual reads them from `Content` only."""
        text = self.text_at(self.content_size.width).plain
        return selection.extract(text), "\n"
