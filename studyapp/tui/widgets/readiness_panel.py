"""The readiness: a verdict in words, two ranges on one scale, and its limits.

Read without colour: the verdict is a sentence and each range has its numbers. It
never shows the one without the other.
"""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from textual.content import Content

from studyapp.tui.prose.lines import MUTED, joined, wrap
from studyapp.tui.widgets.fitted import FittedStatic

if TYPE_CHECKING:  # they bring the study along, which costs 400 ms
    from studyapp.practice.reliability import Bin
    from studyapp.services.readiness import Band, Readiness

_TRACK, _POINTS, _MARK = "·━█"
_LABEL = 12
_NUMBERS = 9
_WIDEST = 60


class ReadinessPanel(FittedStatic):
    """What can be said of the exam, or how many answers are missing."""

    DEFAULT_CSS = """
    ReadinessPanel { width: 1fr; height: auto; }
    """

    def __init__(self, *, id: str | None = None) -> None:  # noqa: A002
        super().__init__(lambda _width: Content(""), id=id)

    def show_readiness(self, known: Readiness) -> None:
        """Show what is known."""
        self.lay_out(partial(readiness_lines, known))


def readiness_lines(known: Readiness, width: int) -> Content:
    """Return verdict, ranges, limits and the table of reliability at `width`."""
    from studyapp.services.readiness_words import limits, title, verdict  # noqa: PLC0415

    lines = [line.stylize("bold") for line in wrap(Content(title(known)), width)]
    lines += wrap(Content(verdict(known)), width)
    if known.band:
        lines += _ranges(known.band, width)
    about = Content.styled(" ".join(limits(known)), MUTED)
    lines += wrap(about, width)
    if known.band:
        lines += [Content(""), *_reliability(known, width)]
    return joined(lines)


def _ranges(band: Band, width: int) -> list[Content]:
    lines = [_range("your points", band.low, band.high, _POINTS, width)]
    if band.mark:
        cuts = band.mark.cuts
        lines.append(_range("pass mark", cuts.low, cuts.high, _MARK, width))
    return lines


def _range(label: str, low: float, high: float, sign: str, width: int) -> Content:
    """Return a range of shares on a scale from 0 to 100 %."""
    from studyapp.services.readiness_words import cells, span  # noqa: PLC0415

    numbers = span(low, high)
    room = min(_WIDEST, width - _LABEL - _NUMBERS)
    if room < _LABEL:
        return Content(f"{label} {numbers}")
    first, last = cells(low, high, room)
    return Content.assemble(
        label.ljust(_LABEL),
        (_TRACK * first, MUTED),
        (sign * (last - first), "$text-primary"),
        (_TRACK * (room - last), MUTED),
        (numbers.rjust(_NUMBERS), "bold"),
    )


def _reliability(known: Readiness, width: int) -> list[Content]:
    from studyapp.services.readiness_words import no_reliability  # noqa: PLC0415

    if not known.reliability:
        return wrap(Content.styled(no_reliability(known), MUTED), width)
    head = wrap(Content("Predicted, and how often you were right"), width)
    columns = Content.styled("predicted   right   answers", MUTED)
    return [
        *(line.stylize("bold") for line in head),
        columns,
        *map(_row, known.reliability),
    ]


def _row(row: Bin) -> Content:
    from studyapp.services.readiness_words import percent  # noqa: PLC0415

    told, came = percent(row.predicted), percent(row.actual)
    return Content(f"{told:>9}   {came:>5}   {row.answers:>7}")
