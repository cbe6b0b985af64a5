"""The Lambda part of an exam: its questions, each with its weight in a form.

Weights come from the domains of the exam's guide and are never invented; an exam
whose guide is not to be had cannot be foretold.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass

from studyapp.content.documents import Exam, Question
from studyapp.errors import UsageError
from studyapp.practice.blueprint import domains_in, is_published
from studyapp.services.areas import exam_questions
from studyapp.services.examining import exam_named, sister_of
from studyapp.services.study import Study

_FEW = 6
"""A domain with fewer questions than this weighs less, in proportion: it has little
of Lambda, and one question must not stand for all of it."""
_THIN = 30


@dataclass(frozen=True, slots=True)
class LambdaPart:
    """What a form of one exam asks about Lambda."""

    exam: Exam
    weights: Mapping[str, float]
    """Weight by question id."""

    @property
    def is_thin(self) -> bool:
        """Whether there are too few questions to stand for a form."""
        return len(self.weights) < _THIN


def lambda_part(study: Study, code: str = "") -> LambdaPart:
    """Return the Lambda part of the exam asked for, set, or most likely meant.

    Raises UsageError when there is no such exam or no question about it.
    """
    exam = exam_named(study, code or study.settings.exam or _likely(study))
    domains = _domains(study, exam)
    if not domains:
        able = ", ".join(
            known.code
            for known in study.library.exams.values()
            if is_published(known) and _domains(study, known)
        )
        raise UsageError(
            f"there are no questions about {exam.code}",
            f"choose one of {able}" if able else "add questions",
        )
    sizes = Counter(domains.values())
    return LambdaPart(
        exam,
        {
            question: exam.domains[domain - 1].weight / max(sizes[domain], _FEW)
            for question, domain in domains.items()
        },
    )


def _domains(study: Study, exam: Exam) -> dict[str, int]:
    """Return the domain by question id, for the questions about the exam."""
    sister = sister_of(study, exam)
    found = (
        (question.id, _domain(exam, sister, question))
        for question in exam_questions(study.library)
    )
    return {question: domain for question, domain in found if domain}


def _domain(exam: Exam, sister: str, question: Question) -> int:
    """Return the domain of a question, 0 for none.

    A question without a tag of this version keeps the tag of the version beside it.
    """
    own = domains_in(exam, question, exam.code)
    return next(iter(own or domains_in(exam, question, sister)), 0)


def _likely(study: Study) -> str:
    """Return the exam with the most questions of those that can be sat."""
    day = study.settings.exam_date or study.today
    exams = [
        exam
        for exam in study.library.exams.values()
        if is_published(exam)
        and not (exam.last_day and exam.last_day < day)
        and not (exam.first_day and exam.first_day > day)
    ]
    if not exams:
        raise UsageError("there are no exams in the content", "add an exams file")
    return max(exams, key=lambda exam: len(_domains(study, exam))).code
