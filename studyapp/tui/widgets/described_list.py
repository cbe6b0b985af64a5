"""Results on one line each, with what is said of the marked one in full below.

Long sentences under every row would be cut, and half as many rows would fit.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from functools import partial

from textual import on
from textual.app import ComposeResult
from textual.containers import Vertical
from textual.content import Content
from textual.getters import query_one
from textual.widgets import OptionList

from studyapp.tui.prose import inline
from studyapp.tui.prose.lines import joined, wrap
from studyapp.tui.widgets.fitted import FittedStatic
from studyapp.tui.widgets.result_list import Result, ResultList

_LINES = 3


class DescribedList(Vertical):
    """A list of results over the description of one of them."""

    DEFAULT_CSS = """
    DescribedList {
        height: 1fr;
        & > ResultList { height: auto; max-height: 1fr; }
        & > #description {
            dock: bottom;
            height: 4;
            padding: 0 2;
            border-top: solid $border-blurred;
            color: $text-muted;
        }
    }
    """

    rows = query_one(ResultList)
    description = query_one("#description", FittedStatic)

    def __init__(self) -> None:
        super().__init__()
        self._details: tuple[str, ...] = ()

    def compose(self) -> ComposeResult:
        """Yield the list and the place for the description."""
        yield ResultList()
        yield FittedStatic(lambda _width: Content(""), id="description")

    def show_results(self, results: Sequence[Result]) -> None:
        """Show other results, the first one marked."""
        self._details = tuple(result.detail for result in results)
        self.rows.show_results([replace(result, detail="") for result in results])

    def renew_results(self, results: Sequence[Result]) -> None:
        """Show the same results as they are now, the mark where it was."""
        self._details = tuple(result.detail for result in results)
        self.rows.renew_results([replace(result, detail="") for result in results])

    @on(OptionList.OptionHighlighted)
    def _describe(self, event: OptionList.OptionHighlighted) -> None:
        event.stop()
        self.description.lay_out(partial(_paragraph, self._details[event.option_index]))


def _paragraph(text: str, width: int) -> Content:
    lines = wrap(inline(text), width)
    shown = lines[:_LINES]
    if len(lines) > _LINES:
        shown[-1] = (shown[-1] + Content(" …")).truncate(width, ellipsis=True)
    return joined(shown)
