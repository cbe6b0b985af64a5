"""`studyapp import csv FILE.csv`: a table of prompts and answers as topics."""

from __future__ import annotations

import argparse
from pathlib import Path

from studyapp import paths
from studyapp.cli.import_print import print_imported


def configure(parser: argparse.ArgumentParser) -> None:
    """Describe the command's arguments."""
    parser.epilog = """The first line names the columns: prompt and answer, and if you
like topic and tags. Cells hold Markdown; a prompt with [holes] needs no answer.
Importing a file again adds only what is new in it.

example:
  studyapp import csv cards.csv"""
    parser.add_argument("file", metavar="FILE.csv", help="the table to read")
    parser.set_defaults(run=run)


def run(args: argparse.Namespace) -> int:
    """Import the table and say what it brought."""
    from studyapp.cli.opening import opened  # noqa: PLC0415 - the database
    from studyapp.services.importing import import_csv  # noqa: PLC0415

    path = Path(args.file).expanduser()
    with opened(args, begins=True) as study:
        imported = import_csv(study, path, Path(paths.own_root(args.data)))
    return print_imported(imported, as_json=args.json)
