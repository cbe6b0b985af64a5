"""Progress: what is known, what comes, how the questions went."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual.app import ComposeResult
from textual.containers import VerticalScroll
from textual.getters import query_one

from studyapp.tui.desk import DeskScreen
from studyapp.tui.widgets.day_columns import DayColumns
from studyapp.tui.widgets.meter import Bar, Meters
from studyapp.tui.widgets.prose_view import Prose
from studyapp.tui.widgets.readiness_panel import ReadinessPanel
from studyapp.tui.widgets.stat_row import Stat, StatRow

if TYPE_CHECKING:
    from studyapp.services.progress import Progress, TopicProgress
    from studyapp.services.readiness import Readiness


class ProgressScreen(DeskScreen):
    """The learner's progress over all days."""

    TITLE = "Progress"
    DEFAULT_CSS = """
    ProgressScreen {
        & StatRow, & DayColumns, & Prose { height: auto; margin-bottom: 1; }
        & ReadinessPanel { margin-bottom: 1; }
    }
    """

    box = query_one(VerticalScroll)
    stats = query_one(StatRow)
    ready = query_one(ReadinessPanel)
    coming = query_one(DayColumns)
    topics = query_one(Meters)

    def compose_body(self) -> ComposeResult:
        """Yield numbers, the readiness, the coming days, the topics."""
        with VerticalScroll():
            yield StatRow()
            yield ReadinessPanel()
            yield Prose("**Cards due, today and in the coming days**")
            yield DayColumns()
            yield Prose("**Questions right, and cards you would recall today**")
            yield Meters()

    def begin(self) -> None:
        """Work the numbers out."""
        from studyapp.services.progress import progress  # noqa: PLC0415
        from studyapp.services.readiness import known_readiness  # noqa: PLC0415

        study = self.desk.study
        self.ask(lambda: (progress(study), known_readiness(study)), self._show)

    def _show(self, found: tuple[Progress, Readiness | None]) -> None:
        whole, known = found
        self.ready.display = known is not None
        if known:
            self.ready.show_readiness(known)
        self.stats.show_stats(_numbers(whole))
        self.coming.show_counts(self.desk.study.today, whole.forecast)
        self.topics.show_bars([_bar(topic) for topic in whole.topics])
        self.box.focus()


def _numbers(whole: Progress) -> list[Stat]:
    share = whole.retention.share
    phases = whole.phases
    return [
        Stat(str(phases.review), "in review"),
        Stat(str(phases.learning + phases.relearning), "learning"),
        Stat(str(phases.new), "new"),
        Stat("-" if share is None else f"{share:.0%}", "remembered (30 days)"),
        Stat(f"{whole.right} of {whole.asked}", "questions right"),
        Stat(f"{whole.minutes:.0f}", "minutes spent"),
    ]


def _bar(topic: TopicProgress) -> Bar:
    answered = f"{topic.right}/{topic.asked}  " if topic.asked else ""
    text = f"{answered}{topic.knowledge:>4.0%}"
    return Bar(topic.title, topic.knowledge, 1, text)
