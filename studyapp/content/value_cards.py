"""The card that every fact gives by itself: from its name to its value.

Owns its making; it is never stored, so a fact and its card cannot differ.
"""

from __future__ import annotations

from collections.abc import Iterable

from studyapp.content.documents import Card, CardKind, Document, Fact
from studyapp.content.references import referenced


def value_card(fact: Fact) -> Card:
    """Return the card of a fact: name to value."""
    return Card(
        id=fact.id,
        kind=CardKind.VALUE,
        topic=fact.topic,
        fact=fact.id,
        prompt=fact.ask or fact.name,
        answer=f"{{{{{fact.id}}}}}",
        place=fact.place,
        depends=(fact.id, *(r for r in referenced(fact.ask) if r != fact.id)),
    )


def is_value_card(document: Document) -> bool:
    """Whether a document is the card of a fact by itself."""
    return isinstance(document, Card) and document.kind is CardKind.VALUE


def with_value_cards(documents: Iterable[Document]) -> tuple[Document, ...]:
    """Return what one file holds, its cards with those of its facts in between."""
    given = list(documents)
    written = [d for d in given if isinstance(d, Card) and not is_value_card(d)]
    own = [value_card(d) for d in given if isinstance(d, Fact)]
    cards = sorted([*own, *written], key=lambda card: card.place.line)
    return (*(d for d in given if not isinstance(d, Card)), *cards)
