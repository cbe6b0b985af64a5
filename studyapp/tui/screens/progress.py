"""Progress: what is known, what comes, how the questions went."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual.app import ComposeResult
from textual.containers import VerticalScroll
from textual.getters import query_one

from studyapp.tui.desk import DeskScreen
from studyapp.tui.widgets.meter import Bar, Meters
from studyapp.tui.widgets.prose_view import Prose
from studyapp.tui.widgets.stat_row import Stat, StatRow

if TYPE_CHECKING:
    from studyapp.services.progress import Progress


class ProgressScreen(DeskScreen):
    """The learner's progress over all days."""

    TITLE = "Progress"
    DEFAULT_CSS = """
    ProgressScreen {
        & StatRow, & Meters, & Prose { height: auto; margin-bottom: 1; }
    }
    """

    box = query_one(VerticalScroll)
    stats = query_one(StatRow)
    coming = query_one("#coming", Meters)
    topics = query_one("#topics", Meters)

    def compose_body(self) -> ComposeResult:
        """Yield numbers, the coming days, the topics."""
        with VerticalScroll():
            yield StatRow()
            yield Prose("## Due in the coming days")
            yield Meters([], id="coming")
            yield Prose("## Knowledge by topic\n\nChance of recall today, all cards.")
            yield Meters([], id="topics")

    def begin(self) -> None:
        """Work the numbers out."""
        from studyapp.services.progress import progress  # noqa: PLC0415

        self.ask(lambda: progress(self.desk.study), self._show)

    def _show(self, whole: Progress) -> None:
        share = whole.retention.share
        phases = whole.phases
        self.stats.show_stats(
            [
                Stat(str(phases.review), "in review"),
                Stat(str(phases.learning + phases.relearning), "learning"),
                Stat(str(phases.new), "new"),
                Stat("-" if share is None else f"{share:.0%}", "remembered (30 days)"),
                Stat(f"{whole.right}/{whole.asked}", "questions right"),
                Stat(f"{whole.minutes:.0f}", "minutes spent"),
            ]
        )
        top = max((*whole.forecast, 1))
        self.coming.show_bars(
            [
                Bar("today" if ahead == 0 else f"in {ahead} d", due, top, str(due))
                for ahead, due in enumerate(whole.forecast)
            ]
        )
        self.topics.show_bars(
            [
                Bar(
                    topic.title,
                    topic.knowledge,
                    1,
                    f"{topic.knowledge:.0%}"
                    + (f" · {topic.right}/{topic.asked} right" if topic.asked else ""),
                )
                for topic in whole.topics
            ]
        )
        self.box.focus()
