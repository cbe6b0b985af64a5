"""The facts of a topic as a list, with their standing."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from textual import on
from textual.app import ComposeResult
from textual.getters import query_one

from studyapp.tui.desk import Desk, DeskScreen
from studyapp.tui.messages import OpenScreen
from studyapp.tui.widgets.result_list import Result, ResultList

if TYPE_CHECKING:
    from studyapp.services.reading import TopicView


class FactsScreen(DeskScreen):
    """A list of facts."""

    TITLE = "Facts"
    WIDGETS: ClassVar[tuple[type, ...]] = (ResultList,)
    DEFAULT_CSS = """
    FactsScreen ResultList { height: 1fr; }
    """

    rows = query_one(ResultList)

    def __init__(self, desk: Desk, topic: str) -> None:
        super().__init__(desk)
        self._topic = topic

    def compose_body(self) -> ComposeResult:
        """Yield the list."""
        yield ResultList()

    def begin(self) -> None:
        """Fetch the facts."""
        from studyapp.services.reading import Reading  # noqa: PLC0415

        self.ask(lambda: Reading(self.desk.study).topic(self._topic), self._show)

    def _show(self, view: TopicView | None) -> None:
        if view is None:
            self.app.pop_screen()
            return
        self.title = f"Facts: {view.topic.title}"
        self.status = f"{len(view.facts)} facts"
        self.rows.show_results(
            [
                Result(f.fact.id, f.fact.name, f.fact.long, f"your cards: {f.standing}")
                for f in view.facts
            ]
        )
        self.rows.focus()

    @on(ResultList.Opened)
    def _open_fact(self, event: ResultList.Opened) -> None:
        event.stop()
        self.post_message(OpenScreen("fact", event.key))
