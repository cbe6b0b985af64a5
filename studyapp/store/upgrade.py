"""Brings a learner's file to the present schema, after copying an older one.

Owns the version number in the file and the copies. It must never touch a file that a
newer program wrote, or one that is not ours.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator, Sequence
from contextlib import closing, contextmanager, suppress
from pathlib import Path
from time import monotonic, sleep

from studyapp.errors import StorageError
from studyapp.store.step import Step
from studyapp.store.steps import STEPS

APPLICATION_ID = 0x53545544
"""`STUD`, kept in the header of every file of ours."""

_PATIENCE = 5.0
"""Seconds that a program waits for another one."""
_RECORD = """CREATE TABLE IF NOT EXISTS upgrade_step (
    number INTEGER NOT NULL PRIMARY KEY,
    name VARCHAR NOT NULL,
    applied VARCHAR NOT NULL
)"""


def upgrade(path: Path, steps: Sequence[Step] = STEPS) -> Path | None:
    """Bring the file to the schema of `steps`; return the copy made before, if any.

    Of several programs that do so at once, one does it all and the others wait.
    Raises StorageError for a newer file or a foreign one, and sqlite3.Error or
    OSError where the file cannot be written.
    """
    with closing(sqlite3.connect(path, timeout=5, isolation_level=None)) as connection:
        with _transaction(connection, "BEGIN"):
            version = _version(connection, path, len(steps))
        if version == len(steps):
            return None
        _write_ahead(connection)
        connection.execute("PRAGMA synchronous = FULL")
        with _transaction(connection, "BEGIN IMMEDIATE"):
            version = _version(connection, path, len(steps))
            copy = _back_up(path, version) if 0 < version < len(steps) else None
            for number, step in enumerate(steps, start=1):
                if number > version:
                    _apply(connection, number, step)
        if copy:
            _tidy(connection)
        return copy


@contextmanager
def _transaction(connection: sqlite3.Connection, begin: str) -> Iterator[None]:
    """Commit what is done within, or undo it when that fails."""
    connection.execute(begin)
    try:
        yield
        connection.execute("COMMIT")
    except BaseException:
        if connection.in_transaction:
            connection.execute("ROLLBACK")
        raise


def _version(connection: sqlite3.Connection, path: Path, known: int) -> int:
    """Return the schema version, 0 for an empty file.

    Raises StorageError for a file that is not ours or newer than the `known` schema.
    """
    (version,) = connection.execute("PRAGMA user_version").fetchone()
    (owner,) = connection.execute("PRAGMA application_id").fetchone()
    (objects,) = connection.execute("SELECT count(*) FROM sqlite_master").fetchone()
    if objects and owner != APPLICATION_ID:
        raise StorageError(
            f"'{path}' is a database of another program",
            "move it away, or use another folder with --data",
        )
    if version > known:
        raise StorageError(
            f"'{path}' was written by a newer studyapp "
            f"(schema {version}, this one knows {known})",
            "upgrade studyapp, or use another folder with --data",
        )
    return int(version)


def _write_ahead(connection: sqlite3.Connection) -> None:
    """Give the file its WAL before anything is in it.

    SQLite does not wait when two programs try that at once, so this does.
    """
    given_up = monotonic() + _PATIENCE
    while True:
        try:
            connection.execute("PRAGMA journal_mode = WAL")
        except sqlite3.OperationalError as error:
            is_busy = error.sqlite_errorcode == sqlite3.SQLITE_BUSY
            if not is_busy or monotonic() > given_up:
                raise
            sleep(0.01)
        else:
            return


def _apply(connection: sqlite3.Connection, number: int, step: Step) -> None:
    connection.execute(_RECORD)
    step(connection)
    connection.execute(
        "INSERT INTO upgrade_step VALUES (?, ?, datetime('now') || 'Z')",
        (number, step.__name__),
    )
    connection.execute(f"PRAGMA application_id = {APPLICATION_ID}")
    connection.execute(f"PRAGMA user_version = {number}")


def _tidy(connection: sqlite3.Connection) -> None:
    """Give back the room that the steps have left; without room to do it, leave it."""
    with suppress(sqlite3.OperationalError):
        connection.execute("VACUUM")


def _back_up(path: Path, version: int) -> Path:
    """Copy the file beside itself; the copy has its name only once it is whole."""
    with closing(sqlite3.connect(path)) as source:
        (stamp,) = source.execute("SELECT strftime('%Y%m%dT%H%M%fZ', 'now')").fetchone()
        copy = path.with_name(f"{path.name}.backup-v{version}-{stamp}")
        partial = copy.with_name(f"{copy.name}.part")
        with closing(sqlite3.connect(partial)) as target:
            source.backup(target)
    return partial.replace(copy)
