"""A few numbers side by side, each with its word; wrapped between numbers only."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import partial

from textual.content import Content

from studyapp.tui.prose.lines import MUTED, clean, joined, wrap
from studyapp.tui.widgets.fitted import FittedStatic

_GAP = "    "


@dataclass(frozen=True, slots=True)
class Stat:
    """A value and what it counts: `12` and `due`."""

    value: str
    label: str


class StatRow(FittedStatic):
    """Numbers with their words on as few lines as they need."""

    DEFAULT_CSS = """
    StatRow {
        width: 1fr;
        height: auto;
    }
    """

    def __init__(
        self,
        stats: Sequence[Stat] = (),
        *,
        id: str | None = None,  # noqa: A002
        classes: str | None = None,
    ) -> None:
        super().__init__(partial(stat_lines, tuple(stats)), id=id, classes=classes)

    def show_stats(self, stats: Sequence[Stat]) -> None:
        """Show other numbers."""
        self.lay_out(partial(stat_lines, tuple(stats)))


def stat_lines(stats: Sequence[Stat], width: int) -> Content:
    """Return `stats` in order, as many on a line as fit in `width`."""
    lines: list[Content] = []
    for stat in stats:
        cell = Content.assemble(
            (clean(stat.value), "bold $text-primary"), (f" {clean(stat.label)}", MUTED)
        )
        joint = lines[-1] + Content(_GAP) + cell if lines else None
        if joint is not None and joint.cell_length <= width:
            lines[-1] = joint
        else:
            lines.append(cell)
    return joined([part for line in lines for part in wrap(line, width)])
