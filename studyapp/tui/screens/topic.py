"""One topic to read, its facts inline."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from textual.app import ComposeResult
from textual.getters import query_one

from studyapp.tui.commands import Command
from studyapp.tui.desk import Desk, DeskScreen
from studyapp.tui.messages import OpenScreen
from studyapp.tui.prose import inline
from studyapp.tui.widgets.prose_view import ProseView

if TYPE_CHECKING:
    from studyapp.services.reading import TopicView


class TopicScreen(DeskScreen):
    """A topic from top to bottom."""

    TITLE = "Topic"
    KEY_COMMANDS: ClassVar[tuple[Command, ...]] = (
        Command("topic.quiz", ("z",), "Quiz", "Quiz this topic.", "open('quiz_run')"),
        Command(
            "topic.review", ("r",), "Review", "Review this topic's cards.",
            "open('review')",
        ),
        Command(
            "topic.facts", ("o",), "Facts", "List the facts of this topic.", "facts"
        ),
    )  # fmt: skip
    WIDGETS: ClassVar[tuple[type, ...]] = (ProseView,)
    DEFAULT_CSS = """
    TopicScreen ProseView { height: 1fr; }
    """

    page = query_one(ProseView)

    def __init__(self, desk: Desk, topic: str) -> None:
        super().__init__(desk)
        self._topic = topic
        self._part = ""

    def compose_body(self) -> ComposeResult:
        """Yield the page."""
        yield ProseView("")

    def begin(self) -> None:
        """Fetch the topic."""
        from studyapp.services.reading import Reading  # noqa: PLC0415

        self.ask(lambda: Reading(self.desk.study).topic(self._topic), self._show)

    def _show(self, view: TopicView | None) -> None:
        from studyapp.tui.pages import topic_page  # noqa: PLC0415

        if view is None:
            self.give_up(f"There is no topic '{self._topic}'.")
            return
        self.title = view.topic.title
        self.status = f"{len(view.facts)} facts"
        self.page.show(topic_page(view))
        self.page.focus()
        self.call_after_refresh(self._turn)

    def turn_to(self, part: str) -> None:
        """Show the heading `part` at the top, now or when the page is there."""
        self._part = part
        if self.is_mounted:
            self._turn()

    def _turn(self) -> None:
        if not self._part:
            return
        wanted = inline(self._part).plain
        for heading in self.page.headings:
            if heading.title == wanted:
                self.page.go_to(heading)

    def action_open(self, screen: str) -> None:
        """Quiz or review this topic alone."""
        self.post_message(OpenScreen(screen, topics=(self._topic,)))

    def action_facts(self) -> None:
        """List the facts of this topic."""
        self.post_message(OpenScreen("facts", self._topic))
