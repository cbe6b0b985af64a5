"""`studyapp quiz`: questions with explanations, in the app or line by line."""

from __future__ import annotations

import argparse

from studyapp.cli.common import topic_id
from studyapp.cli.diagnostics import OK
from studyapp.cli.opening import opened
from studyapp.cli.output import print_json
from studyapp.cli.quiz_plain import run_left_or
from studyapp.cli.tui import open_app
from studyapp.content.documents import QuestionKind
from studyapp.practice.form import EXAM_KINDS
from studyapp.practice.selection import QuizMode, Standing
from studyapp.practice.wishes import QUICK_COUNT, QuizWish
from studyapp.services.answers import returns
from studyapp.services.quiz_history import standings
from studyapp.services.quiz_wishes import resolve
from studyapp.services.quizzing import start_quiz
from studyapp.services.study import Study

_EXAMPLE = """examples:
  studyapp quiz
  studyapp quiz sqs async --count 20 --status missed --status unsure --plain
  studyapp quiz --mode weakest
  studyapp quiz --skill 'DVA-C03 4.3' --plain
  studyapp quiz --kinds study --plain   numbers to type, steps to order, pairs
  studyapp quiz --json                  how you stand with the questions"""
_KINDS = {
    "exam": EXAM_KINDS,
    "study": frozenset(QuestionKind) - EXAM_KINDS,
    "all": frozenset(QuestionKind),
}
_STANDINGS = {standing.name.lower(): standing for standing in Standing}


def configure(parser: argparse.ArgumentParser) -> None:
    """Describe the command's arguments."""
    parser.epilog = _EXAMPLE
    parser.add_argument(
        "topics", nargs="*", type=topic_id, metavar="TOPIC", help="only these topics"
    )
    parser.add_argument(
        "--topic",
        action="append",
        type=topic_id,
        metavar="TOPIC",
        help="the same, one at a time",
    )
    parser.add_argument(
        "--mode", choices=tuple(QuizMode), help="what to ask, quick by default"
    )
    parser.add_argument(
        "--skill",
        action="append",
        metavar="SKILL",
        help="only an exam's skill, task or domain, as 'DVA-C03 4.3'",
    )
    parser.add_argument(
        "--status",
        action="append",
        choices=tuple(_STANDINGS),
        help="only questions you stand so with",
    )
    parser.add_argument(
        "--kinds",
        choices=tuple(_KINDS),
        default="exam",
        help="as exams ask, kinds for study, or all",
    )
    parser.add_argument(
        "--count",
        type=int,
        default=QUICK_COUNT,
        help=f"questions, {QUICK_COUNT} by default",
    )
    parser.add_argument("--seed", help="the same seed asks the same questions")
    parser.add_argument(
        "--plain", action="store_true", help="line by line on standard input and output"
    )
    parser.set_defaults(run=run)


def run(args: argparse.Namespace) -> int:
    """Run a quiz; `--json` only tells how the questions stand."""
    wish = _wish(args)
    if not args.plain and not args.json:
        if wish != QuizWish():
            with opened(args, begins=True) as study:
                resolve(study, wish)
        return open_app(args, screen="quiz", topics=wish.topics, wish=wish)
    with opened(args, begins=args.plain) as study:
        resolve(study, wish)
        if args.json:
            return _tell_standings(study)
        return run_left_or(study, lambda: start_quiz(study, wish), args.data)


def _wish(args: argparse.Namespace) -> QuizWish:
    topics = (*args.topics, *(args.topic or ()))
    mode = QuizMode(args.mode) if args.mode else QuizMode.QUICK
    if not args.mode and args.skill:
        mode = QuizMode.SKILL
    elif not args.mode and topics:
        mode = QuizMode.TOPIC
    return QuizWish(
        mode=mode,
        count=args.count,
        seed=args.seed or "",
        topics=tuple(dict.fromkeys(topics)),
        skills=tuple(args.skill or ()),
        standings=frozenset(_STANDINGS[name] for name in args.status or ()),
        kinds=_KINDS[args.kinds],
    )


def _tell_standings(study: Study) -> int:
    known = standings(study)
    counts: dict[str, int] = {"questions": len(study.library.questions)}
    for standing in known.values():
        name = standing.name.lower()
        counts[name] = counts.get(name, 0) + 1
    print_json(counts | {"returning_today": len(returns(study).due)})
    return OK
