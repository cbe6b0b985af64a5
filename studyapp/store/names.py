"""Names that many rows hold, written once: devices, kinds of event, cards, topics.

Owns the way from a name to its number in this file. A name is never dropped or given
another number, for the journal refers to it; so a number once committed is remembered
by all connections of a store. One that a transaction gives is its own until then:
SQLite takes it back with the transaction, and gives it to another name.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence

_AT_ONCE = 500


class NameBook:
    """The committed numbers that were met so far, both ways; it only grows."""

    def __init__(self) -> None:
        self.numbers: dict[str, int] = {}
        self.names: dict[int, str] = {}

    def add(self, rows: Iterable[tuple[int, str]]) -> None:
        """Remember what the file says."""
        for number, name in rows:
            self.numbers[name] = number
            self.names[number] = name


class Connection(sqlite3.Connection):
    """A connection to a learner's file, with the names that were met in it."""

    book: NameBook
    minted: dict[str, int]
    """Numbers given by the transaction that is open."""

    def end(self, *, committed: bool) -> None:
        """Share what the transaction gave, or forget it."""
        if committed and self.minted:
            self.book.add((number, name) for name, number in self.minted.items())
        self.minted.clear()


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
    connection.minted = {}
    return connection


def numbers_of(connection: Connection, names: Collection[str]) -> Mapping[str, int]:
    """Return the numbers of names, others perhaps too; a new name gets one here."""
    numbers = connection.book.numbers
    if all(map(numbers.__contains__, names)):
        return numbers
    wanted = sorted(set(names))
    found = known_numbers(connection, wanted)
    new = [name for name in wanted if name not in found]
    if new:
        connection.executemany(
            "INSERT INTO name (text) VALUES (?)", [(name,) for name in new]
        )
        rows = _numbers(connection, new)
        connection.minted.update((name, number) for number, name in rows)
        found |= {name: connection.minted[name] for name in new}
    return found


def known_numbers(connection: Connection, names: Iterable[str]) -> dict[str, int]:
    """Return the numbers of those of the names that have one."""
    wanted = list(names)
    numbers, minted = connection.book.numbers, connection.minted
    unknown = [n for n in wanted if n not in numbers and n not in minted]
    if unknown:
        connection.book.add(_numbers(connection, unknown))
    both = numbers | minted if minted else numbers
    return {name: both[name] for name in wanted if name in both}


def _numbers(connection: Connection, names: Sequence[str]) -> Iterator[tuple[int, str]]:
    for first in range(0, len(names), _AT_ONCE):
        some = names[first : first + _AT_ONCE]
        marks = ", ".join("?" * len(some))
        query = f"SELECT id, text FROM name WHERE text IN ({marks})"
        yield from connection.execute(query, some)


def names_of(connection: Connection, numbers: Iterable[int]) -> dict[int, str]:
    """Return all names that were met, those of `numbers` among them."""
    names = connection.book.names
    if connection.minted:
        names = names | {number: name for name, number in connection.minted.items()}
    unknown = list(set(numbers).difference(names))
    for some in batches(unknown):
        query = f"SELECT id, text FROM name WHERE id IN ({some})"
        rows = connection.execute(query).fetchall()
        connection.book.add(rows)
        names |= dict(rows)
    return names


def every_name(connection: Connection) -> dict[int, str]:
    """Return all names by number."""
    return dict(connection.execute("SELECT id, text FROM name"))


def batches(numbers: Sequence[int]) -> Iterator[str]:
    """Yield numbers as SQL lists them, some at a time."""
    for first in range(0, len(numbers), _AT_ONCE):
        yield ", ".join(map(str, numbers[first : first + _AT_ONCE]))
