"""Labelled bars from a true zero, with the number in text beside each.

The length is the value's share of the maximum and nothing else: no rounding up
to full, and nothing drawn for zero.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import partial

from textual.content import Content

from studyapp.tui.prose.lines import MUTED, clean, joined, pad, spread
from studyapp.tui.widgets.fitted import FittedStatic

_WHOLE, _HALF, _TRACK = "━╸·"
_SHORTEST = 8


@dataclass(frozen=True, slots=True)
class Bar:
    """One bar: `value` of `maximum`, said in words by `text`."""

    label: str
    value: float
    maximum: float
    text: str


class Meters(FittedStatic):
    """Bars under one another with a common left edge."""

    DEFAULT_CSS = """
    Meters {
        width: 1fr;
        height: auto;
    }
    """

    def __init__(
        self,
        bars: Sequence[Bar] = (),
        *,
        id: str | None = None,  # noqa: A002
        classes: str | None = None,
    ) -> None:
        super().__init__(partial(meter_lines, tuple(bars)), id=id, classes=classes)

    def show_bars(self, bars: Sequence[Bar], head: str = "") -> None:
        """Show other bars, their texts under a head."""
        self.lay_out(partial(meter_lines, tuple(bars), heading=head))


def meter_lines(bars: Sequence[Bar], width: int, heading: str = "") -> Content:
    """Return the bars at `width`; each takes two lines when there is no room."""
    labels = [Content(clean(bar.label)) for bar in bars]
    texts = [Content(clean(bar.text)).stylize("bold") for bar in bars]
    left = max((label.cell_length for label in labels), default=0)
    right = max((text.cell_length for text in texts), default=0)
    room = width - left - right - 4
    lines = _head(heading, width) if bars else []
    for bar, label, text in zip(bars, labels, texts, strict=True):
        if room >= _SHORTEST:
            gap = Content("  ")
            number = text.pad_left(right - text.cell_length)
            lines.append(pad(label, left) + gap + _bar(bar, room) + gap + number)
        else:
            head = spread(label, text, width)
            lines.extend([head] if head else [*label.wrap(width), *text.wrap(width)])
            lines.append(_bar(bar, width))
    return joined(lines)


def _head(head: str, width: int) -> list[Content]:
    text = Content.styled(clean(head), MUTED)
    room = width - text.cell_length
    return [text.pad_left(room)] if head and room >= 0 else []


def filled_halves(value: float, maximum: float, width: int) -> int:
    """Return how many half cells of `width` cells stand for `value`.

    Something above nothing is at least one half cell, and less than everything
    is at least one half cell short of full.
    """
    if maximum <= 0 or value <= 0:
        return 0
    total = width * 2
    if value >= maximum:
        return total
    return min(total - 1, max(1, round(value / maximum * total)))


def _bar(bar: Bar, width: int) -> Content:
    whole, half = divmod(filled_halves(bar.value, bar.maximum, width), 2)
    filled = _WHOLE * whole + _HALF * half
    return Content.styled(filled, "$text-primary") + Content.styled(
        _TRACK * (width - len(filled)), MUTED
    )
