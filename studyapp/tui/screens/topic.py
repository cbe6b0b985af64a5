"""One topic to read, its facts inline, its contents beside it or in its place."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from textual import on
from textual.app import ComposeResult
from textual.containers import Horizontal
from textual.getters import query_one

from studyapp.memory.wording import counted
from studyapp.tui.commands import Command, Shown
from studyapp.tui.desk import Desk, DeskScreen
from studyapp.tui.messages import OpenScreen
from studyapp.tui.prose import inline
from studyapp.tui.widgets.outline import Kind, Outline
from studyapp.tui.widgets.prose_view import ProseView

if TYPE_CHECKING:
    from studyapp.services.reading import TopicView


class TopicScreen(DeskScreen):
    """A topic from top to bottom."""

    TITLE = "Topic"
    KEY_COMMANDS: ClassVar[tuple[Command, ...]] = (
        Command(
            "topic.contents", ("i",), "Contents",
            "Show the contents: sections, facts with their state, related topics.",
            "contents",
        ),
        Command("topic.quiz", ("z",), "Quiz", "Quiz this topic.", "open('quiz_run')"),
        Command(
            "topic.review", ("r",), "Review", "Review this topic's cards.",
            "open('review')",
        ),
        Command(
            "topic.facts", ("o",), "Facts", "List the facts of this topic.", "facts",
            Shown.HELP_ONLY,
        ),
    )  # fmt: skip
    WIDGETS: ClassVar[tuple[type, ...]] = (ProseView, Outline)
    DEFAULT_CSS = """
    TopicScreen {
        & #pages { height: 1fr; }
        & ProseView { height: 1fr; width: 1fr; }
        & Outline { display: none; height: 1fr; }
        &.-contents Outline { display: block; width: 1fr; }
        &.-contents ProseView { display: none; }
        &.-wide {
            & > #body { max-width: 140; }
            & Outline { display: block; width: 40; margin: 0 2 0 0; }
            & ProseView { display: block; }
        }
    }
    """

    page = query_one(ProseView)
    outline = query_one(Outline)

    def __init__(self, desk: Desk, topic: str) -> None:
        super().__init__(desk)
        self._topic = topic
        self._part = ""

    def compose_body(self) -> ComposeResult:
        """Yield the contents and the page."""
        with Horizontal(id="pages"):
            yield Outline()
            yield ProseView("")

    def begin(self) -> None:
        """Fetch the topic."""
        self.ask(self._fetch, self._show)

    def _fetch(self) -> TopicView | None:
        from studyapp.services.reading import Reading  # noqa: PLC0415

        return Reading(self.desk.study).topic(self._topic)

    def _show(self, view: TopicView | None) -> None:
        from studyapp.tui.contents import outline_of  # noqa: PLC0415
        from studyapp.tui.pages import topic_page  # noqa: PLC0415

        if view is None:
            self.give_up(f"There is no topic '{self._topic}'.")
            return
        self.title = view.topic.title
        self.status = counted(len(view.facts), "fact")
        self.page.show(topic_page(view))
        self.outline.show_entries(outline_of(view))
        self.page.focus()
        self.call_after_refresh(self._turn)

    def _tell_states(self, view: TopicView | None) -> None:
        from studyapp.tui.contents import outline_of  # noqa: PLC0415

        if view is not None:
            self.outline.show_entries(outline_of(view))

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

    def on_screen_resume(self) -> None:
        """Tell the states again: cards may have been answered meanwhile."""
        if self.outline.option_count:
            self.ask(self._fetch, self._tell_states)

    def action_contents(self) -> None:
        """Go to the contents, or back to the page."""
        if self.outline.has_focus:
            self._read()
        else:
            self.add_class("-contents")
            self.outline.focus()

    def leave(self) -> bool:
        """Go from the contents back to the page first."""
        if self.outline.has_focus:
            self._read()
            return False
        return True

    @on(Outline.Chosen)
    def _go(self, event: Outline.Chosen) -> None:
        event.stop()
        if event.entry.kind is Kind.TOPIC:
            self.post_message(OpenScreen("topic", event.entry.target))
            return
        self._read()
        self._part = event.entry.target
        self.call_after_refresh(self._turn)

    def _read(self) -> None:
        self.remove_class("-contents")
        self.page.focus()

    def action_open(self, screen: str) -> None:
        """Quiz or review this topic alone."""
        self.post_message(OpenScreen(screen, topics=(self._topic,)))

    def action_facts(self) -> None:
        """List the facts of this topic."""
        self.post_message(OpenScreen("facts", self._topic))
