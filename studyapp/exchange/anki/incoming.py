"""What an Anki package brings: cards of ours that come back, and cards to write down.

Owns the card ids. They follow from Anki's guid, so a second import knows them again.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from studyapp.exchange.anki.cloze import read_cloze
from studyapp.exchange.anki.field_text import FieldText, read_field
from studyapp.exchange.anki.read import AnkiCard, Note, Package
from studyapp.exchange.anki.schema import GUID_PREFIX
from studyapp.exchange.anki.templates import fields_shown, fill
from studyapp.exchange.topic_text import Draft, TopicDraft, minted, slug


@dataclass(frozen=True, slots=True)
class Incoming:
    """The content of a package, in our terms."""

    topics: tuple[TopicDraft, ...]
    """One for each deck with foreign cards."""
    schedules: tuple[tuple[str, AnkiCard], ...]
    """Our card's id, and the card in Anki whose history it gets."""
    own: int
    """Cards that were exported from here."""
    media: tuple[str, ...]
    """Names of pictures and sounds that are left out."""
    empty: int
    """Cards that ask or answer nothing without them."""


@dataclass(frozen=True, slots=True)
class _Found:
    """A draft with the Anki cards whose history its cards get."""

    draft: Draft | None
    schedules: tuple[tuple[str, AnkiCard], ...] = ()
    media: tuple[str, ...] = ()


def sort_out(package: Package, name: str) -> Incoming:
    """Return what a package holds; `name` is the file's, for the summaries."""
    own: list[tuple[str, AnkiCard]] = []
    decks: dict[str, list[_Found]] = defaultdict(list)
    for cards in _by_note(package.cards):
        note = cards[0].note
        if note.guid.startswith(GUID_PREFIX):
            own += [(note.guid.removeprefix(GUID_PREFIX), card) for card in cards]
        elif note.notetype.is_cloze:
            decks[cards[0].deck].append(_cloze(note, cards))
        else:
            for card in cards:
                decks[card.deck].append(_question(card))
    found = [item for items in decks.values() for item in items]
    foreign = [pair for item in found for pair in item.schedules]
    return Incoming(
        topics=tuple(_topic(deck, items, name) for deck, items in decks.items()),
        schedules=(*own, *foreign),
        own=len(own),
        media=tuple(dict.fromkeys(m for item in found for m in item.media)),
        empty=sum(item.draft is None for item in found),
    )


def _by_note(cards: Iterable[AnkiCard]) -> Iterator[list[AnkiCard]]:
    notes: dict[int, list[AnkiCard]] = defaultdict(list)
    for card in cards:
        notes[id(card.note)].append(card)
    yield from notes.values()


def _topic(deck: str, items: Iterable[_Found], name: str) -> TopicDraft:
    return TopicDraft(
        id=f"anki-{slug(deck)}",
        title=deck.replace("::", " / "),
        summary=f"Cards from {name}.",
        cards=tuple(item.draft for item in items if item.draft),
    )


def _question(card: AnkiCard) -> _Found:
    note = card.note
    template = note.notetype.templates.get(card.ord)
    if template is None:
        return _Found(None)
    question, answer = map(read_field, fill(template, note.fields))
    media = (*question.media, *answer.media)
    if not (question.has_words and answer.has_words):
        return _Found(None, media=media)
    card_id = minted(note.guid, str(card.ord))
    draft = Draft(card_id, question.markdown, answer.markdown)
    return _Found(draft, ((card_id, card),), media)


def _cloze(note: Note, cards: list[AnkiCard]) -> _Found:
    template = note.notetype.templates.get(0)
    if template is None:
        return _Found(None)
    holed = fields_shown(template.question, "cloze")
    text = read_cloze("<br>".join(note.fields.get(name, "") for name in holed))
    rest = [name for name in fields_shown(template.answer) if name not in holed]
    extra = [read_field(note.fields.get(name, "")) for name in rest]
    media = (*text.media, *(m for field in extra for m in field.media))
    if not text.numbers:
        return _Found(None, media=media)
    card_id = minted(note.guid)
    by_number = {card.ord + 1: card for card in cards}
    schedules = tuple(
        (f"{card_id}.{name}", by_number[number])
        for name, number in dict(zip(text.names, text.numbers, strict=True)).items()
        if number in by_number
    )
    count = len(set(text.names))
    draft = Draft(card_id, text.markdown, note=_joined(extra), count=count)
    return _Found(draft, schedules, media)


def _joined(fields: Iterable[FieldText]) -> str:
    return "\n".join(field.markdown for field in fields if field.markdown)
