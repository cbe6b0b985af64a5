"""One fact: value, meaning, what the notes say, history, source and date."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from textual.app import ComposeResult
from textual.getters import query_one

from studyapp.tui.commands import Command
from studyapp.tui.desk import Desk, DeskScreen
from studyapp.tui.messages import OpenScreen
from studyapp.tui.widgets.prose_view import ProseView

if TYPE_CHECKING:
    from studyapp.services.reading import FactView


class FactScreen(DeskScreen):
    """A fact as a page."""

    TITLE = "Fact"
    KEY_COMMANDS: ClassVar[tuple[Command, ...]] = (
        Command("fact.topic", ("t",), "Topic", "Read the topic it is in.", "topic"),
    )
    WIDGETS: ClassVar[tuple[type, ...]] = (ProseView,)
    DEFAULT_CSS = """
    FactScreen ProseView { height: 1fr; }
    """

    page = query_one(ProseView)

    def __init__(self, desk: Desk, fact: str) -> None:
        super().__init__(desk)
        self._fact = fact
        self._view: FactView | None = None

    def compose_body(self) -> ComposeResult:
        """Yield the page."""
        yield ProseView("")

    def begin(self) -> None:
        """Fetch the fact."""
        from studyapp.services.reading import Reading  # noqa: PLC0415

        self.ask(lambda: Reading(self.desk.study).fact(self._fact), self._show)

    def _show(self, view: FactView | None) -> None:
        from studyapp.tui.pages import fact_page  # noqa: PLC0415

        if view is None:
            self.give_up(f"There is no fact '{self._fact}'.")
            return
        self._view = view
        self.status = self.desk.study.library.topics[view.fact.topic].title
        self.page.show(fact_page(view))
        self.page.focus()

    def action_topic(self) -> None:
        """Open the topic the fact is in, at the fact."""
        if self._view is not None:
            fact = self._view.fact
            self.post_message(OpenScreen("topic", fact.topic, part=fact.name))
