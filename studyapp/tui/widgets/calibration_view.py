"""What was remembered against what was predicted, a row for each range of waits.

Each row has a bar from a true zero, both numbers, and in words whether they agree.
"""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from textual.content import Content

from studyapp.tui.prose.lines import MUTED, joined, wrap
from studyapp.tui.widgets.fitted import FittedStatic

if TYPE_CHECKING:  # it brings the study along, which costs 400 ms
    from studyapp.memory.tally import Trials
    from studyapp.services.statistics import Statistics

_WHOLE, _TRACK, _MARK = "━·│"
_BAR = 18
_NARROW = 75
"""Columns below which the bars are left out."""
_TIGHT = 56
"""Columns below which one word has to do."""


class CalibrationView(FittedStatic):
    """The table, with its one sentence beneath."""

    DEFAULT_CSS = """
    CalibrationView { width: 1fr; height: auto; }
    """

    def __init__(self, *, id: str | None = None) -> None:  # noqa: A002
        super().__init__(lambda _width: Content(""), id=id)

    def show_calibration(self, told: Statistics) -> None:
        """Show how the reviews of a year went."""
        self.lay_out(partial(calibration_lines, told))


def calibration_lines(told: Statistics, width: int) -> Content:
    """Return the rows, shortest wait first, and the sentence."""
    from studyapp.services.statistics_words import about_calibration  # noqa: PLC0415

    lines = [_head(width)] if told.calibration.rows else []
    lines += [_row(row, width) for row in told.calibration.rows]
    lines += wrap(Content(about_calibration(told)), width)
    return joined(lines)


def _head(width: int) -> Content:
    scale = f"  0 %{'100 %':>{_BAR - 3}}" if width >= _NARROW else ""
    return Content.styled(f"after        reviews{scale}   came   told", MUTED)


def _row(row: Trials, width: int) -> Content:
    from studyapp.services.statistics_words import (  # noqa: PLC0415
        agreement,
        percent,
        waited,
    )

    how = agreement(row)
    bar = Content("  ") + _bar(row) if width >= _NARROW else Content("")
    return Content.assemble(
        f"{waited(row):<12} {row.reviews:>7}",
        bar,
        (f"  {percent(row.share):>5}  {percent(row.predicted):>5}", "bold"),
        f"  {how.word if width < _TIGHT else how.value}",
    )


def _bar(row: Trials) -> Content:
    filled = round(row.share * _BAR)
    cells = _WHOLE * filled + _TRACK * (_BAR - filled)
    mark = min(round(row.predicted * _BAR), _BAR - 1)
    return Content.assemble(
        (cells[:mark], "$text-primary"), _MARK, (cells[mark + 1 :], MUTED)
    )
