"""A year of days as weeks side by side, each day a sign by its answers.

The signs grow darker and stand in the legend; no day's level is told by colour.
"""

from __future__ import annotations

from datetime import date, timedelta
from functools import partial

from textual.content import Content

from studyapp.memory.heatmap import WEEKS, Heatmap, month_names
from studyapp.tui.prose.lines import MUTED, joined, wrap
from studyapp.tui.widgets.fitted import FittedStatic

SIGNS = "·░▒▓█"
_LABEL = 5


class YearMap(FittedStatic):
    """Seven rows of weeks; the earliest weeks go first when there is no room."""

    DEFAULT_CSS = """
    YearMap { width: 1fr; height: auto; }
    """

    def __init__(self, *, id: str | None = None) -> None:  # noqa: A002
        super().__init__(lambda _width: Content(""), id=id)

    def show_year(self, shown: Heatmap) -> None:
        """Show a map."""
        self.lay_out(partial(year_lines, shown))


def year_lines(shown: Heatmap, width: int) -> Content:
    """Return month names, a row for each weekday, and the legend."""
    starts = shown.week_starts()[-max(1, min(WEEKS, width - _LABEL)) :]
    lines = [Content.styled(" " * _LABEL + month_names(starts), MUTED)]
    for weekday in range(7):
        days = [start + timedelta(days=weekday) for start in starts]
        lines.append(
            Content.assemble(
                (f"{days[0]:%a}".ljust(_LABEL), MUTED),
                ("".join(_sign(shown, day) for day in days), "$text-primary"),
            )
        )
    pairs = zip(SIGNS, shown.ranges(), strict=True)
    legend = "   ".join(f"{sign} {text}" for sign, text in pairs)
    return joined([*lines, *wrap(Content(f"Answers a day: {legend}"), width)])


def _sign(shown: Heatmap, day: date) -> str:
    level = shown.level(day)
    return " " if level is None else SIGNS[level]
