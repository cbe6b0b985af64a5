"""The lookup: type, see the best answers as you type, open one."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from textual import on
from textual.app import ComposeResult
from textual.getters import query_one
from textual.widgets import Input

from studyapp.tui.desk import Desk, DeskScreen
from studyapp.tui.messages import OpenScreen
from studyapp.tui.widgets.described_list import DescribedList
from studyapp.tui.widgets.empty_state import EmptyState
from studyapp.tui.widgets.fields import SearchField
from studyapp.tui.widgets.result_list import Result, ResultList

if TYPE_CHECKING:
    from studyapp.store.search import Index

_MANY = 20
_HINT = "Names, other names and values of every fact: timeout, /tmp, 900 seconds."


class LookupScreen(DeskScreen):
    """A search over names, aliases and values of all facts."""

    TITLE = "Look up"
    WIDGETS: ClassVar[tuple[type, ...]] = (SearchField,)
    DEFAULT_CSS = """
    LookupScreen {
        & SearchField { margin-bottom: 1; }
    }
    """

    words = query_one(SearchField)
    results = query_one(DescribedList)
    nothing = query_one(EmptyState)

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self._index: Index | None = None

    def compose_body(self) -> ComposeResult:
        """Yield the field and the list under it."""
        yield SearchField(placeholder="What are you looking for?")
        yield DescribedList()
        yield EmptyState("Look up a limit, a price, a name", _HINT)

    def on_mount(self) -> None:
        """Keep the focus in the field."""
        self.results.rows.can_focus = False
        self.results.display = False

    def begin(self) -> None:
        """Open the index; a query takes a few milliseconds, so it runs here."""
        from studyapp.store.search import Index  # noqa: PLC0415

        self._index = Index(str(self.desk.study.store.path))
        self.words.focus()

    def on_unmount(self) -> None:
        """Close the index."""
        if self._index is not None:
            self._index.close()

    @on(Input.Changed)
    def _find(self, event: Input.Changed) -> None:
        event.stop()
        if self._index is None:
            return
        words = event.value.strip()
        hits = self._index.find(words, _MANY) if words else []
        self.results.show_results(
            [Result(h.id, h.name, h.long, h.context) for h in hits]
        )
        self.results.display = bool(hits)
        self.nothing.display = not hits
        self.status = f"{len(hits)} found" if hits else ""
        if words:
            self.nothing.show_state("Nothing found", "Try fewer or other words.")
        else:
            self.nothing.show_state("Look up a limit, a price, a name", _HINT)

    @on(Input.Submitted)
    def _open_marked(self, event: Input.Submitted) -> None:
        event.stop()
        marked = self.results.rows.marked
        if marked is not None:
            self.post_message(OpenScreen("fact", marked.key))

    @on(ResultList.Opened)
    def _open(self, event: ResultList.Opened) -> None:
        event.stop()
        self.post_message(OpenScreen("fact", event.key))

    def action_move(self, rows: int) -> None:
        """Move the mark while the field keeps the focus."""
        if rows > 0:
            self.results.rows.action_cursor_down()
        else:
            self.results.rows.action_cursor_up()
