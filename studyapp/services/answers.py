"""Every graded answer of the journal, in quizzes and exams alike.

It reads events and writes none; drills are left out, as their numbers are new
every time.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import timedelta

from studyapp.content.documents import QuestionKind
from studyapp.memory.events import Event, EventKind
from studyapp.memory.replay import day_of
from studyapp.practice.attempts import Attempt, latest_attempts
from studyapp.practice.form import Freshness
from studyapp.practice.item_schedule import Returns, returns_on
from studyapp.practice.responses import from_json
from studyapp.practice.session import Confidence
from studyapp.services.drilling import is_drill
from studyapp.services.study import Study

_RECENT = timedelta(days=7)
"""An exam prefers questions that were not answered within this time."""


def attempts(study: Study) -> tuple[Attempt, ...]:
    """Return every graded answer to a question of the bank, in order."""
    return attempts_in(study, study.journal.told(EventKind.QUIZ_ANSWER))


def attempts_in(study: Study, events: Iterable[Event]) -> tuple[Attempt, ...]:
    """Return the graded answers among events that are in force and in order."""
    return tuple(
        _attempt(study, event)
        for event in events
        if event.kind == EventKind.QUIZ_ANSWER and not is_drill(event.subject)
    )


def returns(study: Study) -> Returns:
    """Return which questions come back today, which rest, and who stands in."""
    bank = study.library.questions.values()
    return returns_on(study.today, attempts(study), bank)


def freshness(study: Study) -> dict[str, Freshness]:
    """Return how long ago each question was answered that ever was."""
    last = latest_attempts(attempts(study))
    since = study.today - _RECENT
    return {
        question: Freshness.RECENT if attempt.day > since else Freshness.RESTED
        for question, attempt in last.items()
    }


def _attempt(study: Study, event: Event) -> Attempt:
    question = study.library.questions.get(event.subject)
    kind = question.kind if question else QuestionKind.SINGLE
    elapsed = event.payload.get("elapsed_ms")
    return Attempt(
        question=event.subject,
        right=bool(event.payload.get("right")),
        at_ms=event.at_ms,
        day=day_of(event, study.policy),
        elapsed_ms=elapsed if isinstance(elapsed, int) else 0,
        confidence=_confidence(event.payload.get("confidence")),
        session=str(event.payload.get("quiz", "")),
        response=from_json(kind, event.payload.get("response")),
    )


def _confidence(value: object) -> Confidence | None:
    try:
        return Confidence(str(value)) if value else None
    except ValueError:
        return None
