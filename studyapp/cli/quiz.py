"""`studyapp quiz`: questions with explanations, in the app or line by line."""

from __future__ import annotations

import argparse

from studyapp.cli.diagnostics import OK
from studyapp.cli.opening import opened
from studyapp.cli.output import print_json
from studyapp.cli.plain import EndOfInput, Stopwatch, ask, tell
from studyapp.cli.tui import open_app
from studyapp.practice.responses import Chosen
from studyapp.services.quizzing import (
    Explained,
    Quizzing,
    ShownQuestion,
    standings,
    start,
    unfinished,
)
from studyapp.services.study import Study

_EXAMPLE = """examples:
  studyapp quiz
  studyapp quiz sqs async --count 10 --plain
  studyapp quiz --json              how you stand with the questions"""
_LETTERS = "ABCDEFGH"


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
        return _quiz(study, quizzing)


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


def _quiz(study: Study, quizzing: Quizzing) -> int:
    try:
        while (shown := quizzing.current) is not None:
            _one(quizzing, shown)
    except EndOfInput:
        tell("The quiz is saved; 'studyapp quiz' goes on with it.")
    _summary(study, quizzing)
    return OK


def _one(quizzing: Quizzing, shown: ShownQuestion) -> None:
    watch = Stopwatch()
    tell()
    tell(f"Question {shown.number} of {shown.total}")
    if shown.exhibit:
        tell(shown.exhibit)
    tell(shown.stem)
    for letter, option in zip(_LETTERS, shown.options, strict=False):
        tell(f"{letter}. {option.text}", "  ")
    chosen = _choice(shown)
    _explain(shown, quizzing.submit(Chosen(chosen), watch.elapsed_ms()), chosen)


def _choice(shown: ShownQuestion) -> frozenset[int]:
    letters = _LETTERS[: len(shown.options)]
    wanted = "letter" if shown.choose == 1 else f"{shown.choose} letters"
    while True:
        text = ask(f"Your answer ({wanted}, q to stop):").upper()
        picked = [c for c in text if c.isalnum()]
        if text == "Q":
            raise EndOfInput
        places = [letters.find(c) for c in picked]
        if len(set(places)) == shown.choose == len(places) and min(places) >= 0:
            return frozenset(shown.options[place].position for place in places)
        sample = letters[: shown.choose]
        tell(f"Write {wanted} of {letters[0]} to {letters[-1]}, such as {sample}.")


def _explain(
    shown: ShownQuestion, explained: Explained, chosen: frozenset[int]
) -> None:
    tell("Right." if explained.right else "Wrong.")
    for letter, option in zip(_LETTERS, shown.options, strict=False):
        mark = "right" if option.correct else "wrong"
        yours = ", your answer" if option.position in chosen else ""
        tell(f"{letter} ({mark}{yours}): {option.rationale}", "  ")
    tell(explained.why)
    for fact in explained.facts:
        tell(f"{fact.name}: {fact.long}. {fact.sources[0]}", "  ")
    if explained.brought_forward:
        tell(f"{explained.brought_forward} cards on this come sooner.")


def _summary(study: Study, quizzing: Quizzing) -> None:
    summary = quizzing.summary()
    if not summary.asked:
        return
    tell()
    tell(f"{summary.right} of {summary.asked} right.")
    for score in summary.topics:
        title = study.library.topics[score.topic].title
        tell(f"{title}: {score.right} of {score.asked}", "  ")
    if summary.review:
        tell("Review:")
        for fact_id in summary.review:
            fact = study.library.facts.get(fact_id)
            if fact:
                tell(f"{fact.name}: {fact.long}", "  ")
