"""The help screen: every key that works on a screen, made from its commands.

No key is written here: the rows come from the commands and the key map.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import partial
from typing import ClassVar

from textual.app import ComposeResult
from textual.containers import Vertical, VerticalScroll
from textual.content import Content
from textual.screen import ModalScreen

from studyapp.tui.bindings import Commanded
from studyapp.tui.commands import Command, Shown
from studyapp.tui.keymap import KeyRow
from studyapp.tui.prose import inline
from studyapp.tui.prose.lines import clean, hang, joined, pad, wrap
from studyapp.tui.widgets.fitted import FittedStatic
from studyapp.tui.widgets.key_footer import KeyFooter

_WIDEST_KEYS = 16
_WIDEST_NAME = 26


@dataclass(frozen=True, slots=True)
class HelpSection:
    """A heading and the keys under it."""

    title: str
    rows: tuple[KeyRow, ...]


@dataclass(frozen=True, slots=True)
class Term:
    """A short name and what it stands for: `SQS`, `Simple Queue Service`."""

    name: str
    meaning: str


class HelpScreen(Commanded, ModalScreen[None]):
    """Keys, and the short names of AWS services, over the screen they are for."""

    DEFAULT_CSS = """
    HelpScreen {
        align: center middle;
        background: $background 70%;
        & > Vertical {
            width: 90%;
            max-width: 84;
            height: 90%;
            background: $surface;
            border: round $border;
            border-title-color: $text-primary;
        }
        & VerticalScroll { padding: 0 1; }
        & FittedStatic { width: 1fr; height: auto; }
    }
    """
    KEY_COMMANDS: ClassVar[tuple[Command, ...]] = (
        Command(
            "help.close", ("escape", "?", "q"), "Close", "Close this help.", "close",
            Shown.FOOTER,
        ),
        Command(
            "help.turn", ("n", "right", "left"), "Keys, short names",
            "Turn to the short names of services, and back to the keys.", "turn",
            Shown.FOOTER,
        ),
        Command(
            "help.down", ("j",), "Scroll", "Scroll down a line.", "scroll(1)",
            Shown.FOOTER, "Scroll",
        ),
        Command(
            "help.up", ("k",), "Scroll", "Scroll up a line.", "scroll(-1)",
            Shown.FOOTER, "Scroll",
        ),
    )  # fmt: skip

    def __init__(
        self, title: str, sections: Sequence[HelpSection], terms: Sequence[Term] = ()
    ) -> None:
        super().__init__()
        self._heading = title
        self._sections = tuple(sections)
        self._terms = tuple(terms)
        self._is_at_names = False

    def compose(self) -> ComposeResult:
        """Yield the page in a frame, with a footer of its own."""
        with Vertical() as frame:
            frame.border_title = Content(f" {clean(self._heading)} ")
            with VerticalScroll():
                page = partial(help_page, self._sections, ())
                yield FittedStatic(page, id="page")
            yield KeyFooter(lambda: self.KEY_COMMANDS)

    def action_close(self) -> None:
        """Close the help."""
        self.dismiss()

    def action_turn(self) -> None:
        """Turn to the short names, or back to the keys."""
        self._is_at_names = bool(self._terms) and not self._is_at_names
        sections = () if self._is_at_names else self._sections
        terms = self._terms if self._is_at_names else ()
        self.query_one("#page", FittedStatic).lay_out(
            partial(help_page, sections, terms)
        )
        name = "Short names" if self._is_at_names else self._heading
        self.query_one(Vertical).border_title = Content(f" {clean(name)} ")
        self.query_one(VerticalScroll).scroll_home(animate=False)

    def action_scroll(self, lines: int) -> None:
        """Scroll by `lines`."""
        self.query_one(VerticalScroll).scroll_relative(y=lines, animate=False)


def help_page(
    sections: Sequence[HelpSection], terms: Sequence[Term], width: int
) -> Content:
    """Return the sections and then the short names, laid out for `width`."""
    column = _column(
        (row.keys for section in sections for row in section.rows), _WIDEST_KEYS
    )
    lines: list[Content] = []
    for section in sections:
        if section.rows:
            rows = [(row.keys, clean(row.command.help)) for row in section.rows]
            lines += _heading(section.title, lines)
            lines += _pairs([(k, Content(words)) for k, words in rows], column, width)
    if terms:
        pairs = [(clean(term.name), inline(term.meaning)) for term in terms]
        lines += _heading("Short names", lines)
        lines += _pairs(
            pairs, _column((name for name, _ in pairs), _WIDEST_NAME), width
        )
    return joined(lines)


def _column(names: Iterable[str], widest: int) -> int:
    return min(widest, max((len(name) for name in names), default=0)) + 2


def _heading(title: str, above: Sequence[Content]) -> list[Content]:
    heading = Content.styled(clean(title), "bold underline")
    return [Content(""), heading] if above else [heading]


def _pairs(
    pairs: Sequence[tuple[str, Content]], column: int, width: int
) -> list[Content]:
    """Return each pair as a bold left part and a hanging right part."""
    lines: list[Content] = []
    for name, meaning in pairs:
        left = Content.styled(name, "bold $text-accent")
        room = width - column
        if room < 12 or left.cell_length + 2 > column:
            lines += [*wrap(left, width)]
            indent = Content("  ")
            lines += [indent + line for line in wrap(meaning, width - 2)]
        else:
            lines += hang(pad(left, column), wrap(meaning, room))
    return lines
