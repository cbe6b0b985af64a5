"""What the search index holds of one fact: its names, and the terms around them.

Owns the making of entries from the library and their order. It must never read or
write the database.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from studyapp.content.documents import Card, Fact
from studyapp.content.library import Library
from studyapp.store.fact_words import (
    body_text,
    importance,
    mentions,
    prose_text,
    spellings,
)
from studyapp.store.ranking import extra, standing
from studyapp.store.terms import terms, tokens

_SHORTEST_SPELLED = 4
"""Shorter words are not corrected: one letter off is another word."""
_LONGEST_VALUE_NAME = 4
"""Terms of a value that also names its fact, such as an API call."""

Phrase = tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Entry:
    """The index entry of one fact."""

    fact: Fact
    central: float
    """0 to 1: how important the fact is."""
    lightest: float
    """Weight of the terms of its shortest name."""
    phrases: tuple[Phrase, ...]
    """Terms of the name, of each alias, of the id, and of other spellings."""
    value: Phrase
    """Terms of the value as one more name, none if nobody would ask for it."""
    body: frozenset[str]
    prose: frozenset[str]
    words: frozenset[str]
    """Words that a typing error may be corrected to."""

    @property
    def names(self) -> set[frozenset[str]]:
        """Terms of everything that may be asked for, in no one's order."""
        return {frozenset(phrase) for phrase in (*self.phrases, self.value) if phrase}

    @property
    def places(self) -> tuple[frozenset[str], ...]:
        """Terms of names, body and prose, each only where it counts most."""
        named = frozenset().union(*self.names)
        return named, self.body - named, self.prose - named - self.body


def entries_of(library: Library) -> list[Entry]:
    """Return the entries of all facts, from the one that is found first among equals.

    In this order the first rows of a common term are the best ones.
    """
    cards: dict[str, list[Card]] = {}
    for card in library.cards.values():
        cards.setdefault(card.fact, []).append(card)
    mentioned = mentions(library.facts, library.cards.values())
    entries = [
        _entry(fact, library, cards.get(fact.id, ()), mentioned[fact.id])
        for fact in library.facts.values()
    ]
    return sorted(entries, key=lambda e: (-standing(e.central, e.lightest), e.fact.id))


def _entry(
    fact: Fact, library: Library, cards: Iterable[Card], mentioned: int
) -> Entry:
    names = (fact.name, *fact.aliases, fact.id)
    topic = library.topics.get(fact.topic)
    body = body_text(fact, topic.title if topic else "", library.facts)
    spelled = tokens(" ".join((*names, *fact.tags, body)))
    named = [_phrase(name) for name in names]
    return Entry(
        fact,
        central=importance(fact, mentioned),
        lightest=min(map(extra, named)),
        phrases=(*dict.fromkeys((*named, *((term,) for term in spellings(fact)))),),
        value=_value_phrase(fact),
        body=frozenset(terms(body)),
        prose=frozenset(terms(prose_text(fact, cards, library.facts))),
        words=frozenset(
            word
            for word, _ in spelled
            if len(word) >= _SHORTEST_SPELLED and word.isalpha()
        ),
    )


def _phrase(name: str) -> Phrase:
    """Return the terms of a name, each once: so it can be weighed against another."""
    return tuple(dict.fromkeys(terms(name)))


def _value_phrase(fact: Fact) -> Phrase:
    value = _phrase(fact.short)
    return value if len(value) <= _LONGEST_VALUE_NAME else ()
