"""Fuzz: spread reviews that would fall on one day over its neighbours.

Owns the bounds and the pick. The pick depends on the card's id and its number
of answers only, so every device finds the same day; it must never draw from a
generator that keeps state.
The figures are those of Anki's scheduler (rslib/src/scheduler/states/fuzz.rs).
"""

from __future__ import annotations

from functools import lru_cache
from hashlib import blake2b
from math import floor

SMALLEST_FUZZED = 2.5
"""Days; a shorter interval stays as it is."""

GOLDEN_SHARE = 0.6180339887498949
"""The fractions of its multiples fill [0, 1) more evenly than any random draw."""


def bounds(interval: float, minimum: int, maximum: int) -> tuple[int, int]:
    """Return the first and last day that fuzz may choose for an interval in days.

    Fuzz is 1 day and 15 % of days 2.5 to 7, 10 % of 7 to 20, 5 % of those after.
    """
    # Comparisons: min and max cost 0.1 us each, four times an answer of a replay.
    if interval < minimum:
        interval = minimum
    if interval > maximum:
        interval = maximum
    if interval < SMALLEST_FUZZED:
        fuzz = 0.0
    elif interval < 7.0:
        fuzz = 1.0 + 0.15 * (interval - SMALLEST_FUZZED)
    elif interval < 20.0:
        fuzz = 1.675 + 0.1 * (interval - 7.0)
    else:
        fuzz = 2.975 + 0.05 * (interval - 20.0)
    low = floor(interval - fuzz + 0.5)
    high = floor(interval + fuzz + 0.5)
    if low < minimum:
        low = minimum
    return low if low < maximum else maximum, high if high < maximum else maximum


def pick(low: int, high: int, unit: float) -> int:
    """Return a day from `low` to `high`, each equally likely for unit in [0, 1)."""
    return low + floor(unit * (1 + high - low))


def unit_of(card_id: str, answers: int) -> float:
    """Return the number in [0, 1) that this card has after this many answers.

    A hash of the id places the card; each answer moves it by the golden share,
    so one card's picks never bunch.
    """
    return (place_of(card_id) + answers * GOLDEN_SHARE) % 1.0


def least_interval(interval: float, previous: int, maximum: int) -> int:
    """Return the shortest interval fuzz may choose after `previous` days.

    A grown interval stays above the previous one; one that did not grow, but
    could have reached the previous one by fuzz, stays at it; a shrunken one is
    free, and 0 comes back. A `previous` of 0 means there is none.
    """
    if floor(interval + 0.5) > previous:
        return min(previous + 1, maximum)
    _, high = bounds(interval, 1, maximum)
    return previous if previous <= high else 0


def span(interval: float, previous: int, maximum: int) -> tuple[int, int]:
    """Return the first and last day a review may fall on after `previous` days."""
    if interval >= previous + 1 and previous < maximum:  # the case of nearly all
        return bounds(interval, previous + 1, maximum)
    return bounds(interval, least_interval(interval, previous, maximum) or 1, maximum)


@lru_cache(maxsize=65_536)
def place_of(card_id: str) -> float:
    """Return the number in [0, 1) that is the card's own."""
    digest = blake2b(card_id.encode(), digest_size=8).digest()
    return float(int.from_bytes(digest, "big") >> 11) * 2.0**-53
