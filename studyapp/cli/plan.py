"""`studyapp plan`: what to do today for the exam and why; or set exam, day and time."""

from __future__ import annotations

import argparse
from pathlib import Path

from studyapp import paths
from studyapp.cli.diagnostics import OK
from studyapp.cli.opening import opened
from studyapp.cli.output import print_json, wrapped
from studyapp.errors import UsageError
from studyapp.memory.queue import Counts
from studyapp.services import plan_words
from studyapp.services.configuring import change_setting
from studyapp.services.day_line import day_queue
from studyapp.services.examining import exam_warning
from studyapp.services.planning import DayPlan, plan_of_day
from studyapp.services.study import Study

_EXAMPLE = """examples:
  studyapp plan
  studyapp plan --exam DVA-C03 --date 2026-12-18 --minutes 30 --minutes sat=60
  studyapp plan --break 2026-12-01..2026-12-05
  studyapp plan --break none"""
_NONE = "none"


def configure(parser: argparse.ArgumentParser) -> None:
    """Describe the command's arguments."""
    parser.epilog = _EXAMPLE
    parser.add_argument("--exam", metavar="CODE", help="the exam, such as DVA-C03")
    parser.add_argument("--date", metavar="DAY", help="its day; 'none' forgets it")
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
    """Write the settings that are given, then print today's plan."""
    _change(args)
    with opened(args) as study:
        plan = plan_of_day(study)
        if plan is None:
            raise _no_plan(study)
        counts = day_queue(study).counts
        if args.json:
            print_json(_as_json(study, plan, counts))
            return OK
        _print(study, plan, counts)
    return OK


def _change(args: argparse.Namespace) -> None:
    minutes = ",".join(args.minutes or ())
    breaks = ",".join(args.breaks or ())
    wanted = {
        "exam": args.exam and args.exam.upper(),
        "exam_date": args.date,
        "study_minutes": minutes,
        "breaks": breaks,
        "exam_goal": args.goal,
    }
    for name, text in wanted.items():
        if text:
            value = "" if text == _NONE else text
            change_setting(Path(paths.config_file()), name, value)


def _no_plan(study: Study) -> UsageError:
    day = study.settings.exam_date
    if day is None:
        return UsageError(
            "there is no exam day to plan for",
            "set one: studyapp plan --exam DVA-C03 --date 2027-02-26",
        )
    return UsageError(f"the exam day {day} is not ahead", "set a later one with --date")


def _print(study: Study, plan: DayPlan, counts: Counts) -> None:
    settings = study.settings
    name = settings.exam.upper() or "Exam"
    day = f"{settings.exam_date:%a %d %b %Y}"
    print(f"{name} on {day}, {plan_words.days_left(plan)}")
    print(f"Today: {plan_words.time_today(plan)}; {plan_words.to_do(counts)}")
    print(wrapped(plan_words.why(plan)))
    print(wrapped(plan_words.promise(plan)))
    for sentence in (plan_words.warning(plan), exam_warning(study)):
        if sentence:
            print(wrapped(f"! {sentence}"))


def _as_json(study: Study, plan: DayPlan, counts: Counts) -> dict[str, object]:
    settings = study.settings
    return {
        "day": study.today.isoformat(),
        "exam": settings.exam.upper(),
        "exam_date": str(settings.exam_date),
        "days_left": plan.days_left,
        "minutes": plan.minutes,
        "seconds_per_answer": round(plan.seconds, 1),
        "answers": round(plan.answers),
        "new": counts.new,
        "due": counts.due,
        "learning": counts.learning,
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
