"""What the Today screen says, as values: numbers, and things to do, best first."""

from __future__ import annotations

from studyapp.content.library import Library
from studyapp.services.progress import Step, Today
from studyapp.tui.widgets.result_list import Result
from studyapp.tui.widgets.stat_row import Stat


def today_stats(day: Today) -> tuple[Stat, ...]:
    """Return the numbers of the day."""
    counts = day.counts
    return (
        Stat(str(counts.due), "due"),
        Stat(str(counts.learning), "learning"),
        Stat(str(counts.new), "new"),
        Stat(str(day.answered), "answered today"),
        Stat(str(day.streak), "day in a row" if day.streak == 1 else "days in a row"),
    )


def today_rows(day: Today, library: Library) -> tuple[Result, ...]:
    """Return what can be done, the best next thing first."""
    rows = {
        "review": Result("review", "Review", _to_review(day), _why_review(day)),
        "quiz": Result(
            "quiz",
            "Go on with your quiz" if day.next_step is Step.RESUME_QUIZ else "Quiz",
            f"{len(library.questions)} questions",
            "Situations as the exam asks them, each option explained.",
        ),
        "topics": Result(
            "topics",
            "Topics",
            f"{len(library.topics)} topics, {len(library.facts)} facts",
            _why_read(day, library),
        ),
        "calculator": Result(
            "calculator",
            "Calculator",
            "price, concurrency",
            "Every number with its steps and the facts it rests on.",
        ),
        "progress": Result(
            "progress", "Progress", "", "What you know, and what comes in two weeks."
        ),
    }
    first = "quiz" if day.next_step in {Step.RESUME_QUIZ, Step.QUIZ} else "review"
    if day.next_step is Step.READ:
        first = "topics"
    ordered = [rows.pop(first), *rows.values()]
    if day.problems:
        ordered.append(_problems(day))
    return tuple(ordered)


def _to_review(day: Today) -> str:
    counts = day.counts
    waiting = counts.due + counts.learning
    parts = [f"{waiting} to review"] * bool(waiting) + [f"{counts.new} new"] * bool(
        counts.new
    )
    return ", ".join(parts) or "nothing due"


def _why_review(day: Today) -> str:
    if day.counts.due or day.counts.learning:
        return "The cards most at risk of being forgotten come first."
    if day.counts.new:
        return "Meet today's new cards; each is asked again within minutes."
    return "Done for today. A quiz or a topic keeps you going."


def _why_read(day: Today, library: Library) -> str:
    weakest = library.topics.get(day.weakest)
    if weakest is None:
        return "Read how it works, fact by fact, with sources and dates."
    return f"Known least so far: {weakest.title}."


def _problems(day: Today) -> Result:
    return Result(
        "problems",
        "Problems in your content",
        f"{day.problems}",
        "Leave and run 'studyapp content check' to see file and line.",
    )
