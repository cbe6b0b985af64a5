"""Reading: topics in order, their text with present values, their facts' states."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from studyapp.content.documents import Claim, Fact, FactSlot, Topic
from studyapp.memory.state import CardState, Phase
from studyapp.services.study import Study
from studyapp.store.states import read_states


class Standing(StrEnum):
    """How well a fact is known: the state of its least known card."""

    NEW = "new"
    LEARNING = "learning"
    DUE = "due"
    KNOWN = "known"


@dataclass(frozen=True, slots=True)
class FactView:
    """A fact as a reader sees it."""

    fact: Fact
    text: str
    standing: Standing
    claims: tuple[Claim, ...]


@dataclass(frozen=True, slots=True)
class ProseView:
    """A stretch of a topic's text with present values."""

    level: int
    title: str
    text: str


@dataclass(frozen=True, slots=True)
class TopicView:
    """A topic from top to bottom."""

    topic: Topic
    summary: str
    parts: tuple[ProseView | FactView, ...]
    related: tuple[Topic, ...]
    """Topics to go on with."""

    @property
    def facts(self) -> tuple[FactView, ...]:
        """The facts alone, in reading order."""
        return tuple(part for part in self.parts if isinstance(part, FactView))


@dataclass(frozen=True, slots=True)
class TopicRow:
    """A topic in the list: how much it holds, and how much of it is known."""

    topic: Topic
    summary: str
    facts: int
    cards: int
    questions: int
    standings: Mapping[Standing, int]


class Reading:
    """The pages of the library with the learner's states beside them."""

    def __init__(self, study: Study) -> None:
        self._study = study
        self._standings = _standings(study)

    def topics(self) -> tuple[TopicRow, ...]:
        """Return every topic in reading order."""
        library = self._study.library
        questions: dict[str, int] = defaultdict(int)
        for question in library.questions.values():
            for topic in library.topics_of(question):
                questions[topic] += 1
        cards: dict[str, int] = defaultdict(int)
        for card in library.cards.values():
            cards[card.topic] += 1
        return tuple(
            self._row(topic, cards[topic.id], questions[topic.id])
            for topic in library.topics.values()
        )

    def topic(self, topic_id: str) -> TopicView | None:
        """Return one topic; None when there is none of that id."""
        library = self._study.library
        topic = library.topics.get(topic_id)
        if topic is None:
            return None
        show = library.book.show
        parts = tuple(
            self._fact(library.facts[part.fact])
            if isinstance(part, FactSlot)
            else ProseView(part.level, part.title, show(part.text))
            for part in topic.parts
            if not isinstance(part, FactSlot) or part.fact in library.facts
        )
        related = (library.topics.get(other) for other in topic.related)
        return TopicView(
            topic, show(topic.summary), parts, tuple(t for t in related if t)
        )

    def fact(self, fact_id: str) -> FactView | None:
        """Return one fact; None when there is none of that id."""
        fact = self._study.library.facts.get(fact_id)
        return self._fact(fact) if fact else None

    def _fact(self, fact: Fact) -> FactView:
        show = self._study.library.book.show
        claims = tuple(
            Claim(c.note, c.says, c.verdict, show(c.why), c.row) for c in fact.claims
        )
        standing = self._standings.get(fact.id, Standing.NEW)
        return FactView(fact, show(fact.text), standing, claims)

    def _row(self, topic: Topic, cards: int, questions: int) -> TopicRow:
        library = self._study.library
        counts = dict.fromkeys(Standing, 0)
        own = [fact for fact in library.facts.values() if fact.topic == topic.id]
        for fact in own:
            counts[self._standings.get(fact.id, Standing.NEW)] += 1
        summary = library.book.show(topic.summary)
        return TopicRow(topic, summary, len(own), cards, questions, counts)


def _standings(study: Study) -> dict[str, Standing]:
    """Return each fact's standing: that of its least known card."""
    states = read_states(study.store, study.projection)
    order = list(Standing)
    found: dict[str, Standing] = {}
    for card in study.library.cards.values():
        if not card.fact:
            continue
        standing = _standing(states.get(card.id), study)
        known = found.setdefault(card.fact, standing)
        found[card.fact] = min(known, standing, key=order.index)
    return found


def _standing(state: CardState | None, study: Study) -> Standing:
    if state is None or state.phase is Phase.NEW:
        return Standing.NEW
    if state.phase is not Phase.REVIEW:
        return Standing.LEARNING
    wanted = state.wanted_day
    return Standing.DUE if wanted and wanted <= study.today else Standing.KNOWN
