"""Fills the search index: all that a lookup prints, and the terms it is found by.

Owns the making of index rows from facts. The quick lookup reads them with nothing but
`sqlite3`, so everything is resolved and spelled out here.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from sqlmodel import Session, delete, insert, select

from studyapp.content.documents import Card, Fact
from studyapp.content.library import Library
from studyapp.content.quantity import Quantity
from studyapp.store.amounts import kind_of
from studyapp.store.fact_words import (
    bare_number,
    body_text,
    context_line,
    exam_note,
    importance,
    mentions,
    myth_line,
    prose_text,
    shown,
    spellings,
)
from studyapp.store.postings import pack
from studyapp.store.ranking import CANDIDATES, VALUE_MARK, extra, standing
from studyapp.store.tables import (
    LookupPhraseRow,
    LookupRow,
    LookupSourceRow,
    LookupTermRow,
    LookupTopicRow,
)
from studyapp.store.terms import phrase_key, terms, tokens

_SHORTEST_SPELLED = 4
"""Shorter words are not corrected: one letter off is another word."""
_LONGEST_VALUE_NAME = 4
"""Terms of a value that also names its fact, such as an API call."""


@dataclass(frozen=True, slots=True)
class _Entry:
    """The index entry of one fact."""

    fact: Fact
    central: float
    lightest: float
    """Weight of the terms of the shortest name."""
    phrases: tuple[tuple[str, ...], ...]
    """Terms of the name, the aliases and the id, then of other spellings."""
    value: tuple[str, ...]
    body: tuple[str, ...]
    prose: tuple[str, ...]
    words: frozenset[str]
    """Words that a typing error may be corrected to."""

    @property
    def places(self) -> tuple[set[str], ...]:
        """Terms of names, body and prose, each only where it counts most."""
        names = {term for phrase in (*self.phrases, self.value) for term in phrase}
        body = set(self.body) - names
        return names, body, set(self.prose) - names - body


def indexed_values(session: Session) -> dict[str, str]:
    """Return the value of every fact in the index, as it is shown, by fact."""
    return dict(iter(session.exec(select(LookupRow.fact, LookupRow.short))))


def refresh_index(session: Session, library: Library) -> None:
    """Put an index of the library's facts in place of the one before."""
    cards: dict[str, list[Card]] = {}
    for card in library.cards.values():
        cards.setdefault(card.fact, []).append(card)
    mentioned = mentions(library.facts, library.cards.values())
    entries = [
        _entry(fact, library, cards.get(fact.id, ()), mentioned[fact.id])
        for fact in library.facts.values()
    ]
    entries.sort(
        key=lambda entry: (-standing(entry.central, entry.lightest), entry.fact.id)
    )
    sources = _numbered(_source(entry.fact) for entry in entries)
    topics = _numbered(entry.fact.topic for entry in entries)
    postings = _postings(entries)
    _clear(session)
    if not entries:
        return
    connection = session.connection()
    for table, rows in (
        (LookupSourceRow, [{"id": i, "source": s} for s, i in sources.items()]),
        (
            LookupTopicRow,
            [
                {"id": i, "topic": topic, "title": _title(topic, library)}
                for topic, i in topics.items()
            ],
        ),
        (
            LookupRow,
            [
                _row(e, library)
                | {
                    "id": i,
                    "source": sources[_source(e.fact)],
                    "topic": topics[e.fact.topic],
                }
                for i, e in enumerate(entries, start=1)
            ],
        ),
        (LookupTermRow, _term_rows(postings, len(entries))),
        (LookupPhraseRow, _phrase_rows(entries, postings)),
    ):
        if rows:
            connection.execute(insert(table), rows)
    spelled = sorted({word for entry in entries for word in entry.words})
    connection.exec_driver_sql(
        "INSERT INTO lookup_spelling(rowid, word) VALUES (?, ?)",
        list(enumerate(spelled, start=1)),
    )
    connection.exec_driver_sql(
        "INSERT INTO lookup_spelling(lookup_spelling) VALUES('optimize')"
    )


def _numbered(texts: Iterable[str]) -> dict[str, int]:
    """Return each text once, with a number from 1."""
    return {text: i for i, text in enumerate(dict.fromkeys(texts), start=1)}


