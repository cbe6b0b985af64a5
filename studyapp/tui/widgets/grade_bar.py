"""The four grades of a review, each with the interval it would give.

It shows and reports; what a grade does to the card is not known here.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import partial

from textual.content import Content
from textual.message import Message
from textual.style import Style

from studyapp.tui.commands import Command, Shown
from studyapp.tui.prose.lines import MUTED, joined
from studyapp.tui.widgets.fitted import FittedStatic
from studyapp.tui.widgets.pointed_list import POINTER

GRADES = ("Again", "Hard", "Good", "Easy")
"""The words for the ratings 1 to 4."""
_COLOURS = ("$text-error", "$text-warning", "$text-success", "$text-primary")
_BETWEEN = " · "


def grade_commands(when: str = "") -> tuple[Command, ...]:
    """Return the commands 1 to 4 for a screen that has `action_grade(rating)`.

    `when` is the screen's phase in which the answer is shown.
    """
    return tuple(
        Command(
            f"review.grade_{word.lower()}",
            (str(rating),),
            f"Grade {word}",
            f"Grade this card {word}.",
            f"grade({rating})",
            shown=Shown.FOOTER | Shown.PALETTE,
            group="Grade",
            when=when,
        )
        for rating, word in enumerate(GRADES, 1)
    )


class GradeBar(FittedStatic):
    """`1 Again 1 min · 2 Hard 6 min · ...`, every grade clickable."""

    DEFAULT_CSS = """
    GradeBar {
        width: 1fr;
        height: auto;
        background: $panel;
        text-align: center;
    }
    """
    ALLOW_SELECT = False

    @dataclass
    class Graded(Message):
        """Posted when a grade was clicked; `rating` is 1 to 4."""

        bar: GradeBar
        rating: int

        @property
        def control(self) -> GradeBar:
            """The bar, for `@on` with a selector."""
            return self.bar

    def __init__(
        self,
        intervals: Sequence[str] = ("", "", "", ""),
        *,
        id: str | None = None,  # noqa: A002
        classes: str | None = None,
    ) -> None:
        super().__init__(partial(grade_line, tuple(intervals)), id=id, classes=classes)
        self.auto_links = False

    def show_intervals(
        self, intervals: Sequence[str], proposed: int | None = None
    ) -> None:
        """Show the four next intervals, such as `10 min`; point at one rating."""
        self.lay_out(partial(grade_line, tuple(intervals), proposed=proposed))

    def action_grade(self, rating: int) -> None:
        """Report `rating`."""
        self.post_message(self.Graded(self, rating))


def grade_line(
    intervals: Sequence[str], width: int, proposed: int | None = None
) -> Content:
    """Return the four grades on one line, or on two or four if it is too long."""
    cells = [
        _cell(rating, text, POINTER if rating == proposed else "")
        for rating, text in enumerate(intervals, 1)
    ]
    between = Content.styled(_BETWEEN, MUTED)
    for per_line in (4, 2):
        lines = [
            between.join(cells[at : at + per_line])
            for at in range(0, len(cells), per_line)
        ]
        if max(line.cell_length for line in lines) <= width:
            return joined(lines)
    return joined(cells)


def _cell(rating: int, interval: str, pointer: str) -> Content:
    colour = _COLOURS[rating - 1]
    cell = Content.assemble(
        (f"{pointer}{rating} {GRADES[rating - 1]}", f"bold {colour}"),
        f" {interval}" if interval else "",
    )
    return cell.stylize(Style.from_meta({"@click": f"grade({rating})"}))
