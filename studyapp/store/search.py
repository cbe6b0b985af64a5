"""The quick lookup: from words to facts, with the standard `sqlite3` alone.

Owns the reading of the search index, which `search_index` fills. It has a budget of
10 ms for a whole process: nothing may be imported here but `sqlite3`, `os`, `sys` and
modules of this package that import no more.
"""

# ruff: noqa: PTH100, PTH110, PTH113 - pathlib costs more than the whole lookup
from __future__ import annotations

import os
import sqlite3
from collections.abc import Iterable

from studyapp.store.freshness import signature
from studyapp.store.question import Vocabulary, understand
from studyapp.store.ranking import (
    LEAST_COVERAGE,
    Slot,
    coverage,
    fused,
    is_answer,
    likeness,
    meanings,
    score,
)
from studyapp.store.spelling import halves
from studyapp.store.terms import Token, phrase_key, tokens

_CANDIDATES = 40
_TAIL = 0.45
"""Share of the best score below which a further answer is left out."""
_ROWS_RANKED = 1500
"""Rows that FTS5 ranks at most, beyond those of the rarest term."""

_COLUMNS = (
    "fact, name, number, unit, short, long, context, source, checked,"
    " topic, topic_title, myth, exam_note"
)

Row = tuple[str, ...]
"""The columns of `_COLUMNS`."""


class IndexUnavailable(Exception):  # noqa: N818 - a state, told to the caller
    """There is no index yet, or another version of the program made it."""


class Hit:
    """One fact that answers, with all that is printed about it."""

    __slots__ = (
        "checked",
        "context",
        "exam_note",
        "id",
        "long",
        "myth",
        "name",
        "number",
        "score",
        "short",
        "source",
        "topic",
        "topic_title",
        "unit",
    )

    def __init__(self, row: Row, score: float) -> None:
        self.id, self.name, self.number, self.unit, self.short, self.long = row[:6]
        self.context, self.source, self.checked = row[6:9]
        self.topic, self.topic_title, self.myth, self.exam_note = row[9:13]
        self.score = score
        """0 to 1."""

    def __repr__(self) -> str:
        return f"Hit({self.id!r}, {self.short!r}, {self.score:.3f})"


def search(path: str, words: str, limit: int = 5) -> list[Hit]:
    """Return the facts that answer, best first; none where nothing fits.

    Raises IndexUnavailable where the file must be loaded first.
    """
    with Index(path) as index:
        return index.find(words, limit)


def nearest(path: str, words: str, limit: int = 3) -> list[str]:
    """Return names of facts that come near to words that found nothing."""
    with Index(path) as index:
        return index.nearest(words, limit)


def is_current(path: str, roots: Iterable[str]) -> bool:
    """Whether the file holds the content below `roots` as it is now."""
    try:
        with Index(path) as index:
            return index.is_current(roots)
    except IndexUnavailable:
        return False


