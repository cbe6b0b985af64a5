"""`studyapp sync [FOLDER]`: what was studied on any of your devices, on all."""

from __future__ import annotations

import argparse

from studyapp.cli.diagnostics import OK, say
from studyapp.cli.output import print_json

_EXAMPLE = """examples:
  studyapp sync ~/Dropbox/study
  studyapp config sync_folder ~/Dropbox/study
  studyapp sync

The folder may be kept alike by Syncthing, Dropbox, git or by hand. Each device writes
one file of its own there; syncing twice, late or in any order gives the same.
Settings and your own topics stay where they are: 'studyapp doctor' says where."""


def configure(parser: argparse.ArgumentParser) -> None:
    """Describe the command's arguments."""
    parser.epilog = _EXAMPLE
    parser.add_argument(
        "folder", nargs="?", default="", metavar="FOLDER", help="the shared folder"
    )
    parser.set_defaults(run=run)


def run(args: argparse.Namespace) -> int:
    """Sync, and say what came and what could not be read."""
    from studyapp.cli.opening import opened  # noqa: PLC0415 - the database
    from studyapp.services.syncing import summary, sync  # noqa: PLC0415

    with opened(args, begins=True) as study:
        report = sync(study, args.folder)
    for message in report.messages:
        say(message)
    if args.json:
        print_json(
            {
                "folder": str(report.folder),
                "file": str(report.file),
                "shared": report.shared,
                "received": report.received,
                "cards": report.cards,
                "devices": list(report.devices),
                "made": report.made,
                "messages": list(report.messages),
            }
        )
    else:
        print(summary(report))
    return OK
