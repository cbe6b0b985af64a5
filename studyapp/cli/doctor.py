"""`studyapp doctor`: where things are, and whether the learner's file is sound."""

from __future__ import annotations

import argparse

from studyapp import paths
from studyapp.cli.diagnostics import NOT_FOUND, OK
from studyapp.cli.output import print_json
from studyapp.memory.wording import counted

_EXAMPLE = """examples:
  studyapp doctor
  studyapp doctor --paths
  studyapp doctor --rebuild         compute all card states from the journal
  studyapp doctor --new-device ~/Sync/study
                                    make a copied data folder a device of its own"""


def configure(parser: argparse.ArgumentParser) -> None:
    """Describe the command's arguments."""
    parser.epilog = _EXAMPLE
    parser.add_argument("--paths", action="store_true", help="only print the paths")
    parser.add_argument(
        "--rebuild", action="store_true", help="recompute all states from the journal"
    )
    parser.add_argument(
        "--new-device",
        nargs="?",
        const="",
        metavar="FOLDER",
        help="give this copy of your data its own device id; events that the sync "
        "folder (by default the one that is set) does not have go with it",
    )
    parser.set_defaults(run=run)


def run(args: argparse.Namespace) -> int:
    """Print paths and findings; exit status 1 when something is wrong."""
    places = {
        "file": paths.store_file(args.data),
        "settings": paths.config_file(),
        "own content": paths.own_root(args.data),
        "bundled content": paths.bundled_roots()[0],
    }
    if args.paths:
        return _print_paths(places, as_json=args.json)
    if args.new_device is not None:
        from studyapp.cli.new_device import renew  # noqa: PLC0415 - the database

        return renew(args)
    from studyapp.cli.opening import opened  # noqa: PLC0415 - the database
    from studyapp.services import care  # noqa: PLC0415

    with opened(args) as study:
        rebuilt = care.rebuild(study) if args.rebuild else None
        findings = [str(finding) for finding in care.findings(study)]
    if args.json:
        print_json({"paths": places, "rebuilt": rebuilt, "findings": findings})
        return NOT_FOUND if findings else OK
    _print_paths(places, as_json=False)
    if rebuilt is not None:
        print(f"{counted(rebuilt, 'card state')} recomputed from the journal")
    for finding in findings:
        print(finding)
    if not findings:
        print("the learner's file is sound")
    return NOT_FOUND if findings else OK


def _print_paths(places: dict[str, str], *, as_json: bool) -> int:
    if as_json:
        print_json(places)
        return OK
    for name, place in places.items():
        print(f"{name:<16} {place}")
    return OK
