"""What a screen says when it has nothing to show, and the key to press next."""

from __future__ import annotations

from functools import partial

from textual.content import Content

from studyapp.tui.commands import key_text
from studyapp.tui.prose import inline
from studyapp.tui.prose.lines import clean, joined, wrap
from studyapp.tui.widgets.fitted import FittedStatic

_WIDEST = 60


class EmptyState(FittedStatic):
    """A title, one sentence, and a key with what it does."""

    DEFAULT_CSS = """
    EmptyState {
        width: 1fr;
        height: 1fr;
        min-height: 4;
        padding: 0 2;
        content-align: center middle;
        text-align: center;
    }
    """

    def __init__(
        self,
        title: str,
        sentence: str,
        *,
        key: str = "",
        does: str = "",
        id: str | None = None,  # noqa: A002
        classes: str | None = None,
    ) -> None:
        super().__init__(
            partial(empty_lines, title, sentence, key, does), id=id, classes=classes
        )

    def show_state(
        self, title: str, sentence: str, *, key: str = "", does: str = ""
    ) -> None:
        """Say something else."""
        self.lay_out(partial(empty_lines, title, sentence, key, does))


def empty_lines(title: str, sentence: str, key: str, does: str, width: int) -> Content:
    """Return the words at `width`; `key` is a key's name, `does` its effect."""
    room = min(width, _WIDEST)
    lines = [line.stylize("bold $text-primary") for line in wrap(inline(title), room)]
    lines += wrap(inline(sentence), room)
    if key:
        hint = Content.assemble(
            (key_text(key), "bold $text-accent"), f"  {clean(does)}"
        )
        lines += [Content(""), *wrap(hint, room)]
    return joined(lines)
