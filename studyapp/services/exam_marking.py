"""The end of an exam: every item graded, all or nothing, and its cards called.

All of it is one commit. A question whose text changed after the exam began is
withdrawn: it is not graded and does not count.
"""

from __future__ import annotations

from studyapp.content.documents import Question
from studyapp.memory.events import EventKind, Payload
from studyapp.practice.exam_acts import Act
from studyapp.practice.exam_codec import act_payload
from studyapp.practice.exam_session import ExamPhase, ExamPlan, ExamSession
from studyapp.practice.grading import is_right
from studyapp.practice.item_version import version_of
from studyapp.practice.responses import to_json
from studyapp.practice.session import Confidence
from studyapp.services.quiz_history import find_question
from studyapp.services.showing import cards_of
from studyapp.services.study import Study
from studyapp.store.journal import Entry


def end_entries(study: Study, ended: ExamSession, act: Act) -> list[Entry]:
    """Return the events that end an exam; only the last one if it was given up."""
    plan = ended.plan
    end = Entry(EventKind.EXAM_ENDED, plan.id, act_payload(act), study.now())
    if ended.phase is ExamPhase.ABANDONED:
        return [end]
    graded = [(question, ended.item(question.id)) for question in gradable(study, plan)]
    entries: list[Entry] = []
    forward: dict[str, str] = {}
    for question, item in graded:
        right = is_right(question, item.response)
        payload: Payload = {
            "quiz": plan.id,
            "right": right,
            "elapsed_ms": item.spent_ms,
            "confidence": item.confidence.value if item.confidence else None,
            "response": to_json(item.response) if item.response else None,
        }
        entries.append(Entry(EventKind.QUIZ_ANSWER, question.id, payload, study.now()))
        if not right or item.confidence is Confidence.GUESSING:
            for card in cards_of(study, question):
                forward.setdefault(card, question.id)
    entries += [
        Entry(EventKind.FORWARD, card, {"question": question}, study.now())
        for card, question in forward.items()
    ]
    return [*entries, end]


def gradable(study: Study, plan: ExamPlan) -> tuple[Question, ...]:
    """Return the questions of an exam that are as they were when it began."""
    versions = dict(zip(plan.questions, plan.versions, strict=False))
    found = (find_question(study, identity) for identity in plan.questions)
    return tuple(
        question
        for question in found
        if question and versions.get(question.id) in {version_of(question), None}
    )
