"""How well an index row answers a question, from 0 to 1.

Owns the arithmetic of the ranking; it knows neither SQL nor files and imports nothing
but words and sets of rows. The measure has three parts: how much of the question the
row covers, how little else its best name or alias says, and how central the fact is.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable

from studyapp.store.postings import Sums
from studyapp.store.vocabulary import LIGHT_TERMS, PLAIN_TERMS

_LIGHT = LIGHT_TERMS | PLAIN_TERMS

Places = tuple[int, int, int]
"""Sets of rows: those with a term in the names, the body, the prose."""

VALUE_MARK = "="
"""Before the line of a row's phrases that holds its value instead of a name."""

RELATED_CLOSENESS = 0.6
"""Closeness of a term that is often meant by another."""

_GUESSED = 0.8
"""Closeness of a word with two errors, or of a related one: a guess."""

_WORTHS = 1.0, 0.7, 0.4
"""Worth of a term in the names, the body and the prose."""
_STEPS = 256
"""Steps in which weights are summed up."""
_ROUNDED = 0.01
"""More than rounding to steps takes from the weights of a question."""
CANDIDATES = 24
"""Rows whose names are looked at, of those that cover most of a question.

At 20,000 facts 30 find no more of what the tests ask for, 20 find 1 in 100 less.
"""
_COMMONNESS = 8
_IN_PROSE_ONLY = 0.6
"""How much less a term weighs that no row has outside its prose."""
_EXTRA = 0.52
_EXTRA_LIGHT = 0.07
"""Weights of a term that a name has and the question has not."""
_AS_VALUE = 0.9
"""Worth of being called by the value alone."""
_COVERED, _ALIKE, _CENTRAL = 0.415, 0.42, 0.12


class Slot:
    """One term of the question: what it may stand for, and how much it matters."""

    __slots__ = ("options", "weight", "word")

    def __init__(self, options: dict[str, float], weight: float, word: str) -> None:
        self.options = options
        """Index term to closeness, 1 for the very term; empty if there is none."""
        self.word = word
        """The word as it was typed, empty for an amount."""
        self.weight = weight

    @property
    def is_known(self) -> bool:
        """Whether it is a term that facts have, or hardly misspelled."""
        return max(self.options.values(), default=0.0) > _GUESSED

    def meant(self) -> list[str]:
        """Return the terms that the word itself may be, without related ones."""
        return [term for term, near in self.options.items() if near > RELATED_CLOSENESS]

    def sought(self) -> list[str]:
        """Return the terms to look for: the meant ones, else the related ones."""
        return self.meant() or list(self.options)


def weight(rows: int, heads: int, total: int) -> float:
    """Return how much a term tells that `rows` of `total` rows have, up to 1.

    A term that only the prose of most of its rows has (outside of it `heads` have it)
    is common English rather than a subject.
    """
    rarity = (total + 1) / (total + 1 + _COMMONNESS * rows)
    return rarity * (1 - _IN_PROSE_ONLY + _IN_PROSE_ONLY * heads / max(rows, 1))


class Coverage:
    """How much of a question every row speaks of, by weight."""

    __slots__ = ("_asked", "_sums")

    def __init__(self, slots: list[Slot], places: Callable[[str], Places]) -> None:
        """Sum up the terms; `places` gives the rows that have one."""
        self._sums = Sums()
        self._asked = sum(_whole(slot.weight) for slot in slots)
        for slot in slots:
            self._add(slot, places)

    def _add(self, slot: Slot, places: Callable[[str], Places]) -> None:
        """Count a term once in every row, at the first place where it stands."""
        rows = [(near, places(term)) for term, near in slot.options.items()]
        rows.sort(reverse=True)
        seen = 0
        for place, worth in enumerate(_WORTHS):
            for near, having in rows:
                new = having[place] & ~seen
                if new:
                    self._sums.add(_whole(slot.weight * near * worth), new)
                    seen |= new

    def leading(self, count: int) -> dict[int, float]:
        """Return the rows that cover most of the question, and their shares of it."""
        return {row: sum_ / self._asked for row, sum_ in self._sums.largest(count)}


def _whole(weight: float) -> int:
    return round(weight * _STEPS) or 1


class Meanings:
    """What it is worth to find each term of a question in a name."""

    __slots__ = ("_spaced", "asked", "spared", "terms")

    def __init__(self, slots: list[Slot]) -> None:
        self.asked = sum(slot.weight for slot in slots)
        self.terms: dict[str, list[tuple[int, float]]] = {}
        """Term to the slots it fills and its worth in each; a joined word fills two."""
        for number, slot in enumerate(slots):
            for term, near in slot.options.items():
                self.terms.setdefault(term, []).append((number, near * slot.weight))
        self.spared = extra(self.terms)
        self._spaced = [f" {term} " for term in self.terms]

    def first_line(self, phrases: str) -> int:
        """Return where the first line with a term of the question begins.

        Half the lines of a row are before it, 1 us each.
        """
        first = len(phrases)
        for term in self._spaced:
            place = phrases.find(term)
            if 0 <= place < first:
                first = place
        return phrases.rfind("\n", 0, first) + 1


def extra(terms: Iterable[str]) -> float:
    """Return the weight of terms that a name has and a question has not."""
    return sum(_EXTRA_LIGHT if term in _LIGHT else _EXTRA for term in terms)


def likeness(
    known: Meanings, phrases: str, covered: float = 1.0, least: float = 0.0
) -> float:
    """Return how nearly a question is one of a row's names, 1 when it is.

    Every line of `phrases` begins with the weight of its terms, the lightest first,
    and has a blank after each of them. `covered` is the share of the question that
    the row has; below `least` it is enough to say `least`.
    """
    asked, worths = known.asked, known.terms
    most = min(asked, asked * covered + _ROUNDED)
    best = max(least, 0.0)
    for line in phrases[known.first_line(phrases) :].split("\n"):
        weight, _, terms = line.partition(" ")
        left = float(weight.removeprefix(VALUE_MARK))
        if most <= best * (asked + left - known.spared):
            break
        common = [term for term in terms.split() if term in worths]
        for term in common:
            left -= _EXTRA_LIGHT if term in _LIGHT else _EXTRA
        if most <= best * (asked + left):
            continue
        filled: dict[int, float] = {}
        for term in common:
            for slot_number, worth in worths[term]:
                if worth > filled.get(slot_number, 0.0):
                    filled[slot_number] = worth
        share = _AS_VALUE if weight.startswith(VALUE_MARK) else 1.0
        best = max(best, share * sum(filled.values()) / (asked + left))
    return best


def score(covered: float, like: float, central: float, share: float) -> float:
    """Return the whole: coverage, raised by likeness and importance.

    `share` is what the kind of the row's value leaves of it.
    """
    return share * covered * (_COVERED + _ALIKE * like + _CENTRAL * central)


def likeness_for(total: float, covered: float, central: float, share: float) -> float:
    """Return the likeness with which a row has a score of `total`."""
    return (total / (share * covered) - _COVERED - _CENTRAL * central) / _ALIKE


def standing(central: float, lightest: float) -> float:
    """Return what a row is worth before anything is asked."""
    return _CENTRAL * central + _ALIKE / (1 + lightest)
