"""What the first frame must not wait for."""

from __future__ import annotations

import subprocess
import sys

import pytest


def _modules_after(statement: str) -> set[str]:
    script = f"{statement}; import sys; print(*sys.modules)"
    done = subprocess.run(
        [sys.executable, "-c", script], check=True, capture_output=True, text=True
    )
    return set(done.stdout.split())


def test_commands_can_be_listed_without_textual() -> None:
    loaded = _modules_after("import studyapp.tui.commands, studyapp.tui.keymap")
    assert not loaded & {"textual", "rich", "markdown_it"}


@pytest.mark.parametrize(
    "module", ["pygments", "markdown_it", "pydantic", "sqlalchemy"]
)
def test_the_frame_and_its_widgets_do_not_import(module: str) -> None:
    widgets = ("option_picker", "prose_view", "grade_bar", "step_tree", "result_list")
    names = ", ".join(f"studyapp.tui.widgets.{name}" for name in widgets)
    assert module not in _modules_after(f"import studyapp.tui.frame, {names}")


@pytest.mark.parametrize(
    "module",
    ["pydantic", "sqlalchemy", "markdown_it", "yaml", "studyapp.tui.routes"],
)
def test_the_app_paints_its_first_frame_without(module: str) -> None:
    start = "import studyapp.cli.app, studyapp.cli.tui, studyapp.tui.app as a"
    make = "a.StudyApp(lambda progress: None)"
    assert module not in _modules_after(f"{start}; {make}")
