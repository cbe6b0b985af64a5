"""`studyapp stats`: where you stand, on any day, in charts, words or JSON."""

from __future__ import annotations

import argparse
import sys
from datetime import date

from studyapp.cli.diagnostics import OK
from studyapp.cli.opening import opened
from studyapp.cli.output import print_json, wrapped
from studyapp.cli.readiness import as_json as readiness_json
from studyapp.days import parse_day
from studyapp.services.progress import Today, today
from studyapp.services.readiness import known_readiness
from studyapp.services.readiness_words import title, verdict
from studyapp.services.statistics import When, statistics
from studyapp.services.statistics_words import long_day

_EXAMPLE = """examples:
  studyapp stats
  studyapp stats --plain
  studyapp stats --on 2026-11-01
  studyapp stats --on +7d
  studyapp stats --json"""


def configure(parser: argparse.ArgumentParser) -> None:
    """Describe the command's arguments."""
    parser.add_argument(
        "--on",
        metavar="DAY",
        help="tell what you knew on a day (or will, without another answer)",
    )
    parser.add_argument(
        "--plain", action="store_true", help="words instead of charts, as in a pipe"
    )
    parser.epilog = _EXAMPLE
    parser.set_defaults(run=run)


def run(args: argparse.Namespace) -> int:
    """Print today and the whole picture."""
    with opened(args) as study:
        on = parse_day(args.on, study.today) if args.on else None
        told = statistics(study, on)
        is_today = told.when is When.TODAY
        day = today(study) if is_today else None
        known = known_readiness(study) if is_today else None
        is_before = told.when is When.PAST and not told.answers
        first = min(statistics(study).answers, default=None) if is_before else None
    if args.json:
        from studyapp.cli.stats_json import as_json  # noqa: PLC0415

        ready = readiness_json(known) if known else None
        print_json({**as_json(told, day), "readiness": ready})
        return OK
    if is_before:
        print(_nothing_yet(told.day, first))
        return OK
    if day:
        print("\n".join(_today(day)))
    if args.plain or not sys.stdout.isatty():
        from studyapp.cli.stats_words import in_words  # noqa: PLC0415

        print("\n".join(in_words(told)))
    else:
        from studyapp.cli.stats_charts import in_charts  # noqa: PLC0415

        print("\n".join(in_charts(told)))
    if known:
        print(f"\n{title(known)}\n{wrapped(verdict(known), '  ')}")
        print("  More: studyapp readiness")
    return OK


def _nothing_yet(day: date, first: date | None) -> str:
    said = f"On {long_day(day)} you had not answered anything yet"
    began = f"; your first answer was on {long_day(first)}" if first else ""
    return f"{said}{began}."


def _today(day: Today) -> tuple[str, ...]:
    asked, counts = day.agenda, day.counts
    early = f", {asked.early} early" if asked.early else ""
    left = f", {asked.left_out} of them not today" if asked.left_out else ""
    due = f"{asked.due} due{left}{early}"
    return (
        f"Today: {due}, {counts.learning} learning, {counts.new} new",
        f"Answered today: {day.answered}; days in a row: {day.streak}",
        "",
    )
