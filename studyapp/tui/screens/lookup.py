"""The lookup: type, see the best answers as you type, open one."""

from __future__ import annotations

from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.getters import query_one
from textual.widgets import Input

from studyapp.store import search
from studyapp.tui.commands import Command, Shown
from studyapp.tui.desk import Desk, DeskScreen
from studyapp.tui.messages import OpenScreen
from studyapp.tui.widgets.result_list import Result, ResultList

_MANY = 20
_PLACEHOLDER = "timeout, /tmp, sqs batch, 900 seconds ..."


class LookupScreen(DeskScreen):
    """A search over names, aliases and values of all facts."""

    TITLE = "Look up"
    KEY_COMMANDS: ClassVar[tuple[Command, ...]] = (
        Command("lookup.down", ("down",), "Next", "Mark the next result.",
                "move(1)", Shown.HELP_ONLY),
        Command("lookup.up", ("up",), "Previous", "Mark the result before.",
                "move(-1)", Shown.HELP_ONLY),
    )  # fmt: skip
    DEFAULT_CSS = """
    LookupScreen {
        & Input { margin-bottom: 1; }
        & ResultList { height: 1fr; }
    }
    """

    words = query_one(Input)
    results = query_one(ResultList)

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self._index: search.Index | None = None

    def compose_body(self) -> ComposeResult:
        """Yield the field and the list under it."""
        yield Input(placeholder=_PLACEHOLDER)
        yield ResultList()

    def begin(self) -> None:
        """Open the index; a query takes a few milliseconds, so it runs here."""
        self.results.can_focus = False
        self._index = search.Index(str(self.desk.study.store.path))
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
        hits = self._index.find(event.value, _MANY) if event.value.strip() else []
        self.results.show_results(
            [Result(h.id, h.name, h.long, h.context) for h in hits]
        )
        nothing = event.value.strip() and not hits
        self.status = "nothing found" if nothing else f"{len(hits)} found" * bool(hits)

    @on(Input.Submitted)
    def _open_marked(self, event: Input.Submitted) -> None:
        event.stop()
        marked = self.results.marked
        if marked is not None:
            self.post_message(OpenScreen("fact", marked.key))

    @on(ResultList.Opened)
    def _open(self, event: ResultList.Opened) -> None:
        event.stop()
        self.post_message(OpenScreen("fact", event.key))

    def action_move(self, rows: int) -> None:
        """Move the mark while the field keeps the focus."""
        if rows > 0:
            self.results.action_cursor_down()
        else:
            self.results.action_cursor_up()
