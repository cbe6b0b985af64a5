"""Copies of the learner's file: made whole while it is in use, and put back.

Owns the copying. It must never overwrite anything: what stands in the way is kept
under another name.
"""

from __future__ import annotations

import shutil
import sqlite3
from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path

from studyapp.errors import StorageError, UsageError
from studyapp.store.steps import STEPS
from studyapp.store.upgrade import APPLICATION_ID

_NO_HEADER = (0, 0)


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
    program, StorageError when the place cannot be written or is in use.
    """
    _require_ours(copy)
    stamp = now.astimezone(UTC).strftime("%Y%m%dT%H%M%SZ")
    kept = path.with_name(f"{path.name}.before-restore-{stamp}")
    partial = path.with_name(f"{path.name}.part")
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        if path.exists():
            _keep(path, kept)
        with closing(_read_only(copy)) as source, closing(_new(partial)) as target:
            source.backup(target)
        for leftover in _leftovers(path):
            leftover.unlink(missing_ok=True)
        partial.replace(path)
    except (OSError, sqlite3.Error) as error:
        raise StorageError(
            f"'{path}' cannot be written ({error})", "close studyapp and try again"
        ) from error
    return kept if kept.exists() else None


def _keep(path: Path, kept: Path) -> None:
    """Copy the file, and leave nothing of it in its WAL; a damaged one as it is.

    So a program that is killed before the other file is in its place leaves this one
    whole.
    """
    if _header(path) == _NO_HEADER:
        originals, copies = (path, *_leftovers(path)), (kept, *_leftovers(kept))
        for original, copy in zip(originals, copies, strict=True):
            if original.exists():
                shutil.copy2(original, copy)
        return
    back_up(path, kept)
    with closing(sqlite3.connect(path, timeout=5)) as connection:
        folded = connection.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchone()
    if folded[0]:
        raise StorageError(f"'{path}' is in use", "close studyapp and try again")


def _leftovers(path: Path) -> tuple[Path, Path]:
    """Return the files that SQLite keeps beside a database in use."""
    return path.with_name(f"{path.name}-wal"), path.with_name(f"{path.name}-shm")


def _require_ours(copy: Path) -> None:
    if not copy.is_file():
        raise UsageError(f"there is no file '{copy}'", "name a file made by 'backup'")
    owner, version = _header(copy)
    if owner != APPLICATION_ID:
        raise UsageError(
            f"'{copy}' is damaged or not a learner's file", "name another backup"
        )
    if version > len(STEPS):
        raise UsageError(
            f"'{copy}' was written by a newer studyapp", "upgrade studyapp first"
        )


def _header(path: Path) -> tuple[int, int]:
    """Return which program's file it is and its schema; of a damaged one neither."""
    try:
        with closing(_read_only(path)) as connection:
            (owner,) = connection.execute("PRAGMA application_id").fetchone()
            (version,) = connection.execute("PRAGMA user_version").fetchone()
            (state,) = connection.execute("PRAGMA quick_check").fetchone()
    except sqlite3.DatabaseError:
        return _NO_HEADER
    return (owner, version) if state == "ok" else _NO_HEADER


def _read_only(path: Path) -> sqlite3.Connection:
    return sqlite3.connect(f"{path.absolute().as_uri()}?mode=ro", uri=True, timeout=5)


def _new(path: Path) -> sqlite3.Connection:
    path.unlink(missing_ok=True)
    return sqlite3.connect(path)
