"""Which cards a session is about: all, or those of some topics, verdicts, an exam."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from studyapp.content.documents import Fact, Verdict
from studyapp.memory.lineup import QueueCard
from studyapp.practice.selection import Standing
from studyapp.services.quiz_history import find_question, standings
from studyapp.services.study import Study


@dataclass(frozen=True, slots=True)
class Selection:
    """What the cards' facts must be; an empty part asks for nothing."""

    topics: frozenset[str] = frozenset()
    verdicts: frozenset[Verdict] = frozenset()
    """Facts on which some note is judged so: myths and old news."""
    exam: str = ""
    """Facts that are tagged with a skill of this exam."""
    tag: str = ""
    missed: bool = False
    """Facts behind questions that were last answered wrongly."""

    @property
    def is_everything(self) -> bool:
        """Whether nothing is asked of the cards."""
        return self == Selection()

    def cards(self, study: Study) -> tuple[QueueCard, ...]:
        """Return the cards it names, in the order of the queue."""
        cards = study.queue_cards()
        if self.is_everything:
            return cards
        missed = _missed_facts(study) if self.missed else frozenset()
        return tuple(card for card in cards if self._names(card, study, missed))

    def _names(self, card: QueueCard, study: Study, missed: frozenset[str]) -> bool:
        if self.topics and card.topic not in self.topics:
            return False
        fact = study.library.facts.get(study.library.cards[card.card_id].fact)
        if fact is None:
            return not (self.verdicts or self.exam or self.tag or self.missed)
        return self._fits(fact) and (not self.missed or fact.id in missed)

    def _fits(self, fact: Fact) -> bool:
        judged = {claim.verdict for claim in fact.claims}
        exams = {skill.exam for skill in fact.skills}
        return (
            (not self.verdicts or not self.verdicts.isdisjoint(judged))
            and (not self.exam or self.exam in exams)
            and (not self.tag or self.tag in fact.tags)
        )


EVERYTHING = Selection()


def named(topics: Iterable[str] = (), verdicts: Iterable[str] = ()) -> Selection:
    """Return the selection of topics and verdicts that are given by name."""
    return Selection(frozenset(topics), frozenset(map(Verdict, verdicts)))


def _missed_facts(study: Study) -> frozenset[str]:
    missed = (q for q, s in standings(study).items() if s is Standing.MISSED)
    questions = (find_question(study, identity) for identity in missed)
    return frozenset(fact for q in questions if q for fact in q.facts)
