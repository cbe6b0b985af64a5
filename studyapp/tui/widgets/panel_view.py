"""What stands beside the calculator's fields: words, bars, and words after them.

It draws a page it is given and calculates nothing.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from textual.app import ComposeResult
from textual.containers import Vertical
from textual.getters import query_one

from studyapp.tui.widgets.meter import Bar, Meters
from studyapp.tui.widgets.prose_view import Prose


class Panel(StrEnum):
    """What can be asked about the same fields; the values name it to the learner."""

    RESULT = "result and steps"
    MOVES = "what moves it"
    MEMORY = "by memory"
    COMPARE = "compare"
    BACKWARDS = "backwards"


@dataclass(frozen=True, slots=True)
class PanelPage:
    """A panel's Markdown, and the bars under it."""

    page: str
    bars: tuple[Bar, ...] = ()
    changed: frozenset[str] = frozenset()
    """Names of the fields that differ from the scenario kept for comparison."""


class PanelView(Vertical):
    """Words over bars."""

    DEFAULT_CSS = """
    PanelView {
        height: auto;
        & > Prose { margin-bottom: 1; }
    }
    """

    words = query_one(Prose)
    bars = query_one(Meters)

    def compose(self) -> ComposeResult:
        """Yield the words and the bars."""
        yield Prose("")
        yield Meters()

    def show_page(self, page: PanelPage) -> None:
        """Show another page."""
        self.words.markdown = page.page
        self.bars.display = bool(page.bars)
        self.bars.show_bars(page.bars)
