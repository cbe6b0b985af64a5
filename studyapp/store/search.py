"""The quick lookup: from words to facts, with the driver of SQLite alone.

Owns the reading of the search index, which `search_index` fills. It has a budget of
10 ms for a whole process: nothing may be imported here but `os`, `sys`, `driver` and
modules of this package that import no more.
"""

# ruff: noqa: PTH100, PTH110, PTH113 - pathlib costs more than the whole lookup
from __future__ import annotations

import os
from collections.abc import Iterable

from studyapp.store.driver import Connection, Cursor, Error, connect
from studyapp.store.freshness import signature
from studyapp.store.lexicon import Lexicon
from studyapp.store.question import Question
from studyapp.store.ranking import (
    CANDIDATES,
    Coverage,
    Meanings,
    Slot,
    likeness,
    likeness_for,
    score,
)
from studyapp.store.terms import phrase_key

_TAIL = 0.5
"""Share of the best score below which a further answer is left out."""

_LITTLE = 1e-9
"""By which a score must be higher to be so: equal ones differ in the last digit."""

_ROWS_AT_ONCE = 10
_RANKED = "SELECT id, kind, weight, phrases FROM lookup_names WHERE id IN "
_NAMED = f"SELECT lookup FROM lookup_phrase WHERE phrase = ? LIMIT {CANDIDATES}"
_PRINTED = (
    "SELECT lookup.id, fact, name, number, unit, short, long, context,"
    " lookup_source.source, checked, lookup_topic.topic, title, myth, exam_note"
    " FROM lookup JOIN lookup_source ON lookup_source.id = lookup.source"
    " JOIN lookup_topic ON lookup_topic.id = lookup.topic WHERE lookup.id IN "
)

_Ranked = tuple[str, float, str]
"""The kind of a row's value, its importance, its phrases."""
Scored = tuple[float, int, str]
"""A row as it is sorted: its score below zero, its number, the kind of its value."""


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

    def __init__(self, row: list[str], score: float) -> None:
        (
            self.id,
            self.name,
            self.number,
            self.unit,
            self.short,
            self.long,
            self.context,
            self.source,
            self.checked,
            self.topic,
            self.topic_title,
            self.myth,
            self.exam_note,
        ) = row
        self.long = self.long or self.short
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
        self._version = -1
        try:
            self._refresh()
        except Error as error:
            self._connection.close()
            raise IndexUnavailable(str(error)) from error

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
        try:
            question = self._read(words)
            best = self._scored(question, limit)
            if not best or -best[0][0] < question.needed(best[0][2]):
                return []
            least = best[0][0] * _TAIL
            return self._hits([one for one in best if one[0] <= least])
        finally:
            self._connection.rollback()

    def nearest(self, words: str, limit: int = 3) -> list[str]:
        """Return names of facts that share something with the words, best first."""
        try:
            question = self._read(words)
            best = self._scored(question, limit)
            if len(best) < limit:
                found = {number for _, number, _ in best}
                alike = self._lexicon.looking_like(question.unknown(), limit)
                best += [(0.0, number, "") for number in alike if number not in found]
            return [hit.name for hit in self._hits(best[:limit])]
        finally:
            self._connection.rollback()

    def _read(self, words: str) -> Question:
        """Begin to read one state of the file; return what the words ask there."""
        self._connection.execute("BEGIN")
        self._refresh()
        # What a shell could not decode stays out of SQLite.
        text = words.encode(errors="replace").decode()
        return Question(text, self._lexicon, is_open=not text.endswith(" "))

    def _refresh(self) -> None:
        """Forget what was read of the index if another connection has written since."""
        (version,) = self._connection.execute("PRAGMA data_version").fetchone()
        if version != self._version:
            newest = self._connection.execute("SELECT max(id) FROM lookup_names")
            self._lexicon = Lexicon(self._connection, newest.fetchone()[0] or 0)
            self._ranked: dict[int, _Ranked] = {}
            self._version = version

    def _hits(self, best: list[Scored]) -> list[Hit]:
        found = self._rows(_PRINTED, [number for _, number, _ in best])
        rows = {number: row for number, *row in found}
        return [Hit(rows[number], -total) for total, number, _ in best]

    def _scored(self, question: Question, limit: int) -> list[Scored]:
        """Return the rows with the highest scores, best first.

        A row that cannot come among them any more is not looked at: of the rows that
        share one common word most have longer names than the first of them.
        """
        slots = question.slots
        known, coverage = Meanings(slots), Coverage(slots, self._lexicon.places)
        rows = coverage.leading(max(limit, CANDIDATES))
        if named := [row for row in self._by_phrase(slots) if row not in rows]:
            rows = dict.fromkeys(named, max(rows.values())) | rows
        ranked = self._ranked_by(rows)
        best: list[Scored] = []
        least = level = 0.0
        for number, covered in rows.items():
            if covered != level:
                level = covered
                # No name is more like a question than the row covers of it.
                if likeness_for(least, covered, 1.0, 1.0) > covered:
                    break
            kind, central, phrases = ranked[number]
            share = question.share(kind)
            needed = likeness_for(least + _LITTLE, covered, central, share)
            like = likeness(known, phrases, covered, needed)
            if like > needed:
                total = score(covered, like, central, share)
                best.append((-total, number, kind))
                best.sort()
                if len(best) >= limit:
                    del best[limit:]
                    least = -best[-1][0]
        return best

    def _ranked_by(self, numbers: Iterable[int]) -> dict[int, _Ranked]:
        """Return kind, importance and phrases of some rows, and of others.

        Who types on asks for most of them again, and reading them takes 25 us.
        """
        if unread := [number for number in numbers if number not in self._ranked]:
            for number, kind, central, phrases in self._rows(_RANKED, unread):
                self._ranked[number] = kind, central, phrases
        return self._ranked

    def _rows(self, query: str, numbers: list[int]) -> Cursor:
        """Return what a query says of some rows; one by one takes twice as long."""
        # Few lengths are few statements to prepare, 20 us each; there is no row 0.
        filled = numbers + [0] * (-len(numbers) % _ROWS_AT_ONCE)
        places = ",".join("?" * len(filled))
        return self._connection.execute(f"{query} ({places})", filled)

    def _by_phrase(self, slots: list[Slot]) -> list[int]:
        """Return the rows with a name or alias of just the terms of the question."""
        meant = [slot.meant() for slot in slots]
        if not meant or not all(meant):
            return []
        keys = {phrase_key(options[place] for options in meant) for place in (0, -1)}
        return [
            number
            for key in sorted(keys)
            for (number,) in self._connection.execute(_NAMED, (key,))
        ]


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
