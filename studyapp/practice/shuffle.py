"""Shuffles that depend on a seed alone, so a quiz can be shown again as it was."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from typing import TypeVar

from studyapp.content.documents import Question

T = TypeVar("T")


def shuffled(items: Iterable[T], seed: str) -> tuple[T, ...]:
    """Return `items` in an order that only `seed` and their positions decide."""
    ranked = sorted(
        enumerate(items),
        key=lambda pair: hashlib.sha256(f"{seed}\0{pair[0]}".encode()).digest(),
    )
    return tuple(item for _, item in ranked)


def shown_order(question: Question, seed: str) -> tuple[int, ...]:
    """Return the option positions in the order in which they are shown."""
    positions = range(len(question.options))
    if question.keep_order:
        return tuple(positions)
    return shuffled(positions, f"{seed}\0{question.id}")
