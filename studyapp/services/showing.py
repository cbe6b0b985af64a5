"""Questions as they are put before a learner, and what follows an answer.

Shared by quizzes and exams; texts hold present values. It records nothing.
"""

from __future__ import annotations

from dataclasses import dataclass

from studyapp.content.documents import Fact, Question
from studyapp.errors import StudyError
from studyapp.practice.responses import Response
from studyapp.practice.shuffle import shown_order
from studyapp.services.drilling import drill_of, judge
from studyapp.services.quiz_history import find_question
from studyapp.services.study import Study


@dataclass(frozen=True, slots=True)
class ShownOption:
    """An option as it is shown; `position` is its place in the file."""

    position: int
    text: str
    correct: bool
    rationale: str
    prompt: str = ""
    """The left side of a matching pair; empty for a decoy."""


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
    """Cards that come sooner because the question was missed or guessed."""
    mistake: str = ""
    """The mistake behind a wrong answer to a drill, in words."""


def show_question(
    study: Study, identity: str, seed: str, number: int, total: int
) -> ShownQuestion:
    """Return a question with its options in the order that `seed` gives them.

    Raises StudyError when the question has left the library.
    """
    question = find_question(study, identity)
    if question is None:
        raise StudyError(f"the question '{identity}' is gone", "start another quiz")
    show = study.library.book.show
    options = tuple(
        ShownOption(
            position,
            show(question.options[position].text),
            question.options[position].correct,
            show(question.options[position].rationale),
            show(question.options[position].prompt),
        )
        for position in shown_order(question, seed)
    )
    return ShownQuestion(
        question=question,
        number=number,
        total=total,
        stem=show(question.stem),
        exhibit=show(question.exhibit),
        options=options,
        choose=len(question.keys),
    )


def explain(
    study: Study,
    question: Question,
    response: Response | None,
    brought_forward: int = 0,
    *,
    right: bool,
) -> Explained:
    """Return what follows an answer; a drill's mistake has its name."""
    library = study.library
    facts = (library.facts.get(f) for f in question.facts)
    drill = drill_of(question.id, library.book)
    verdict = judge(drill, response, library.book) if drill else None
    mistake = verdict.mistake if verdict else None
    return Explained(
        right=right,
        response=response,
        why=library.book.show(question.why),
        facts=tuple(fact for fact in facts if fact),
        brought_forward=brought_forward,
        mistake=f"{mistake.title}: {verdict.explanation}"
        if mistake and verdict
        else "",
    )


def cards_of(study: Study, question: Question) -> tuple[str, ...]:
    """Return the cards of the facts that a question rests on."""
    facts = set(question.facts)
    cards = study.library.cards.values()
    return tuple(card.id for card in cards if card.fact in facts)
