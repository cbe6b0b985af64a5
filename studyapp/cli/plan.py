"""`studyapp plan`: what to do today for the exam and why; or set exam, day and time."""

from __future__ import annotations

import argparse
from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path

from studyapp import paths
from studyapp.cli.diagnostics import OK
from studyapp.cli.opening import opened
from studyapp.cli.output import print_json, wrapped
from studyapp.errors import UsageError
from studyapp.services import plan_words
from studyapp.services.configuring import change_settings
from studyapp.services.day_line import Agenda, agenda
from studyapp.services.exam_day import told_day
from studyapp.services.examining import exam_warning
from studyapp.services.planning import DayPlan, plan_of_day
from studyapp.services.study import Study

_EXAMPLE = """examples:
  studyapp plan
  studyapp plan --exam DVA-C03 --date 2026-12-18 --minutes 30 --minutes sat=60
  studyapp plan --break 2026-12-01..2026-12-05
  studyapp plan --break none"""
_NONE = "none"
_REMEDY = "set one: studyapp plan --exam DVA-C03 --date 2027-02-26"
_NO_DAY = "There is no exam day to plan for yet; set one with --date."


def configure(parser: argparse.ArgumentParser) -> None:
    """Describe the command's arguments."""
    parser.epilog = _EXAMPLE
    parser.add_argument("--exam", metavar="CODE", help="the exam, such as DVA-C03")
    parser.add_argument(
        "--date",
        metavar="DAY",
        help="its day, as 2026-12-18, 18 dec, fri or +5d; 'none' forgets it",
    )
    parser.add_argument(
        "--minutes",
        metavar="N",
        action="append",
        help="minutes a day, or of a weekday as sat=60; may be repeated",
    )
    parser.add_argument(
        "--break",
        dest="breaks",
        metavar="DAYS",
        action="append",
        help="days without study, as 2026-12-01..2026-12-05; may be repeated",
    )
    parser.add_argument("--goal", help="share to know on exam day, such as 0.9")
    parser.set_defaults(run=run)


def run(args: argparse.Namespace) -> int:
    """Write the settings that are given, if all are sound; then print today's plan."""
    texts = _typed(args)
    with opened(args) as found:
        study = _changed(found, texts) if texts else found
        plan = plan_of_day(study)
        if plan is None:
            return _no_plan(study, args, texts)
        asked = agenda(study)
        if args.json:
            print_json(_as_json(study, plan, asked))
            return OK
        _print(study, plan, asked)
    return OK


def _typed(args: argparse.Namespace) -> dict[str, str]:
    """Return the settings that are given, by name; `none` empties one."""
    given = {
        "exam": args.exam,
        "exam_date": args.date,
        "study_minutes": args.minutes and ",".join(args.minutes),
        "breaks": args.breaks and ",".join(args.breaks),
        "exam_goal": args.goal,
    }
    typed = {name: text for name, text in given.items() if text is not None}
    for name, text in typed.items():
        if not text.strip():
            raise UsageError(
                f"nothing is given for '{name}'", f"write '{_NONE}' to forget it"
            )
    return {name: "" if text == _NONE else text for name, text in typed.items()}


def _changed(study: Study, texts: Mapping[str, str]) -> Study:
    path = Path(paths.config_file())
    settings = change_settings(path, texts, study.today, study.library.exams)
    return replace(study, settings=settings)


def _no_plan(study: Study, args: argparse.Namespace, texts: Mapping[str, str]) -> int:
    """Say why there is nothing to plan; an error only when a plan was all one asked."""
    day = study.settings.exam_date
    told = told_day(day, study.today)
    said = ""
    if texts.get("exam_date") == "":
        said = "The exam day is forgotten; cards come by the schedule again."
    elif day == study.today:
        said = told
    elif texts:
        said = f"Saved. {told or _NO_DAY}"
    if args.json:
        print_json(_nothing_as_json(study, said or told))
    elif said:
        _print_warned(said, exam_warning(study))
    if not said and told:
        raise UsageError(told.rstrip("."), "write --date DAY, or --date none")
    if not said:
        raise UsageError("no exam day is set", _REMEDY)
    return OK


def _nothing_as_json(study: Study, why: str) -> dict[str, object]:
    day = study.settings.exam_date
    return {
        "day": study.today.isoformat(),
        "exam": study.settings.exam,
        "exam_date": str(day) if day else None,
        "days_left": 0 if day == study.today else None,
        "why": why or _NO_DAY,
    }


def _print(study: Study, plan: DayPlan, asked: Agenda) -> None:
    settings = study.settings
    name = settings.exam or "Exam"
    day = f"{settings.exam_date:%a %d %b %Y}"
    print(f"{name} on {day}, {plan_words.days_left(plan)}")
    print(f"Today: {plan_words.time_today(plan)}; {plan_words.to_do(asked)}")
    print(
        wrapped(f"{plan_words.why(plan)} {plan_words.left_out(asked, plan)}".rstrip())
    )
    said = f"{plan_words.promise(plan)} {plan_words.pace(plan)}".rstrip()
    _print_warned(said, plan_words.warning(plan), exam_warning(study))


def _print_warned(said: str, *warnings: str) -> None:
    print(wrapped(said))
    for sentence in warnings:
        if sentence:
            print(wrapped(f"! {sentence}"))


def _as_json(study: Study, plan: DayPlan, asked: Agenda) -> dict[str, object]:
    settings = study.settings
    return {
        "day": study.today.isoformat(),
        "exam": settings.exam,
        "exam_date": str(settings.exam_date),
        "days_left": plan.days_left,
        "minutes": plan.minutes,
        "seconds_per_answer": round(plan.seconds, 1),
        "answers_timed": plan.timed,
        "answers": round(plan.answers),
        "new": asked.counts.new,
        "due": asked.due,
        "due_left_out": asked.left_out,
        "early": asked.early,
        "learning": asked.counts.learning,
        "rule": plan.rule,
        "why": plan_words.why(plan),
        "cards": plan.cards,
        "recall": round(plan.recall, 4),
        "recall_10_minutes_less": round(plan.less, 4),
        "recall_10_minutes_more": round(plan.more, 4),
        "promises": {name: round(p, 4) for name, p in plan.promises.items()},
        "goal": plan.goal,
        "goal_reachable": plan.is_reachable,
        "extra_minutes": plan.extra_minutes,
        "warnings": [
            sentence
            for sentence in (plan_words.warning(plan), exam_warning(study))
            if sentence
        ],
    }
