"""A wish for a quiz, made definite: topics, skills and standings that exist.

It chooses no question; that is `practice.selection`.
"""

from __future__ import annotations

import difflib
import secrets

from studyapp.content.documents import Skill
from studyapp.errors import UsageError
from studyapp.practice.selection import MODE_STANDINGS, QuizMode, Standing, Wish
from studyapp.practice.weakness import weakest
from studyapp.practice.wishes import QuizWish
from studyapp.services.answers import attempts
from studyapp.services.naming import require_topics
from studyapp.services.quiz_history import topics_of
from studyapp.services.study import Study

_WEAK_TOPICS = 3


def resolve(study: Study, wish: QuizWish) -> Wish:
    """Return what to draw by.

    Raises UsageError, naming what is near, for an unknown topic or skill, and for a
    mode that lacks its subject.
    """
    if wish.count < 1:
        raise UsageError(f"a quiz of {wish.count} questions asks nothing", "ask for 10")
    if wish.mode is QuizMode.SKILL and not wish.skills:
        raise UsageError(
            "the mode 'skill' needs a skill", "write --skill 'DVA-C03 4.3'"
        )
    topics = require_topics(study.library, wish.topics)
    if wish.mode is QuizMode.WEAKEST and not topics:
        topics = frozenset(weakest(attempts(study), topics_of(study), _WEAK_TOPICS))
    of_mode = MODE_STANDINGS.get(wish.mode, frozenset(Standing))
    return Wish(
        count=wish.count,
        seed=wish.seed or secrets.token_hex(4),
        topics=topics,
        standings=wish.standings or of_mode,
        skills=frozenset(skill_named(study, text) for text in wish.skills),
        kinds=wish.kinds,
    )


def skill_named(study: Study, text: str) -> Skill:
    """Return the skill, task or domain that `DVA-C03 4.3` or `4.3` names.

    Raises UsageError when no exam is named or known, or no question is tagged so.
    """
    words = text.replace(":", " ").split()
    exam = words[0].upper() if len(words) > 1 else study.settings.exam.upper()
    if not words or not exam:
        raise UsageError(
            f"'{text}' does not say of which exam", "write it as 'DVA-C03 4.3'"
        )
    skill = Skill(exam, words[-1])
    known = skills_asked(study)
    numbers = {s.number for s in known if s.exam == exam}
    if not numbers:
        exams = ", ".join(sorted({s.exam for s in known})) or "none"
        raise UsageError(f"no question is tagged with '{exam}'", f"there are {exams}")
    if not any(f"{n}.".startswith(f"{skill.number}.") for n in numbers):
        near = difflib.get_close_matches(skill.number, numbers, n=3, cutoff=0)
        raise UsageError(
            f"no question is tagged with {exam} {skill.number}",
            f"there are {', '.join(sorted(near))}",
        )
    return skill


def skills_asked(study: Study) -> frozenset[Skill]:
    """Return every skill that a question is tagged with."""
    return frozenset(s for q in study.library.questions.values() for s in q.skills)


def nothing_fits(wish: QuizWish) -> UsageError:
    """Return the sentence for a wish that no question fits."""
    match wish.mode:
        case QuizMode.MISSED:
            return UsageError("no question was missed last time", "ask for others")
        case QuizMode.UNSURE:
            return UsageError("no right answer was a guess", "ask for other questions")
        case QuizMode.UNSEEN:
            return UsageError("every such question was seen", "ask for 'weakest'")
        case _:
            return UsageError(
                "there are no questions on that yet", "choose another topic, or all"
            )
