"""The first line of a screen: where you are, and how it stands."""

from __future__ import annotations

from functools import partial

from textual.content import Content

from studyapp.tui.prose.lines import MUTED, clean
from studyapp.tui.widgets.fitted import FittedStatic


class TitleLine(FittedStatic):
    """`studyapp · Review` on the left, a status such as `12 due` on the right."""

    DEFAULT_CSS = """
    TitleLine {
        dock: top;
        width: 1fr;
        height: 1;
        padding: 0 1;
        background: $panel;
        color: $foreground;
        text-wrap: nowrap;
        text-overflow: ellipsis;
    }
    """
    ALLOW_SELECT = False

    def __init__(self, app_name: str, screen_name: str, status: str = "") -> None:
        super().__init__(partial(title_text, app_name, screen_name, status))

    def show_title(self, app_name: str, screen_name: str, status: str) -> None:
        """Show other words."""
        self.lay_out(partial(title_text, app_name, screen_name, status))


def title_text(app_name: str, screen_name: str, status: str, width: int) -> Content:
    """Return one line; the app's name goes first when there is no room."""
    screen = Content.styled(clean(screen_name), "bold")
    named = Content.styled(f"{clean(app_name)} · ", MUTED) + screen
    right = Content.styled(clean(status), "$text-primary")
    for left in (named, screen):
        gap = width - left.cell_length - right.cell_length
        if gap >= 1:
            return left + Content(" " * gap) + right
    return screen.truncate(width, ellipsis=True)
