"""How far two words are apart: letters added, lost, changed or swapped.

Owns the measure and what counts as near. Imports nothing.
"""

from __future__ import annotations

_ONE_ERROR_FROM = 4
_TWO_ERRORS_FROM = 7
"""Letters of the word as typed."""


def errors_allowed(word: str) -> int:
    """Return how many typing errors a word of this length may hold."""
    if len(word) < _ONE_ERROR_FROM:
        return 0
    return 1 if len(word) < _TWO_ERRORS_FROM else 2


def distance(one: str, other: str, most: int) -> int:
    """Return the errors between two words (optimal string alignment).

    Anything above `most` is returned as `most + 1`.
    """
    if abs(len(one) - len(other)) > most:
        return most + 1
    before: list[int] = []
    row = list(range(len(other) + 1))
    for i, letter in enumerate(one, start=1):
        before, last, row = row, before, [i]
        for j, wanted in enumerate(other, start=1):
            cost = before[j - 1] + (letter != wanted)
            cost = min(cost, before[j] + 1, row[j - 1] + 1)
            if i > 1 and j > 1 and letter == other[j - 2] and one[i - 2] == wanted:
                cost = min(cost, last[j - 2] + 1)
            row.append(cost)
        if min(row) > most:
            return most + 1
    return min(row[-1], most + 1)


def trigrams(word: str) -> list[str]:
    """Return every three letters in a row, each once."""
    return list(dict.fromkeys(word[i : i + 3] for i in range(len(word) - 2)))


def halves(word: str) -> list[str]:
    """Return both halves of a word: one error leaves one of them as it was.

    Halves of fewer than three letters are left out, as trigrams cannot find them.
    """
    middle = (len(word) + 1) // 2
    return [half for half in (word[:middle], word[middle:]) if len(half) > 2]
