"""Facts as a list with their standing: those of a topic, or those of a question."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from textual import on
from textual.app import ComposeResult
from textual.getters import query_one

from studyapp.tui.desk import Desk, DeskScreen
from studyapp.tui.messages import OpenScreen
from studyapp.tui.widgets.described_list import DescribedList
from studyapp.tui.widgets.result_list import Result, ResultList

if TYPE_CHECKING:
    from studyapp.services.reading import FactView


class FactsScreen(DeskScreen):
    """A list of facts."""

    TITLE = "Facts"
    WIDGETS: ClassVar[tuple[type, ...]] = (ResultList,)

    facts = query_one(DescribedList)

    def __init__(self, desk: Desk, topic: str, facts: tuple[str, ...] = ()) -> None:
        super().__init__(desk)
        self._topic = topic
        self._facts = facts

    def compose_body(self) -> ComposeResult:
        """Yield the list."""
        yield DescribedList()

    def begin(self) -> None:
        """Fetch the facts."""
        self.ask(self._fetch, self._show)

    def on_screen_resume(self) -> None:
        """Tell the standing again after a fact was open."""
        if self.facts.rows.option_count:
            self.begin()

    def _fetch(self) -> tuple[FactView, ...]:
        from studyapp.services.reading import Reading  # noqa: PLC0415

        reading = Reading(self.desk.study)
        if self._facts:
            return tuple(view for f in self._facts if (view := reading.fact(f)))
        topic = reading.topic(self._topic)
        return topic.facts if topic else ()

    def _show(self, views: tuple[FactView, ...]) -> None:
        if not views:
            self.give_up("There are no facts here.")
            return
        topic = self.desk.study.library.topics.get(self._topic)
        self.title = f"Facts: {topic.title}" if topic else "Facts"
        self.status = f"{len(views)} facts" if len(views) > 1 else "1 fact"
        self.facts.renew_results([_result(view) for view in views])
        self.facts.rows.focus()

    @on(ResultList.Opened)
    def _open_fact(self, event: ResultList.Opened) -> None:
        event.stop()
        self.post_message(OpenScreen("fact", event.key))


def _result(view: FactView) -> Result:
    fact = view.fact
    first = view.text.partition("\n\n")[0]
    about = f"Your cards: {view.standing}. {first}"
    return Result(fact.id, fact.name, fact.long, about)
