"""Fills the search index: all that a lookup prints, and the terms it is found by.

Owns the making of index rows from facts. The quick lookup reads them with nothing but
`sqlite3`, so everything is resolved and spelled out here.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

from sqlmodel import Session, delete, insert

from studyapp.content.documents import Card, Fact
from studyapp.content.library import Library
from studyapp.content.quantity import Quantity
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
from studyapp.store.mapped import mapped
from studyapp.store.names import Connection
from studyapp.store.ranking import VALUE_MARK, extra
from studyapp.store.tables import LookupPhraseRow, LookupRow, LookupTermRow
from studyapp.store.terms import phrase_key, terms, tokens

_SHORTEST_SPELLED = 4
"""Shorter words are not corrected: one letter off is another word."""
_LONGEST_VALUE_NAME = 4
"""Terms of a value that also names its fact, such as an API call."""


@dataclass(frozen=True, slots=True)
class _Entry:
    """The index entry of one fact."""

    fact: Fact
    phrases: tuple[tuple[str, ...], ...]
    value: tuple[str, ...]
    body: tuple[str, ...]
    prose: tuple[str, ...]
    words: frozenset[str]
    """Words that a typing error may be corrected to."""

    @property
    def heads(self) -> set[str]:
        """Terms outside the prose."""
        return {t for phrase in self.phrases for t in phrase} | {
            *self.value,
            *self.body,
        }


def indexed_values(connection: Connection) -> dict[str, str]:
    """Return the value of every fact in the index, as it is shown, by fact."""
    return dict(connection.execute("SELECT fact, short FROM lookup"))


def refresh_index(connection: Connection, library: Library) -> None:
    """Put an index of the library's facts in place of the one before."""
    with mapped(connection) as session:
        _refresh(session, library)


def _refresh(session: Session, library: Library) -> None:
    cards: dict[str, list[Card]] = {}
    for card in library.cards.values():
        cards.setdefault(card.fact, []).append(card)
    entries = [_entry(f, library, cards.get(f.id, ())) for f in library.facts.values()]
    mentioned = mentions(library.facts, library.cards.values())
    _clear(session)
    connection = session.connection()
    if not entries:
        return
    connection.execute(
        insert(LookupRow),
        [
            _row(i, e, library) | {"weight": importance(e.fact, mentioned[e.fact.id])}
            for i, e in enumerate(entries, start=1)
        ],
    )
    connection.execute(insert(LookupTermRow), _term_rows(entries))
    connection.execute(
        insert(LookupPhraseRow),
        [
            {"phrase": key, "lookup": number}
            for number, entry in enumerate(entries, start=1)
            for key in sorted(
                {*map(phrase_key, entry.phrases), phrase_key(entry.value)}
            )
            if key
        ],
    )
    connection.exec_driver_sql(
        "INSERT INTO lookup_words(rowid, phrases, body, prose)"
        " SELECT id, phrases, body, prose FROM lookup"
    )
    connection.exec_driver_sql(
        "INSERT INTO lookup_trigrams(rowid, names) VALUES (?, ?)",
        [(i, _names(e.fact)) for i, e in enumerate(entries, start=1)],
    )
    spelled = sorted({word for entry in entries for word in entry.words})
    connection.exec_driver_sql(
        "INSERT INTO lookup_spelling(rowid, word) VALUES (?, ?)",
        list(enumerate(spelled, start=1)),
    )


def _clear(session: Session) -> None:
    session.exec(delete(LookupRow))
    session.exec(delete(LookupTermRow))
    session.exec(delete(LookupPhraseRow))
    connection = session.connection()
    for table in ("lookup_words", "lookup_trigrams"):
        connection.exec_driver_sql(f"INSERT INTO {table}({table}) VALUES('delete-all')")
    connection.exec_driver_sql("DELETE FROM lookup_spelling")


def _entry(fact: Fact, library: Library, cards: Iterable[Card]) -> _Entry:
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


def _row(number: int, entry: _Entry, library: Library) -> dict[str, object]:
    fact, facts = entry.fact, library.facts
    topic = library.topics.get(fact.topic)
    return {
        "id": number,
        "fact": fact.id,
        "name": shown(fact.name, facts),
        "number": bare_number(fact, facts),
        "unit": fact.value.unit if isinstance(fact.value, Quantity) else "",
        "short": shown(fact.short, facts),
        "long": shown(fact.long, facts),
        "context": context_line(fact, facts),
        "source": fact.sources[0] if fact.sources else "",
        "checked": fact.checked.isoformat(),
        "topic": fact.topic,
        "topic_title": topic.title if topic else fact.topic,
        "myth": myth_line(fact, facts),
        "exam_note": exam_note(fact),
        "phrases": _phrase_lines(entry),
        "body": f" {' '.join(entry.body)} ",
        "prose": f" {' '.join(entry.prose)} ",
    }


def _term_rows(entries: Iterable[_Entry]) -> list[dict[str, object]]:
    heads: Counter[str] = Counter()
    rows: Counter[str] = Counter()
    for entry in entries:
        in_head = entry.heads
        heads.update(in_head)
        rows.update(in_head | set(entry.prose))
    return [
        {"term": term, "rows": count, "heads": heads[term]}
        for term, count in sorted(rows.items())
    ]


def _names(fact: Fact) -> str:
    return " ".join((fact.name, *fact.aliases, fact.id)).lower()
