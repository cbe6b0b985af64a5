"""Chance from a seed: the same name and seed give the same numbers everywhere.

SHA-256 over a counter, so no version of Python or platform changes a drill that the
journal knows by its seed, nor a forecast. It never asks the world for anything.
"""

from __future__ import annotations

import hashlib
import math
from collections.abc import Iterator, Sequence
from typing import TypeVar

ItemT = TypeVar("ItemT")

_SHARES = 1 << 52
"""As many parts of 1 as a float tells apart with a half added to each."""


class Dice:
    """A stream of choices that only the name and the seed decide."""

    def __init__(self, name: str, seed: int) -> None:
        self._numbers = _stream(f"{name}:{seed}")

    def pick(self, *items: ItemT) -> ItemT:
        """Return one of the items."""
        return items[self.below(len(items))]

    def below(self, end: int) -> int:
        """Return a whole number from 0 to `end`, excluded."""
        return next(self._numbers) % end

    def normals(self) -> tuple[float, float]:
        """Return two numbers of the standard normal distribution (Box and Muller)."""
        number = next(self._numbers)
        radius = math.sqrt(-2 * math.log((number % _SHARES + 0.5) / _SHARES))
        angle = 2 * math.pi * ((number >> 128) % _SHARES) / _SHARES
        return radius * math.cos(angle), radius * math.sin(angle)

    def shuffled(self, items: Sequence[ItemT]) -> tuple[ItemT, ...]:
        """Return the items in a random order."""
        rest = list(items)
        return tuple(rest.pop(self.below(len(rest))) for _ in items)


def _stream(name: str) -> Iterator[int]:
    counter = 0
    while True:
        digest = hashlib.sha256(f"{name}:{counter}".encode()).digest()
        yield int.from_bytes(digest, "big")
        counter += 1
