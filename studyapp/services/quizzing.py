"""Quizzes: started, answered, explained, summed up, and found again after a crash.

Each answer is committed before it is explained; a missed question brings the cards
of its facts forward in the same transaction.
"""

from __future__ import annotations

import secrets
from collections.abc import Iterable
from dataclasses import dataclass

from studyapp.content.documents import Fact, Question, QuestionKind
from studyapp.errors import StudyError, UsageError
from studyapp.memory.events import EventKind, Payload
from studyapp.memory.fsrs import Rating
from studyapp.practice.grading import is_right
from studyapp.practice.responses import Response, to_json
from studyapp.practice.selection import Wish, choose
from studyapp.practice.session import Answered, Confidence, Mode, Plan, Session
from studyapp.practice.shuffle import shown_order
from studyapp.practice.summary import Summary, summarise
from studyapp.services.drilling import (
    drill_of,
    judge,
    parse_id,
    subject_of,
)
from studyapp.services.quiz_history import (
    find_question,
    left_open,
    standings,
    topics_of,
)
from studyapp.services.study import Study
from studyapp.store.journal import Entry

EXAM_KINDS = frozenset({QuestionKind.SINGLE, QuestionKind.MULTIPLE})


@dataclass(frozen=True, slots=True)
class ShownOption:
    """An option as it is shown; `position` is its place in the file."""

    position: int
    text: str
    correct: bool
    rationale: str


@dataclass(frozen=True, slots=True)
class ShownQuestion:
    """A question as it is put before the learner; texts hold present values."""

    question: Question
    number: int
    total: int
    stem: str
    exhibit: str
    options: tuple[ShownOption, ...]
    choose: int
    """How many options are right."""


@dataclass(frozen=True, slots=True)
class Explained:
    """What follows an answer."""

    right: bool
    response: Response | None
    why: str
    facts: tuple[Fact, ...]
    brought_forward: int
    """Cards that come sooner because the question was missed."""
    mistake: str = ""
    """The mistake behind a wrong answer to a drill, in words."""


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
        cards = () if answer.right else self._cards_of(question)
        entries = [self._entry(answer), *(self._forward(c, question) for c in cards)]
        entries += self._skill(answer)
        if session.is_finished:
            entries.append(self._finish(session))
        self._study.journal.record(entries, self._study.projection)
        self.session = session
        return self._explain(question, answer, len(cards))

    def summary(self) -> Summary:
        """Return the result so far."""
        library = self._study.library
        return summarise(self.session, library.questions, topics_of(self._study))

    def review_of(self, answer: Answered) -> tuple[ShownQuestion, Explained] | None:
        """Return an answered question again; None when it left the library."""
        question = find_question(self._study, answer.question)
        if question is None:
            return None
        return self._show(question.id), self._explain(question, answer, 0)

    def _show(self, identity: str) -> ShownQuestion:
        question = find_question(self._study, identity)
        if question is None:
            raise StudyError(f"the question '{identity}' is gone", "start another quiz")
        show = self._study.library.book.show
        options = tuple(
            ShownOption(
                position,
                show(question.options[position].text),
                question.options[position].correct,
                show(question.options[position].rationale),
            )
            for position in shown_order(question, self.session.plan.seed)
        )
        return ShownQuestion(
            question=question,
            number=self.session.plan.questions.index(identity) + 1,
            total=len(self.session.plan.questions),
            stem=show(question.stem),
            exhibit=show(question.exhibit),
            options=options,
            choose=len(question.keys),
        )

    def _explain(self, question: Question, answer: Answered, cards: int) -> Explained:
        library = self._study.library
        facts = (library.facts.get(f) for f in question.facts)
        drill = drill_of(question.id, library.book)
        verdict = judge(drill, answer.response, library.book) if drill else None
        mistake = verdict.mistake if verdict else None
        return Explained(
            right=answer.right,
            response=answer.response,
            why=library.book.show(question.why),
            facts=tuple(fact for fact in facts if fact),
            brought_forward=cards,
            mistake=f"{mistake.title}: {verdict.explanation}"
            if mistake and verdict
            else "",
        )

    def _cards_of(self, question: Question) -> tuple[str, ...]:
        facts = set(question.facts)
        cards = self._study.library.cards.values()
        return tuple(card.id for card in cards if card.fact in facts)

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
    """Choose questions and start a quiz; it is in the journal when this returns.

    Raises UsageError when a topic is unknown or has no questions.
    """
    wanted = frozenset(topics)
    unknown = sorted(wanted - study.library.topics.keys())
    if unknown:
        raise UsageError(
            f"there is no topic '{unknown[0]}'", "see 'studyapp read' for the topics"
        )
    seed = seed or secrets.token_hex(4)
    bank = [q for q in study.library.questions.values() if q.kind in EXAM_KINDS]
    chosen = choose(Wish(count, seed, wanted), bank, topics_of(study), standings(study))
    if not chosen:
        raise UsageError(
            "there are no questions on that yet", "choose another topic, or all"
        )
    return begin(study, chosen, seed, mode, tuple(sorted(wanted)))


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
