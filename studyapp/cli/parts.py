"""Commands that are several: `export anki`, `export csv`, each in its own module."""

from __future__ import annotations

import argparse
from collections.abc import Iterable
from importlib import import_module
from typing import NamedTuple

from studyapp.cli.common import add_common_to_part


class Part(NamedTuple):
    """Something that a command does in a module of its own."""

    name: str
    module: str
    help: str


def add_parts(parser: argparse.ArgumentParser, parts: Iterable[Part]) -> None:
    """Add every part with its own arguments and those that all commands take."""
    kinds = parser.add_subparsers(dest="part", metavar="PART", required=True)
    for part in parts:
        own = kinds.add_parser(
            part.name,
            help=part.help,
            description=f"{part.help[0].upper()}{part.help[1:]}.",
            formatter_class=argparse.RawDescriptionHelpFormatter,
        )
        add_common_to_part(own)
        import_module(part.module).configure(own)
