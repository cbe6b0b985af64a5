"""Copies of the learner's file: made whole while it is in use, and put back.

Owns the copying. It must never overwrite anything: what stands in the way is kept
under another name.
"""

from __future__ import annotations

import sqlite3
from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path

from studyapp.errors import StorageError, UsageError
from studyapp.store.steps import STEPS
from studyapp.store.upgrade import APPLICATION_ID


def back_up(path: Path, copy: Path) -> Path:
    """Copy the file to `copy`, also while another program uses it; return the copy.

    Raises UsageError when there is nothing to copy or the copy exists already,
    StorageError when it cannot be written.
    """
    if not path.is_file():
        raise UsageError(f"there is no file '{path}' yet", "study first, then back up")
    if copy.exists():
        raise UsageError(f"'{copy}' exists already", "choose another name")
    partial = copy.with_name(f"{copy.name}.part")
    try:
        copy.parent.mkdir(parents=True, exist_ok=True)
        with closing(_read_only(path)) as source, closing(_new(partial)) as target:
            source.backup(target)
        return partial.replace(copy)
    except (OSError, sqlite3.Error) as error:
        raise StorageError(
            f"'{copy}' cannot be written ({error})", "choose another place"
        ) from error


def restore(copy: Path, path: Path, now: datetime) -> Path | None:
    """Put a copy in the place of the file; return where the present file was kept.

    Raises UsageError when the copy is not a learner's file or too new for this
    program, StorageError when the place cannot be written.
    """
    _require_ours(copy)
    kept = None
    if path.exists():
        stamp = now.astimezone(UTC).strftime("%Y%m%dT%H%M%SZ")
        kept = back_up(path, path.with_name(f"{path.name}.before-restore-{stamp}"))
    partial = path.with_name(f"{path.name}.part")
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        with closing(_read_only(copy)) as source, closing(_new(partial)) as target:
            source.backup(target)
        # The present file's answers that are only in its WAL stand in the copy `kept`.
        for leftover in ("-wal", "-shm"):
            path.with_name(path.name + leftover).unlink(missing_ok=True)
        partial.replace(path)
    except (OSError, sqlite3.Error) as error:
        raise StorageError(
            f"'{path}' cannot be written ({error})", "close studyapp and try again"
        ) from error
    return kept


def _require_ours(copy: Path) -> None:
    if not copy.is_file():
        raise UsageError(f"there is no file '{copy}'", "name a file made by 'backup'")
    try:
        with closing(_read_only(copy)) as connection:
            owner = connection.execute("PRAGMA application_id").fetchone()[0]
            version = connection.execute("PRAGMA user_version").fetchone()[0]
            state = connection.execute("PRAGMA quick_check").fetchone()[0]
    except sqlite3.Error as error:
        raise UsageError(
            f"'{copy}' is not a learner's file ({error})",
            "name a file made by 'backup'",
        ) from error
    if owner != APPLICATION_ID or state != "ok":
        raise UsageError(
            f"'{copy}' is damaged or not a learner's file", "name another backup"
        )
    if version > len(STEPS):
        raise UsageError(
            f"'{copy}' was written by a newer studyapp", "upgrade studyapp first"
        )


def _read_only(path: Path) -> sqlite3.Connection:
    return sqlite3.connect(f"{path.absolute().as_uri()}?mode=ro", uri=True, timeout=5)


def _new(path: Path) -> sqlite3.Connection:
    path.unlink(missing_ok=True)
    return sqlite3.connect(path)
