"""The quick lookup: from words to facts, with the standard `sqlite3` alone.

Owns the reading of the search index, which `search_index` fills. It has a budget of
10 ms for a whole process: nothing may be imported here but `os`, `sys`, `driver` and
modules of this package that import no more.
"""

# ruff: noqa: PTH100, PTH110, PTH113 - pathlib costs more than the whole lookup
from __future__ import annotations

import os
from collections.abc import Iterable

from studyapp.store.driver import Connection, Error, connect
from studyapp.store.freshness import signature
from studyapp.store.lexicon import Lexicon
from studyapp.store.question import Question, any_of
from studyapp.store.ranking import Meanings, Slot, cover, fused, likeness, score
from studyapp.store.spelling import halves
from studyapp.store.terms import phrase_key

_CANDIDATES = 30
_TAIL = 0.5
"""Share of the best score below which a further answer is left out."""

_COLUMNS = (
    "fact, name, number, unit, short, long, context, source, checked,"
    " topic, topic_title, myth, exam_note"
)

Row = tuple[str, ...]
"""The columns of `_COLUMNS`."""
Scored = tuple[float, str, int]
"""A row as it is sorted: its score below zero, the fact, the number of the row."""
_Bound = tuple[float, str, int, str, float, tuple[float, float, float]]
"""The same with its best possible score, its phrases, and the rest of the score."""


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
        except Error as error:
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
        question, best = self._answers(words, limit)
        if not best or best[0].score < question.needed(best[0].unit, best[0].short):
            return []
        least = best[0].score * _TAIL
        return [hit for hit in best if hit.score >= least]

    def nearest(self, words: str, limit: int = 3) -> list[str]:
        """Return names of facts that share something with the words, best first."""
        return [hit.name for hit in self._answers(words, limit)[1]]

    def _answers(self, words: str, limit: int) -> tuple[Question, list[Hit]]:
        """Return what is asked and the best rows, all from one state of the file."""
        self._connection.execute("BEGIN")
        try:
            lexicon = Lexicon(self._connection, self._total)
            # What a shell could not decode stays out of SQLite.
            text = words.encode(errors="replace").decode()
            question = Question(text, lexicon, is_open=not text.endswith(" "))
            return question, self._best(question, limit)
        finally:
            self._connection.rollback()

    def _best(self, question: Question, limit: int) -> list[Hit]:
        """Return the rows with the highest scores, best first."""
        best = self._scored(question, limit)[:limit]
        numbers = ",".join(str(number) for _, _, number in best)
        rows = {
            number: row
            for number, *row in self._connection.execute(
                f"SELECT id, {_COLUMNS} FROM lookup WHERE id IN ({numbers})"
            )
        }
        return [Hit(tuple(rows[number]), -total) for total, _, number in best]

    def _scored(self, question: Question, limit: int) -> list[Scored]:
        """Return the candidates, at least the `limit` best of them in order.

        How alike a name is takes longest to say, so it is left out for rows that
        could not come among the best with a name just like the question.
        """
        ranks = self._candidates(question)
        slots, known = question.slots, Meanings(question.slots)
        bounds: list[_Bound] = []
        for number, fact, central, unit, short, *texts in self._connection.execute(
            "SELECT id, fact, weight, unit, short, phrases, body, prose FROM lookup"
            f" WHERE id IN ({','.join(map(str, ranks))})"
        ):
            covered = cover(slots, *texts)
            rest = fused(ranks[number]), central, question.share(unit, short)
            bound = score(covered.whole, covered.by_names, *rest)
            bounds.append((-bound, fact, number, texts[0], covered.whole, rest))
        bounds.sort()
        best: list[Scored] = []
        for least, fact, number, phrases, share, rest in bounds:
            if len(best) >= limit and least > best[limit - 1][0]:
                break
            total = score(share, likeness(known, phrases), *rest)
            best.append((-total, fact, number))
            best.sort()
        return best

    def _candidates(self, question: Question) -> dict[int, list[int]]:
        """Return rows that may answer, with their ranks by words and by letters."""
        ranks: dict[int, list[int]] = {}
        by_words = self._by_words(question)
        is_full = len(by_words) >= _CANDIDATES
        by_letters = [] if is_full else self._by_trigrams(question.unknown())
        for found in (by_words, by_letters):
            for rank, number in enumerate(found):
                ranks.setdefault(number, []).append(rank)
        return ranks

    def _by_words(self, question: Question) -> list[int]:
        """Return the rows that have terms of the question, best first.

        Of many rows, which would cost 10 ms at 20,000 facts, first those with its
        rarest words together, then those with any of its rarest terms.
        """
        order = "bm25(lookup_words, 8.0, 3.0, 1.0)"
        found = self._by_phrase(question.slots)
        if question.has_many_rows:
            found += self._match("lookup_words", question.rarest_together(), order)
        if len(found) < _CANDIDATES:
            found += self._match("lookup_words", question.rarest(), order)
        return list(dict.fromkeys(found))

    def _by_phrase(self, slots: list[Slot]) -> list[int]:
        """Return the rows with a name or alias of just the terms of the question."""
        meant = [slot.meant() for slot in slots]
        if not meant or not all(meant):
            return []
        keys = {phrase_key(options[place] for options in meant) for place in (0, -1)}
        rows = self._connection.execute(
            f"SELECT lookup FROM lookup_phrase WHERE phrase IN (?, ?)"
            f" LIMIT {_CANDIDATES}",
            (min(keys), max(keys)),
        )
        return [number for (number,) in rows]

    def _by_trigrams(self, unknown: list[str]) -> list[int]:
        """Return the rows whose names look like unknown words, best first."""
        parts = any_of(half for word in unknown for half in halves(word))
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


def _open(path: str) -> Connection:
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
        connection = connect(f"{uri}?{mode}", uri=True)
        try:
            connection.execute("SELECT 1 FROM sqlite_master LIMIT 1").fetchone()
        except Error:
            connection.close()
            continue
        return connection
    raise IndexUnavailable(f"'{path}' cannot be read")
