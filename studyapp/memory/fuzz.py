"""Fuzz: spread reviews that would fall on one day over its neighbours.

Owns the bounds and the pick. The pick depends on the card's id and its number
of answers only, so every device finds the same day; it must never draw from a
generator that keeps state.
The figures are those of Anki's scheduler (rslib/src/scheduler/states/fuzz.rs).
"""

from __future__ import annotations

from hashlib import blake2b
from math import floor, inf

SMALLEST_FUZZED = 2.5
FUZZ_RANGES = ((2.5, 7.0, 0.15), (7.0, 20.0, 0.1), (20.0, inf, 0.05))
"""(from day, to day, share of the days inside that range)."""


def bounds(interval: float, minimum: int, maximum: int) -> tuple[int, int]:
    """Return the first and last day that fuzz may choose for an interval in days."""
    held = min(max(interval, minimum), maximum)
    delta = _delta(held)
    low = min(max(_round(held - delta), minimum), maximum)
    high = min(max(_round(held + delta), minimum), maximum)
    return low, high


def pick(low: int, high: int, unit: float) -> int:
    """Return a day from `low` to `high`, each equally likely for unit in [0, 1)."""
    return floor(low + unit * (1 + high - low))


def unit_of(card_id: str, answers: int) -> float:
    """Return a number in [0, 1) that this card has after this many answers."""
    seed = f"{card_id}\x00{answers}".encode()
    digest = blake2b(seed, digest_size=8).digest()
    return (int.from_bytes(digest, "big") >> 11) * 2.0**-53


def least_interval(interval: float, previous: int, maximum: int) -> int:
    """Return the shortest interval fuzz may choose after `previous` days.

    A grown interval stays above the previous one; one that did not grow, but
    could have reached the previous one by fuzz, stays at it; a shrunken one is
    free, and 0 comes back. A `previous` of 0 means there is none.
    """
    if _round(interval) > previous:
        return min(previous + 1, maximum)
    _, high = bounds(interval, 1, maximum)
    return previous if previous <= high else 0


def fuzzed_interval(interval: float, previous: int, maximum: int, unit: float) -> int:
    """Return the fuzzed interval in days, from 1 to `maximum`."""
    least = max(least_interval(interval, previous, maximum), 1)
    low, high = bounds(interval, least, maximum)
    return pick(low, high, unit)


def _delta(interval: float) -> float:
    if interval < SMALLEST_FUZZED:
        return 0.0
    return 1.0 + sum(
        share * (min(interval, end) - start)
        for start, end, share in FUZZ_RANGES
        if interval > start
    )


def _round(days: float) -> int:
    return floor(days + 0.5)
