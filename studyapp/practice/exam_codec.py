"""Exam plans and acts as the journal's payloads, and back.

A payload that cannot be read gives None and is passed over; it must never raise, or
one damaged row would hide an exam.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from studyapp.content.documents import QuestionKind
from studyapp.practice.exam_acts import Act, ActKind
from studyapp.practice.exam_session import ExamPlan
from studyapp.practice.responses import from_json, to_json
from studyapp.practice.session import Confidence

Scalar = str | int | float | bool | None
Payload = Mapping[str, Scalar | Sequence[Scalar]]


def plan_payload(plan: ExamPlan) -> Payload:
    """Return a plan as the payload of the event that starts the exam."""
    return {
        "exam": plan.exam,
        "seed": plan.seed,
        "questions": list(plan.questions),
        "domains": list(plan.domains),
        "unscored": sorted(plan.unscored),
        "versions": list(plan.versions),
        "pace_ms": plan.pace_ms,
        "limit_ms": plan.limit_ms,
        "note": plan.note,
    }


def read_plan(identity: str, payload: Payload) -> ExamPlan | None:
    """Return the plan of an exam, None for a payload that holds none."""
    questions = _texts(payload.get("questions"))
    domains = payload.get("domains")
    pace_ms, limit_ms = payload.get("pace_ms"), payload.get("limit_ms")
    if not questions or not isinstance(domains, list):
        return None
    if len(domains) != len(questions) or len(set(questions)) != len(questions):
        return None
    return ExamPlan(
        id=identity,
        exam=str(payload.get("exam", "")),
        seed=str(payload.get("seed", "")),
        questions=questions,
        domains=tuple(d if isinstance(d, int) else 0 for d in domains),
        unscored=frozenset(_texts(payload.get("unscored"))),
        versions=_texts(payload.get("versions")),
        pace_ms=pace_ms if isinstance(pace_ms, int) else 0,
        limit_ms=limit_ms if isinstance(limit_ms, int) else None,
        note=str(payload.get("note", "")),
    )


def act_payload(act: Act) -> Payload:
    """Return an act as an event's payload; only what the act uses is in it."""
    payload: dict[str, Scalar | Sequence[Scalar]] = {
        "act": act.kind.value,
        "clock_ms": act.clock_ms,
    }
    if act.question:
        payload["question"] = act.question
    if act.response is not None:
        payload["response"] = to_json(act.response)
    if act.option >= 0:
        payload["option"] = act.option
    if act.confidence is not None:
        payload["confidence"] = act.confidence.value
    return payload


def read_act(payload: Payload, kinds: Mapping[str, QuestionKind]) -> Act | None:
    """Return the act of a payload, None for one that a newer program wrote.

    `kinds` says of each question how it is answered.
    """
    question = str(payload.get("question", ""))
    clock_ms, option = payload.get("clock_ms"), payload.get("option", -1)
    if not isinstance(clock_ms, int) or not isinstance(option, int):
        return None
    confidence = payload.get("confidence")
    response = payload.get("response")
    kind = kinds.get(question)
    try:
        return Act(
            ActKind(str(payload.get("act"))),
            clock_ms,
            question,
            from_json(kind, response) if kind and response is not None else None,
            option,
            Confidence(str(confidence)) if confidence else None,
        )
    except ValueError:
        return None


def _texts(value: object) -> tuple[str, ...]:
    return tuple(str(item) for item in value) if isinstance(value, list) else ()
