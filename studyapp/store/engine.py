"""Opens the learner's file, and hands out its connections.

Owns the connection settings: WAL, foreign keys, five seconds of patience, and a full
sync, so that an acknowledged answer survives a power cut. SQLModel is not needed for
that: `mapped` puts it over a connection where rows of content are read or written.
"""

from __future__ import annotations

import os
import sqlite3
from collections import deque
from pathlib import Path
from types import TracebackType

from studyapp.errors import StorageError
from studyapp.store.names import Connection, NameBook, open_connection
from studyapp.store.upgrade import upgrade

_PRAGMAS = (
    "PRAGMA busy_timeout = 5000",
    "PRAGMA journal_mode = WAL",
    "PRAGMA synchronous = FULL",
    "PRAGMA foreign_keys = ON",
    # 16 MB: a day's line of a large deck reads more pages than the usual 2 hold.
    "PRAGMA cache_size = -16000",
    # A WAL that is written over is synced in half the time that one takes that grows:
    # 0.13 ms to 0.21. It starts over after so many pages.
    "PRAGMA wal_autocheckpoint = 32",
)


class Store:
    """An open file. Connections may be taken from any thread."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self._name = str(path)
        self._file = _identity(self._name)
        self._book = NameBook()
        self._idle: deque[Connection] = deque()

    def reading(self) -> Transaction:
        """Give a connection that sees one state of the file; else StorageError."""
        return Transaction(self, "BEGIN")

    def writing(self) -> Transaction:
        """Give a connection that is the only writer; it is committed at the end.

        Raises StorageError when the file stays locked or cannot be written; nothing
        of the transaction is kept then.
        """
        return Transaction(self, "BEGIN IMMEDIATE")

    def at_once(self) -> Transaction:
        """Give a connection on which each statement is committed by itself.

        Raises StorageError as `writing` does. For a single statement: it saves two.
        """
        return Transaction(self, None)

    def close(self) -> None:
        """Close every connection; the last one out folds the WAL into the file."""
        while self._idle:
            self._idle.pop().close()

    def take(self) -> Connection:
        """Return a connection that nobody uses; `put_back` must follow."""
        if _identity(self._name) != self._file:
            raise StorageError(
                f"'{self.path}' was replaced while it was open", "start studyapp again"
            )
        try:
            return self._idle.pop()
        except IndexError:
            return self._opened()

    def put_back(self, connection: Connection, *, committed: bool) -> None:
        """Keep a connection for the next one who asks; undo what is not committed."""
        if connection.in_transaction:
            connection.execute("ROLLBACK")
        connection.end(committed=committed)
        self._idle.append(connection)

    def _opened(self) -> Connection:
        # Python's driver would begin late and deferred; the store does it itself.
        connection = open_connection(self._name, self._book)
        try:
            for pragma in _PRAGMAS:
                connection.execute(pragma)
        except sqlite3.Error:
            connection.close()
            raise
        return connection


class Transaction:
    """A connection between BEGIN and COMMIT, or without them.

    A class, for a card is shown by five of them: a generator takes three times as long.
    """

    __slots__ = ("_begin", "_connection", "_store")

    def __init__(self, store: Store, begin: str | None) -> None:
        self._store = store
        self._begin = begin

    def __enter__(self) -> Connection:
        try:
            self._connection = self._store.take()
            try:
                if self._begin:
                    self._connection.execute(self._begin)
            except sqlite3.Error:
                self._store.put_back(self._connection, committed=False)
                raise
        except sqlite3.Error as error:
            raise _storage_error(self._store.path, error) from error
        return self._connection

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        traceback: TracebackType | None,
    ) -> None:
        committed = False
        try:
            if error is None:
                if self._begin:
                    self._connection.execute("COMMIT")
                committed = True
        except sqlite3.Error as failure:
            raise _storage_error(self._store.path, failure) from failure
        finally:
            self._store.put_back(self._connection, committed=committed)
        if isinstance(error, sqlite3.Error):
            raise _storage_error(self._store.path, error) from error


def open_store(path: Path) -> Store:
    """Open the file, made or upgraded where needed.

    Raises StorageError, one sentence with its remedy, when the folder cannot be
    written, the file is damaged or foreign, or a newer program wrote it.
    """
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        upgrade(path)
    except OSError as error:
        raise StorageError(
            f"'{path}' cannot be opened ({error.strerror or error})",
            "choose a folder you can write to with --data or STUDYAPP_HOME",
        ) from error
    except sqlite3.Error as error:
        raise _storage_error(path, error) from error
    store = Store(path)
    with store.reading():
        pass
    return store


def _identity(name: str) -> tuple[int, int]:
    """Return what tells one file at a path from another that takes its place."""
    try:
        status = os.stat(name)  # noqa: PTH116 - a transaction asks: 1 us, not 3
    except OSError:
        return 0, 0
    return status.st_dev, status.st_ino


def _storage_error(path: Path, error: BaseException) -> StorageError:
    """Return what SQLite said, with what to do about it."""
    text = str(error)
    if "locked" in text or "busy" in text:
        return StorageError(
            f"'{path}' is in use by another program", "close it and try again"
        )
    if "not a database" in text or "malformed" in text:
        return StorageError(
            f"'{path}' is damaged or not a database ({text})",
            "put a backup in its place with 'studyapp restore FILE'",
        )
    if "full" in text:
        return StorageError(f"there is no room for '{path}'", "free some disk space")
    if "readonly" in text or "unable to open" in text:
        return StorageError(
            f"'{path}' cannot be written ({text})",
            "choose a folder you can write to with --data or STUDYAPP_HOME",
        )
    return StorageError(f"'{path}': {text}", "run 'studyapp doctor'")
