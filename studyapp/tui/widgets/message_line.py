"""What is said in passing: one message above the footer, gone by itself.

It takes its lines from the body and never lies over it.
"""

from __future__ import annotations

from functools import partial

from textual.content import Content
from textual.timer import Timer

from studyapp.tui.prose.lines import clean, hang, joined, wrap
from studyapp.tui.widgets.fitted import FittedStatic

URGENT = "! "
"""Stands before what went wrong."""
_LEAST_SECONDS = 3.0
_CHARACTERS_A_SECOND = 15
_URGENT_TIMES = 3


class MessageLine(FittedStatic):
    """The last message; a new one takes its place."""

    DEFAULT_CSS = """
    MessageLine {
        display: none;
        width: 1fr;
        height: auto;
        max-height: 40%;
        padding: 0 1;
        background: $panel;
        color: $foreground;
    }
    """

    def __init__(self) -> None:
        super().__init__(lambda _width: Content(""))
        self.message = ""
        """What is said now, empty for nothing."""
        self._end: Timer | None = None

    def say(self, message: str, *, is_urgent: bool) -> None:
        """Show `message` for as long as it takes to read; what is urgent, longer."""
        self.clear()
        self.message = message
        self.lay_out(partial(message_lines, message, URGENT if is_urgent else ""))
        self.display = True
        times = _URGENT_TIMES if is_urgent else 1
        self._end = self.set_timer(times * seconds_to_read(message), self.clear)

    def clear(self) -> None:
        """Say nothing."""
        if self._end is not None:
            self._end.stop()
        self._end = None
        self.message = ""
        self.display = False


def seconds_to_read(message: str) -> float:
    """Return how long `message` is shown."""
    return _LEAST_SECONDS + len(message) / _CHARACTERS_A_SECOND


def message_lines(message: str, sign: str, width: int) -> Content:
    """Return `message` in bold, behind a sign if it has one."""
    mark = Content.styled(sign, "bold")
    lines = [
        line
        for paragraph in clean(message).splitlines()
        for line in wrap(Content.styled(paragraph, "bold"), width - len(sign))
    ]
    return joined(hang(mark, lines))
