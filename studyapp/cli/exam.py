"""`studyapp exam`: an exam like the real one, in the app or line by line."""

from __future__ import annotations

import argparse
import secrets
from dataclasses import replace

from studyapp.cli.diagnostics import OK
from studyapp.cli.exam_list import tell_exams
from studyapp.cli.exam_plain import KEPT, run_exam
from studyapp.cli.export_target import target, where
from studyapp.cli.opening import opened
from studyapp.cli.output import print_json
from studyapp.cli.plain import EndOfInput, agreed, tell
from studyapp.cli.quiz_plain import run_left_or
from studyapp.cli.tui import open_app
from studyapp.errors import StudyError, UsageError
from studyapp.practice.exam_report import ExamReport
from studyapp.practice.wishes import ExamMode, ExamWish
from studyapp.services.exam_history import left_open
from studyapp.services.exam_report import history, report_of
from studyapp.services.exam_start import (
    continue_exam,
    start_exam,
    start_tutor,
    what_lacks,
)
from studyapp.services.exam_text import as_json, markdown
from studyapp.services.examining import exam_named, version_warning
from studyapp.services.item_report import item_report
from studyapp.services.naming import require_exam
from studyapp.services.quizzing import Quizzing
from studyapp.services.sitting import Sitting
from studyapp.services.study import Study

_EXAMPLE = """examples:
  studyapp exam DVA-C03                       65 items, 130 minutes
  studyapp exam DVA-C03 --items 20 --plain    the same pace for 20 items
  studyapp exam --resume --plain              the one that was left
  studyapp exam --list                        the versions, and your exams
  studyapp exam --report last --export report.md
  studyapp exam --report-item sqs-004 > report.txt"""
_LAST = "last"


def configure(parser: argparse.ArgumentParser) -> None:
    """Describe the command's arguments."""
    parser.epilog = _EXAMPLE
    parser.add_argument(
        "version",
        nargs="?",
        metavar="VERSION",
        default="",
        help="the exam version, such as DVA-C03; the one of the settings by default",
    )
    parser.add_argument(
        "--items", type=int, metavar="N", help="how many items; all of them by default"
    )
    mode = parser.add_mutually_exclusive_group()
    mode.add_argument("--untimed", action="store_true", help="without a clock")
    mode.add_argument(
        "--tutor", action="store_true", help="explain each answer at once"
    )
    mode.add_argument("--resume", action="store_true", help="go on with the one left")
    parser.add_argument("--seed", help="the same seed draws the same form")
    parser.add_argument(
        "--plain", action="store_true", help="line by line on standard input and output"
    )
    parser.add_argument(
        "--list", action="store_true", help="list the versions and your exams"
    )
    parser.add_argument(
        "--report", metavar="ID", help="print the report of an exam; 'last' will do"
    )
    parser.add_argument(
        "--export", metavar="FILE", help="write the report as .md or .json"
    )
    parser.add_argument(
        "--report-item", metavar="QUESTION", help="print a text that reports a question"
    )
    parser.set_defaults(run=run)


def run(args: argparse.Namespace) -> int:
    """Sit an exam, list exams, or report on one; `--json` lists or reports."""
    wants_report = bool(args.report or args.export)
    is_question = args.list or wants_report or args.report_item or args.json
    if not args.plain and not is_question:
        if args.version:
            with opened(args, begins=True) as study:
                exam_named(study, args.version)
        return _resume_app(args) if args.resume else _open_app(args)
    with opened(args, begins=args.plain) as study:
        require_exam(study.library, args.version)
        if args.report_item:
            print(item_report(study, args.report_item))
            return OK
        if wants_report:
            return _report(study, args)
        if is_question:
            return tell_exams(study, as_data=args.json)
        return _sit(study, args)


def _resume_app(args: argparse.Namespace) -> int:
    """Go on with the exam that was left, in the app."""
    from studyapp.tui.messages import RESUME  # noqa: PLC0415 - imports Textual

    with opened(args) as study:
        if left_open(study) is None:
            raise _none_left()
    return open_app(args, "exam", RESUME)


def _open_app(args: argparse.Namespace) -> int:
    """Show what is to be begun; with nothing said, what the app offers first."""
    wish = _wish(args)
    return open_app(args, "exam", wish=wish if wish != ExamWish() else None)


def _none_left() -> StudyError:
    return StudyError("no exam was left open", "start one with 'studyapp exam'")


def _wish(args: argparse.Namespace) -> ExamWish:
    if args.items is not None and args.items < 1:
        raise UsageError(f"--items {args.items} asks for nothing", "write --items 20")
    mode = ExamMode.UNTIMED if args.untimed else ExamMode.TIMED
    return ExamWish(
        exam=args.version,
        items=args.items or 0,
        mode=ExamMode.TUTOR if args.tutor else mode,
        seed=args.seed or "",
    )


def _sit(study: Study, args: argparse.Namespace) -> int:
    wish = _wish(args)
    if wish.mode is ExamMode.TUTOR:
        return _sit_tutor(study, wish, args)
    try:
        sitting = continue_exam(study) if args.resume else _begin(study, wish)
    except EndOfInput:
        tell(KEPT)
        return OK
    if sitting is None:
        raise _none_left()
    return run_exam(study, sitting, args.data)


def _sit_tutor(study: Study, wish: ExamWish, args: argparse.Namespace) -> int:
    wish = replace(wish, seed=wish.seed or secrets.token_hex(4))

    def start() -> Quizzing:
        if lack := what_lacks(study, wish):
            tell(lack)
        return start_tutor(study, wish)

    return run_left_or(study, start, args.data)


def _begin(study: Study, wish: ExamWish) -> Sitting | None:
    """Offer the exam that was left, else begin a new one."""
    left = left_open(study)
    if left is not None:
        tally = left.tally
        tell(
            f"An exam on {left.plan.exam} was left, {tally.answered} of "
            f"{len(left.items)} answered."
        )
        goes_on = agreed("Go on with it? n gives it up unscored")
        sitting = continue_exam(study)
        if goes_on or sitting is None:
            return sitting
        sitting.abandon()
    exam = exam_named(study, wish.exam)
    warning = version_warning(study, exam)
    if warning:
        tell(warning)
    return start_exam(study, wish)


def _report(study: Study, args: argparse.Namespace) -> int:
    identity = args.report or _LAST
    if identity == _LAST:
        past = history(study)
        if not past:
            raise StudyError("no exam was submitted yet", "sit one: 'studyapp exam'")
        identity = past[-1].id
    report = report_of(study, identity)
    if args.export:
        return _export(study, report, args.export)
    if args.json:
        print_json(as_json(study, report))
    else:
        print(markdown(study, report), end="")
    return OK


def _export(study: Study, report: ExamReport, name: str) -> int:
    from studyapp.exchange.whole_file import write_whole  # noqa: PLC0415

    path = target(name, (".md", ".json"))
    if path.suffix.lower() == ".json":
        import json  # noqa: PLC0415 - only this way needs it

        data = as_json(study, report)
        text = json.dumps(data, ensure_ascii=False, indent=2) + "\n"
    else:
        text = markdown(study, report)
    replaced = path.exists()
    write_whole(path, text.encode())
    tell(f"Written to {where(path, replaced=replaced)}.")
    return OK
