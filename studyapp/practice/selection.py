"""Which questions a quiz asks: what is to return first, no two on the same fact.

Two questions of one form never share a key fact, because one would give away the
other; where the bank is too small for that, the rule yields last.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from enum import IntEnum, StrEnum

from studyapp.content.documents import Question, QuestionKind, Skill
from studyapp.practice.form import EXAM_KINDS
from studyapp.practice.item_schedule import Returns
from studyapp.practice.shuffle import shuffled


class Standing(IntEnum):
    """How a learner stands with a question; lower is asked sooner."""

    MISSED = 0
    UNSEEN = 1
    UNSURE = 2
    KNOWN = 3


class QuizMode(StrEnum):
    """Ways to begin a quiz; all but the counts can be changed by more wishes."""

    QUICK = "quick"
    """Ten questions: what is to return, then what is new."""
    TOPIC = "topic"
    SKILL = "skill"
    MISSED = "missed"
    UNSURE = "unsure"
    """Hits that were guesses."""
    WEAKEST = "weakest"
    """The topics with the lowest scores."""
    UNSEEN = "unseen"
    CUSTOM = "custom"
    """Topics, skills, standings and count as the learner wants them."""


MODE_STANDINGS: Mapping[QuizMode, frozenset[Standing]] = {
    QuizMode.MISSED: frozenset({Standing.MISSED}),
    QuizMode.UNSURE: frozenset({Standing.UNSURE}),
    QuizMode.UNSEEN: frozenset({Standing.UNSEEN}),
}


@dataclass(frozen=True, slots=True)
class Wish:
    """What a learner wants to be asked; an empty part asks for nothing special."""

    count: int
    seed: str
    topics: frozenset[str] = frozenset()
    standings: frozenset[Standing] = frozenset(Standing)
    skills: frozenset[Skill] = frozenset()
    """A number that is only a task or domain stands for all skills in it."""
    kinds: frozenset[QuestionKind] = EXAM_KINDS


def choose(
    wish: Wish,
    questions: Sequence[Question],
    topics_of: Mapping[str, Sequence[str]],
    standings: Mapping[str, Standing],
    returns: Returns | None = None,
) -> tuple[str, ...]:
    """Return the ids of the questions to ask, in order.

    `topics_of` gives each question's topics; a question without a standing is unseen.
    What was answered this day is asked only where nothing else fits.
    """
    returns = returns or Returns()
    eligible = [
        question
        for question in shuffled(questions, wish.seed)
        if question.kind in wish.kinds
        and _fits(wish, question, topics_of.get(question.id, ()))
    ]
    ranked = _ranked(wish, eligible, standings, returns)
    rested = [q for q in ranked if q.id not in returns.resting]
    apart, sharing = _keep_apart(rested or ranked)
    chosen = [*apart, *sharing][: wish.count]
    return tuple(q.id for q in shuffled(chosen, f"{wish.seed}\0order"))


def eligible(
    wish: Wish,
    questions: Iterable[Question],
    topics_of: Mapping[str, Sequence[str]],
    standings: Mapping[str, Standing],
) -> tuple[Question, ...]:
    """Return every question that a wish allows, whatever its count."""
    return tuple(
        question
        for question in questions
        if question.kind in wish.kinds
        and standings.get(question.id, Standing.UNSEEN) in wish.standings
        and _fits(wish, question, topics_of.get(question.id, ()))
    )


def _fits(wish: Wish, question: Question, topics: Iterable[str]) -> bool:
    if wish.topics and wish.topics.isdisjoint(topics):
        return False
    return not wish.skills or any(
        _covers(wanted, skill) for wanted in wish.skills for skill in question.skills
    )


def _covers(wanted: Skill, skill: Skill) -> bool:
    number = f"{skill.number}."
    return wanted.exam == skill.exam and number.startswith(f"{wanted.number}.")


def _ranked(
    wish: Wish,
    eligible: Sequence[Question],
    standings: Mapping[str, Standing],
    returns: Returns,
) -> list[Question]:
    """Put what is due first; a fresh sibling takes the place of what is to return."""
    by_id = {question.id: question for question in eligible}
    stand_ins = {
        item: sibling
        for item, sibling in (returns.stand_ins or {}).items()
        if sibling in by_id
    }
    ranks: dict[str, tuple[int, int]] = {}
    for question in eligible:
        standing = standings.get(question.id, Standing.UNSEEN)
        if standing in wish.standings:
            rank = (int(question.id not in returns.due), standing.value)
            asked = stand_ins.get(question.id, question.id)
            ranks[asked] = min(rank, ranks.get(asked, rank))
    replaced = stand_ins.keys() - set(stand_ins.values())
    kept = [name for name in ranks if name not in replaced]
    return [by_id[name] for name in sorted(kept, key=lambda name: ranks[name])]


def _keep_apart(
    questions: Sequence[Question],
) -> tuple[list[Question], list[Question]]:
    """Part questions into those that share no fact, and the rest."""
    used: set[str] = set()
    apart: list[Question] = []
    sharing: list[Question] = []
    for question in questions:
        if used.isdisjoint(question.facts):
            used.update(question.facts)
            apart.append(question)
        else:
            sharing.append(question)
    return apart, sharing
