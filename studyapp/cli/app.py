"""The command line: one parser for the command that is asked for.

Without a command the app opens. Exit status: 0 done, 1 nothing found or a check
failed, 2 wrong use, 130 interrupted.
"""

from __future__ import annotations

import argparse
import difflib
import os
from collections.abc import Sequence
from importlib import import_module

from studyapp.cli import diagnostics
from studyapp.cli.common import add_common, add_place_and_look, command_at
from studyapp.cli.parser import Parser
from studyapp.cli.registry import COMMANDS, Command, find
from studyapp.errors import UsageError

_USAGE = "studyapp [COMMAND] [OPTIONS]"


def main(argv: Sequence[str]) -> int:
    """Run what the arguments ask for; return the exit status."""
    debug = "--debug" in argv or bool(os.environ.get("STUDYAPP_DEBUG"))
    return diagnostics.guarded(
        lambda: _run([a for a in argv if a != "--debug"]), debug=debug
    )


def _run(argv: list[str]) -> int:
    place = command_at(argv)
    if place is None:
        return _without_command(argv)
    name = argv[place]
    command = find(name)
    if command is None:
        raise UsageError(f"there is no command '{name}'", _nearest(name))
    args = parser_of(command).parse_args([*argv[:place], *argv[place + 1 :]])
    result: int = args.run(args)
    return result


def parser_of(command: Command) -> argparse.ArgumentParser:
    """Return the parser of one command, its module imported."""
    parser = Parser(
        prog=f"studyapp {command.name}",
        description=f"{command.help[0].upper()}{command.help[1:]}.",
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    add_common(parser)
    import_module(command.module).configure(parser)
    return parser


def top_parser() -> argparse.ArgumentParser:
    """Return the parser of the program without a command."""
    listing = "\n".join(f"  {c.name:<10} {c.help}" for c in COMMANDS)
    parser = Parser(
        prog="studyapp",
        usage=_USAGE,
        description="Learn AWS Lambda in a terminal. Without a command the app opens.",
        epilog=f"commands:\n{listing}\n\nexample: studyapp limit timeout",
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    add_place_and_look(parser)
    parser.add_argument("--version", action="version", version=f"studyapp {version()}")
    return parser


def version() -> str:
    """Return the version that is installed."""
    from importlib.metadata import version as installed  # noqa: PLC0415

    return installed("studyapp")


def _without_command(argv: list[str]) -> int:
    args = top_parser().parse_args(argv)
    from studyapp.cli.tui import open_app  # noqa: PLC0415

    return open_app(args)


def _nearest(name: str) -> str:
    near = difflib.get_close_matches(name, [c.name for c in COMMANDS], n=1)
    return f"did you mean '{near[0]}'?" if near else "see 'studyapp --help'"
