"""The terms and words of the index, and what a word that is none of them may mean.

Owns the reading of typing errors, half typed words, and words run together. It
imports nothing beyond its siblings, as the quick lookup uses it.
"""

from __future__ import annotations

from collections.abc import Iterable

from studyapp.store.driver import Connection
from studyapp.store.postings import numbers, unpack
from studyapp.store.ranking import Places, weight
from studyapp.store.spelling import (
    changed_a_letter,
    errors_allowed,
    halves,
    lost_a_letter,
    nearest,
)
from studyapp.store.terms import term_of
from studyapp.store.vocabulary import PLAIN_TERMS, STOP_WORDS

_Entry = tuple[int, int, bytes, bytes, bytes]
"""Facts with a term, those with it outside their prose, and the packed sets."""
Meant = dict[str, float]
"""Terms that a word may stand for, with their closeness, 1 for the very term."""

_PLAIN = 0.6
"""Share of its weight left to plain English that a fact happens to have."""
_LOST_PER_ERROR = 0.12
_LOST_BY_PREFIX = 0.1
_CHANGED_IN_A_SHORT_WORD = 0.76
"""Closeness of a word of four letters to one with another letter: a guess."""
_SHORTEST_PART = 3
_SHORTEST_HALF_TYPED = 3
_SUGGESTIONS = 60
_COMPLETIONS = 8
_FIRST_LETTER_MAY_DIFFER_FROM = 7
_AFTER_Z = "{"
_NO_TERM = 0, 0, b"", b"", b""


class Lexicon:
    """The terms of the index, and the words that stand behind them."""

    def __init__(self, connection: Connection, total: int) -> None:
        self._connection = connection
        self._total = total
        self._known: dict[str, _Entry] = {}
        self._places: dict[str, Places] = {}
        self._near: dict[str, Meant] = {}
        self._words: dict[int, str] = {}
        self._count = 0

    def rows(self, term: str) -> int:
        """Return how many facts have a term."""
        return self._entry(term)[0]

    def weight(self, term: str) -> float:
        """Return how much a term tells, by how few facts have it and where."""
        rows, heads = self._entry(term)[:2]
        told = weight(rows, heads, self._total)
        return told * _PLAIN if term in PLAIN_TERMS else told

    def places(self, term: str) -> Places:
        """Return the rows that have a term, by where in them it stands."""
        if term not in self._places:
            _, _, names, body, prose = self._entry(term)
            self._places[term] = unpack(names), unpack(body), unpack(prose)
        return self._places[term]

    def _entry(self, term: str) -> _Entry:
        """Return what the index has of a term."""
        if term not in self._known:
            row = self._connection.execute(
                'SELECT "rows", heads, names, body, prose FROM lookup_term'
                " WHERE term = ?",
                (term,),
            ).fetchone()
            self._known[term] = row or _NO_TERM
        return self._known[term]

    def near(self, word: str) -> Meant:
        """Return the terms that a word with typing errors may stand for."""
        if word not in self._near:
            self._near[word] = self._corrected(word)
        return self._near[word]

    def _corrected(self, word: str) -> Meant:
        allowed = errors_allowed(word)
        if not allowed:
            whole = (k for k in self._like(word[:1], word, 1) if lost_a_letter(word, k))
            return {term_of(known): 1.0 - _LOST_PER_ERROR for known in whole}
        candidates = self._like(word[0], word, allowed)
        swapped = word[1] + word[0] + word[2:]
        if self.rows(term_of(swapped)):
            candidates.append(swapped)
        found = nearest(word, candidates, allowed)
        if not found and len(word) >= _FIRST_LETTER_MAY_DIFFER_FROM:
            found = nearest(word, self._holding_half(word), allowed)
        if not found:
            guessed = (known for known in candidates if changed_a_letter(word, known))
            return {term_of(known): _CHANGED_IN_A_SHORT_WORD for known in guessed}
        return {
            term_of(known): 1.0 - _LOST_PER_ERROR * errors
            for known, errors in found.items()
        }

    def looking_like(self, unknown: Iterable[str], count: int) -> list[int]:
        """Return rows with names of words that have half of an unknown one."""
        rows = 0
        for word in unknown:
            for known in self._holding_half(word):
                rows |= self.places(term_of(known))[0]
        return numbers(rows, count)

    def completions(self, word: str) -> Meant:
        """Return the terms of the words that begin with a half typed one."""
        if len(word) < _SHORTEST_HALF_TYPED:
            return {}
        found = self._connection.execute(
            "SELECT term FROM lookup_term WHERE term >= ? AND term < ? AND heads > 0"
            " ORDER BY heads DESC LIMIT ?",
            (word, f"{word}\U0010ffff", _COMPLETIONS),
        )
        return {term: 1.0 - _LOST_BY_PREFIX for (term,) in found}

    def parts(self, word: str) -> tuple[str, ...]:
        """Return the terms of two words that were run together, or none.

        Both are words of names; one of them may be a word that says nothing.
        """
        for cut in range(_SHORTEST_PART, len(word) - _SHORTEST_PART + 1):
            both = word[:cut], word[cut:]
            telling = [term_of(part) for part in both if part not in STOP_WORDS]
            if telling and all(self._entry(term)[1] for term in telling):
                return tuple(telling)
        return ()

    def _like(self, letters: str, word: str, errors: int) -> list[str]:
        """Return the words that begin with some letters and are about as long."""
        found = self._connection.execute(
            "SELECT word FROM lookup_spelling WHERE rowid >= ? AND rowid < ?"
            " AND length(word) BETWEEN ? AND ?",
            (
                self._place(letters),
                self._place(letters + _AFTER_Z),
                len(word) - errors,
                len(word) + errors,
            ),
        )
        return [known for (known,) in found]

    def _place(self, letters: str) -> int:
        """Return the row of the first word from some letters on, by halving.

        The rows of the words are in the order of the alphabet.
        """
        if not self._count:
            newest = self._connection.execute("SELECT max(rowid) FROM lookup_spelling")
            self._count = newest.fetchone()[0] or 0
        low, high = 1, self._count + 1
        while low < high:
            middle = (low + high) // 2
            if self._word(middle) < letters:
                low = middle + 1
            else:
                high = middle
        return low

    def _word(self, row: int) -> str:
        if row not in self._words:
            (self._words[row],) = self._connection.execute(
                "SELECT word FROM lookup_spelling WHERE rowid = ?", (row,)
            ).fetchone()
        return self._words[row]

    def _holding_half(self, word: str) -> list[str]:
        """Return words with one half of a word, wherever in them."""
        parts = " OR ".join(f'"{half}"' for half in halves(word))
        if not parts:
            return []
        found = self._connection.execute(
            "SELECT word FROM lookup_spelling WHERE lookup_spelling MATCH ? LIMIT ?",
            (parts, _SUGGESTIONS),
        )
        return [known for (known,) in found]
