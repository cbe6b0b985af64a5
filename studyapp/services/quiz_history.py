"""What the journal holds of quizzes: how questions stand, and what was left open.

It reads events and writes none.
"""

from __future__ import annotations

from collections.abc import Mapping

from studyapp.content.documents import Question, QuestionKind
from studyapp.memory.events import Event, EventKind
from studyapp.practice.responses import from_json
from studyapp.practice.selection import Standing
from studyapp.practice.session import Answered, Confidence, Mode, Plan, Session
from studyapp.services.drilling import as_question, drill_of, parse_id
from studyapp.services.study import Study


def left_open(study: Study) -> Session | None:
    """Return the last quiz that was begun and neither finished nor followed."""
    events = quiz_events(study)
    started = [e for e in events if e.kind == EventKind.QUIZ_STARTED]
    if not started:
        return None
    last = started[-1]
    ends = {e.subject for e in events if e.kind == EventKind.QUIZ_FINISHED}
    if last.subject in ends:
        return None
    session = _restore(study, last, events)
    return session if session and not session.is_finished else None


def find_question(study: Study, identity: str) -> Question | None:
    """Return a question of the library, or the drill that the id describes."""
    parts = parse_id(identity)
    if parts is None:
        return study.library.questions.get(identity)
    drill = drill_of(identity, study.library.book)
    return as_question(drill, parts, study.library.book) if drill else None


def standings(study: Study) -> dict[str, Standing]:
    """Return how the learner stands with each question answered before."""
    found: dict[str, Standing] = {}
    for event in quiz_events(study):
        if event.kind != EventKind.QUIZ_ANSWER:
            continue
        confidence = event.payload.get("confidence")
        if not event.payload.get("right"):
            found[event.subject] = Standing.MISSED
        elif confidence == Confidence.GUESSING.value:
            found[event.subject] = Standing.UNSURE
        else:
            found[event.subject] = Standing.KNOWN
    return found


def topics_of(study: Study) -> Mapping[str, tuple[str, ...]]:
    """Return the topics that each question rests on."""
    library = study.library
    return {q.id: library.topics_of(q) for q in library.questions.values()}


def quiz_events(study: Study) -> list[Event]:
    """Return the events of quizzes that count, in order; of exams, their ends."""
    kinds = {
        EventKind.QUIZ_STARTED,
        EventKind.QUIZ_ANSWER,
        EventKind.QUIZ_FINISHED,
        EventKind.EXAM_STARTED,
        EventKind.EXAM_ENDED,
    }
    return study.journal.told(*kinds)


def _restore(study: Study, started: Event, events: list[Event]) -> Session | None:
    """Return a quiz as it stood; None when its questions left the library."""
    questions = _texts(started.payload.get("questions"))
    if not questions or any(find_question(study, q) is None for q in questions):
        return None
    session = Session(
        Plan(
            started.subject,
            str(started.payload.get("seed", "")),
            questions,
            Mode(str(started.payload.get("mode"))),
            _texts(started.payload.get("topics")),
        )
    )
    for event in events:
        is_ours = event.payload.get("quiz") == started.subject
        if is_ours and event.subject == session.current:
            session = session.record(_answered(study, event))
    return session


def _answered(study: Study, event: Event) -> Answered:
    question = find_question(study, event.subject)
    kind = question.kind if question else QuestionKind.SINGLE
    confidence = event.payload.get("confidence")
    elapsed = event.payload.get("elapsed_ms")
    return Answered(
        event.subject,
        from_json(kind, event.payload.get("response")),
        bool(event.payload.get("right")),
        elapsed if isinstance(elapsed, int) else 0,
        Confidence(str(confidence)) if confidence else None,
    )


def _texts(value: object) -> tuple[str, ...]:
    return tuple(str(item) for item in value) if isinstance(value, list) else ()
