"""Which cards a session is about: all, or those of some topics, verdicts, an exam."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from studyapp.content.documents import Fact, Verdict
from studyapp.content.library import Library
from studyapp.memory.lineup import QueueCard
from studyapp.memory.wishes import Trait
from studyapp.services.study import Study


@dataclass(frozen=True, slots=True)
class Selection:
    """What the cards and their facts must be; an empty part asks for nothing."""

    topics: frozenset[str] = frozenset()
    verdicts: frozenset[Verdict] = frozenset()
    """Facts on which some note is judged so: myths and old news."""
    exam: str = ""
    """Facts that an exam of this code asks for; see `Library.exams_of`."""
    tag: str = ""
    traits: frozenset[Trait] = frozenset()
    """All of which the card must have."""

    @property
    def is_everything(self) -> bool:
        """Whether nothing is asked of the cards."""
        return self == Selection()

    def cards(self, study: Study) -> tuple[QueueCard, ...]:
        """Return the cards it names, in the order of the queue."""
        cards = study.queue_cards()
        if self.is_everything:
            return cards
        if self.traits:
            # Quizzes and drills: 50 ms that most sessions do without.
            from studyapp.services.traits import cards_with  # noqa: PLC0415

            wanted = [cards_with(trait, study) for trait in self.traits]
            found = frozenset.intersection(*wanted)
            cards = tuple(card for card in cards if card.card_id in found)
        return tuple(card for card in cards if self._names(card, study))

    def _names(self, card: QueueCard, study: Study) -> bool:
        if self.topics and card.topic not in self.topics:
            return False
        known = study.library.cards.get(card.card_id)
        if known is None:
            return False
        fact = study.library.facts.get(known.fact)
        if fact is None:
            return not (self.verdicts or self.exam or self.tag)
        return self._fits(fact, study.library)

    def _fits(self, fact: Fact, library: Library) -> bool:
        judged = {claim.verdict for claim in fact.claims}
        return (
            (not self.verdicts or not self.verdicts.isdisjoint(judged))
            and (not self.exam or self.exam in library.exams_of(fact))
            and (not self.tag or self.tag in fact.tags)
        )


EVERYTHING = Selection()


def named(
    topics: Iterable[str] = (),
    verdicts: Iterable[str] = (),
    traits: Iterable[str] = (),
    exam: str = "",
    tag: str = "",
) -> Selection:
    """Return the selection of topics, verdicts and traits that are given by name.

    Raises ValueError for a verdict or a trait that does not exist.
    """
    return Selection(
        topics=frozenset(topics),
        verdicts=frozenset(map(Verdict, verdicts)),
        exam=exam.upper(),
        tag=tag,
        traits=frozenset(map(Trait, traits)),
    )


def tags(study: Study) -> tuple[str, ...]:
    """Return every tag of a fact, in order of the alphabet."""
    return tuple(sorted({tag for f in study.library.facts.values() for tag in f.tags}))
