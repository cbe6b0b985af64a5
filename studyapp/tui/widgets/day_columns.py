"""Counts of the coming days as columns from a true zero, with their numbers.

A day with a card to review is never drawn as nothing, nor a day without as some.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta
from functools import partial

from textual.content import Content

from studyapp.tui.prose.lines import MUTED, joined
from studyapp.tui.widgets.fitted import FittedStatic

_EIGHTHS = " ▁▂▃▄▅▆▇█"
_HEIGHT = 3
_NARROWEST = 5
_GAP = 2


class DayColumns(FittedStatic):
    """One column a day, the first one for today."""

    DEFAULT_CSS = """
    DayColumns { width: 1fr; height: auto; }
    """

    def __init__(self, *, id: str | None = None) -> None:  # noqa: A002
        super().__init__(lambda _width: Content(""), id=id)

    def show_counts(self, first: date, counts: Sequence[int]) -> None:
        """Show the counts of the day `first` and of the days after it."""
        self.lay_out(partial(column_lines, first, tuple(counts)))


def column_lines(first: date, counts: Sequence[int], width: int) -> Content:
    """Return columns with numbers above and weekdays below, as many as fit."""
    cell = max(_NARROWEST, max((len(str(c)) for c in counts), default=0) + _GAP)
    shown = counts[: max(1, width // cell)]
    top = max((*counts, 1))
    eighths = [_eighths(count, top) for count in shown]
    bars = [
        _row([_block(level, row) for level in eighths], cell)
        for row in reversed(range(_HEIGHT))
    ]
    days = [f"{first + timedelta(days=ahead):%a}" for ahead in range(len(shown))]
    return joined(
        [
            Content.styled(_row([str(count) for count in shown], cell), "bold"),
            *(Content.styled(bar, "$text-primary") for bar in bars),
            Content.styled(_row(days, cell), MUTED),
        ]
    )


def _eighths(count: int, top: int) -> int:
    """Return how many eighths of a cell stand for `count`, at least one if any."""
    return max(1, round(count / top * _HEIGHT * 8)) if count else 0


def _block(level: int, row: int) -> str:
    filled = min(8, max(0, level - row * 8))
    return _EIGHTHS[filled] * (_NARROWEST - _GAP)


def _row(texts: Sequence[str], cell: int) -> str:
    return "".join(text.ljust(cell) for text in texts).rstrip()
