"""What the Today screen says, as values: numbers, and things to do, best first."""

from __future__ import annotations

from collections.abc import Mapping

from studyapp.calculator.drills import SKILLS
from studyapp.content.documents import Verdict
from studyapp.content.library import Library
from studyapp.memory.wording import counted
from studyapp.practice.exam_session import ExamSession
from studyapp.practice.form import EXAM_KINDS
from studyapp.services import plan_words
from studyapp.services.progress import Step, Today
from studyapp.services.sync_state import SyncState
from studyapp.tui.widgets.result_list import Result
from studyapp.tui.widgets.stat_row import Stat

_FIRST = {
    Step.RESUME_QUIZ: "quiz",
    Step.REVIEW: "review",
    Step.QUIZ: "quiz",
    Step.READ: "topics",
}


def today_stats(day: Today) -> tuple[Stat, ...]:
    """Return the numbers of the day."""
    counts, asked = day.counts, day.agenda
    early = (Stat(str(asked.early), "early"),) if asked.early else ()
    return (
        Stat(str(asked.due), "due"),
        *early,
        Stat(str(counts.learning), "learning"),
        Stat(str(counts.new), "new"),
        Stat(str(day.answered), "answered today"),
        Stat(str(day.streak), "day in a row" if day.streak == 1 else "days in a row"),
    )


def today_rows(
    day: Today,
    library: Library,
    keys: Mapping[str, str],
    warning: str = "",
    left: ExamSession | None = None,
) -> tuple[Result, ...]:
    """Return what can be done, the best next thing first; `keys` by what they open.

    Warnings about the learner's exam and content stand above everything, and an exam
    that was left open above all else that can be done.
    """
    resumes = day.next_step is Step.RESUME_QUIZ
    rows = _rows(day, library, left)
    first = "exam" if left else _FIRST[day.next_step]
    order = sorted(rows, key=lambda name: name != first)
    results = [
        Result(
            "resume" if resumes and name == "quiz" else name,
            *rows[name],
            mark=keys[name],
        )
        for name in order
    ]
    return (*_above(day, warning), *results)


def _rows(
    day: Today, library: Library, left: ExamSession | None
) -> dict[str, tuple[str, str, str]]:
    """Return title, value and detail of each row by what it opens."""
    resumes = day.next_step is Step.RESUME_QUIZ
    plan = {"plan": _plan(day)}
    has_day = bool(day.plan or day.exam_day)
    return {
        "review": ("Review", _to_review(day), _why_review(day)),
        **(plan if has_day else {}),
        "quiz": (
            "Go on with your quiz" if resumes else "Quiz",
            counted(_quiz_questions(library), "question"),
            "Situations as in the exam, each option explained.",
        ),
        "exam": _exam(left),
        "topics": (
            "Topics",
            f"{len(library.topics)} topics, {len(library.facts)} facts",
            _why_read(day, library),
        ),
        "calculator": (
            "Calculator",
            "price, concurrency",
            "Every number with its steps and its facts.",
        ),
        "drill": (
            "Drills",
            f"{len(SKILLS)} skills",
            "Calculations with new numbers; mistakes are named.",
        ),
        "myths": (
            "Myths and old news",
            _claims(library),
            "What notes and courses get wrong, and what holds.",
        ),
        "custom": (
            "Custom session",
            "ahead, cram, flagged",
            "Cards you choose; the schedule may stay as it is.",
        ),
        "progress": ("Progress", "", "What you know, and what comes in two weeks."),
        **({} if has_day else plan),
        "optimise": ("Optimise", "", "Fit the schedule to your own answers."),
        "settings": ("Settings", "", "Your exam, minutes a day, new cards, colours."),
    }


def _quiz_questions(library: Library) -> int:
    """Return how many questions a quiz draws from: those of the exams' kinds."""
    return sum(q.kind in EXAM_KINDS for q in library.questions.values())


def warnings_above(day: Today, warning: str) -> int:
    """Return how many rows stand above the best next thing."""
    return len(_above(day, warning))


def sync_rows(state: SyncState | None, key: str) -> tuple[list[Result], list[Result]]:
    """Return the row about the synced folder: above all in trouble, else below."""
    if state is None:
        return [], []
    mark = "!" if state.is_in_trouble else key
    rows = [Result("sync", "Sync", state.words, state.about, mark)]
    return (rows, []) if state.is_in_trouble else ([], rows)


def _above(day: Today, warning: str) -> list[Result]:
    rows = [Result("your exam", "Your exam", "", warning, mark="!")] if warning else []
    lost = plan_words.warning(day.plan) if day.plan else ""
    if lost:
        rows.append(Result("plan", "Your goal", "", lost, mark="!"))
    if day.problems:
        rows.append(_problems(day))
    return rows


def _plan(day: Today) -> tuple[str, str, str]:
    """Return title, value and detail of the plan for the exam."""
    plan = day.plan
    if plan is None:
        how = "Set the day of your exam, and see what each day asks."
        return "Plan", "" if day.exam_day else "no exam day", day.exam_day or how
    value = f"exam {plan_words.days_left(plan)}, {plan.recall:.0%}"
    return "Plan", value, plan_words.promise(plan)


def _exam(left: ExamSession | None) -> tuple[str, str, str]:
    if left is None:
        return ("Exam", "timed or not", "The Lambda part of an exam, with a report.")
    open_items = f"{left.tally.answered} of {len(left.items)} answered"
    stood = "It waits where you left it."
    if left.remaining_ms is not None:
        stood = "Its clock has stood since you left."
    return ("Go on with your exam", open_items, stood)


def _to_review(day: Today) -> str:
    counts = day.counts
    cards = counts.due + counts.learning + counts.new
    if not cards:
        return "done for today"
    return counted(cards, "card")


def _why_review(day: Today) -> str:
    return f"{_why_this(day)} {plan_words.left_out(day.agenda, day.plan)}".rstrip()


def _why_this(day: Today) -> str:
    counts = day.counts
    if day.plan and counts.due + counts.learning + counts.new:
        return plan_words.why(day.plan)
    if counts.due or counts.learning:
        return "Cards most at risk of being forgotten come first."
    if counts.new:
        return "Meet today's new cards; each comes back in minutes."
    if day.agenda.due:
        return "A quiz or a topic keeps you going."
    return "Nothing is due. A quiz or a topic keeps you going."


def _why_read(day: Today, library: Library) -> str:
    weakest = library.topics.get(day.weakest)
    if weakest is None:
        return "Read how it works, with sources and dates."
    if not day.unbegun:
        return f"Known least so far: {weakest.title}."
    return f"Known least of those begun: {weakest.title}. {day.unbegun} not begun."


def _claims(library: Library) -> str:
    claims = (claim for fact in library.facts.values() for claim in fact.claims)
    count = sum(claim.verdict in {Verdict.WRONG, Verdict.OUTDATED} for claim in claims)
    return counted(count, "claim")


def _problems(day: Today) -> Result:
    return Result(
        "problems",
        "Problems in your content",
        f"{day.problems}",
        "Run 'studyapp content check' to see file and line.",
        mark="!",
    )
