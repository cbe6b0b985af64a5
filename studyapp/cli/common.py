"""What every command takes, before its name or after it."""

from __future__ import annotations

import argparse

WITH_VALUE = ("--data", "--theme")
"""Options that the next argument belongs to."""


def add_common(parser: argparse.ArgumentParser) -> None:
    """Add what every command takes."""
    add_place_and_look(parser)
    parser.add_argument("--json", action="store_true", help="print JSON")


def add_common_to_part(parser: argparse.ArgumentParser) -> None:
    """Add the same to a part of a command; what stands before the part holds too."""
    parser.add_argument(
        "--json", action="store_true", default=argparse.SUPPRESS, help="print JSON"
    )
    for option in WITH_VALUE:
        parser.add_argument(option, default=argparse.SUPPRESS, help=argparse.SUPPRESS)


def add_place_and_look(parser: argparse.ArgumentParser) -> None:
    """Add what the app takes as well."""
    parser.add_argument(
        "--data", metavar="DIR", help="use the learner's file in this folder"
    )
    parser.add_argument(
        "--theme", metavar="NAME", help="colour theme, where the app opens"
    )
    parser.add_argument(
        "--debug", action="store_true", help="print the traceback of an error as well"
    )


def topic_id(text: str) -> str:
    """Return a topic's id as it is written: in lower case, however it was typed."""
    return text.lower()


def command_at(argv: list[str]) -> int | None:
    """Return where the command's name stands; None where there is none."""
    place = 0
    while place < len(argv):
        if argv[place] in WITH_VALUE:
            place += 2
        elif argv[place].startswith("-"):
            place += 1
        else:
            return place
    return None
