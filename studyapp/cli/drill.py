"""`studyapp drill`: calculations with new numbers each time, and named mistakes."""

from __future__ import annotations

import argparse
from decimal import Decimal

from studyapp.calculator.drills import judge_estimate, skills_of
from studyapp.cli.common import topic_id
from studyapp.cli.diagnostics import OK
from studyapp.cli.opening import opened
from studyapp.cli.output import print_json
from studyapp.cli.plain import EndOfInput, ask, tell
from studyapp.cli.quiz_plain import run_left_or
from studyapp.cli.tui import open_app
from studyapp.content.answers import read_number
from studyapp.content.documents import QuestionKind
from studyapp.errors import UsageError
from studyapp.services.drilling import drill_of, plan_drills, subject_of
from studyapp.services.quizzing import begin
from studyapp.services.study import Study
from studyapp.store.states import read_states

_EXAMPLE = """examples:
  studyapp drill                      in the app
  studyapp drill pricing --plain
  studyapp drill --numeric            type the number instead of choosing
  studyapp drill --estimate --plain   guess first, scored by how far off
  studyapp drill --json               the skills and how they stand"""


def configure(parser: argparse.ArgumentParser) -> None:
    """Describe the command's arguments."""
    parser.epilog = _EXAMPLE
    parser.add_argument("topic", nargs="?", type=topic_id, help="a topic or a skill")
    parser.add_argument("--count", type=int, default=10, help="drills, 10 by default")
    parser.add_argument("--seed", type=int, help="the same seed gives the same numbers")
    form = parser.add_mutually_exclusive_group()
    form.add_argument("--numeric", action="store_true", help="type the number")
    form.add_argument("--estimate", action="store_true", help="guess by order of size")
    parser.add_argument(
        "--plain", action="store_true", help="line by line on standard input and output"
    )
    parser.set_defaults(run=run)


def run(args: argparse.Namespace) -> int:
    """Drill; `--json` only lists the skills."""
    if args.count < 1:
        raise UsageError(f"--count {args.count} asks for nothing", "write --count 5")
    if not args.plain and not args.json:
        skills_of(args.topic)
        return _open_app(args)
    with opened(args, begins=args.plain) as study:
        if args.json:
            return _list(study, args.topic)
        kind = QuestionKind.NUMERIC if args.numeric else QuestionKind.SINGLE
        drills = plan_drills(study, args.topic, args.count, kind, args.seed)
        if args.estimate:
            return _estimate(study, drills)
        seed = str(args.seed or "")
        return run_left_or(study, lambda: begin(study, drills, seed), args.data)


def _open_app(args: argparse.Namespace) -> int:
    from studyapp.tui.messages import DRILLS, NUMBERS  # noqa: PLC0415 - imports Textual

    if args.estimate:
        raise UsageError("the app asks for no guesses", "add --plain to --estimate")
    topics = (args.topic,) if args.topic else ()
    return open_app(args, "drill", NUMBERS if args.numeric else DRILLS, topics)


def _list(study: Study, topic: str | None) -> int:
    states = read_states(study.store, study.projection)
    rows = []
    for skill in skills_of(topic):
        state = states.get(subject_of(skill.id))
        due = state.due_day.isoformat() if state and state.due_day else None
        rows.append(
            {
                "id": skill.id,
                "topic": skill.topic,
                "title": skill.title,
                "answers": state.reviews if state else 0,
                "due": due,
            }
        )
    print_json({"skills": rows})
    return OK


def _estimate(study: Study, drills: tuple[str, ...]) -> int:
    """Ask for guesses; a guess is practice and changes no schedule."""
    points: list[Decimal] = []
    try:
        for number, identity in enumerate(drills, 1):
            points.append(_guess(study, identity, number, len(drills)))
    except EndOfInput:
        pass
    if points:
        tell(f"{sum(points):.2f} of {len(points)} points.")
    return OK


def _guess(study: Study, identity: str, number: int, total: int) -> Decimal:
    drill = drill_of(identity, study.library.book)
    if drill is None:
        return Decimal(0)
    tell(f"\nEstimate {number} of {total}")
    tell(drill.text)
    while True:
        text = ask(f"Your guess in {drill.unit} (q to stop):")
        if text.lower() == "q":
            raise EndOfInput
        guess = read_number(text, drill.unit)
        if guess is not None and guess > 0:
            break
        tell(f"Write a number above zero in {drill.unit}.")
    estimate = judge_estimate(drill, guess)
    tell(f"It is {drill.answer.value}: {drill.answer.numbers}.")
    tell(f"{estimate.points:.2f} points; log error {estimate.log_error:.2f}.")
    return estimate.points
