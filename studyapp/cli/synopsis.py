"""What the command line takes, read off its own parsers.

Completion scripts and the manual page are made from this, so they cannot disagree
with the program.
"""

from __future__ import annotations

import argparse
from dataclasses import dataclass

from studyapp.cli.app import parser_of
from studyapp.cli.registry import COMMANDS, Command


@dataclass(frozen=True, slots=True)
class Parameter:
    """One option or positional argument."""

    flags: tuple[str, ...]
    """Empty for a positional argument."""
    metavar: str
    """What stands after it; empty for a switch."""
    help: str
    choices: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Synopsis:
    """One command with everything it takes."""

    name: str
    help: str
    parameters: tuple[Parameter, ...]
    examples: str

    @property
    def flags(self) -> tuple[str, ...]:
        """Every option, long and short."""
        return tuple(flag for p in self.parameters for flag in p.flags)

    @property
    def choices(self) -> tuple[str, ...]:
        """Every fixed word a positional argument takes."""
        return tuple(c for p in self.parameters if not p.flags for c in p.choices)


def synopses() -> tuple[Synopsis, ...]:
    """Return every command in the order of the help."""
    return tuple(_synopsis(command) for command in COMMANDS)


def _synopsis(command: Command) -> Synopsis:
    parser = parser_of(command)
    parameters = list(_parameters(parser))
    for part in _subparsers(parser):
        parameters += [p for p in _parameters(part) if p not in parameters]
    return Synopsis(command.name, command.help, tuple(parameters), parser.epilog or "")


def _parameters(parser: argparse.ArgumentParser) -> list[Parameter]:
    return [
        Parameter(
            tuple(action.option_strings),
            "" if action.nargs == 0 else _metavar(action),
            "" if action.help == argparse.SUPPRESS else action.help or "",
            tuple(map(str, action.choices or ())),
        )
        for action in parser._actions  # noqa: SLF001 - argparse has no public list
        if action.help != argparse.SUPPRESS
    ]


def _metavar(action: argparse.Action) -> str:
    if isinstance(action.metavar, str):
        return action.metavar
    return action.dest.upper() if action.option_strings else action.dest


def _subparsers(parser: argparse.ArgumentParser) -> list[argparse.ArgumentParser]:
    return [
        part
        for action in parser._actions  # noqa: SLF001
        if isinstance(action, argparse._SubParsersAction)  # noqa: SLF001
        for part in action.choices.values()
    ]
