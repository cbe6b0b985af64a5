"""Reports of exams in the journal, and how they went over time.

A grade is the one that was given on the day; a later change of the key rewrites
nothing.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from studyapp.errors import UsageError
from studyapp.practice.attempts import Attempt, first_attempts
from studyapp.practice.exam_report import ExamReport, Score
from studyapp.practice.exam_scoring import Marked, make_report
from studyapp.practice.exam_session import Ending
from studyapp.services.answers import attempts
from studyapp.services.exam_history import Sat, exams, find_exam
from studyapp.services.quiz_history import find_question, topics_of
from studyapp.services.showing import (
    Explained,
    ShownQuestion,
    explain,
    show_question,
)
from studyapp.services.study import Study

_FEWEST_NEW = 5
"""New questions below which an exam says nothing about a trend."""


@dataclass(frozen=True, slots=True)
class Past:
    """One exam of the past in a line."""

    id: str
    exam: str
    began: datetime
    ending: Ending | None
    score: Score
    """Scored items only."""
    first: Score
    """Items never answered before; compare these over time."""
    clock_ms: int


def report_of(study: Study, identity: str) -> ExamReport:
    """Return the report of a submitted exam, found by its id or its beginning.

    Raises UsageError when there is none, or more than one.
    """
    sat = find_exam(study, identity)
    if sat is None:
        raise UsageError(
            f"there is no submitted exam '{identity}'",
            "see 'studyapp exam --list' for their ids",
        )
    return _report(study, sat, attempts(study))


def history(study: Study) -> tuple[Past, ...]:
    """Return every submitted exam, the oldest first."""
    given = attempts(study)
    reports = (_report(study, sat, given) for sat in exams(study))
    return tuple(
        Past(r.id, r.exam, r.began, r.ending, r.score, r.first, r.clock_ms)
        for r in reports
    )


def trends(past: Iterable[Past]) -> dict[str, tuple[float, ...]]:
    """Return the share of first attempts that were right, over the exams of a code.

    Exams with too few questions that were new are left out, and codes with one exam.
    """
    shares: dict[str, list[float]] = {}
    for one in past:
        if one.first.asked >= _FEWEST_NEW:
            shares.setdefault(one.exam, []).append(round(one.first.share, 4))
    return {code: tuple(some) for code, some in shares.items() if len(some) > 1}


def reviewed(
    study: Study, report: ExamReport, question: str
) -> tuple[ShownQuestion, Explained] | None:
    """Return an item with its rationales and facts, shuffled as it was.

    None when it has left the library.
    """
    known = find_question(study, question)
    line = next((i for i in report.items if i.question == question), None)
    if known is None or line is None:
        return None
    total = len(report.items) + len(report.withdrawn)
    shown = show_question(study, question, report.seed, line.number, total)
    return shown, explain(study, known, line.response, right=line.right)


def _report(study: Study, sat: Sat, given: Iterable[Attempt]) -> ExamReport:
    plan = sat.session.plan
    answers = tuple(given)
    ours = {a.question: a.right for a in answers if a.session == plan.id}
    first = {a.question for a in first_attempts(answers) if a.session == plan.id}
    library = study.library
    marked = Marked(
        graded=ours,
        first=frozenset(first),
        questions={
            question: library.questions[question]
            for question in plan.questions
            if question in library.questions
        },
        topics_of=topics_of(study),
        titles={topic.id: topic.title for topic in library.topics.values()},
    )
    exam = library.exams.get(plan.exam)
    return make_report(sat.session, sat.began, exam, marked)
