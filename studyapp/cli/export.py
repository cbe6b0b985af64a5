"""`studyapp export THING`: hand out a part of the study in a format of others.

What can be handed out is a table: a name, the module that does it, a line of help.
Each module has `configure(parser)` and sets `run`, like a command's own.
"""

from __future__ import annotations

import argparse
from importlib import import_module
from typing import NamedTuple

_EXAMPLE = """examples:
  studyapp export questions --format gift --topic sqs --out sqs.gift
  studyapp export questions --format csv > questions.csv"""


class Part(NamedTuple):
    """Something that can be exported."""

    name: str
    module: str
    help: str


PARTS = (
    Part("questions", "studyapp.cli.export_questions", "questions as GIFT or CSV"),
)


def configure(parser: argparse.ArgumentParser) -> None:
    """Describe the command's arguments, part by part."""
    parser.epilog = _EXAMPLE
    parts = parser.add_subparsers(dest="part", metavar="PART", required=True)
    for part in PARTS:
        own = parts.add_parser(part.name, help=part.help, description=part.help)
        own.add_argument(
            "--json", action="store_true", default=argparse.SUPPRESS, help="print JSON"
        )
        own.add_argument("--data", default=argparse.SUPPRESS, help=argparse.SUPPRESS)
        import_module(part.module).configure(own)
