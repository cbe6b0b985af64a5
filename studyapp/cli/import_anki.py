"""`studyapp import anki FILE.apkg`: cards and review history from Anki."""

from __future__ import annotations

import argparse
from pathlib import Path

from studyapp import paths
from studyapp.cli.import_print import print_imported


def configure(parser: argparse.ArgumentParser) -> None:
    """Describe the command's arguments."""
    parser.epilog = """Cards exported from here bring their new answers back. Other
decks become topics in your own content folder, with their history. Importing a file
again adds nothing.

example:
  studyapp import anki ~/Downloads/deck.apkg"""
    parser.add_argument("file", metavar="FILE.apkg", help="the package to read")
    parser.set_defaults(run=run)


def run(args: argparse.Namespace) -> int:
    """Import the package and say what it brought."""
    from studyapp.cli.opening import opened  # noqa: PLC0415 - the database
    from studyapp.services.importing import import_anki  # noqa: PLC0415

    path = Path(args.file).expanduser()
    with opened(args, begins=True) as study:
        imported = import_anki(study, path, Path(paths.own_root(args.data)))
    return print_imported(imported, as_json=args.json)
