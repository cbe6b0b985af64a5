"""How each topic stands, and the cards that will not stay, in the learner's words.

Owns the joining of states with the titles and prompts of the library. It must never
look at the clock: the day is an argument.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from studyapp.memory.events import Event
from studyapp.memory.knowledge import (
    NOTHING,
    HardCard,
    Knowledge,
    knowledge_by_topic,
)
from studyapp.memory.statistics import DeckCard
from studyapp.services.study import Study


@dataclass(frozen=True, slots=True)
class TopicStanding:
    """One topic: what is known of its cards, and how its questions went."""

    topic: str
    title: str
    now: Knowledge
    """On the day that is told of."""
    exam: Knowledge | None
    """On the exam day without further answers; None without an exam date."""
    right: int
    asked: int


@dataclass(frozen=True, slots=True)
class Hard:
    """A card that was forgotten most, in words."""

    card_id: str
    prompt: str
    topic: str
    lapses: int
    reviews: int
    recall: float


def topic_standings(
    study: Study,
    cards: Sequence[DeckCard],
    day: date,
    exam_day: date | None,
    quizzes: Iterable[Event],
) -> tuple[tuple[TopicStanding, ...], TopicStanding]:
    """Return every topic in reading order, and all of them as one.

    What is known on `exam_day` is what would be left without further answers.
    """
    policy = study.policy
    now = knowledge_by_topic(cards, day, policy)
    then = knowledge_by_topic(cards, exam_day, policy) if exam_day else {}
    results = _results(study, quizzes)
    topics = tuple(
        TopicStanding(
            topic.id,
            topic.title,
            now.get(topic.id, NOTHING),
            then.get(topic.id, NOTHING) if exam_day else None,
            sum(results.get(topic.id, [])),
            len(results.get(topic.id, [])),
        )
        for topic in study.library.topics.values()
    )
    sizes = Counter(card.topic for card in cards)
    everything = results.get("", [])
    whole = TopicStanding(
        "",
        "All topics",
        _together(now, sizes),
        _together(then, sizes) if exam_day else None,
        sum(everything),
        len(everything),
    )
    return topics, whole


def _together(parts: Mapping[str, Knowledge], sizes: Mapping[str, int]) -> Knowledge:
    cards = sum(sizes.values()) or 1
    return Knowledge(
        sum(part.recall * sizes[topic] for topic, part in parts.items()) / cards,
        sum(part.known for part in parts.values()),
        sum(part.facts for part in parts.values()),
    )


def _results(study: Study, quizzes: Iterable[Event]) -> dict[str, list[bool]]:
    """Return how questions went, by topic; all of them under the empty name."""
    results: dict[str, list[bool]] = {}
    library = study.library
    for event in quizzes:
        right = bool(event.payload.get("right"))
        results.setdefault("", []).append(right)
        question = library.questions.get(event.subject)
        for topic in library.topics_of(question) if question else ():
            results.setdefault(topic, []).append(right)
    return results


def in_words(study: Study, cards: Iterable[HardCard]) -> tuple[Hard, ...]:
    """Return the cards that were forgotten most with their prompts."""
    library = study.library
    known = ((hard, library.cards.get(hard.card_id)) for hard in cards)
    return tuple(
        Hard(
            hard.card_id,
            library.book.show(card.prompt),
            card.topic,
            hard.lapses,
            hard.reviews,
            hard.recall,
        )
        for hard, card in known
        if card is not None
    )
