"""Markdown on the screen: a plain block of it, and a page that scrolls.

Neither reads markup from the text, nor mounts a widget per paragraph.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import lru_cache, partial
from typing import ClassVar

from textual.app import ComposeResult
from textual.containers import VerticalScroll
from textual.content import Content
from textual.getters import query_one

from studyapp.tui.bindings import Commanded
from studyapp.tui.commands import Command, Shown
from studyapp.tui.prose import Anchor, Links, Page, lay_out
from studyapp.tui.widgets.fitted import FittedStatic

MOVE = "Move"


class Prose(FittedStatic):
    """A block of Markdown as high as its text; it does not scroll by itself."""

    DEFAULT_CSS = """
    Prose {
        width: 1fr;
        max-width: 96;
        height: auto;
    }
    """

    def __init__(
        self,
        markdown: str = "",
        *,
        links: Links = Links.TEXT,
        id: str | None = None,  # noqa: A002
        classes: str | None = None,
    ) -> None:
        self._markdown = markdown
        self._links = links
        self._page_at = _pages_of(markdown, links)
        super().__init__(self._content_at, id=id, classes=classes)

    @property
    def markdown(self) -> str:
        """The text shown; setting it shows another."""
        return self._markdown

    @markdown.setter
    def markdown(self, text: str) -> None:
        self._markdown = text
        self._page_at = _pages_of(text, self._links)
        self.lay_out(self._content_at)

    @property
    def headings(self) -> tuple[Anchor, ...]:
        """The headings and the line each stands on at the present width."""
        return self._page_at(max(1, self.content_size.width)).headings

    def _content_at(self, width: int) -> Content:
        return self._page_at(width).content


def _pages_of(markdown: str, links: Links) -> Callable[[int], Page]:
    """Return the layout of a text by width; the last few are kept."""
    return lru_cache(maxsize=4)(partial(lay_out, markdown, links=links))


class ProseView(Commanded, VerticalScroll, can_focus=True):
    """A page of Markdown that scrolls by key, by line, page and section."""

    DEFAULT_CSS = """
    ProseView {
        height: 1fr;
        scrollbar-size-vertical: 1;
        scrollbar-gutter: stable;
    }
    """
    KEY_COMMANDS: ClassVar[tuple[Command, ...]] = (
        Command(
            "read.down", ("j",), "Down", "Scroll down a line.", "scroll_down",
            Shown.HELP_ONLY, MOVE,
        ),
        Command(
            "read.up", ("k",), "Up", "Scroll up a line.", "scroll_up",
            Shown.HELP_ONLY, MOVE,
        ),
        Command(
            "read.top", ("g",), "Top", "Go to the beginning.", "scroll_home",
            Shown.HELP_ONLY,
        ),
        Command(
            "read.end", ("G",), "End", "Go to the end.", "scroll_end",
            Shown.HELP_ONLY,
        ),
        Command(
            "read.previous_section", ("[",), "Section", "Go to the section before.",
            "section(-1)", Shown.FOOTER, "Section",
        ),
        Command(
            "read.next_section", ("]",), "Section", "Go to the next section.",
            "section(1)", Shown.FOOTER, "Section",
        ),
    )  # fmt: skip

    prose = query_one(Prose)

    def __init__(
        self,
        markdown: str = "",
        *,
        links: Links = Links.TEXT,
        id: str | None = None,  # noqa: A002
        classes: str | None = None,
    ) -> None:
        super().__init__(id=id, classes=classes)
        self._first = markdown
        self._links = links

    def compose(self) -> ComposeResult:
        """Yield the text."""
        yield Prose(self._first, links=self._links)

    def show(self, markdown: str) -> None:
        """Show another text from its beginning."""
        self._first = markdown
        if self.is_mounted:
            self.prose.markdown = markdown
            self.scroll_home(animate=False)

    @property
    def markdown(self) -> str:
        """The text shown."""
        return self._first

    @property
    def headings(self) -> tuple[Anchor, ...]:
        """The headings, for an outline; `go_to` takes one of them."""
        return self.prose.headings

    def go_to(self, heading: Anchor) -> None:
        """Scroll until `heading` is the first line, or as near as there is text."""
        self.scroll_to(y=heading.line, animate=False)

    def action_section(self, step: int) -> None:
        """Scroll to the next heading below the top line, or above it."""
        top = round(self.scroll_y)
        below = [heading for heading in self.headings if heading.line > top]
        above = [heading for heading in self.headings if heading.line < top]
        if step > 0 and below:
            self.go_to(below[0])
        elif step < 0:
            self.go_to(above[-1] if above else Anchor("", 1, 0))
