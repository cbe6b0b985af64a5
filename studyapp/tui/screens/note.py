"""Asks for the learner's own words on a card."""

from __future__ import annotations

from collections.abc import Callable
from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.getters import query_one
from textual.widgets import Input

from studyapp.tui.desk import Desk, DeskScreen
from studyapp.tui.widgets.fields import NameField
from studyapp.tui.widgets.prose_view import Prose


class NoteScreen(DeskScreen):
    """One field: a note."""

    TITLE = "Note"
    WIDGETS: ClassVar[tuple[type, ...]] = (NameField,)
    DEFAULT_CSS = """
    NoteScreen NameField { margin: 1 0; }
    """

    note_field = query_one(NameField)

    def __init__(
        self, desk: Desk, prompt: str, note: str, keep: Callable[[str], None]
    ) -> None:
        super().__init__(desk)
        self._prompt = prompt
        self._note = note
        self._keep = keep

    def compose_body(self) -> ComposeResult:
        """Yield the card's prompt and the field."""
        yield Prose(self._prompt)
        yield NameField(
            self._note,
            placeholder="Your own words, shown with the answer",
            select_on_focus=False,  # or the next key would replace the note
        )
        yield Prose("*An empty note takes the note away. Undo brings it back.*")

    def begin(self) -> None:
        """Wait for the words."""
        self.note_field.focus()

    @on(Input.Submitted)
    def _save(self, event: Input.Submitted) -> None:
        event.stop()
        self.give_up()
        self._keep(event.value.strip())
