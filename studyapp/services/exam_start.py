"""How an exam begins: a form drawn for a named version, or the one left open.

A form is in the journal before its first item is shown.
"""

from __future__ import annotations

import secrets
from collections.abc import Callable

from studyapp import clock
from studyapp.content.documents import Exam
from studyapp.errors import UsageError
from studyapp.memory.events import EventKind
from studyapp.practice.blueprint import domains_in, length
from studyapp.practice.exam_codec import plan_payload
from studyapp.practice.exam_session import ExamPlan, begun
from studyapp.practice.form import Bank, Form, draw
from studyapp.practice.item_version import version_of
from studyapp.practice.session import Mode
from studyapp.practice.wishes import ExamMode, ExamWish
from studyapp.services.answers import freshness
from studyapp.services.exam_history import left_open
from studyapp.services.examining import exam_named, sister_of
from studyapp.services.forecasting import forecast
from studyapp.services.quizzing import Quizzing, begin
from studyapp.services.sitting import Sitting
from studyapp.services.study import Study

Ticks = Callable[[], int]


def start_exam(study: Study, wish: ExamWish, ticks: Ticks = clock.ticks_ms) -> Sitting:
    """Draw a form and begin the exam; `session.plan.note` says what the bank lacks.

    Raises UsageError for an unknown exam or length, and for the mode TUTOR, which is
    a quiz: see `start_tutor`.
    """
    if wish.mode is ExamMode.TUTOR:
        raise UsageError("a tutored form is a quiz", "use 'start_tutor'")
    exam, seed = exam_named(study, wish.exam), wish.seed or secrets.token_hex(4)
    form = _form(study, exam, wish, seed)
    questions = tuple(place.question for place in form.places)
    bank = study.library.questions
    plan = ExamPlan(
        id=secrets.token_hex(8),
        exam=exam.code,
        seed=seed,
        questions=questions,
        domains=tuple(place.domain for place in form.places),
        unscored=frozenset(p.question for p in form.places if not p.is_scored),
        versions=tuple(version_of(bank[question]) for question in questions),
        pace_ms=form.shape.pace_ms,
        limit_ms=form.shape.limit_ms if wish.mode is ExamMode.TIMED else None,
        note=form.note,
    )
    payload = {**plan_payload(plan), **forecast(study, questions)}
    study.journal.append(EventKind.EXAM_STARTED, plan.id, payload, study.now())
    return Sitting(study, begun(plan), ticks)


def what_lacks(study: Study, wish: ExamWish) -> str:
    """Return what the bank lacks for the form wished for, or nothing; begins nothing.

    It is true of the form that is drawn by the wish's own seed.
    """
    try:
        return _form(study, exam_named(study, wish.exam), wish, wish.seed).note
    except UsageError as error:
        return error.sentence


def start_tutor(study: Study, wish: ExamWish) -> Quizzing:
    """Draw a form and begin it as a quiz that explains each answer at once."""
    exam, seed = exam_named(study, wish.exam), wish.seed or secrets.token_hex(4)
    form = _form(study, exam, wish, seed)
    return begin(study, tuple(p.question for p in form.places), seed, Mode.TUTOR)


def continue_exam(study: Study, ticks: Ticks = clock.ticks_ms) -> Sitting | None:
    """Return the exam that was left open; its clock runs from now on.

    One that was paused stays paused until it is resumed.
    """
    session = left_open(study)
    return Sitting(study, session, ticks) if session else None


def _form(study: Study, exam: Exam, wish: ExamWish, seed: str) -> Form:
    items = wish.items or length(exam)
    if not 1 <= items <= length(exam):
        raise UsageError(
            f"{exam.code} cannot be sat with {items} items",
            f"ask for 1 to {length(exam)}",
        )
    sister = sister_of(study, exam)
    codes = (exam.code, sister)
    bank = Bank(tuple(study.library.questions.values()), freshness(study), sister)
    if not any(domains_in(exam, q, code) for q in bank.questions for code in codes):
        raise UsageError(
            f"there are no questions for {exam.code} here",
            "see 'studyapp exam --list' for the others",
        )
    return draw(exam, items, seed, bank)
