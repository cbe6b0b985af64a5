"""Textual bindings made from commands, so that no key is written down twice."""

from __future__ import annotations

from collections.abc import Iterable

from textual.binding import Binding, BindingType

from studyapp.tui.commands import Command, Shown


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


def action_name(command: Command) -> str:
    """Return the bare name of the command's action: `grade` for `grade(3)`."""
    return command.action.partition("(")[0].rpartition(".")[2]
