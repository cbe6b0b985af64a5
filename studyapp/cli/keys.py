"""`studyapp keys`: every key of the app, screen by screen."""

from __future__ import annotations

import argparse

from studyapp.cli.diagnostics import OK
from studyapp.cli.output import print_json, styled
from studyapp.tui.app import StudyApp
from studyapp.tui.commands import Scope, key_text


def configure(parser: argparse.ArgumentParser) -> None:
    """Describe the command's arguments."""
    parser.epilog = "example:\n  studyapp keys"
    parser.set_defaults(run=run)


def run(args: argparse.Namespace) -> int:
    """Print the keys, with what each does."""
    scopes = StudyApp.scopes()
    if args.json:
        print_json({scope.name: _as_json(scope) for scope in scopes})
        return OK
    for scope in scopes:
        print(styled(scope.name, "bold"))
        for command in scope.commands:
            keys = ", ".join(key_text(key) for key in command.keys)
            print(f"  {keys:<14} {command.help}")
        print()
    return OK


def _as_json(scope: Scope) -> list[dict[str, object]]:
    return [
        {"id": command.id, "keys": list(command.keys), "help": command.help}
        for command in scope.commands
    ]
