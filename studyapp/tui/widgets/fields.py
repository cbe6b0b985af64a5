"""Fields to type into, each with the keys that are not text as commands.

A field keeps what is typed; what it means is its screen's to know.
"""

from __future__ import annotations

from typing import ClassVar

from textual.reactive import var
from textual.widgets import Input

from studyapp.tui.bindings import Commanded
from studyapp.tui.commands import Command, Shown

TYPING = "typing"
"""The phase of a screen in which an answer is typed."""


class _Field(Commanded, Input):
    """A field whose cursor stands still."""

    cursor_blink = var(default=False)


class AnswerField(_Field):
    """One line for a typed answer; enter sends `Input.Submitted`."""

    KEY_COMMANDS: ClassVar[tuple[Command, ...]] = (
        Command(
            "answer.check", ("enter",), "Check",
            "Compare what you typed with the value; with nothing typed, show it.",
            "submit", Shown.FOOTER, when=TYPING,
        ),
    )  # fmt: skip


class NumberField(_Field):
    """One line for a typed number; enter sends `Input.Submitted`."""

    KEY_COMMANDS: ClassVar[tuple[Command, ...]] = (
        Command(
            "number.submit", ("enter",), "Submit", "Give the number as your answer.",
            "submit", Shown.FOOTER, when=TYPING,
        ),
    )  # fmt: skip


class NameField(_Field):
    """One line for a name; enter sends `Input.Submitted`."""

    KEY_COMMANDS: ClassVar[tuple[Command, ...]] = (
        Command(
            "name.save", ("enter",), "Save", "Save it under this name.", "submit",
            Shown.FOOTER,
        ),
    )  # fmt: skip


class DayField(_Field):
    """One line for a day; enter sends `Input.Submitted`."""

    KEY_COMMANDS: ClassVar[tuple[Command, ...]] = (
        Command(
            "day.show", ("enter",), "Show", "Show the progress on this day.", "submit",
            Shown.FOOTER,
        ),
    )  # fmt: skip


class SearchField(_Field):
    """One line to search by; enter sends `Input.Submitted`."""

    KEY_COMMANDS: ClassVar[tuple[Command, ...]] = (
        Command(
            "search.open", ("enter",), "Open", "Open the marked result.", "submit",
            Shown.FOOTER,
        ),
        Command(
            "search.down", ("down",), "Choose", "Mark the next result.",
            "screen.move(1)", Shown.FOOTER, "Choose",
        ),
        Command(
            "search.up", ("up",), "Choose", "Mark the result before.",
            "screen.move(-1)", Shown.FOOTER, "Choose",
        ),
    )  # fmt: skip


class FormField(_Field):
    """One line of a form, low enough to stand beside its label."""

    KEY_COMMANDS: ClassVar[tuple[Command, ...]] = (
        Command(
            "field.next", ("down", "enter"), "Field", "Go to the next field.",
            "app.focus_next", Shown.FOOTER, "Field",
        ),
        Command(
            "field.previous", ("up",), "Field", "Go to the field before.",
            "app.focus_previous", Shown.FOOTER, "Field",
        ),
    )  # fmt: skip
    DEFAULT_CSS = """
    FormField {
        border: none;
        height: 1;
        padding: 0 1;
        background: $panel;
        &:focus { border: none; background: $block-cursor-blurred-background; }
        &.-invalid, &.-invalid:focus { border: none; color: $text-error; }
    }
    """
