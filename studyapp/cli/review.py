"""`studyapp review`: the cards that are due, in the app or line by line."""

from __future__ import annotations

import argparse
from collections.abc import Iterable

from studyapp.cli.diagnostics import OK
from studyapp.cli.opening import opened
from studyapp.cli.output import print_json
from studyapp.cli.plain import EndOfInput, Stopwatch, ask, tell
from studyapp.cli.tui import open_app
from studyapp.content.documents import Verdict
from studyapp.errors import UsageError
from studyapp.memory.fsrs import Rating
from studyapp.memory.state import Phase
from studyapp.services.reviewing import PROPOSALS, Reviewing, Shown
from studyapp.services.selection import Selection
from studyapp.services.study import Study

_EXAMPLE = """examples:
  studyapp review
  studyapp review sqs concurrency --plain
  studyapp review --verdict wrong --verdict outdated --plain
  studyapp review --json            how many cards are due"""

_GRADES = {"1": Rating.AGAIN, "2": Rating.HARD, "3": Rating.GOOD, "4": Rating.EASY}
_HELP = "1 again, 2 hard, 3 good, 4 easy, u undo, s suspend, b bury, q quit"


def configure(parser: argparse.ArgumentParser) -> None:
    """Describe the command's arguments."""
    parser.epilog = _EXAMPLE
    parser.add_argument("topics", nargs="*", metavar="TOPIC", help="only these topics")
    parser.add_argument(
        "--verdict",
        action="append",
        choices=tuple(verdict.value for verdict in Verdict),
        help="only facts on which a note is judged so, such as wrong",
    )
    parser.add_argument("--exam", help="only facts of this exam, such as DVA-C03")
    parser.add_argument("--tag", help="only facts with this tag")
    parser.add_argument(
        "--missed", action="store_true", help="only facts behind missed questions"
    )
    parser.add_argument(
        "--plain", action="store_true", help="line by line on standard input and output"
    )
    parser.set_defaults(run=run)


def run(args: argparse.Namespace) -> int:
    """Review; `--json` only counts."""
    if not args.plain and not args.json:
        return open_app(args, screen="review", topics=tuple(args.topics))
    with opened(args) as study:
        _check_topics(study, args.topics)
        reviewing = Reviewing(study, _selection(args))
        if args.json:
            counts = reviewing.counts
            print_json(
                {"new": counts.new, "learning": counts.learning, "due": counts.due}
            )
            return OK
        return _review(reviewing)


def _selection(args: argparse.Namespace) -> Selection:
    return Selection(
        topics=frozenset(args.topics),
        verdicts=frozenset(map(Verdict, args.verdict or ())),
        exam=(args.exam or "").upper(),
        tag=args.tag or "",
        missed=args.missed,
    )


def _check_topics(study: Study, topics: Iterable[str]) -> None:
    for topic in topics:
        if topic not in study.library.topics:
            raise UsageError(
                f"there is no topic '{topic}'", "see 'studyapp read' for the topics"
            )


def _review(reviewing: Reviewing) -> int:
    counts = reviewing.counts
    tell(f"{counts.due} due, {counts.learning} learning, {counts.new} new.")
    answered = 0
    try:
        while (shown := reviewing.next()) is not None:
            answered += _one(reviewing, shown)
        tell(_nothing_left(reviewing))
    except EndOfInput:
        pass
    tell(f"{answered} answered. Everything is saved.")
    return OK


def _one(reviewing: Reviewing, shown: Shown) -> int:
    """Show one card and do what the learner says; return 1 if it was graded."""
    watch = Stopwatch()
    tell()
    if shown.revised:
        tell(f"The value of this fact has changed: {shown.revised}.")
    kind = "New card. " if shown.phase is Phase.NEW else ""
    tell(f"{kind}{shown.prompt}")
    typed, proposed = _recall(reviewing, shown)
    tell(f"Answer: {shown.answer}")
    if shown.fact:
        tell(f"Source: {shown.fact.sources[0]}, checked {shown.fact.checked}")
    intervals = ", ".join(
        f"{int(r)} {r.name.lower()} {wait}" for r, wait in shown.intervals.items()
    )
    tell(intervals)
    while True:
        default = f" [{int(proposed)}]" if proposed else ""
        choice = ask(f"Grade{default}:") or (str(int(proposed)) if proposed else "")
        if choice in _GRADES:
            reviewing.answer(shown, _GRADES[choice], watch.elapsed_ms(), typed)
            return 1
        if _act(reviewing, shown, choice):
            return 0


def _recall(reviewing: Reviewing, shown: Shown) -> tuple[str, Rating | None]:
    """Let the learner recall; return what was typed and the grade it proposes."""
    if not shown.typed:
        ask("Enter shows the answer:")
        return "", None
    typed = ask("Your answer (Enter shows it):")
    if not typed:
        return "", None
    found = reviewing.compare(shown, typed)
    tell(f"You typed {found.understood}: {found.match.value}.")
    return typed, PROPOSALS[found.match]


def _act(reviewing: Reviewing, shown: Shown, choice: str) -> bool:
    """Do what is no grade; return whether the card is done with."""
    match choice.lower():
        case "q":
            raise EndOfInput
        case "u":
            undone = reviewing.undo()
            tell("There is nothing to undo." if undone is None else "Taken back.")
            return undone is not None
        case "s":
            reviewing.suspend(shown)
            tell("Suspended: it will not be asked again.")
            return True
        case "b":
            reviewing.bury(shown)
            tell("Put off until tomorrow.")
            return True
        case _:
            tell(_HELP)
            return False


def _nothing_left(reviewing: Reviewing) -> str:
    wait = reviewing.next_step
    if wait is None:
        return "Nothing more is due today."
    minutes = max(1, round(wait.total_seconds() / 60))
    return f"Nothing is due now; a card comes back in {minutes} min."