class Index:
    """The search index of one file, open for reading in one thread."""

    def __init__(self, path: str) -> None:
        """Open the file; raises IndexUnavailable where there is no index."""
        self._connection = _open(path)
        try:
            newest = self._connection.execute("SELECT max(id) FROM lookup").fetchone()
        except sqlite3.Error as error:
            self._connection.close()
            raise IndexUnavailable(str(error)) from error
        self._total: int = newest[0] or 0

    def __enter__(self) -> Index:  # noqa: PYI034 - `typing` would cost 5 ms
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def close(self) -> None:
        """Close the file."""
        self._connection.close()

    def is_current(self, roots: Iterable[str]) -> bool:
        """Whether the file holds the content below `roots` as it is now."""
        kept = self._connection.execute(
            "SELECT value FROM meta WHERE key = 'content_signature'"
        ).fetchone()
        return kept is not None and kept[0] == signature(roots)

    def find(self, words: str, limit: int = 5) -> list[Hit]:
        """Return the facts that answer, best first; none where nothing fits.

        The last word may be half typed unless a blank follows it.
        """
        scored = [found for found in self._scored(words) if found[1] >= LEAST_COVERAGE]
        if not scored or not is_answer(*scored[0][:2]):
            return []
        least = scored[0][0] * _TAIL
        return [Hit(row, total) for total, _, row in scored[:limit] if total >= least]

    def nearest(self, words: str, limit: int = 3) -> list[str]:
        """Return names of facts that share something with the words, best first."""
        return [row[1] for _, _, row in self._scored(words)[:limit]]

    def _scored(self, words: str) -> list[tuple[float, float, Row]]:
        """Return score, coverage and row of every candidate, best first."""
        asked = list(dict.fromkeys(tokens(words)))
        vocabulary = Vocabulary(self._connection, self._total)
        slots = understand(asked, vocabulary, is_open=not words.endswith(" "))
        ranks: dict[int, list[int]] = {}
        by_words = self._by_words(slots, vocabulary)
        is_full = len(by_words) >= _CANDIDATES
        by_names = [] if is_full else self._by_trigrams(asked, vocabulary)
        for found in (by_words, by_names):
            for rank, number in enumerate(found):
                ranks.setdefault(number, []).append(rank)
        known = meanings(slots)
        scored = []
        for *row, number, weight, phrases, body, prose in self._connection.execute(
            f"SELECT {_COLUMNS}, id, weight, phrases, body, prose FROM lookup"
            f" WHERE id IN ({','.join(map(str, ranks))})"
        ):
            covered = coverage(slots, phrases, body, prose)
            like = likeness(slots, known, phrases) if covered >= LEAST_COVERAGE else 0
            total = score(covered, like, fused(ranks[number]), weight)
            scored.append((total, covered, tuple(row)))
        scored.sort(key=lambda entry: (-entry[0], entry[2][0]))
        return scored

    def _by_words(self, slots: list[Slot], vocabulary: Vocabulary) -> list[int]:
        """Return the rows that have terms of the question, best first.

        First those that are called just that, then those that have all of it, then
        those with some of its rarer terms: ranking every row with any term would cost
        10 ms at 20,000 facts.
        """
        order = "bm25(lookup_words, 8.0, 3.0, 1.0)"
        found = self._by_phrase(slots)
        groups = [_any(slot.options) for slot in slots if slot.options]
        if len(groups) > 1:
            found += self._match("lookup_words", " AND ".join(groups), order)
        if len(found) < _CANDIDATES:
            terms = {term: vocabulary.rows(term) for s in slots for term in s.options}
            found += self._match("lookup_words", _any(_rarest(terms)), order)
        return list(dict.fromkeys(found))

    def _by_phrase(self, slots: list[Slot]) -> list[int]:
        """Return the rows with a name or alias of just the terms of the question."""
        meant = [list(slot.options) for slot in slots]
        if not meant or not all(meant):
            return []
        keys = {phrase_key(options[place] for options in meant) for place in (0, -1)}
        rows = self._connection.execute(
            f"SELECT lookup FROM lookup_phrase WHERE phrase IN (?, ?)"
            f" LIMIT {_CANDIDATES}",
            (min(keys), max(keys)),
        )
        return [number for (number,) in rows]

    def _by_trigrams(self, asked: list[Token], vocabulary: Vocabulary) -> list[int]:
        """Return the rows whose names look like the unknown words, best first."""
        unknown = [word for word, term in asked if not vocabulary.rows(term)]
        parts = _any(half for word in unknown for half in halves(word))
        return self._match("lookup_trigrams", parts, "bm25(lookup_trigrams)")

    def _match(self, table: str, wanted: str, order: str) -> list[int]:
        if not wanted:
            return []
        rows = self._connection.execute(
            f"SELECT rowid FROM {table} WHERE {table} MATCH ?"
            f" ORDER BY {order} LIMIT {_CANDIDATES}",
            (wanted,),
        )
        return [number for (number,) in rows]


def _any(terms: Iterable[str]) -> str:
    """Return the FTS5 query for rows with any of some terms, empty without any."""
    wanted = " OR ".join(f'"{term}"' for term in terms)
    return f"({wanted})" if wanted else ""


def _rarest(rows: dict[str, int]) -> list[str]:
    """Return the rarest terms, as many as together have few enough rows."""
    left = _ROWS_RANKED
    chosen: list[str] = []
    for term in sorted(rows, key=lambda term: (rows[term], term)):
        if chosen and rows[term] > left:
            break
        chosen.append(term)
        left -= rows[term]
    return chosen


def _open(path: str) -> sqlite3.Connection:
    """Open a file for reading only; raises IndexUnavailable where there is none."""
    if not os.path.isfile(path):
        raise IndexUnavailable(f"there is no file '{path}'")
    uri = "file:" + os.path.abspath(path).replace("%", "%25").replace(
        "?", "%3f"
    ).replace("#", "%23").replace("\\", "/")
    # Beside a file in WAL mode SQLite wants to write; where it may not, and nobody
    # has the file open, the file alone holds everything.
    modes = ("mode=ro", "immutable=1")
    for mode in modes if not os.path.exists(f"{path}-wal") else modes[:1]:
        connection = sqlite3.connect(f"{uri}?{mode}", uri=True)
        try:
            connection.execute("SELECT 1 FROM sqlite_master LIMIT 1").fetchone()
        except sqlite3.Error:
            connection.close()
            continue
        return connection
    raise IndexUnavailable(f"'{path}' cannot be read")