def _clear(session: Session) -> None:
    for table in (
        LookupRow,
        LookupSourceRow,
        LookupTopicRow,
        LookupTermRow,
        LookupPhraseRow,
    ):
        session.exec(delete(table))
    session.connection().exec_driver_sql("DELETE FROM lookup_spelling")


def _entry(
    fact: Fact, library: Library, cards: Iterable[Card], mentioned: int
) -> _Entry:
    names = (fact.name, *fact.aliases, fact.id)
    topic = library.topics.get(fact.topic)
    body = body_text(fact, topic.title if topic else "", library.facts)
    spelled = tokens(" ".join((*names, *fact.tags, body)))
    phrases = (
        *(tuple(terms(name)) for name in names),
        *((amount,) for amount in spellings(fact)),
    )
    return _Entry(
        fact,
        central=importance(fact, mentioned),
        lightest=min(extra(terms(name)) for name in names),
        phrases=tuple(dict.fromkeys(phrases)),
        value=_value_phrase(fact),
        body=tuple(dict.fromkeys(terms(body))),
        prose=tuple(dict.fromkeys(terms(prose_text(fact, cards, library.facts)))),
        words=frozenset(
            word
            for word, _ in spelled
            if len(word) >= _SHORTEST_SPELLED and word.isalpha()
        ),
    )


def _value_phrase(fact: Fact) -> tuple[str, ...]:
    """Return the value as one more name, empty if it is too long to be asked for."""
    value = tuple(terms(fact.short))
    return value if len(value) <= _LONGEST_VALUE_NAME else ()


def _phrase_lines(entry: _Entry) -> str:
    """Return the names and the value, each after its weight, the lightest first.

    There is a blank at both ends of every term.
    """
    lines = [(extra(phrase), "", phrase) for phrase in entry.phrases]
    if entry.value:
        lines.append((extra(entry.value), VALUE_MARK, entry.value))
    return "\n".join(
        f"{mark}{weight:.2f} {' '.join(phrase)} "
        for weight, mark, phrase in sorted(lines)
    )


def _row(entry: _Entry, library: Library) -> dict[str, object]:
    fact, facts = entry.fact, library.facts
    unit = fact.value.unit if isinstance(fact.value, Quantity) else ""
    short, long = shown(fact.short, facts), shown(fact.long, facts)
    return {
        "kind": kind_of(unit, short),
        "weight": entry.central,
        "phrases": _phrase_lines(entry),
        "fact": fact.id,
        "name": shown(fact.name, facts),
        "number": bare_number(fact, facts),
        "unit": unit,
        "short": short,
        "long": "" if long == short else long,
        "context": context_line(fact, facts),
        "checked": fact.checked.isoformat(),
        "myth": myth_line(fact, facts),
        "exam_note": exam_note(fact),
    }


def _source(fact: Fact) -> str:
    return fact.sources[0] if fact.sources else ""


def _title(topic: str, library: Library) -> str:
    return library.topics[topic].title if topic in library.topics else topic


def _postings(entries: Iterable[_Entry]) -> dict[str, list[list[int]]]:
    """Return, by term, the rows that have it in each place."""
    found: dict[str, list[list[int]]] = {}
    for number, entry in enumerate(entries, start=1):
        for place, in_place in enumerate(entry.places):
            for term in in_place:
                if term not in found:
                    found[term] = [[], [], []]
                found[term][place].append(number)
    return found


def _term_rows(
    postings: Mapping[str, Sequence[Sequence[int]]], total: int
) -> list[dict[str, object]]:
    return [
        {
            "term": term,
            "rows": len(names) + len(body) + len(prose),
            "heads": len(names) + len(body),
            "names": pack(names, total),
            "body": pack(body, total),
            "prose": pack(prose, total),
        }
        for term, (names, body, prose) in sorted(postings.items())
    ]


def _phrase_rows(
    entries: Iterable[_Entry], postings: Mapping[str, Sequence[Sequence[int]]]
) -> list[dict[str, object]]:
    """Return the names of common terms alone; rarer ones lead to all their rows."""
    return [
        {"phrase": key, "lookup": number}
        for key, number in sorted(
            (phrase_key(phrase), number)
            for number, entry in enumerate(entries, start=1)
            for phrase in {frozenset(p) for p in (*entry.phrases, entry.value) if p}
            if min(len(postings[term][0]) for term in phrase) > CANDIDATES
        )
    ]
