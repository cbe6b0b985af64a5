"""The learner's exam: which version it is, and whether it still exists on the day."""

from __future__ import annotations

import difflib

from studyapp.content.documents import Exam
from studyapp.errors import UsageError, no_such
from studyapp.practice.blueprint import is_published
from studyapp.services.study import Study


def chosen_exam(study: Study) -> Exam | None:
    """Return the exam the settings name, None when none or an unknown one is named."""
    return study.library.exams.get(study.settings.exam.upper())


def exam_warning(study: Study) -> str:
    """Return what the learner must know about the exam's version, or nothing."""
    settings, exams = study.settings, study.library.exams
    if not settings.exam:
        return ""
    exam = chosen_exam(study)
    if exam is None:
        near = difflib.get_close_matches(settings.exam.upper(), list(exams), n=1)
        known = near[0] if near else ", ".join(exams)
        return (
            f"There is no exam '{settings.exam}' here; the settings may name {known}."
        )
    return version_warning(study, exam)


def version_warning(study: Study, exam: Exam) -> str:
    """Return what is wrong with an exam's version on the exam day, or nothing."""
    day = study.settings.exam_date or study.today
    then = "on your exam day" if study.settings.exam_date else "today"
    if exam.last_day and day > exam.last_day:
        successor = f" Prepare for {exam.successor}." if exam.successor else ""
        doubt = _doubt(exam, "last_day")
        return (
            f"{exam.code} ends on {exam.last_day}{doubt}, it is gone {then}.{successor}"
        )
    if exam.first_day and day < exam.first_day:
        doubt = _doubt(exam, "first_day")
        return (
            f"{exam.code} begins on {exam.first_day}{doubt}, it does not exist {then}."
        )
    return ""


def _doubt(exam: Exam, field: str) -> str:
    return " (not confirmed by AWS)" if field in exam.unconfirmed else ""


def exam_named(study: Study, code: str) -> Exam:
    """Return the exam with a code, or the one of the settings where none is given.

    Raises UsageError when it is unknown, unnamed, or of unpublished shape.
    """
    known = study.library.exams
    wanted = (code or study.settings.exam).upper()
    if not wanted:
        raise UsageError(
            "no exam is named", f"name one of {', '.join(known)}, or set 'exam'"
        )
    exam = known.get(wanted)
    if exam is None:
        raise no_such("exam", wanted, known)
    if not is_published(exam):
        others = ", ".join(e.code for e in known.values() if is_published(e))
        raise UsageError(
            f"AWS has not published the length and domains of {exam.code}",
            f"choose one of {others}",
        )
    return exam


def sister_of(study: Study, exam: Exam) -> str:
    """Return the code of the version after or before an exam, or nothing."""
    if exam.successor in study.library.exams:
        return exam.successor
    before = (e.code for e in study.library.exams.values() if e.successor == exam.code)
    return next(before, "")


def questions_for(study: Study, exam: Exam) -> int:
    """Return how many questions are tagged for an exam or for its sister version."""
    codes = {exam.code, sister_of(study, exam)}
    questions = study.library.questions.values()
    return sum(any(s.exam in codes for s in q.skills) for q in questions)
