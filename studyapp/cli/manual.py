"""`studyapp manual`: the manual page, made from the parsers."""

from __future__ import annotations

import argparse
from dataclasses import asdict

from studyapp.cli.app import version
from studyapp.cli.diagnostics import OK
from studyapp.cli.output import print_json
from studyapp.cli.synopsis import Parameter, Synopsis, synopses

_EXAMPLE = """examples:
  studyapp manual > studyapp.1
  studyapp manual | man -l -"""


def configure(parser: argparse.ArgumentParser) -> None:
    """Describe the command's arguments."""
    parser.epilog = _EXAMPLE
    parser.set_defaults(run=run)


def run(args: argparse.Namespace) -> int:
    """Print the page as roff, or what it is made from as JSON."""
    if args.json:
        commands = [asdict(command) for command in synopses()]
        print_json({"version": version(), "commands": commands})
    else:
        print(page(synopses(), version()))
    return OK


def page(commands: tuple[Synopsis, ...], release: str) -> str:
    """Return the manual page in the man macros."""
    lines = [
        f'.TH STUDYAPP 1 "" "studyapp {release}" "User Commands"',
        ".SH NAME",
        r"studyapp \- learn AWS Lambda in a terminal and pass the exam",
        ".SH SYNOPSIS",
        ".B studyapp",
        "[COMMAND] [OPTIONS]",
        ".SH DESCRIPTION",
        "Without a command the app opens on what is due today.",
        ".SH COMMANDS",
    ]
    for command in commands:
        lines += [f".SS {command.name}", _text(f"{command.help.capitalize()}.")]
        for parameter in command.parameters:
            lines += [".TP", f".B {_head(parameter)}", _text(parameter.help or " ")]
        if command.examples:
            lines += [".PP", ".nf", _text(command.examples), ".fi"]
    lines += [
        ".SH EXIT STATUS",
        "0 for done or found, 1 for nothing found or a failed check, 2 for wrong use.",
        ".SH ENVIRONMENT",
        ".B STUDYAPP_HOME",
        "names the folder of the learner's file;",
        ".B NO_COLOR",
        "turns colours off.",
    ]
    return "\n".join(lines)


def _head(parameter: Parameter) -> str:
    flags = ", ".join(parameter.flags)
    return _text(f"{flags} {parameter.metavar}".strip())


def _text(text: str) -> str:
    """Return text that roff does not take for its own: dashes, dots, backslashes."""
    escaped = text.replace("\\", r"\e").replace("-", r"\-").replace("%%", "%")
    return "\n".join(
        rf"\&{line}" if line.startswith((".", "'")) else line
        for line in escaped.split("\n")
    )
