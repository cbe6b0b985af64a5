"""Progress: what is known, what comes, what was remembered, a year of answers."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, ClassVar

from textual.app import ComposeResult
from textual.containers import VerticalScroll
from textual.getters import query_one

from studyapp.tui.commands import Command, Shown
from studyapp.tui.desk import Desk, DeskScreen
from studyapp.tui.messages import OpenScreen
from studyapp.tui.widgets.calibration_view import CalibrationView
from studyapp.tui.widgets.day_columns import DayColumns
from studyapp.tui.widgets.meter import Meters
from studyapp.tui.widgets.page_line import PageLine
from studyapp.tui.widgets.prose_view import Prose
from studyapp.tui.widgets.readiness_panel import ReadinessPanel
from studyapp.tui.widgets.stat_row import StatRow
from studyapp.tui.widgets.year_map import YearMap

if TYPE_CHECKING:
    from studyapp.services.readiness import Readiness
    from studyapp.services.statistics import Statistics

    Found = tuple[Statistics, Readiness | None]

PAGES = ("Now", "Memory", "Year", "Topics")


class ProgressScreen(DeskScreen):
    """The learner's progress on one day, on four pages."""

    TITLE = "Progress"
    KEY_COMMANDS: ClassVar[tuple[Command, ...]] = (
        Command(
            "progress.previous", ("[", "left"), "Page", "Show the page before.",
            "turn(-1)", Shown.FOOTER, "Page",
        ),
        Command(
            "progress.next", ("]", "right"), "Page", "Show the next page.",
            "turn(1)", Shown.FOOTER, "Page",
        ),
        Command(
            "progress.day", ("d",), "On a day",
            "Show what you knew on an earlier day, or will know on a later one.",
            "ask_day",
        ),
    )  # fmt: skip
    DEFAULT_CSS = """
    ProgressScreen {
        & StatRow, & DayColumns, & Prose, & YearMap { height: auto; margin-bottom: 1; }
        & ReadinessPanel, & CalibrationView, & Meters { margin-bottom: 1; }
    }
    """

    names = query_one(PageLine)
    heading = query_one("#heading", Prose)
    stats = query_one(StatRow)
    ready = query_one(ReadinessPanel)
    coming = query_one(DayColumns)
    calibration = query_one(CalibrationView)
    grades = query_one("#grades", Meters)
    hardest = query_one("#hardest", Prose)
    year = query_one(YearMap)
    time = query_one("#time", Prose)
    known = query_one("#known", Prose)
    topics = query_one("#topics", Meters)

    def __init__(self, desk: Desk, day: str = "") -> None:
        super().__init__(desk)
        self._day = date.fromisoformat(day) if day else None
        self._page = 0

    def compose_body(self) -> ComposeResult:
        """Yield the names of the pages, and the pages."""
        yield PageLine(PAGES)
        with VerticalScroll(id="page0"):
            yield Prose("", id="heading")
            yield StatRow()
            yield ReadinessPanel()
            yield Prose("**Cards due, and in the days after**")
            yield DayColumns()
        with VerticalScroll(id="page1"):
            yield Prose("**Remembered ━ against predicted │, last year**")
            yield CalibrationView()
            yield Prose("**Grades given, last year**")
            yield Meters(id="grades")
            yield Prose("", id="hardest")
        with VerticalScroll(id="page2"):
            yield Prose("**Answers by day**")
            yield YearMap()
            yield Prose("", id="time")
        with VerticalScroll(id="page3"):
            yield Prose("", id="known")
            yield Meters(id="topics")

    def begin(self) -> None:
        """Work the numbers out."""
        self._show_page()

        def find() -> Found:
            from studyapp.services.readiness import known_readiness  # noqa: PLC0415
            from studyapp.services.statistics import statistics  # noqa: PLC0415

            study = self.desk.study
            known = None if self._day else known_readiness(study)
            return statistics(study, self._day), known

        self.ask(find, self._show)

    def action_turn(self, step: int) -> None:
        """Show the page `step` further on, round and round."""
        self._page = (self._page + step) % len(PAGES)
        self._show_page()

    def action_ask_day(self) -> None:
        """Ask for another day."""
        self.post_message(OpenScreen("progress_day"))

    def _show_page(self) -> None:
        self.names.mark(self._page)
        for number, page in enumerate(self.query(VerticalScroll)):
            page.display = number == self._page
            if page.display:
                page.focus()

    def _show(self, found: Found) -> None:
        from studyapp.memory.heatmap import heatmap  # noqa: PLC0415
        from studyapp.tui import progress_text as text  # noqa: PLC0415

        told, known = found
        self.status = text.status(told)
        self.heading.display = self._day is not None
        self.heading.markdown = text.heading_line(told)
        self.ready.display = known is not None
        if known:
            self.ready.show_readiness(known)
        self.stats.show_stats(text.numbers(told))
        self.coming.show_counts(told.day, told.forecast)
        self.calibration.show_calibration(told)
        self.grades.show_bars(text.grade_bars(told))
        self.hardest.markdown = text.hardest_page(told)
        self.year.show_year(heatmap(told.answers, told.day))
        self.time.markdown = text.time_page(told)
        self.known.markdown = text.known_page(told)
        if told.topics:
            self.topics.show_bars(*text.topic_bars(told.topics))
        self._show_page()
