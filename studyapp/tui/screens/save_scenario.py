"""Asks for the name under which a scenario of the calculator is kept."""

from __future__ import annotations

from collections.abc import Mapping
from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.getters import query_one
from textual.widgets import Input

from studyapp.errors import StudyError
from studyapp.tui.desk import Desk, DeskScreen
from studyapp.tui.widgets.fields import NameField
from studyapp.tui.widgets.prose_view import Prose


class SaveScenarioScreen(DeskScreen):
    """One field: a name."""

    TITLE = "Save scenario"
    WIDGETS: ClassVar[tuple[type, ...]] = (NameField,)
    DEFAULT_CSS = """
    SaveScenarioScreen {
        & NameField { margin: 1 0; max-width: 60; }
        & #problem { color: $text-error; text-style: bold; }
    }
    """

    name_field = query_one(NameField)
    problem = query_one("#problem", Prose)

    def __init__(self, desk: Desk, texts: Mapping[str, str]) -> None:
        super().__init__(desk)
        self._texts = dict(texts)

    def compose_body(self) -> ComposeResult:
        """Yield what is kept, and the field."""
        filled = (f"{key} {text}" for key, text in self._texts.items() if text.strip())
        yield Prose(
            "**Keep this scenario under a name.** A name used before is replaced."
        )
        yield NameField(placeholder="such as thumbnails")
        yield Prose("", id="problem")
        yield Prose(f"*{', '.join(filled)}*")

    def on_mount(self) -> None:
        """Say nothing is wrong before anything is typed."""
        self.problem.display = False

    def begin(self) -> None:
        """Wait for the name."""
        self.name_field.focus()

    @on(Input.Submitted)
    def _save(self, event: Input.Submitted) -> None:
        event.stop()
        name = event.value.strip()
        if not name:
            self._explain("Write a name, such as thumbnails.")
            return

        def save() -> None:
            from studyapp.services.scenarios import save as keep  # noqa: PLC0415

            keep(self.desk.study, name, self._texts)

        self.ask(save, lambda _: self._saved(name))

    def _saved(self, name: str) -> None:
        self.give_up()
        self.notify(f"Saved as {name}.")

    def _explain(self, sentence: str) -> None:
        self.problem.markdown = f"✗ {sentence}"
        self.problem.display = True

    def tell(self, error: StudyError) -> None:
        """Say below the field what was wrong with the name."""
        self._explain(error.sentence)
