"""Textual bindings made from commands, so that no key is written down twice."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any, ClassVar

from textual.binding import Binding, BindingType

from studyapp.tui.commands import Command, Shown


class Commanded:
    """Put before a Textual class: `BINDINGS` follow from `KEY_COMMANDS`."""

    KEY_COMMANDS: ClassVar[tuple[Command, ...]] = ()
    """What this class adds to the commands of the classes it is made from."""
    BINDINGS: ClassVar[list[BindingType]] = []

    def __init_subclass__(cls, **options: Any) -> None:  # noqa: ANN401
        if "KEY_COMMANDS" in cls.__dict__:
            cls.BINDINGS = bindings_for(cls.KEY_COMMANDS)
        super().__init_subclass__(**options)


def bindings_for(commands: Iterable[Command]) -> list[BindingType]:
    """Return one binding per command, with the command's id and all its keys."""
    return [
        Binding(
            ",".join(command.keys),
            command.action,
            command.label,
            show=Shown.FOOTER in command.shown,
            tooltip=command.help,
            id=command.id,
        )
        for command in commands
    ]


def commands_of(owner: type) -> list[Command]:
    """Return the `KEY_COMMANDS` of a class and of those it is made from."""
    return [
        command
        for base in owner.__mro__
        for command in base.__dict__.get("KEY_COMMANDS", ())
    ]


def action_name(command: Command) -> str:
    """Return the bare name of the command's action: `grade` for `grade(3)`."""
    return command.action.partition("(")[0].rpartition(".")[2]
