"""Pictures of the program for the documentation."""

from __future__ import annotations

from pathlib import Path

from textual.app import App, ComposeResult

from studyapp.tui.export import picture
from studyapp.tui.widgets.prose_view import Prose


class OneLine(App[None]):
    def compose(self) -> ComposeResult:
        yield Prose("Hello")

    def key_x(self) -> None:
        self.query_one(Prose).markdown = "Pressed"


async def test_a_picture_loads_nothing_and_shows_what_was_pressed(
    tmp_path: Path,
) -> None:
    path = await picture(OneLine(), tmp_path / "a.svg", size=(40, 10), keys=("x",))
    text = path.read_text("utf-8")
    assert text.startswith("<svg")
    assert "Pressed" in text
    assert "@font-face" not in text
    assert "url(http" not in text
