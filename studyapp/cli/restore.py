"""`studyapp restore FILE`: a backup takes the place of the learner's file."""

from __future__ import annotations

import argparse
from pathlib import Path

from studyapp import clock, paths
from studyapp.cli.diagnostics import OK
from studyapp.cli.output import print_json
from studyapp.services import care

_EXAMPLE = """example:
  studyapp restore ~/study-backup.sqlite3

The present file is kept beside it; its name is printed."""


def configure(parser: argparse.ArgumentParser) -> None:
    """Describe the command's arguments."""
    parser.epilog = _EXAMPLE
    parser.add_argument("file", metavar="FILE", help="a copy made by 'backup'")
    parser.set_defaults(run=run)


def run(args: argparse.Namespace) -> int:
    """Put the copy in place and say where the present file went."""
    path = Path(paths.store_file(args.data))
    kept = care.restore(Path(args.file).expanduser(), path, clock.now())
    if args.json:
        print_json({"restored": str(path), "kept": str(kept) if kept else None})
        return OK
    print(f"restored to {path}")
    if kept:
        print(f"the file that was there is now {kept}")
    return OK
