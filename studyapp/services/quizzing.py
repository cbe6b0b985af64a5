"""Quizzes: started, answered, explained, summed up, and found again after a crash.

Each answer is committed before it is explained; a missed question brings the cards
of its facts forward in the same transaction.
"""

from __future__ import annotations

import secrets
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from studyapp.content.documents import Fact, Question, QuestionKind
from studyapp.errors import UsageError
from studyapp.memory.events import Event, EventKind, Payload
from studyapp.memory.history import in_force
from studyapp.practice.grading import is_right
from studyapp.practice.responses import Response, from_json, to_json
from studyapp.practice.selection import Standing, Wish, choose
from studyapp.practice.session import Answered, Confidence, Mode, Plan, Session
from studyapp.practice.shuffle import shown_order
from studyapp.practice.summary import Summary, summarise
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
        question = self._study.library.questions.get(answer.question)
        if question is None:
            return None
        return self._show(question.id), self._explain(question, answer, 0)

    def _show(self, identity: str) -> ShownQuestion:
        question = self._study.library.questions[identity]
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
        return Explained(
            right=answer.right,
            response=answer.response,
            why=library.book.show(question.why),
            facts=tuple(fact for fact in facts if fact),
            brought_forward=cards,
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
    plan = Plan(secrets.token_hex(8), seed, chosen, mode, tuple(sorted(wanted)))
    payload: Payload = {
        "seed": plan.seed,
        "questions": list(plan.questions),
        "mode": plan.mode.value,
        "topics": list(plan.topics),
    }
    study.journal.append(EventKind.QUIZ_STARTED, plan.id, payload, study.now())
    return Quizzing(study, Session(plan))


def unfinished(study: Study) -> Quizzing | None:
    """Return the last quiz that was begun and neither finished nor followed."""
    events = _quiz_events(study)
    started = [e for e in events if e.kind == EventKind.QUIZ_STARTED]
    if not started:
        return None
    last = started[-1]
    if any(
        e.kind == EventKind.QUIZ_FINISHED and e.subject == last.subject for e in events
    ):
        return None
    session = _restore(study, last, events)
    return Quizzing(study, session) if session and not session.is_finished else None


def standings(study: Study) -> dict[str, Standing]:
    """Return how the learner stands with each question answered before."""
    found: dict[str, Standing] = {}
    for event in _quiz_events(study):
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


def _quiz_events(study: Study) -> list[Event]:
    kinds = {
        EventKind.QUIZ_STARTED,
        EventKind.QUIZ_ANSWER,
        EventKind.QUIZ_FINISHED,
    }
    return [e for e in in_force(study.journal.events()) if e.kind in kinds]


def _restore(study: Study, started: Event, events: list[Event]) -> Session | None:
    """Return a quiz as it stood; None when its questions left the library."""
    questions = _texts(started.payload.get("questions"))
    if not questions or not set(questions) <= study.library.questions.keys():
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
    kind = study.library.questions[event.subject].kind
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
