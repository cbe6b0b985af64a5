"""The learner's exam: which version it is, and whether it still exists on the day."""

from __future__ import annotations

from studyapp.content.documents import Exam
from studyapp.content.library import Library
from studyapp.errors import UsageError
from studyapp.practice.blueprint import is_published
from studyapp.practice.form import EXAM_KINDS
from studyapp.services.naming import require_exam
from studyapp.services.study import Study


def chosen_exam(study: Study) -> Exam | None:
    """Return the exam the settings name, None when none or an unknown one is named."""
    return study.library.exams.get(study.settings.exam.upper())


def exam_warning(study: Study) -> str:
    """Return what the learner must know about the exam's version, or nothing."""
    try:
        require_exam(study.library, study.settings.exam)
    except UsageError as unknown:
        return unknown.sentence
    exam = chosen_exam(study)
    return version_warning(study, exam) if exam else ""


def version_warning(study: Study, exam: Exam) -> str:
    """Return what is wrong with an exam's version on the exam day, or nothing.

    Without an exam day, or once it is over, today stands for it.
    """
    planned = study.settings.exam_date
    is_ahead = planned is not None and planned >= study.today
    day = planned if planned and is_ahead else study.today
    if exam.last_day and day > exam.last_day:
        end = f"on {exam.last_day}{_doubt(exam, 'last_day')}"
        is_over = exam.last_day < study.today
        ended = f"{'ended' if is_over else 'ends'} {end}"
        ended += ", before your exam day" if is_ahead and not is_over else ""
        successor = f" Prepare for {exam.successor}." if exam.successor else ""
        return f"{exam.code} {ended}.{successor}"
    if exam.first_day and day < exam.first_day:
        start = f"starts on {exam.first_day}{_doubt(exam, 'first_day')}"
        before = _version_before(study.library, exam)
        if is_ahead:
            choice = f"a later day, or {before}" if before else "a later day"
            return f"{exam.code} {start}, after your exam day. Choose {choice}."
        until = f" Until then there is {before}." if before else ""
        return f"{exam.code} {start}.{until}"
    return ""


def _doubt(exam: Exam, field: str) -> str:
    return " (not confirmed by AWS)" if field in exam.unconfirmed else ""


def exam_named(study: Study, code: str) -> Exam:
    """Return the exam with a code, or the one of the settings where none is given.

    Raises UsageError when it is unknown, unnamed, or of unpublished shape.
    """
    known = study.library.exams
    wanted = require_exam(study.library, code or study.settings.exam)
    if not wanted:
        raise UsageError(
            "no exam is named", f"name one of {', '.join(known)}, or set 'exam'"
        )
    exam = known[wanted]
    if not is_published(exam):
        others = ", ".join(e.code for e in known.values() if is_published(e))
        raise UsageError(
            f"AWS has not published the length and domains of {exam.code}",
            f"choose one of {others}",
        )
    return exam


def sister_of(study: Study, exam: Exam) -> str:
    """Return the code of the version after or before an exam, or nothing."""
    return _sister(study.library, exam)


def _sister(library: Library, exam: Exam) -> str:
    if exam.successor in library.exams:
        return exam.successor
    return _version_before(library, exam)


def _version_before(library: Library, exam: Exam) -> str:
    before = (e.code for e in library.exams.values() if e.successor == exam.code)
    return next(before, "")


def asked_for(library: Library, code: str) -> frozenset[str]:
    """Return the codes whose questions an exam asks: its own and its sister's."""
    return frozenset({code, _sister(library, library.exams[code])}) - {""}


def questions_for(study: Study, exam: Exam) -> int:
    """Return how many questions an exam is drawn from."""
    codes = asked_for(study.library, exam.code)
    return sum(
        question.kind in EXAM_KINDS and any(s.exam in codes for s in question.skills)
        for question in study.library.questions.values()
    )
