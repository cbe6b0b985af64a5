"""Names that many rows hold, written once: devices, kinds of event, cards, topics.

Owns the way from a name to its number in this file. A name is never dropped or given
another number, for the journal refers to it; so a number once read is remembered, by
all connections of a store, until a transaction is taken back.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Iterator, Sequence

_AT_ONCE = 500


class NameBook:
    """The numbers that were met so far, both ways."""

    def __init__(self) -> None:
        self.numbers: dict[str, int] = {}
        self.names: dict[int, str] = {}

    def add(self, rows: Iterable[tuple[int, str]]) -> None:
        """Remember what the file says."""
        for number, name in rows:
            self.numbers[name] = number
            self.names[number] = name

    def forget(self) -> None:
        """Start anew: a transaction that gave numbers was taken back."""
        self.numbers.clear()
        self.names.clear()


class Connection(sqlite3.Connection):
    """A connection to a learner's file, with the names that were met in it."""

    book: NameBook


def open_connection(path: str, book: NameBook) -> Connection:
    """Return a connection that begins no transaction by itself."""
    connection: Connection = sqlite3.connect(
        path,
        timeout=5,
        isolation_level=None,
        check_same_thread=False,
        factory=Connection,
    )
    connection.book = book
    return connection


def numbers_of(connection: Connection, names: Iterable[str]) -> dict[str, int]:
    """Return the number of each name; one that is new gets its number here."""
    wanted = list(dict.fromkeys(names))
    found = known_numbers(connection, wanted)
    if len(found) < len(wanted):
        connection.executemany(
            "INSERT OR IGNORE INTO name (text) VALUES (?)",
            [(name,) for name in wanted if name not in found],
        )
        found = known_numbers(connection, wanted)
    return found


def known_numbers(connection: Connection, names: Iterable[str]) -> dict[str, int]:
    """Return the numbers of those of the names that have one."""
    wanted = list(names)
    numbers = connection.book.numbers
    unknown = [name for name in wanted if name not in numbers]
    for first in range(0, len(unknown), _AT_ONCE):
        some = unknown[first : first + _AT_ONCE]
        marks = ", ".join("?" * len(some))
        query = f"SELECT id, text FROM name WHERE text IN ({marks})"
        connection.book.add(connection.execute(query, some))
    return {name: numbers[name] for name in wanted if name in numbers}


def names_of(connection: Connection, numbers: Iterable[int]) -> dict[int, str]:
    """Return all names that were met, those of `numbers` among them."""
    names = connection.book.names
    unknown = [number for number in set(numbers) if number not in names]
    for some in batches(unknown):
        query = f"SELECT id, text FROM name WHERE id IN ({some})"
        connection.book.add(connection.execute(query))
    return names


def every_name(connection: Connection) -> dict[int, str]:
    """Return all names by number."""
    connection.book.add(connection.execute("SELECT id, text FROM name"))
    return connection.book.names


def batches(numbers: Sequence[int]) -> Iterator[str]:
    """Yield numbers as SQL lists them, some at a time."""
    for first in range(0, len(numbers), _AT_ONCE):
        yield ", ".join(map(str, numbers[first : first + _AT_ONCE]))
