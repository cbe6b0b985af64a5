"""The end of a quiz: the score, by topic, and what to review."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from textual import on
from textual.app import ComposeResult
from textual.containers import VerticalScroll
from textual.getters import query_one

from studyapp.tui.commands import Command
from studyapp.tui.desk import Desk, DeskScreen
from studyapp.tui.messages import OpenScreen
from studyapp.tui.widgets.meter import Bar, Meters
from studyapp.tui.widgets.prose_view import Prose
from studyapp.tui.widgets.result_list import Result, ResultList

if TYPE_CHECKING:
    from studyapp.practice.summary import Summary
    from studyapp.services.quizzing import Quizzing


class QuizEndScreen(DeskScreen):
    """The summary of a quiz that was just finished."""

    TITLE = "Result"
    KEY_COMMANDS: ClassVar[tuple[Command, ...]] = (
        Command("result.again", ("z",), "Quiz", "Start another quiz.", "open('quiz')"),
        Command(
            "result.drill", ("d",), "Drill", "Calculate, with new numbers.",
            "open('drill')",
        ),
        Command(
            "result.review", ("r",), "Review", "Review the cards that are due.",
            "open('review')",
        ),
    )  # fmt: skip
    WIDGETS: ClassVar[tuple[type, ...]] = (ResultList,)
    DEFAULT_CSS = """
    QuizEndScreen {
        & Prose { height: auto; margin-bottom: 1; }
        & Meters { height: auto; margin-bottom: 1; }
        & ResultList { height: auto; }
    }
    """

    score = query_one("#score", Prose)
    topics = query_one(Meters)
    missed = query_one("#missed", Prose)
    facts = query_one(ResultList)

    def __init__(self, desk: Desk, quizzing: Quizzing) -> None:
        super().__init__(desk)
        self._quizzing = quizzing

    def compose_body(self) -> ComposeResult:
        """Yield score, topics, and the facts to review."""
        with VerticalScroll(can_focus=False):
            yield Prose("", id="score")
            yield Meters([])
            yield Prose("", id="missed")
            yield ResultList()

    def begin(self) -> None:
        """Sum the quiz up."""
        self.ask(self._quizzing.summary, self._show)

    def _show(self, summary: Summary) -> None:
        library = self.desk.study.library
        share = f"{summary.share:.0%}"
        head = f"# {summary.right} of {summary.asked} right ({share})"
        lead = f"\n\n{summary.by_topic}" if summary.topics else ""
        self.score.markdown = f"{head}{lead}"
        self.topics.show_bars(
            [
                Bar(
                    library.topics[score.topic].title,
                    score.right,
                    score.asked,
                    f"{score.right} of {score.asked}",
                )
                for score in summary.topics
            ]
        )
        facts = [library.facts[f] for f in summary.review if f in library.facts]
        self.facts.display = bool(facts)
        self.missed.markdown = (
            "Review these facts; their cards come sooner."
            if facts
            else "Nothing missed."
        )
        self.facts.show_results(
            [Result(f.id, f.name, f.long, f.sources[0]) for f in facts]
        )
        if facts:
            self.facts.focus()

    @on(ResultList.Opened)
    def _open_fact(self, event: ResultList.Opened) -> None:
        event.stop()
        self.post_message(OpenScreen("fact", event.key))

    def action_open(self, screen: str) -> None:
        """Go back to the start and from there to another screen."""
        self.post_message(OpenScreen(screen))
