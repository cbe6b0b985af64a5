"""Names that many rows hold, written once: devices, kinds of event, cards, topics.

Owns the way from a name to its number in this file. A name is never dropped or given
another number, for the journal refers to it.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Iterator, Sequence
from typing import Any

_AT_ONCE = 500


def numbers_of(connection: sqlite3.Connection, names: Iterable[str]) -> dict[str, int]:
    """Return the number of each name; one that is new gets its number here."""
    wanted = list(dict.fromkeys(names))
    connection.executemany(
        "INSERT OR IGNORE INTO name (text) VALUES (?)", [(name,) for name in wanted]
    )
    return known_numbers(connection, wanted)


def known_numbers(
    connection: sqlite3.Connection, names: Iterable[str]
) -> dict[str, int]:
    """Return the numbers of those of the names that have one."""
    return dict(_among(connection, "SELECT text, id FROM name WHERE text IN", names))


def names_of(connection: sqlite3.Connection, numbers: Iterable[int]) -> dict[int, str]:
    """Return the names behind some numbers."""
    return dict(_among(connection, "SELECT id, text FROM name WHERE id IN", numbers))


def every_name(connection: sqlite3.Connection) -> dict[int, str]:
    """Return all names by number."""
    return dict(connection.execute("SELECT id, text FROM name"))


def batches(numbers: Sequence[int]) -> Iterator[str]:
    """Yield numbers as SQL lists them, some at a time."""
    for first in range(0, len(numbers), _AT_ONCE):
        yield ", ".join(map(str, numbers[first : first + _AT_ONCE]))


def _among(
    connection: sqlite3.Connection, query: str, keys: Iterable[str | int]
) -> Iterator[tuple[Any, Any]]:
    waiting = list(keys)
    for first in range(0, len(waiting), _AT_ONCE):
        some = waiting[first : first + _AT_ONCE]
        marks = ", ".join("?" * len(some))
        yield from connection.execute(f"{query} ({marks})", some)
