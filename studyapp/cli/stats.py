"""`studyapp stats`: where you stand, in numbers."""

from __future__ import annotations

import argparse

from studyapp.cli.diagnostics import OK
from studyapp.cli.opening import opened
from studyapp.cli.output import print_json, wrapped
from studyapp.cli.readiness import as_json as readiness_json
from studyapp.services.progress import Progress, Today, progress, today
from studyapp.services.readiness import known_readiness
from studyapp.services.readiness_words import title, verdict

_EXAMPLE = """examples:
  studyapp stats
  studyapp stats --json"""
_BAR = 20


def configure(parser: argparse.ArgumentParser) -> None:
    """Describe the command's arguments."""
    parser.epilog = _EXAMPLE
    parser.set_defaults(run=run)


def run(args: argparse.Namespace) -> int:
    """Print today and the whole picture."""
    with opened(args) as study:
        day, whole = today(study), progress(study)
        known = known_readiness(study)
    if args.json:
        ready = readiness_json(known) if known else None
        print_json({**_as_json(day, whole), "readiness": ready})
        return OK
    _print(day, whole)
    if known:
        print(f"\n{title(known)}\n{wrapped(verdict(known), '  ')}")
        print("  More: studyapp readiness")
    return OK


def _print(day: Today, whole: Progress) -> None:
    counts, phases = day.counts, whole.phases
    print(f"Today: {counts.due} due, {counts.learning} learning, {counts.new} new")
    print(f"Answered today: {day.answered}; days in a row: {day.streak}")
    print(
        f"Cards: {whole.cards} in all, {phases.new} new, "
        f"{phases.learning + phases.relearning} learning, {phases.review} in review"
    )
    share = whole.retention.share
    held = "no reviews yet" if share is None else f"{share:.0%}"
    print(f"Remembered in the last 30 days: {held}")
    print(f"Questions: {whole.right} of {whole.asked} right")
    print(f"Time spent: {whole.minutes:.0f} min")
    print("\nDue in the coming days")
    top = max(whole.forecast, default=0) or 1
    for ahead, due in enumerate(whole.forecast):
        name = "today" if ahead == 0 else f"+{ahead} d"
        print(f"  {name:<6} {due:>5}  {'#' * round(due / top * _BAR)}".rstrip())
    print("\nKnowledge by topic")
    for topic in whole.topics:
        bar = "#" * round(topic.knowledge * _BAR)
        quiz = f"{topic.right}/{topic.asked} right" if topic.asked else ""
        line = f"  {topic.title[:34]:<34} {topic.knowledge:>4.0%}  {bar:<{_BAR}} {quiz}"
        print(line.rstrip())


def _as_json(day: Today, whole: Progress) -> dict[str, object]:
    return {
        "day": day.day.isoformat(),
        "due": day.counts.due,
        "learning": day.counts.learning,
        "new": day.counts.new,
        "answered_today": day.answered,
        "streak": day.streak,
        "cards": whole.cards,
        "in_review": whole.phases.review,
        "retention": whole.retention.share,
        "questions_right": whole.right,
        "questions_asked": whole.asked,
        "minutes": round(whole.minutes, 1),
        "forecast": list(whole.forecast),
        "topics": [
            {
                "id": topic.topic,
                "knowledge": round(topic.knowledge, 4),
                "right": topic.right,
                "asked": topic.asked,
            }
            for topic in whole.topics
        ],
    }
