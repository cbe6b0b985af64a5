"""The learner's exam: which version it is, and whether it still exists on the day."""

from __future__ import annotations

import difflib

from studyapp.content.documents import Exam
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
    return _version_warning(exam, study)


def _version_warning(exam: Exam, study: Study) -> str:
    day = study.settings.exam_date or study.today
    then = "on your exam day" if study.settings.exam_date else "today"
    if exam.last_day and day > exam.last_day:
        successor = f" Prepare for {exam.successor}." if exam.successor else ""
        return f"{exam.code} ends on {exam.last_day}, it is gone {then}.{successor}"
    if exam.first_day and day < exam.first_day:
        return f"{exam.code} begins on {exam.first_day}, it does not exist {then}."
    return ""
