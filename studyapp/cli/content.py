"""`studyapp content check|stamp|load|report`: for those who write content."""

from __future__ import annotations

import argparse
from pathlib import Path

from studyapp import clock, paths
from studyapp.cli.diagnostics import NOT_FOUND, OK
from studyapp.cli.output import print_json
from studyapp.content.checks import Examination, examine
from studyapp.content.stamp import stamp_files
from studyapp.errors import Problem, UsageError
from studyapp.memory.wording import counted

_EXAMPLE = """examples:
  studyapp content check
  studyapp content check ~/notes/lambda
  studyapp content stamp ~/notes/lambda"""


def configure(parser: argparse.ArgumentParser) -> None:
    """Describe the command's arguments."""
    parser.epilog = _EXAMPLE
    parser.add_argument("action", choices=("check", "stamp", "load", "report"))
    parser.add_argument("folders", nargs="*", metavar="DIR", help="content folders")
    parser.set_defaults(run=run)


def run(args: argparse.Namespace) -> int:
    """Do what was asked with the folders given, or with all that the app loads."""
    roots = _roots(args)
    match args.action:
        case "stamp":
            return _stamp(roots)
        case "report":
            return _report(examine(roots, clock.now().date()), as_json=args.json)
        case "load":
            return _load(args)
        case _:
            return _check(examine(roots, clock.now().date()), as_json=args.json)


def _roots(args: argparse.Namespace) -> list[Path]:
    roots = [Path(folder).expanduser() for folder in args.folders]
    for root in roots:
        if not root.is_dir():
            raise UsageError(f"there is no folder '{root}'", "name a content folder")
    return roots or [Path(root) for root in paths.content_roots(args.data)]


def _check(found: Examination, *, as_json: bool) -> int:
    if as_json:
        print_json({"problems": [_as_json(problem) for problem in found.problems]})
    else:
        for problem in found.problems:
            print(problem)
        print(_verdict(found))
    return NOT_FOUND if found.errors else OK


def _verdict(found: Examination) -> str:
    errors = len(found.errors)
    warnings = len(found.problems) - errors
    library = found.library
    held = (
        f"{counted(len(library.topics), 'topic')}, "
        f"{counted(len(library.facts), 'fact')}, "
        f"{counted(len(library.cards), 'card')}, "
        f"{counted(len(library.questions), 'question')}"
    )
    return f"{held}: {counted(errors, 'error')}, {counted(warnings, 'warning')}"


def _as_json(problem: Problem) -> dict[str, str | int]:
    return {
        "file": problem.place.file,
        "line": problem.place.line,
        "severity": problem.severity.value,
        "message": problem.message,
        "remedy": problem.remedy,
    }


def _stamp(roots: list[Path]) -> int:
    files = sorted(path for root in roots for path in root.rglob("*.md"))
    stamped = stamp_files(files)
    for path, count in stamped.items():
        print(f"{path}: {counted(count, 'card')} stamped")
    if not stamped:
        print("every card has its id")
    return OK


def _report(found: Examination, *, as_json: bool) -> int:
    from studyapp.cli.content_report import print_report  # noqa: PLC0415

    return print_report(found, as_json=as_json)


def _load(args: argparse.Namespace) -> int:
    from studyapp.cli.content_load import load  # noqa: PLC0415 - the database

    return load(args)
