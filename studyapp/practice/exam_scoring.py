"""From an exam that was submitted to its report.

A withdrawn question is in no figure; nothing here grades, the grades are given.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from studyapp.content.documents import Exam, Question
from studyapp.practice.calibration import calibrate, certainty_mark
from studyapp.practice.exam_report import (
    Estimate,
    ExamReport,
    ItemLine,
    Pacing,
    Row,
    Score,
)
from studyapp.practice.exam_session import ExamSession

OUTSIDE = "Outside the exam guide"
_CUTS = (0.66, 0.74)
"""Raw shares between which the pass mark may lie; the real one is unknown."""
_ENOUGH_TO_ESTIMATE = 20
_SLOWEST = 5
_RUSHED = 4
"""Wrong in less than the pace divided by this counts as rushed."""


@dataclass(frozen=True, slots=True)
class Marked:
    """What a report is made from besides the exam itself."""

    graded: Mapping[str, bool]
    """Right or wrong by question; a question not in it was withdrawn."""
    first: frozenset[str]
    """Questions never answered before this exam."""
    questions: Mapping[str, Question]
    topics_of: Mapping[str, Sequence[str]]
    titles: Mapping[str, str]
    """Title by topic."""


def make_report(
    session: ExamSession, began: datetime, exam: Exam | None, marked: Marked
) -> ExamReport:
    """Return the report of a submitted exam."""
    plan = session.plan
    lines = _lines(session, marked)
    scored = [line for line in lines if line.question not in plan.unscored]
    calibration = calibrate(
        (line.confidence, line.right) for line in lines if line.response is not None
    )
    score = score_of(scored)
    return ExamReport(
        id=plan.id,
        exam=plan.exam,
        seed=plan.seed,
        began=began,
        ending=session.ending,
        limit_ms=plan.limit_ms,
        clock_ms=session.clock_ms,
        score=score,
        all_items=score_of(lines),
        first=score_of(line for line in lines if line.is_first),
        repeats=score_of(line for line in lines if not line.is_first),
        domains=_domains(session, exam, scored),
        skills=_weakest_first(_skills(plan.exam, marked), lines, {}),
        topics=_weakest_first(marked.topics_of, lines, marked.titles),
        pacing=_pacing(plan.pace_ms, lines),
        calibration=calibration,
        certainty=certainty_mark(calibration),
        estimate=estimate(exam, score) if exam else None,
        items=lines,
        withdrawn=tuple(q for q in plan.questions if q not in marked.graded),
        note=plan.note,
    )


def score_of(lines: Iterable[ItemLine]) -> Score:
    """Return how many of some items are right."""
    marks = [line.right for line in lines]
    return Score(sum(marks), len(marks))


def estimate(exam: Exam, score: Score) -> Estimate | None:
    """Return the range of scaled scores that a raw score may mean.

    Linear from the scale's lowest score to the passing score at the cut, and from
    there to the highest; the cut is taken at both ends of a range, being unknown.
    """
    too_few = score.asked < _ENOUGH_TO_ESTIMATE
    if too_few or exam.passing is None or exam.scale is None:
        return None
    easy, hard = _CUTS
    return Estimate(
        _scaled(score.share, hard, exam.passing, exam.scale),
        _scaled(score.share, easy, exam.passing, exam.scale),
        exam.passing,
    )


def _scaled(share: float, cut: float, passing: int, scale: tuple[int, int]) -> int:
    lowest, highest = scale
    if share < cut:
        value = lowest + (passing - lowest) * share / cut
    else:
        value = passing + (highest - passing) * (share - cut) / (1 - cut)
    return round(value / 10) * 10


def _lines(session: ExamSession, marked: Marked) -> tuple[ItemLine, ...]:
    return tuple(
        ItemLine(
            number=number,
            question=question,
            right=marked.graded[question],
            response=item.response,
            confidence=item.confidence,
            spent_ms=item.spent_ms,
            is_flagged=item.is_flagged,
            changes=item.changes,
            is_first=question in marked.first,
        )
        for number, (question, item) in enumerate(
            zip(session.plan.questions, session.items, strict=True), 1
        )
        if question in marked.graded
    )


def _domains(
    session: ExamSession, exam: Exam | None, scored: Sequence[ItemLine]
) -> tuple[Row, ...]:
    plan = session.plan
    drawn_for = dict(zip(plan.questions, plan.domains, strict=True))
    names = [domain.name for domain in exam.domains] if exam else []
    rows = []
    for number in sorted(set(plan.domains), key=lambda n: (n == 0, n)):
        score = score_of(line for line in scored if drawn_for[line.question] == number)
        is_named = 0 < number <= len(names)
        name = names[number - 1] if is_named else OUTSIDE
        if score.asked:
            rows.append(Row(f"{plan.exam} {number}" if number else "", name, score))
    return tuple(rows)


def _skills(exam: str, marked: Marked) -> dict[str, tuple[str, ...]]:
    return {
        identity: tuple(
            f"{skill.exam} {skill.number}"
            for skill in question.skills
            if skill.exam == exam
        )
        for identity, question in marked.questions.items()
    }


def _weakest_first(
    groups: Mapping[str, Sequence[str]],
    lines: Iterable[ItemLine],
    names: Mapping[str, str],
) -> tuple[Row, ...]:
    found: dict[str, list[ItemLine]] = {}
    for line in lines:
        for key in groups.get(line.question, ()):
            found.setdefault(key, []).append(line)
    rows = [
        Row(key, names.get(key, key), score_of(some)) for key, some in found.items()
    ]
    return tuple(sorted(rows, key=lambda row: (row.score.share, row.key)))


def _pacing(pace_ms: int, lines: Sequence[ItemLine]) -> Pacing:
    timed = [line for line in lines if line.spent_ms]
    slow = sorted(timed, key=lambda line: (-line.spent_ms, line.number))
    return Pacing(
        pace_ms=pace_ms,
        mean_ms=sum(line.spent_ms for line in timed) // max(len(timed), 1),
        over=sum(line.spent_ms > pace_ms for line in timed),
        slowest=tuple(
            line.question for line in slow[:_SLOWEST] if line.spent_ms > pace_ms
        ),
        rushed=tuple(
            line.question
            for line in timed
            if not line.right
            and line.response is not None
            and line.spent_ms * _RUSHED < pace_ms
        ),
    )
