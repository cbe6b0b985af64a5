"""`studyapp import WHAT FILE`: cards and progress from other programs.

Each kind of file is a module with `configure(parser)`, which sets `run`.
"""

from __future__ import annotations

import argparse

from studyapp.cli.parts import Part, add_parts

PARTS = (
    Part("anki", "studyapp.cli.import_anki", "cards and history from Anki"),
    Part("csv", "studyapp.cli.import_csv", "prompts and answers from a table"),
)
_EXAMPLE = """examples:
  studyapp import anki ~/Downloads/deck.apkg
  studyapp import csv cards.csv"""


def configure(parser: argparse.ArgumentParser) -> None:
    """Describe what can be imported."""
    parser.epilog = _EXAMPLE
    add_parts(parser, PARTS)
