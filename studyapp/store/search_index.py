"""Fills the search index: all that a lookup prints, and the terms it is found by.

Owns the rows of the lookup tables. The quick lookup reads them with nothing but
`sqlite3`, so everything is resolved and spelled out here.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence

from sqlmodel import Session, delete, insert

from studyapp.content.documents import Fact
from studyapp.content.library import Library
from studyapp.content.quantity import Quantity
from studyapp.store.amounts import kind_of
from studyapp.store.fact_words import (
    bare_number,
    context_line,
    exam_note,
    myth_line,
    shown,
)
from studyapp.store.index_entries import Entry, entries_of
from studyapp.store.mapped import mapped
from studyapp.store.names import Connection
from studyapp.store.postings import pack
from studyapp.store.ranking import CANDIDATES, VALUE_MARK, extra
from studyapp.store.tables import (
    LookupNamesRow,
    LookupPhraseRow,
    LookupRow,
    LookupSourceRow,
    LookupTermRow,
    LookupTopicRow,
    Table,
)
from studyapp.store.terms import phrase_key

_Row = dict[str, object]
_Postings = Mapping[str, Sequence[Sequence[int]]]
"""By term the rows that have it, ascending, in each place."""


def indexed_values(connection: Connection) -> dict[str, str]:
    """Return the value of every fact in the index, as it is shown, by fact."""
    return dict(connection.execute("SELECT fact, short FROM lookup"))


def refresh_index(connection: Connection, library: Library) -> None:
    """Put an index of the library's facts in place of the one before.

    Rows are written in the order of their keys, which fills the pages.
    """
    with mapped(connection) as session:
        _refresh(session, library)


def _refresh(session: Session, library: Library) -> None:
    entries = entries_of(library)
    postings = _postings(entries)
    sources = _numbered(_source(entry.fact) for entry in entries)
    topics = _numbered(entry.fact.topic for entry in entries)
    _replace(
        session,
        LookupRow,
        (
            _printed(entry.fact, library)
            | {"id": number, "source": sources[_source(entry.fact)]}
            | {"topic": topics[entry.fact.topic]}
            for number, entry in enumerate(entries, start=1)
        ),
    )
    _replace(
        session,
        LookupSourceRow,
        ({"id": number, "source": source} for source, number in sources.items()),
    )
    _replace(
        session,
        LookupTopicRow,
        (
            {"id": number, "topic": topic, "title": _title(topic, library)}
            for topic, number in topics.items()
        ),
    )
    _replace(session, LookupNamesRow, _names_rows(entries, library))
    _replace(session, LookupTermRow, _term_rows(postings, len(entries)))
    _replace(session, LookupPhraseRow, _phrase_rows(entries, postings))
    _replace_spelling(session, sorted({w for entry in entries for w in entry.words}))


def _replace(session: Session, table: type[Table], rows: Iterable[_Row]) -> None:
    session.exec(delete(table))
    if found := list(rows):
        session.connection().execute(insert(table), found)


def _replace_spelling(session: Session, words: Sequence[str]) -> None:
    connection = session.connection()
    connection.exec_driver_sql("DELETE FROM lookup_spelling")
    if words:
        connection.exec_driver_sql(
            "INSERT INTO lookup_spelling(rowid, word) VALUES (?, ?)",
            list(enumerate(words, start=1)),
        )


def _numbered(texts: Iterable[str]) -> dict[str, int]:
    """Return each text once, with a number from 1."""
    return {text: i for i, text in enumerate(dict.fromkeys(texts), start=1)}


def _printed(fact: Fact, library: Library) -> _Row:
    facts = library.facts
    short, long = shown(fact.short, facts), shown(fact.long, facts)
    return {
        "fact": fact.id,
        "name": shown(fact.name, facts),
        "number": bare_number(fact, facts),
        "unit": _unit(fact),
        "short": short,
        "long": "" if long == short else long,
        "context": context_line(fact, facts),
        "checked": fact.checked.isoformat(),
        "myth": myth_line(fact, facts),
        "exam_note": exam_note(fact),
    }


def _unit(fact: Fact) -> str:
    return fact.value.unit if isinstance(fact.value, Quantity) else ""


def _source(fact: Fact) -> str:
    return fact.sources[0] if fact.sources else ""


def _title(topic: str, library: Library) -> str:
    return library.topics[topic].title if topic in library.topics else topic


def _names_rows(entries: Iterable[Entry], library: Library) -> Iterator[_Row]:
    for number, entry in enumerate(entries, start=1):
        short = shown(entry.fact.short, library.facts)
        yield {
            "id": number,
            "kind": kind_of(_unit(entry.fact), short),
            "weight": entry.central,
            "phrases": _phrase_lines(entry),
        }


def _phrase_lines(entry: Entry) -> str:
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


def _postings(entries: Iterable[Entry]) -> dict[str, list[list[int]]]:
    found: dict[str, list[list[int]]] = {}
    for number, entry in enumerate(entries, start=1):
        for place, in_place in enumerate(entry.places):
            for term in in_place:
                if term not in found:
                    found[term] = [[], [], []]
                found[term][place].append(number)
    return found


def _term_rows(postings: _Postings, total: int) -> Iterator[_Row]:
    for term, (names, body, prose) in sorted(postings.items()):
        yield {
            "term": term,
            "rows": len(names) + len(body) + len(prose),
            "heads": len(names) + len(body),
            "names": pack(names, total),
            "body": pack(body, total),
            "prose": pack(prose, total),
        }


def _phrase_rows(entries: Iterable[Entry], postings: _Postings) -> list[_Row]:
    """Return the names of common terms alone.

    Whoever asks for a name with a rare term is led to every row that has it.
    """
    return [
        {"phrase": key, "lookup": number}
        for key, number in sorted(
            (phrase_key(name), number)
            for number, entry in enumerate(entries, start=1)
            for name in entry.names
            if min(len(postings[term][0]) for term in name) > CANDIDATES
        )
    ]
