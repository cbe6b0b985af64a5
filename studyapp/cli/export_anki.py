"""`studyapp export anki FILE.apkg`: cards with their schedule and every answer."""

from __future__ import annotations

import argparse

from studyapp.cli.diagnostics import OK
from studyapp.cli.export_choice import add_choice, chosen_topics
from studyapp.cli.export_target import target, where
from studyapp.cli.output import print_json
from studyapp.memory.wording import counted


def configure(parser: argparse.ArgumentParser) -> None:
    """Describe the command's arguments."""
    parser.epilog = """examples:
  studyapp export anki lambda.apkg
  studyapp export anki limits.apkg --topic limits
  studyapp export anki own.apkg --mine"""
    parser.add_argument("file", metavar="FILE.apkg", help="the package to write")
    add_choice(parser)
    parser.set_defaults(run=run)


def run(args: argparse.Namespace) -> int:
    """Write the package and say what it holds."""
    from studyapp.cli.opening import opened  # noqa: PLC0415 - the database
    from studyapp.services.card_export import export_anki  # noqa: PLC0415

    path = target(args.file, (".apkg",))
    replaced = path.exists()
    with opened(args) as study:
        written = export_anki(study, path, chosen_topics(study, args))
    if args.json:
        print_json(
            {
                "file": str(path),
                "cards": written.cards,
                "answers": written.answers,
                "replaced": replaced,
            }
        )
    else:
        cards, answers = (
            counted(written.cards, "card"),
            counted(written.answers, "answer"),
        )
        are = "is" if written.cards == 1 else "are"
        print(f"{cards} with {answers} {are} in {where(path, replaced=replaced)}")
    return OK
