"""How far two words are apart: letters added, lost, changed or swapped.

Owns the measure and what counts as near. Imports nothing.
"""

from __future__ import annotations

from collections.abc import Iterable

_ONE_ERROR_FROM = 4
_CHANGED_LETTER_FROM = 5
_TWO_ERRORS_FROM = 6
"""Letters of the word as typed."""


def errors_allowed(word: str) -> int:
    """Return how many typing errors a word of this length may hold."""
    if len(word) < _ONE_ERROR_FROM:
        return 0
    return 1 if len(word) < _TWO_ERRORS_FROM else 2


def lost_a_letter(word: str, whole: str) -> bool:
    """Whether a word is another one without one of its inner letters."""
    return len(whole) == len(word) + 1 and any(
        whole[:place] + whole[place + 1 :] == word for place in range(1, len(whole))
    )


def changed_a_letter(word: str, meant: str) -> bool:
    """Whether two words of one length differ in one letter that is not the first."""
    return (
        len(word) == len(meant)
        and word[:1] == meant[:1]
        and (sum(map(str.__ne__, word, meant)) == 1)
    )


def nearest(word: str, candidates: Iterable[str], allowed: int) -> dict[str, int]:
    """Return the candidates with the fewest errors, with the number of them.

    In a very short word a changed letter makes another word.
    """
    letters = set(word)
    differing = 2 * allowed if len(word) >= _CHANGED_LETTER_FROM else 1
    found: dict[str, int] = {}
    least = allowed
    for known in candidates:
        if len(letters.symmetric_difference(known)) > differing:
            continue
        errors = distance(word, known, least)
        if errors < least:
            found.clear()
        if errors <= least:
            found[known] = least = errors
    return found


def distance(one: str, other: str, most: int) -> int:
    """Return the errors between two words (optimal string alignment).

    Anything above `most` is returned as `most + 1`.
    """
    one, other = _without_common_ends(one, other)
    if not one or not other or abs(len(one) - len(other)) > most:
        return min(max(len(one), len(other)), most + 1)
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


def halves(word: str) -> list[str]:
    """Return both halves of a word: one error leaves one of them as it was.

    Halves of fewer than three letters are left out, as trigrams cannot find them.
    """
    middle = (len(word) + 1) // 2
    return [half for half in (word[:middle], word[middle:]) if len(half) > 2]


def _without_common_ends(one: str, other: str) -> tuple[str, str]:
    """Return what lies between the letters two words begin and end with alike."""
    shorter = min(len(one), len(other))
    begin = 0
    while begin < shorter and one[begin] == other[begin]:
        begin += 1
    end = 0
    while end < shorter - begin and one[-1 - end] == other[-1 - end]:
        end += 1
    return one[begin : len(one) - end], other[begin : len(other) - end]
