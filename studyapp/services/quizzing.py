"""Quizzes: started, answered, explained, summed up, and found again after a crash.

Each answer is committed before it is explained; a missed or guessed question brings
the cards of its facts forward in the same transaction.
"""

from __future__ import annotations

import secrets
from collections.abc import Iterable

from studyapp.content.documents import Question
from studyapp.memory.events import EventKind, Payload
from studyapp.memory.fsrs import Rating
from studyapp.practice.grading import is_right
from studyapp.practice.responses import Response, to_json
from studyapp.practice.selection import QuizMode, choose
from studyapp.practice.session import Answered, Confidence, Mode, Plan, Session
from studyapp.practice.summary import Summary, summarise
from studyapp.practice.wishes import QuizWish
from studyapp.services.answers import returns
from studyapp.services.drilling import parse_id, subject_of
from studyapp.services.quiz_history import (
    left_open,
    standings,
    topics_of,
)
from studyapp.services.quiz_wishes import nothing_fits, resolve
from studyapp.services.showing import (
    Explained,
    ShownQuestion,
    cards_of,
    explain,
    show_question,
)
from studyapp.services.study import Study
from studyapp.store.journal import Entry


class Quizzing:
    """One quiz, from its first question to its summary."""

    def __init__(self, study: Study, session: Session) -> None:
        self._study = study
        self.session = session

    @property
    def current(self) -> ShownQuestion | None:
        """The question to answer now; None when the quiz is over."""
        identity = self.session.current
        if identity is None:
            return None
        return self._show(identity)

    def submit(
        self,
        response: Response | None,
        elapsed_ms: int,
        confidence: Confidence | None = None,
    ) -> Explained:
        """Grade and commit the answer to the current question, and explain it.

        Raises StorageError when it could not be committed; nothing has changed then.
        """
        shown = self.current
        if shown is None:
            raise ValueError("the quiz is over")
        question = shown.question
        answer = Answered(
            question.id,
            response,
            is_right(question, response),
            elapsed_ms,
            confidence,
        )
        session = self.session.record(answer)
        is_safe = answer.right and confidence is not Confidence.GUESSING
        cards = () if is_safe else cards_of(self._study, question)
        entries = [self._entry(answer), *(self._forward(c, question) for c in cards)]
        entries += self._skill(answer)
        if session.is_finished:
            entries.append(self._finish(session))
        self._study.journal.append_many(entries)
        self.session = session
        return explain(self._study, question, response, len(cards), right=answer.right)

    def summary(self) -> Summary:
        """Return the result so far."""
        library = self._study.library
        return summarise(self.session, library.questions, topics_of(self._study))

    def _show(self, identity: str) -> ShownQuestion:
        questions = self.session.plan.questions
        number = questions.index(identity) + 1
        seed = self.session.plan.seed
        return show_question(self._study, identity, seed, number, len(questions))

    def _entry(self, answer: Answered) -> Entry:
        payload: Payload = {
            "quiz": self.session.plan.id,
            "right": answer.right,
            "elapsed_ms": answer.elapsed_ms,
            "confidence": answer.confidence.value if answer.confidence else None,
            "response": to_json(answer.response) if answer.response else None,
        }
        return Entry(EventKind.QUIZ_ANSWER, answer.question, payload, self._study.now())

    def _forward(self, card_id: str, question: Question) -> Entry:
        payload = {"question": question.id}
        return Entry(EventKind.FORWARD, card_id, payload, self._study.now())

    def _skill(self, answer: Answered) -> list[Entry]:
        """Return the answer of a drill as one to its skill's own card."""
        drill = parse_id(answer.question)
        if drill is None:
            return []
        rating = Rating.GOOD if answer.right else Rating.AGAIN
        payload: Payload = {"rating": int(rating), "elapsed_ms": answer.elapsed_ms}
        moment = self._study.now()
        return [Entry(EventKind.ANSWER, subject_of(drill.skill), payload, moment)]

    def _finish(self, session: Session) -> Entry:
        payload = {"right": session.right, "asked": len(session.answered)}
        return Entry(
            EventKind.QUIZ_FINISHED, session.plan.id, payload, self._study.now()
        )


def start(
    study: Study,
    count: int,
    topics: Iterable[str] = (),
    seed: str | None = None,
    mode: Mode = Mode.TUTOR,
) -> Quizzing:
    """Start a quiz on some topics, or all; it is in the journal when this returns.

    Raises UsageError when a topic is unknown or has no questions.
    """
    wish = QuizWish(QuizMode.TOPIC, count, seed or "", tuple(sorted(set(topics))))
    return start_quiz(study, wish, mode)


def start_quiz(study: Study, wish: QuizWish, mode: Mode = Mode.TUTOR) -> Quizzing:
    """Choose questions and start a quiz; it is in the journal when this returns.

    Raises UsageError when a topic or skill is unknown, or nothing fits the wish.
    """
    resolved = resolve(study, wish)
    chosen = choose(
        resolved,
        tuple(study.library.questions.values()),
        topics_of(study),
        standings(study),
        returns(study),
    )
    if not chosen:
        raise nothing_fits(wish)
    return begin(study, chosen, resolved.seed, mode, tuple(sorted(resolved.topics)))


def begin(
    study: Study,
    questions: tuple[str, ...],
    seed: str,
    mode: Mode = Mode.TUTOR,
    topics: tuple[str, ...] = (),
) -> Quizzing:
    """Start a quiz of these questions or drills; it is in the journal afterwards."""
    plan = Plan(secrets.token_hex(8), seed, questions, mode, topics)
    payload: Payload = {
        "seed": plan.seed,
        "questions": list(plan.questions),
        "mode": plan.mode.value,
        "topics": list(plan.topics),
    }
    study.journal.append(EventKind.QUIZ_STARTED, plan.id, payload, study.now())
    return Quizzing(study, Session(plan))


def unfinished(study: Study) -> Quizzing | None:
    """Return the quiz that was left open, if there is one."""
    session = left_open(study)
    return Quizzing(study, session) if session else None
