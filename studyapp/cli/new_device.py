"""`studyapp doctor --new-device`: a copied data folder becomes a device of its own."""

from __future__ import annotations

import argparse

from studyapp.cli.diagnostics import OK
from studyapp.cli.opening import opened
from studyapp.cli.output import print_json
from studyapp.memory.wording import counted
from studyapp.services.syncing import become_new_device


def renew(args: argparse.Namespace) -> int:
    """Give the file a new device id and say what went with it."""
    with opened(args) as study:
        done = become_new_device(study, args.new_device)
    if args.json:
        print_json(
            {
                "old": done.old,
                "new": done.new,
                "moved": done.moved,
                "kept": str(done.kept),
            }
        )
        return OK
    print(f"this copy is now the device {done.new} (it was {done.old})")
    moved = counted(done.moved, "event")
    print(f"{moved} went with it; the file before is kept as {done.kept}")
    return OK
