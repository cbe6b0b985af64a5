"""Reading: topics in order, their text with present values, their facts' states."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum

from studyapp.content.documents import Card, Claim, Fact, FactSlot, Topic
from studyapp.memory.state import CardState, Phase
from studyapp.practice.form import EXAM_KINDS
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
    """As exams ask them, which is what a quiz draws from."""
    study_questions: int
    """Of the kinds that are only for study, such as putting in order."""
    standings: Mapping[Standing, int]
    """Of its facts, and of its cards without a fact."""

    @property
    def things(self) -> int:
        """How many facts, and cards without a fact, can be known."""
        return sum(self.standings.values())


class Reading:
    """The pages of the library with the learner's states beside them."""

    def __init__(self, study: Study) -> None:
        self._study = study
        self._standings = _standings(study)

    def topics(self) -> tuple[TopicRow, ...]:
        """Return every topic in reading order."""
        library = self._study.library
        exam_questions: Counter[str] = Counter()
        study_questions: Counter[str] = Counter()
        for question in library.questions.values():
            kind = exam_questions if question.kind in EXAM_KINDS else study_questions
            kind.update(library.topics_of(question))
        cards: dict[str, list[Card]] = defaultdict(list)
        for card in library.cards.values():
            cards[card.topic].append(card)
        facts = Counter(fact.topic for fact in library.facts.values())
        return tuple(
            TopicRow(
                topic,
                library.book.show(topic.summary),
                facts[topic.id],
                len(cards[topic.id]),
                exam_questions[topic.id],
                study_questions[topic.id],
                self._counted(cards[topic.id]),
            )
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

    def _counted(self, cards: Iterable[Card]) -> Mapping[Standing, int]:
        keys = {card.sibling_key for card in cards}
        found = Counter(self._standings[key] for key in keys)
        return {standing: found[standing] for standing in Standing}


def _standings(study: Study) -> dict[str, Standing]:
    """Return each fact's standing: that of its least known card.

    A card without a fact stands for itself.
    """
    states = read_states(study.store, study.projection)
    order = list(Standing)
    found: dict[str, Standing] = {}
    for card in study.library.cards.values():
        key, standing = card.sibling_key, _standing(states.get(card.id), study)
        known = found.setdefault(key, standing)
        found[key] = min(known, standing, key=order.index)
    return found


def _standing(state: CardState | None, study: Study) -> Standing:
    if state is None or state.phase is Phase.NEW:
        return Standing.NEW
    if state.phase is not Phase.REVIEW:
        return Standing.LEARNING
    wanted = state.wanted_day
    return Standing.DUE if wanted and wanted <= study.today else Standing.KNOWN
