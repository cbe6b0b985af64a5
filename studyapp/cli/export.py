"""`studyapp export THING`: hand out a part of the study in a format of others.

What can be handed out is a table: a name, the module that does it, a line of help.
Each module has `configure(parser)` and sets `run`, like a command's own.
"""

from __future__ import annotations

import argparse

from studyapp.cli.parts import Part, add_parts

_EXAMPLE = """examples:
  studyapp export questions --format gift --topic sqs --out sqs.gift
  studyapp export questions --format csv > questions.csv
  studyapp export anki lambda.apkg
  studyapp export csv cards.csv --topic limits"""

PARTS = (
    Part("questions", "studyapp.cli.export_questions", "questions as GIFT or CSV"),
    Part("anki", "studyapp.cli.export_anki", "cards, schedule and history for Anki"),
    Part("csv", "studyapp.cli.export_csv", "cards and where they stand, as a table"),
)


def configure(parser: argparse.ArgumentParser) -> None:
    """Describe the command's arguments, part by part."""
    parser.epilog = _EXAMPLE
    add_parts(parser, PARTS)
