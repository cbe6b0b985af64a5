"""What the Lambda part of an exam is made of: questions, each with its weight.

A version whose guide is not to be had is taken to be built like the one before it;
the result says so. Weights come from the exam's domains and are never invented.
"""

from __future__ import annotations

import difflib
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass

from studyapp.content.documents import Exam, Question
from studyapp.content.library import Library
from studyapp.errors import UsageError
from studyapp.services.areas import exam_questions
from studyapp.services.study import Study

_FEW = 6
"""A domain with fewer questions than this weighs less, in proportion: it has little
of Lambda, and one question must not stand for all of it."""
_THIN = 30


@dataclass(frozen=True, slots=True)
class Blueprint:
    """The Lambda part of one exam."""

    exam: Exam
    built_like: Exam
    """Where domains, length and pass mark come from; an earlier version, or itself."""
    weights: Mapping[str, float]
    """Weight by question id."""

    @property
    def is_thin(self) -> bool:
        """Whether there are too few questions to stand for a form."""
        return len(self.weights) < _THIN


def blueprint(study: Study, code: str = "") -> Blueprint:
    """Return the blueprint of the exam asked for, set, or most likely meant.

    Raises UsageError when there is no such exam or no question about it.
    """
    library = study.library
    exam = _named(library, code or study.settings.exam) or _likely(study)
    model = exam if exam.domains else _earlier(library, exam) or exam
    weights = _weights(library, exam, model)
    if not weights:
        able = ", ".join(c for c, e in library.exams.items() if _tagged(library, e))
        raise UsageError(
            f"there are no questions about {exam.code}", f"choose one of {able or '-'}"
        )
    return Blueprint(exam, model, weights)


def domain_of(library: Library, exam: Exam, question: Question) -> int | None:
    """Return the number of the domain that a question belongs to, from 1.

    A question without a tag of this version keeps the tag of the version before.
    """
    earlier = _earlier(library, exam)
    for code in (exam.code, *((earlier.code,) if earlier else ())):
        for skill in question.skills:
            head = skill.number.partition(".")[0]
            if skill.exam == code and head.isdigit():
                return int(head)
    return None


def _weights(library: Library, exam: Exam, model: Exam) -> dict[str, float]:
    domains = _tagged(library, exam)
    sizes = Counter(domains.values())
    given = {number: d.weight for number, d in enumerate(model.domains, start=1)}
    return {
        question: given[domain] / max(sizes[domain], _FEW)
        for question, domain in domains.items()
        if domain in given
    }


def _tagged(library: Library, exam: Exam) -> dict[str, int]:
    """Return the domain by question id, for the questions about the exam."""
    found = ((q.id, domain_of(library, exam, q)) for q in exam_questions(library))
    return {question: domain for question, domain in found if domain is not None}


def _named(library: Library, code: str) -> Exam | None:
    if not code:
        return None
    exam = library.exams.get(code.upper())
    if exam is None:
        known = list(library.exams)
        near = difflib.get_close_matches(code.upper(), known, n=1) or known
        raise UsageError(f"there is no exam '{code}'", f"try {', '.join(near)}")
    return exam


def _likely(study: Study) -> Exam:
    """Return the exam with the most questions of those that can be sat."""
    day = study.settings.exam_date or study.today
    exams = [
        exam
        for exam in study.library.exams.values()
        if not (exam.last_day and exam.last_day < day)
        and not (exam.first_day and exam.first_day > day)
    ]
    if not exams:
        raise UsageError("there are no exams in the content", "add an exams file")
    return max(exams, key=lambda exam: len(_tagged(study.library, exam)))


def _earlier(library: Library, exam: Exam) -> Exam | None:
    """Return the version that this one follows."""
    known = library.exams.values()
    return next((e for e in known if e.successor == exam.code), None)
