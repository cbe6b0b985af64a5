"""`studyapp limit` with its whole parser: help, first load, changed content."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path
from tempfile import TemporaryDirectory

from studyapp import paths
from studyapp.cli import limit
from studyapp.cli.diagnostics import say
from studyapp.cli.opening import is_missing, opened
from studyapp.cli.tui import open_app
from studyapp.errors import StorageError, UsageError
from studyapp.services.study import open_study
from studyapp.settings import Settings
from studyapp.store import search

_EXAMPLE = """examples:
  studyapp limit timeout
  studyapp limit tmp size
  studyapp limit --value memory max
  studyapp limit 900 seconds --json
  studyapp limit retries --all-topics

exit status: 0 found, 1 nothing found, 2 wrong use"""


def configure(parser: argparse.ArgumentParser) -> None:
    """Describe the command's arguments."""
    parser.epilog = _EXAMPLE
    parser.add_argument("words", nargs="+", metavar="WORD", help="what to look up")
    parser.add_argument(
        "-n", type=int, default=5, metavar="N", help="answers at most, 5 by default"
    )
    parser.add_argument(
        "-v", "--value", action="store_true", help="print the bare value only"
    )
    parser.add_argument(
        "--all-topics", action="store_true", help="the best answer of every topic"
    )
    parser.add_argument("--open", action="store_true", help="read the fact in the app")
    parser.set_defaults(run=run)


def run(args: argparse.Namespace) -> int:
    """Load what changed, then look up."""
    if args.n < 1:
        raise UsageError(f"-n {args.n} asks for nothing", "write -n 3")
    wish = limit.Wish()
    wish.words, wish.count, wish.data = args.words, args.n, args.data
    wish.form = "json" if args.json else "value" if args.value else "text"
    wish.by_topic = args.all_topics
    path = paths.store_file(args.data)
    if is_missing(args.data):
        return _from_scratch(args, wish, _not_there(path))
    try:
        if sys.stderr.isatty():
            say("reading the content once, because it is new or has changed")
        with opened(args):
            pass
    except StorageError as error:
        if not _can_answer(path):
            return _from_scratch(args, wish, error)
        say(f"{error}; the answer is from the content as it was last read")
    with search.Index(path) as index:
        best = limit.find(index, wish) if args.open else []
        if not best:
            return limit.answer(index, wish)
    return open_app(args, screen="fact", subject=best[0].id)


def _from_scratch(
    args: argparse.Namespace, wish: limit.Wish, error: StorageError
) -> int:
    """Answer from a file that is thrown away: to look up, nothing need be kept."""
    if args.open:
        raise error
    try:
        with TemporaryDirectory(prefix="studyapp-") as folder:
            path = paths.store_file(folder)
            study = open_study(Path(path), paths.content_roots(args.data), Settings())
            study.close()
            with search.Index(path) as index:
                return limit.answer(index, wish)
    except OSError:
        raise error from None


def _not_there(path: str) -> StorageError:
    return StorageError(f"there is no folder '{Path(path).parent}'", "check --data")


def _can_answer(path: str) -> bool:
    try:
        with search.Index(path):
            return True
    except search.IndexUnavailable:
        return False
