"""`studyapp export questions`: questions with reasons, as GIFT or CSV."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

from studyapp.cli.common import topic_id
from studyapp.cli.diagnostics import NOT_FOUND, OK, say
from studyapp.cli.export_target import target, where
from studyapp.cli.opening import opened
from studyapp.cli.output import print_json
from studyapp.content.documents import QuestionKind
from studyapp.errors import UsageError
from studyapp.memory.wording import counted
from studyapp.services.exporting import (
    Exported,
    QuestionChoice,
    QuestionFormat,
    export_questions,
)

_KINDS = {
    QuestionFormat.GIFT: (".gift", ".txt"),
    QuestionFormat.CSV: (".csv", ".txt"),
}
"""How the name of a file may end."""


def configure(parser: argparse.ArgumentParser) -> None:
    """Describe the arguments."""
    parser.epilog = """examples:
  studyapp export questions --format gift --topic sqs --out sqs.gift
  studyapp export questions --format csv > questions.csv"""
    formats = tuple(form.value for form in QuestionFormat)
    kinds = tuple(kind.value for kind in QuestionKind)
    parser.add_argument("--format", choices=formats, default="gift", help="gift or csv")
    parser.add_argument("--topic", type=topic_id, default="", help="of one topic only")
    parser.add_argument("--exam", default="", help="of one exam only, as DVA-C03")
    parser.add_argument("--kind", choices=kinds, default="", help="of one kind only")
    parser.add_argument("--out", metavar="FILE", help="write there, not to the screen")
    parser.set_defaults(run=run)


def run(args: argparse.Namespace) -> int:
    """Write the questions; `--json` tells how many and where."""
    form = QuestionFormat(args.format)
    path = target(args.out, _KINDS[form]) if args.out else None
    choice = QuestionChoice(args.topic, args.exam, args.kind)
    with opened(args) as study:
        found = export_questions(study.library, choice, form)
    if path:
        _write(path, found)
    if args.json:
        print_json({"questions": found.count, "file": args.out})
    elif not args.out:
        sys.stdout.write(found.text)
    if not found.count:
        say("no question fits; leave out '--topic', '--exam' or '--kind'")
    return OK if found.count else NOT_FOUND


def _write(path: Path, found: Exported) -> None:
    replaced = path.exists()
    try:
        # CSV brings its own line ends, which Windows must not double.
        path.write_text(found.text, encoding="utf-8", newline="")
    except OSError as error:
        raise UsageError(
            f"'{path}' cannot be written ({error.strerror})", "name another file"
        ) from error
    questions = counted(found.count, "question")
    say(f"{questions} written to {where(path, replaced=replaced)}")
