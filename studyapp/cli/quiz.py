"""`studyapp quiz`: questions with explanations, in the app or line by line."""

from __future__ import annotations

import argparse

from studyapp.cli.diagnostics import OK
from studyapp.cli.opening import opened
from studyapp.cli.output import print_json
from studyapp.cli.plain import EndOfInput, ask, tell
from studyapp.cli.quiz_plain import run_plain
from studyapp.cli.tui import open_app
from studyapp.services.quiz_history import standings
from studyapp.services.quizzing import (
    Quizzing,
    start,
    unfinished,
)
from studyapp.services.study import Study

_EXAMPLE = """examples:
  studyapp quiz
  studyapp quiz sqs async --count 10 --plain
  studyapp quiz --json              how you stand with the questions"""


def configure(parser: argparse.ArgumentParser) -> None:
    """Describe the command's arguments."""
    parser.epilog = _EXAMPLE
    parser.add_argument("topics", nargs="*", metavar="TOPIC", help="only these topics")
    parser.add_argument(
        "--count", type=int, default=10, help="questions, 10 by default"
    )
    parser.add_argument("--seed", help="the same seed asks the same questions")
    parser.add_argument(
        "--plain", action="store_true", help="line by line on standard input and output"
    )
    parser.set_defaults(run=run)


def run(args: argparse.Namespace) -> int:
    """Run a quiz; `--json` only tells how the questions stand."""
    if not args.plain and not args.json:
        return open_app(args, screen="quiz", topics=tuple(args.topics))
    with opened(args) as study:
        if args.json:
            return _tell_standings(study)
        quizzing = _resume(study) or start(study, args.count, args.topics, args.seed)
        return run_plain(study, quizzing)


def _tell_standings(study: Study) -> int:
    known = standings(study)
    counts: dict[str, int] = {"questions": len(study.library.questions)}
    for standing in known.values():
        name = standing.name.lower()
        counts[name] = counts.get(name, 0) + 1
    print_json(counts)
    return OK


def _resume(study: Study) -> Quizzing | None:
    left = unfinished(study)
    if left is None:
        return None
    session = left.session
    tell(
        f"A quiz was left at question {session.position} of "
        f"{len(session.plan.questions)}."
    )
    try:
        return (
            left if ask("Go on with it? [y]/n:").lower() in {"", "y", "yes"} else None
        )
    except EndOfInput:
        return left
