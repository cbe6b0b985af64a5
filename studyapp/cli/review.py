"""`studyapp review`: the cards that are due, in the app or line by line."""

from __future__ import annotations

import argparse
from dataclasses import asdict

from studyapp.cli.common import topic_id
from studyapp.cli.diagnostics import NOT_FOUND, OK
from studyapp.cli.opening import opened
from studyapp.cli.output import print_json
from studyapp.cli.review_list import listed, tell_cards
from studyapp.cli.tui import open_app
from studyapp.content.documents import Verdict
from studyapp.errors import UsageError
from studyapp.memory.wishes import CardWish, Mode, Trait
from studyapp.memory.wording import counted
from studyapp.services.naming import require_exam, require_tag, require_topics
from studyapp.services.sessions import open_session, selection_of
from studyapp.services.study import Study
from studyapp.services.suspending import unsuspend

_EXAMPLE = """examples:
  studyapp review
  studyapp review sqs concurrency --plain
  studyapp review --verdict wrong --verdict outdated --plain
  studyapp review --ahead 3         what comes in three days; the schedule stays
  studyapp review --cram --flagged  what you marked; the schedule stays
  studyapp review --leeches --list  what you forget again and again
  studyapp review --suspended --list
  studyapp review --unsuspend timeout.max
  studyapp review --json            how many cards today asks"""

_TRAITS = {
    "missed": (Trait.MISSED, "only facts behind missed questions"),
    "flagged": (Trait.FLAGGED, "only cards you flagged"),
    "leeches": (Trait.LEECH, "only cards you forget again and again"),
    "weak": (Trait.WEAK, "only cards you would forget within a week"),
    "new": (Trait.NEW, "only cards you have never answered"),
    "suspended": (Trait.SUSPENDED, "the cards you suspended; a brings one back"),
}


def configure(parser: argparse.ArgumentParser) -> None:
    """Describe the command's arguments."""
    parser.epilog = _EXAMPLE
    parser.add_argument(
        "topics", nargs="*", type=topic_id, metavar="TOPIC", help="only these topics"
    )
    parser.add_argument(
        "--topic", action="append", type=topic_id, help="the same, as an option"
    )
    parser.add_argument(
        "--verdict",
        action="append",
        choices=tuple(verdict.value for verdict in Verdict),
        help="only facts on which a note is judged so, such as wrong",
    )
    parser.add_argument("--exam", help="only facts of this exam, such as DVA-C03")
    parser.add_argument("--tag", help="only facts with this tag")
    for name, (_, text) in _TRAITS.items():
        parser.add_argument(f"--{name}", action="store_true", help=text)
    mode = parser.add_mutually_exclusive_group()
    mode.add_argument(
        "--ahead",
        type=int,
        metavar="DAYS",
        help="cards of the next DAYS days; leaves the schedule as it is",
    )
    mode.add_argument(
        "--cram",
        action="store_true",
        help="all these cards, due or not; leaves the schedule as it is",
    )
    mode.add_argument("--list", action="store_true", help="print the cards, ask none")
    mode.add_argument(
        "--unsuspend",
        nargs="+",
        metavar="CARD",
        help="let suspended cards be asked again",
    )
    parser.add_argument(
        "--plain", action="store_true", help="line by line on standard input and output"
    )
    parser.set_defaults(run=run)


def run(args: argparse.Namespace) -> int:
    """Review; `--list` prints the cards instead, and `--json` alone counts them."""
    if args.unsuspend:
        return _unsuspend(args)
    wish = _wish(args)
    if not (args.plain or args.json or args.list):
        if wish.topics or wish.exam or wish.tag:
            with opened(args, begins=True) as study:
                _check(study, wish)
        return open_app(args, screen="review", topics=wish.topics, wish=wish)
    with opened(args, begins=args.plain) as study:
        _check(study, wish)
        if args.list:
            cards = listed(study, selection_of(wish))
            if args.json:
                print_json([asdict(card) for card in cards])
            else:
                tell_cards(cards)
            return OK if cards else NOT_FOUND
        session = open_session(study, wish)
        if args.json:
            counts = session.counts
            print_json(
                {"new": counts.new, "learning": counts.learning, "due": counts.due}
            )
            return OK
        from studyapp.cli.review_plain import PlainReview  # noqa: PLC0415

        return PlainReview(study, session).run()


def _unsuspend(args: argparse.Namespace) -> int:
    with opened(args) as study:
        count = unsuspend(study, args.unsuspend)
    if args.json:
        print_json({"unsuspended": count})
    else:
        print(f"{counted(count, 'card')} can be asked again")
    return OK


def _wish(args: argparse.Namespace) -> CardWish:
    if args.ahead is not None and args.ahead < 1:
        raise UsageError(
            f"--ahead {args.ahead} is no number of days", "write 1 or more"
        )
    mode = Mode.CRAM if args.cram else Mode.AHEAD if args.ahead else Mode.DUE
    return CardWish(
        mode=mode,
        days=args.ahead or 0,
        topics=(*args.topics, *(args.topic or ())),
        verdicts=tuple(args.verdict or ()),
        traits=tuple(
            t.value for name, (t, _) in _TRAITS.items() if getattr(args, name)
        ),
        exam=args.exam or "",
        tag=args.tag or "",
    )


def _check(study: Study, wish: CardWish) -> None:
    """Raise UsageError for the first name that nothing has."""
    require_topics(study.library, wish.topics)
    require_exam(study.library, wish.exam)
    require_tag(study.library, wish.tag)
