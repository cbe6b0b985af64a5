"""One question with yes and no, over the screen that asks it.

It does nothing by itself: the answer goes to whoever asked.
"""

from __future__ import annotations

from enum import StrEnum
from typing import ClassVar

from textual.app import ComposeResult
from textual.containers import Vertical
from textual.content import Content
from textual.screen import ModalScreen

from studyapp.tui.bindings import Commanded
from studyapp.tui.commands import Command, Shown
from studyapp.tui.prose.lines import clean
from studyapp.tui.widgets.key_footer import KeyFooter
from studyapp.tui.widgets.prose_view import Prose


class Answer(StrEnum):
    """What the learner says."""

    YES = "yes"
    NO = "no"


class ConfirmScreen(Commanded, ModalScreen[Answer]):
    """Asks before something that cannot be undone, or that stops the clock."""

    DEFAULT_CSS = """
    ConfirmScreen {
        align: center middle;
        background: $background 70%;
        & > Vertical {
            width: 90%;
            max-width: 66;
            height: auto;
            max-height: 90%;
            background: $surface;
            border: round $border;
            border-title-color: $text-primary;
        }
        & Prose { margin: 1 1; }
        & KeyFooter { dock: none; }
    }
    """
    KEY_COMMANDS: ClassVar[tuple[Command, ...]] = (
        Command(
            "confirm.yes", ("y", "enter"), "Yes", "Do it.", "answer('yes')",
            Shown.FOOTER,
        ),
        Command(
            "confirm.no", ("n", "escape"), "No", "Go back, nothing is changed.",
            "answer('no')", Shown.FOOTER,
        ),
    )  # fmt: skip

    def __init__(self, title: str, sentences: str) -> None:
        """Ask `title`; `sentences` in Markdown say what follows from yes."""
        super().__init__()
        self._heading = title
        self._sentences = sentences

    def compose(self) -> ComposeResult:
        """Yield the question in a frame, with a footer of its own."""
        with Vertical() as frame:
            frame.border_title = Content(f" {clean(self._heading)} ")
            yield Prose(self._sentences)
            yield KeyFooter(lambda: self.KEY_COMMANDS)

    def action_answer(self, answer: str) -> None:
        """Hand the answer over."""
        self.dismiss(Answer(answer))
