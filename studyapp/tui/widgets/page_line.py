"""The pages of a screen by name on one line, the present one marked by brackets."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

from textual.content import Content

from studyapp.tui.prose.lines import MUTED
from studyapp.tui.widgets.fitted import FittedStatic


class PageLine(FittedStatic):
    """`[Now]  Memory  Year  Topics`."""

    DEFAULT_CSS = """
    PageLine { width: 1fr; height: auto; margin-bottom: 1; }
    """

    def __init__(self, names: Sequence[str], *, id: str | None = None) -> None:  # noqa: A002
        self._names = tuple(names)
        super().__init__(partial(page_names, self._names, 0), id=id)

    def mark(self, present: int) -> None:
        """Mark the page that is shown."""
        self.lay_out(partial(page_names, self._names, present))


def page_names(names: Sequence[str], present: int, width: int) -> Content:
    """Return the names on one line; only the present one when there is no room."""
    cells = [
        Content.styled(f"[{name}]", "bold $text-primary")
        if index == present
        else Content.styled(f" {name} ", MUTED)
        for index, name in enumerate(names)
    ]
    line = Content(" ").join(cells)
    return line if line.cell_length <= width else cells[present]
