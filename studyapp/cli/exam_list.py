"""`studyapp exam --list`: the versions that can be sat, and the exams of the past."""

from __future__ import annotations

from studyapp.cli.diagnostics import OK
from studyapp.cli.output import print_json
from studyapp.content.documents import Exam
from studyapp.practice.blueprint import is_published, length
from studyapp.services.exam_history import left_open
from studyapp.services.exam_report import Past, history, trends
from studyapp.services.exam_text import minutes, score_json
from studyapp.services.examining import questions_for, version_warning
from studyapp.services.study import Study

_HEAD = """
Your exams: scored items right; of the items new to you those right; time; id"""


def tell_exams(study: Study, *, as_data: bool) -> int:
    """Print the versions and the exams, as text or as JSON."""
    past, left = history(study), left_open(study)
    versions = study.library.exams.values()
    if as_data:
        print_json(
            {
                "versions": [_version(study, exam) for exam in versions],
                "left_open": left.plan.id if left else None,
                "exams": [_past(one) for one in past],
                "trends": {code: list(shares) for code, shares in trends(past).items()},
            }
        )
        return OK
    print("Versions")
    for exam in versions:
        print(f"  {_line(study, exam)}")
        warning = version_warning(study, exam)
        if warning:
            print(f"           {warning}")
    if left:
        answered = f"{left.tally.answered} of {len(left.items)} answered"
        print(f"\nLeft open: {left.plan.exam}, {answered}; --resume goes on with it")
    print(_HEAD if past else "\nYou have sat no exam yet.")
    for one in past:
        print(
            f"  {one.began:%Y-%m-%d %H:%M}  {one.exam:<8} {one.score.right:>3} of "
            f"{one.score.asked:<3} {one.score.share:>4.0%}  new to you "
            f"{one.first.right} of {one.first.asked}  {minutes(one.clock_ms)}  "
            f"{one.id[:8]}"
        )
    for code, shares in trends(past).items():
        steps = " -> ".join(f"{share:.0%}" for share in shares)
        print(f"{code}, questions you had never seen: {steps}")
    return OK


def _line(study: Study, exam: Exam) -> str:
    if not is_published(exam):
        return f"{exam.code:<8} its length and domains are not published"
    doubtful = {"minutes", "scored", "unscored"} & set(exam.unconfirmed)
    doubt = f" ({' and '.join(sorted(doubtful))} not confirmed)" if doubtful else ""
    return (
        f"{exam.code:<8} {length(exam)} items, {exam.minutes} minutes{doubt}; "
        f"{questions_for(study, exam)} questions here"
    )


def _version(study: Study, exam: Exam) -> dict[str, object]:
    return {
        "code": exam.code,
        "name": exam.name,
        "items": length(exam) or None,
        "scored": exam.scored,
        "minutes": exam.minutes,
        "unconfirmed": list(exam.unconfirmed),
        "first_day": exam.first_day.isoformat() if exam.first_day else None,
        "last_day": exam.last_day.isoformat() if exam.last_day else None,
        "questions": questions_for(study, exam),
    }


def _past(one: Past) -> dict[str, object]:
    return {
        "id": one.id,
        "exam": one.exam,
        "began": one.began.isoformat(),
        "ending": one.ending.value if one.ending else None,
        "score": score_json(one.score),
        "first_attempts": score_json(one.first),
        "clock_ms": one.clock_ms,
    }
