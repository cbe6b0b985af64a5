"""How well an index row answers a question, from 0 to 1.

Owns the arithmetic of the ranking; it knows neither SQL nor files and imports nothing
but words. The measure has three parts: how much of the question the row covers, how
little else its best name or alias says, and the fused rank of the two tokenisers.
"""

from __future__ import annotations

from studyapp.store.vocabulary import WEAK_TERMS

LEAST_COVERAGE = 0.5
"""A row that covers less of the question is no answer."""
_LEAST_SCORE = 0.58
_ENOUGH_COVERAGE = 0.85
"""The best row is an answer when it reaches one of the two.

Of 29 questions about other services 24 reach neither, of 169 about Lambda two do not.
"""

_RANK_OFFSET = 60
"""The usual constant of reciprocal rank fusion (Cormack and others, 2009)."""
_IN_NAME, _IN_BODY, _IN_PROSE = 1.0, 0.8, 0.45
_WEAK = 0.25
_EXTRA = 0.45
"""Weight of a term that a name has and the question has not."""


class Slot:
    """One term of the question: what it may stand for, and how much it matters."""

    __slots__ = ("is_weak", "options", "weight")

    def __init__(self, options: dict[str, float], weight: float, term: str) -> None:
        self.options = options
        """Index term to closeness, 1 for the very term; empty if there is none."""
        self.is_weak = term in WEAK_TERMS or not WEAK_TERMS.isdisjoint(options)
        self.weight = weight * (_WEAK if self.is_weak else 1.0)

    def closeness(self, text: str) -> float:
        """Return how near the nearest term in a text is, 0 if none is near.

        The text has blanks around every term.
        """
        best = 0.0
        for term, near in self.options.items():
            if near > best and f" {term} " in text:
                best = near
        return best


def rarity(rows: int, total: int) -> float:
    """Return the weight of a term that `rows` of `total` rows have, from 1 to 0.05."""
    return (total + 1) / (total + 1 + 20 * rows)


def coverage(slots: list[Slot], phrases: str, body: str, prose: str) -> float:
    """Return the share of the question that a row speaks of, by weight."""
    head, middle, tail = f" {phrases.replace(chr(10), ' ')} ", f" {body} ", f" {prose} "
    covered = asked = 0.0
    for slot in slots:
        hit = (
            slot.closeness(head) * _IN_NAME
            or slot.closeness(middle) * _IN_BODY
            or slot.closeness(tail) * _IN_PROSE
        )
        covered += hit * slot.weight
        # A weak term that is missing does not speak against the row.
        asked += slot.weight if hit or not slot.is_weak else 0.0
    return covered / asked if asked else 0.0


Meanings = dict[str, list[tuple[int, float]]]
"""Term to the slots that it fills and what it is worth in each."""


def meanings(slots: list[Slot]) -> Meanings:
    """Return what finding a term is worth; a joined word fills two slots."""
    found: Meanings = {}
    for number, slot in enumerate(slots):
        for term, near in slot.options.items():
            found.setdefault(term, []).append((number, near * slot.weight))
    return found


def likeness(slots: list[Slot], known: Meanings, phrases: str) -> float:
    """Return how nearly the question is one of the row's names, 1 when it is.

    `known` are the meanings of `slots`.
    """
    asked = sum(slot.weight for slot in slots)
    best = 0.0
    for phrase in phrases.split("\n"):
        filled: dict[int, float] = {}
        extra = 0.0
        for term in phrase.split():
            if term not in known:
                extra += _EXTRA * _WEAK if term in WEAK_TERMS else _EXTRA
                continue
            for slot_number, worth in known[term]:
                filled[slot_number] = max(worth, filled.get(slot_number, 0.0))
        if filled:
            best = max(best, sum(filled.values()) / (asked + extra))
    return best


def fused(ranks: list[int]) -> float:
    """Return the reciprocal ranks of a row in the lists that have it, 0 to 1."""
    return sum(_RANK_OFFSET / (_RANK_OFFSET + rank) for rank in ranks) / 2


def is_answer(total: float, covered: float) -> bool:
    """Whether the best row's score and coverage are enough to speak at all."""
    return total >= _LEAST_SCORE or covered >= _ENOUGH_COVERAGE


def score(covered: float, like: float, ranks: float, weight: float) -> float:
    """Return the whole: coverage, raised by likeness, rank and importance."""
    return covered * (0.45 + 0.4 * like + 0.05 * ranks + 0.1 * weight)
