"""`studyapp backup` and `studyapp restore`: the learner's file as one copy."""

from __future__ import annotations

import argparse
from pathlib import Path

from studyapp import clock, paths
from studyapp.cli.diagnostics import OK
from studyapp.cli.export_target import require_folder
from studyapp.cli.output import print_json
from studyapp.services import care

_EXAMPLE = """examples:
  studyapp backup                    beside the learner's file, with the date
  studyapp backup ~/study-backup.sqlite3
  studyapp restore ~/study-backup.sqlite3"""


def configure(parser: argparse.ArgumentParser) -> None:
    """Describe the command's arguments."""
    parser.epilog = _EXAMPLE
    parser.add_argument("file", nargs="?", metavar="FILE", help="the copy")
    parser.set_defaults(run=run)


def run(args: argparse.Namespace) -> int:
    """Make the copy and say where it is."""
    path = Path(paths.store_file(args.data))
    stamp = clock.now().strftime("%Y-%m-%d-%H%M%S")
    if args.file:
        require_folder(Path(args.file).expanduser())
    name = args.file or path.with_name(f"{path.stem}-{stamp}{path.suffix}")
    copy = care.back_up(path, Path(name).expanduser())
    if args.json:
        print_json({"backup": str(copy)})
    else:
        print(f"copied to {copy}")
    return OK
