"""Opens the learner's file, and hands out its sessions.

Owns the connection settings: WAL, foreign keys, five seconds of patience, and a full
sync, so that an acknowledged answer survives a power cut. No engine exists before
`open_store` is called, and no ORM row leaves the package.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from sqlalchemy import URL, Engine, create_engine, event
from sqlalchemy.engine import Connection
from sqlalchemy.engine.interfaces import DBAPIConnection
from sqlalchemy.exc import DBAPIError
from sqlalchemy.pool import ConnectionPoolEntry
from sqlmodel import Session

from studyapp.errors import StorageError
from studyapp.store.upgrade import upgrade

_BEGIN = "studyapp_begin"
_PRAGMAS = (
    "PRAGMA busy_timeout = 5000",
    "PRAGMA journal_mode = WAL",
    "PRAGMA synchronous = FULL",
    "PRAGMA foreign_keys = ON",
)


class Store:
    """An open file. Sessions may be taken from any thread."""

    def __init__(self, path: Path, engine: Engine) -> None:
        self.path = path
        self._engine = engine
        self._writer = engine.execution_options(**{_BEGIN: "BEGIN IMMEDIATE"})

    @contextmanager
    def reading(self) -> Iterator[Session]:
        """Give a session that sees one state of the file; StorageError if it fails."""
        with self._session(self._engine) as session:
            yield session

    @contextmanager
    def writing(self) -> Iterator[Session]:
        """Give a session that is the only writer; it is committed at the end.

        Raises StorageError when the file stays locked or cannot be written; nothing
        of the session is kept then.
        """
        with self._session(self._writer) as session:
            yield session
            session.commit()

    def close(self) -> None:
        """Close every connection; the last one out folds the WAL into the file."""
        self._engine.dispose()

    @contextmanager
    def _session(self, engine: Engine) -> Iterator[Session]:
        try:
            with Session(engine, expire_on_commit=False) as session:
                yield session
        except DBAPIError as error:
            raise _storage_error(self.path, error.orig or error) from error


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
    store = Store(path, _engine(path))
    with store.reading() as session:
        session.connection()
    return store


def _engine(path: Path) -> Engine:
    engine = create_engine(URL.create("sqlite", database=str(path)))

    @event.listens_for(engine, "connect")
    def configure(connection: DBAPIConnection, _entry: ConnectionPoolEntry) -> None:
        # The driver would begin late and deferred; `begin` below does it instead.
        connection.isolation_level = None
        cursor = connection.cursor()
        for pragma in _PRAGMAS:
            cursor.execute(pragma)
        cursor.close()

    @event.listens_for(engine, "begin")
    def begin(connection: Connection) -> None:
        options = connection.get_execution_options()
        connection.exec_driver_sql(options.get(_BEGIN, "BEGIN"))

    return engine


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
            "move it away and put a backup in its place",
        )
    if "full" in text:
        return StorageError(f"there is no room for '{path}'", "free some disk space")
    if "readonly" in text or "unable to open" in text:
        return StorageError(
            f"'{path}' cannot be written ({text})",
            "choose a folder you can write to with --data or STUDYAPP_HOME",
        )
    return StorageError(f"'{path}': {text}", "run 'studyapp doctor'")
