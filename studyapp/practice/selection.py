"""Which questions a quiz asks: the least known first, no two on the same fact.

Two questions of one form never share a key fact, because one would give away the
other; where the bank is too small for that, the rule yields last.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from enum import IntEnum

from studyapp.content.documents import Question
from studyapp.practice.shuffle import shuffled


class Standing(IntEnum):
    """How a learner stands with a question; lower is asked sooner."""

    MISSED = 0
    UNSEEN = 1
    UNSURE = 2
    KNOWN = 3


@dataclass(frozen=True, slots=True)
class Wish:
    """What a learner wants to be asked; empty topics means all of them."""

    count: int
    seed: str
    topics: frozenset[str] = frozenset()
    standings: frozenset[Standing] = frozenset(Standing)


def choose(
    wish: Wish,
    questions: Sequence[Question],
    topics_of: Mapping[str, Sequence[str]],
    standings: Mapping[str, Standing],
) -> tuple[str, ...]:
    """Return the ids of the questions to ask, in order.

    `topics_of` gives each question's topics; a question without a standing is unseen.
    """
    fitting = [
        question
        for question in shuffled(questions, wish.seed)
        if _fits(wish, topics_of.get(question.id, ()))
        and standings.get(question.id, Standing.UNSEEN) in wish.standings
    ]
    fitting.sort(key=lambda q: standings.get(q.id, Standing.UNSEEN))
    apart, sharing = _keep_apart(fitting)
    chosen = [*apart, *sharing][: wish.count]
    return tuple(q.id for q in shuffled(chosen, f"{wish.seed}\0order"))


def _fits(wish: Wish, topics: Iterable[str]) -> bool:
    return not wish.topics or not wish.topics.isdisjoint(topics)


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
