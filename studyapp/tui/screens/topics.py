"""The topics, with how much of each is known."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from textual import on
from textual.app import ComposeResult
from textual.getters import query_one

from studyapp.memory.wording import counted
from studyapp.tui.desk import DeskScreen
from studyapp.tui.messages import OpenScreen
from studyapp.tui.widgets.described_list import DescribedList
from studyapp.tui.widgets.result_list import Result, ResultList

if TYPE_CHECKING:
    from studyapp.services.reading import TopicRow


class TopicsScreen(DeskScreen):
    """A list of topics."""

    TITLE = "Topics"
    WIDGETS: ClassVar[tuple[type, ...]] = (ResultList,)

    topics = query_one(DescribedList)

    def compose_body(self) -> ComposeResult:
        """Yield the list."""
        yield DescribedList()

    def begin(self) -> None:
        """List the topics."""
        from studyapp.services.reading import Reading  # noqa: PLC0415

        self.ask(lambda: Reading(self.desk.study).topics(), self._show)

    def on_screen_resume(self) -> None:
        """Count again after a topic was open."""
        if self.desk.is_open and self.topics.rows.option_count:
            self.begin()

    def _show(self, rows: tuple[TopicRow, ...]) -> None:
        from studyapp.services.reading import Standing  # noqa: PLC0415

        self.topics.renew_results(
            [
                Result(
                    row.topic.id,
                    row.topic.title,
                    f"{row.standings[Standing.KNOWN]} of {row.things} known",
                    row.summary,
                )
                for row in rows
            ]
        )
        self.topics.rows.focus()
        self.status = counted(len(rows), "topic")

    @on(ResultList.Opened)
    def _open_topic(self, event: ResultList.Opened) -> None:
        event.stop()
        self.post_message(OpenScreen("topic", event.key))
