"""How a quiz on the screen begins: anew, with drills, or where it was left.

It starts quizzes and shows none.
"""

from __future__ import annotations

from studyapp.content.documents import QuestionKind
from studyapp.services.drilling import plan_drills
from studyapp.services.quizzing import Quizzing, begin, start, unfinished
from studyapp.services.study import Study
from studyapp.tui.messages import DRILLS, NUMBERS, RESUME

_COUNT = 10
_KINDS = {DRILLS: QuestionKind.SINGLE, NUMBERS: QuestionKind.NUMERIC}


def start_quiz(study: Study, subject: str, topics: tuple[str, ...]) -> Quizzing:
    """Return a quiz in the journal: questions or drills on topics, or the one left.

    Drills know one topic, or one skill. Raises UsageError where there is nothing to
    ask, MissingFactError where the library lacks a fact that drills need.
    """
    if subject in _KINDS:
        topic = topics[0] if topics else None
        drills = plan_drills(study, topic, _COUNT, _KINDS[subject])
        return begin(study, drills, "")
    left = unfinished(study) if subject == RESUME else None
    return left or start(study, _COUNT, topics)
