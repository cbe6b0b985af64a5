"""What the words of a question may mean, by the vocabulary of the index.

Owns the reading of typing errors, half typed words, and words run together or taken
apart. It imports nothing beyond its siblings, as the quick lookup uses it.
"""

from __future__ import annotations

import sqlite3

from studyapp.store.ranking import Slot, rarity
from studyapp.store.spelling import distance, errors_allowed, trigrams
from studyapp.store.terms import Token, term_of

_LOST_PER_ERROR = 0.12
_LOST_BY_PREFIX = 0.1
_SHORTEST_PART = 4
_SHORTEST_HALF_TYPED = 3
_SUGGESTIONS = 40
_COMPLETIONS = 8
_FIRST_LETTER_MAY_DIFFER_FROM = 7
_UNKNOWN = 0.8
_UNKNOWN_BESIDE_WORDS = 0.1
"""Weights of a word that no fact has, and of such a number among words."""


class Vocabulary:
    """The terms of the index, and the words that stand behind them."""

    def __init__(self, connection: sqlite3.Connection, total: int) -> None:
        self._connection = connection
        self._total = total
        self._known: dict[str, int] = {}

    def rows(self, term: str) -> int:
        """Return how many facts have a term."""
        if term not in self._known:
            row = self._connection.execute(
                'SELECT "rows" FROM lookup_term WHERE term = ?', (term,)
            ).fetchone()
            self._known[term] = row[0] if row else 0
        return self._known[term]

    def rarity(self, term: str) -> float:
        """Return the weight of a term by how few facts have it."""
        return rarity(self.rows(term), self._total)

    def near(self, word: str) -> dict[str, float]:
        """Return the terms that a word with typing errors may stand for."""
        allowed = errors_allowed(word)
        parts = " OR ".join(f'"{part}"' for part in trigrams(word))
        if not allowed or not parts:
            return {}
        found = self._connection.execute(
            "SELECT word FROM lookup_spelling WHERE lookup_spelling MATCH ?"
            " AND length(word) BETWEEN ? AND ? ORDER BY rank LIMIT ?",
            (parts, len(word) - allowed, len(word) + allowed, _SUGGESTIONS),
        )
        apart = {known: distance(word, known, allowed) for (known,) in found}
        least = min(apart.values(), default=allowed + 1)
        return {
            term_of(known): 1.0 - _LOST_PER_ERROR * errors
            for known, errors in apart.items()
            if errors == least <= allowed and _begins_alike(word, known)
        }

    def completions(self, word: str) -> dict[str, float]:
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
        """Return the terms of two known words that were run together, or none."""
        for cut in range(_SHORTEST_PART, len(word) - _SHORTEST_PART + 1):
            halves = term_of(word[:cut]), term_of(word[cut:])
            if all(self.rows(half) for half in halves):
                return halves
        return ()


def understand(
    asked: list[Token], vocabulary: Vocabulary, *, is_open: bool
) -> list[Slot]:
    """Return what the tokens of a question may stand for and how much each matters.

    With `is_open` the last word may be half typed.
    """
    joined = _joined(asked, vocabulary)
    slots: list[Slot] = []
    for position, (word, term) in enumerate(asked):
        extra = joined.get(position, {})
        parts = () if vocabulary.rows(term) or extra else vocabulary.parts(word)
        if parts:
            slots += [Slot({p: 1.0}, vocabulary.rarity(p), p) for p in parts]
            continue
        options = {term: 1.0} if vocabulary.rows(term) else {}
        if not options and not extra and word:
            if is_open and position == len(asked) - 1:
                options = vocabulary.completions(word)
            options = options or vocabulary.near(word) or vocabulary.completions(word)
        options |= extra
        if options:
            weight = min(vocabulary.rarity(option) for option in options)
        else:
            weight = _UNKNOWN if word or len(asked) == 1 else _UNKNOWN_BESIDE_WORDS
        slots.append(Slot(options, weight, term))
    return slots


def _begins_alike(word: str, known: str) -> bool:
    """Whether two words may be one; in a short one a new first letter makes another."""
    return word[0] == known[0] or len(word) >= _FIRST_LETTER_MAY_DIFFER_FROM


def _joined(asked: list[Token], vocabulary: Vocabulary) -> dict[int, dict[str, float]]:
    """Return, by position, the terms of words that were wrongly taken apart."""
    found: dict[int, dict[str, float]] = {}
    for position in range(len(asked) - 1):
        one, other = asked[position][0], asked[position + 1][0]
        term = term_of(one + other) if one and other else ""
        if term and vocabulary.rows(term):
            found.setdefault(position, {})[term] = 1.0
            found.setdefault(position + 1, {})[term] = 1.0
    return found
