"""Brings a learner's file to the present schema, after copying an older one.

Owns the version number in the file and the copies. It must never touch a file that a
newer program wrote, or one that is not ours.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Sequence
from contextlib import closing, suppress
from pathlib import Path

from studyapp.errors import StorageError
from studyapp.store.step import Step
from studyapp.store.steps import STEPS

APPLICATION_ID = 0x53545544
"""`STUD`, kept in the header of every file of ours."""

_RECORD = """CREATE TABLE IF NOT EXISTS upgrade_step (
    number INTEGER NOT NULL PRIMARY KEY,
    name VARCHAR NOT NULL,
    applied VARCHAR NOT NULL
)"""


def upgrade(path: Path, steps: Sequence[Step] = STEPS) -> Path | None:
    """Bring the file to the schema of `steps`; return the copy made before, if any.

    Raises StorageError for a newer file or a foreign one, and sqlite3.Error or
    OSError where the file cannot be written.
    """
    with closing(sqlite3.connect(path, timeout=5, isolation_level=None)) as connection:
        version = _version(connection, path)
        if version > len(steps):
            raise StorageError(
                f"'{path}' was written by a newer studyapp "
                f"(schema {version}, this one knows {len(steps)})",
                "upgrade studyapp, or use another folder with --data",
            )
        if version == len(steps):
            return None
        copy = _back_up(connection, path, version) if version else None
        connection.execute("PRAGMA synchronous = FULL")
        for number, step in enumerate(steps, start=1):
            if number > version:
                _apply(connection, number, step)
        if version:
            _tidy(connection)
        return copy


def _version(connection: sqlite3.Connection, path: Path) -> int:
    """Return the schema version, 0 for an empty file; StorageError if not ours."""
    version: int = connection.execute("PRAGMA user_version").fetchone()[0]
    owner: int = connection.execute("PRAGMA application_id").fetchone()[0]
    objects: int = connection.execute("SELECT count(*) FROM sqlite_master").fetchone()[
        0
    ]
    if objects and owner != APPLICATION_ID:
        raise StorageError(
            f"'{path}' is a database of another program",
            "move it away, or use another folder with --data",
        )
    return version


def _apply(connection: sqlite3.Connection, number: int, step: Step) -> None:
    """Run one step in a transaction, unless another process was faster."""
    connection.execute("BEGIN IMMEDIATE")
    try:
        version: int = connection.execute("PRAGMA user_version").fetchone()[0]
        if version < number:
            connection.execute(_RECORD)
            step(connection)
            connection.execute(
                "INSERT INTO upgrade_step VALUES (?, ?, datetime('now') || 'Z')",
                (number, step.__name__),
            )
            connection.execute(f"PRAGMA application_id = {APPLICATION_ID}")
            connection.execute(f"PRAGMA user_version = {number}")
        connection.execute("COMMIT")
    except BaseException:
        connection.execute("ROLLBACK")
        raise


def _tidy(connection: sqlite3.Connection) -> None:
    """Give back the room that the steps have left; without room to do it, leave it."""
    with suppress(sqlite3.OperationalError):
        connection.execute("VACUUM")


def _back_up(connection: sqlite3.Connection, path: Path, version: int) -> Path:
    """Copy the file beside itself; the copy has its name only once it is whole."""
    stamp: str = connection.execute(
        "SELECT strftime('%Y%m%dT%H%M%fZ', 'now')"
    ).fetchone()[0]
    copy = path.with_name(f"{path.name}.backup-v{version}-{stamp}")
    partial = copy.with_name(f"{copy.name}.part")
    with closing(sqlite3.connect(partial)) as target:
        connection.backup(target)
    return partial.replace(copy)
