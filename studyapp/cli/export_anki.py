"""`studyapp export anki FILE.apkg`: cards with their schedule and every answer."""

from __future__ import annotations

import argparse
from pathlib import Path

from studyapp.cli.diagnostics import OK
from studyapp.cli.output import print_json


def configure(parser: argparse.ArgumentParser) -> None:
    """Describe the command's arguments."""
    parser.add_argument("file", metavar="FILE.apkg", help="the package to write")
    parser.add_argument(
        "--topic",
        action="append",
        default=[],
        metavar="TOPIC",
        help="only this topic; can be given again",
    )
    parser.set_defaults(run=run)


def run(args: argparse.Namespace) -> int:
    """Write the package and say what it holds."""
    from studyapp.cli.opening import opened  # noqa: PLC0415 - the database
    from studyapp.services.card_export import export_anki  # noqa: PLC0415

    path = Path(args.file).expanduser()
    with opened(args) as study:
        written = export_anki(study, path, args.topic)
    if args.json:
        print_json(
            {"file": str(path), "cards": written.cards, "answers": written.answers}
        )
    else:
        print(f"{written.cards} cards with {written.answers} answers are in {path}")
    return OK
