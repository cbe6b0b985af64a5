"""The review table of an exam: what is answered, what is open, what is flagged.

It changes no answer; enter goes to an item.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING, ClassVar

from textual import on
from textual.app import ComposeResult
from textual.getters import query_one

from studyapp.tui.commands import Command
from studyapp.tui.desk import Desk
from studyapp.tui.sitting_screen import SITTING, SittingScreen
from studyapp.tui.widgets.prose_view import Prose
from studyapp.tui.widgets.table_rows import TableLine, TableRows

if TYPE_CHECKING:
    from studyapp.tui.exam_paper import Paper

_FILTERS: Mapping[str, Callable[[TableLine], bool]] = {
    "all": lambda _line: True,
    "open": lambda line: not line.is_answered,
    "flagged": lambda line: line.is_flagged,
}
_NONE = {"open": "Every item is answered.", "flagged": "No item is flagged."}


class ExamTableScreen(SittingScreen):
    """All items of an exam, or the open or the flagged ones."""

    TITLE = "Review table"
    KEY_COMMANDS: ClassVar[tuple[Command, ...]] = (
        Command(
            "table.submit", ("s",), "Submit", "End the exam, after one more question.",
            "submit", when=SITTING,
        ),
        Command(
            "table.all", ("a",), "All", "Show all items.", "filter('all')",
            group="Filter", when=SITTING,
        ),
        Command(
            "table.open_items", ("u",), "Unanswered", "Show what is not answered.",
            "filter('open')", group="Filter", when=SITTING,
        ),
        Command(
            "table.flagged", ("f",), "Flagged", "Show what is flagged.",
            "filter('flagged')", group="Filter", when=SITTING,
        ),
    )  # fmt: skip
    WIDGETS: ClassVar[tuple[type, ...]] = (TableRows,)
    DEFAULT_CSS = """
    ExamTableScreen {
        & Prose { margin-bottom: 1; }
        & TableRows { height: 1fr; }
    }
    """

    tally = query_one(Prose)
    rows = query_one(TableRows)

    def __init__(self, desk: Desk, paper: Paper, question: str) -> None:
        super().__init__(desk)
        self.paper = paper
        self._question = question
        self._filter = "all"

    def compose_body(self) -> ComposeResult:
        """Yield the figures and the items."""
        yield Prose("")
        yield TableRows()

    def begin(self) -> None:
        """Open the table: no item's time runs."""
        self.paper.open_table()
        self.commit()
        self.show_again()
        self.rows.focus()
        self.begin_clock()

    def place_text(self) -> str:
        """Return how much is answered."""
        tally = self.paper.tally
        return f"{tally.answered} of {len(self.paper.questions)} answered"

    def show_again(self) -> None:
        """Show the items as the paper has them."""
        tally = self.paper.tally
        self.tally.markdown = (
            f"**{tally.answered}** answered · **{tally.unanswered}** not answered · "
            f"**{tally.flagged}** flagged"
        )
        lines = [_line(self.paper, question) for question in self.paper.questions]
        shown = [line for line in lines if _FILTERS[self._filter](line)]
        self.rows.show_lines(shown, self._question)

    def action_filter(self, name: str) -> None:
        """Show all items, or some; all again if there are none."""
        self._question = self.rows.marked or self._question
        self._filter = name
        self.show_again()
        if not self.rows.option_count:
            self.notify(_NONE[name])
            self._filter = "all"
            self.show_again()

    @on(TableRows.Opened)
    def _go_to(self, event: TableRows.Opened) -> None:
        event.stop()
        self._show_item(event.key)

    def _show_item(self, question: str) -> None:
        from studyapp.tui.screens.exam import ExamScreen  # noqa: PLC0415

        screen = ExamScreen(self.desk, paper=self.paper, question=question)
        self.app.switch_screen(screen)

    def leave(self) -> bool:
        """Go back to the item, not out of the exam."""
        if self.phase != SITTING:
            return True
        self._show_item(self.rows.marked or self._question)
        return False


def _line(paper: Paper, question: str) -> TableLine:
    from studyapp.practice.responses import Chosen  # noqa: PLC0415
    from studyapp.tui.exam_paper import is_whole  # noqa: PLC0415

    item, shown = paper.item(question), paper.shown(question)
    whole = is_whole(shown, item)
    chosen = item.response.options if isinstance(item.response, Chosen) else ()
    partly = f"{len(chosen)} of {shown.choose} chosen"
    return TableLine(
        key=question,
        number=shown.number,
        is_answered=whole,
        state="answered" if whole else partly if chosen else "not answered",
        is_flagged=item.is_flagged,
        sure=item.confidence.value if item.confidence else "",
        stem=" ".join(shown.stem.split()),
    )
