"""Which device this file is, and how a copied file becomes a device of its own.

The one place where events get another number: those of a copy that went on under the
number of another copy. A copy of the whole file is kept before; no event is lost.
"""

from __future__ import annotations

import secrets
import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from studyapp.errors import StorageError
from studyapp.memory.events import EventId, EventKind, Payload
from studyapp.store.backup import back_up
from studyapp.store.engine import Store
from studyapp.store.event_index import reindex
from studyapp.store.event_rows import payload_text, read_events_told
from studyapp.store.mark import forget_caches
from studyapp.store.meta import MetaKey, read_meta, write_meta
from studyapp.store.names import Connection, NameBook, numbers_of, open_connection
from studyapp.store.step import APPEND_ONLY_UPDATE


@dataclass(frozen=True, slots=True)
class Renaming:
    """A file's new identity."""

    old: str
    new: str
    moved: int
    """Events that now count as the new device's."""
    kept: Path
    """The copy made before."""


def device_of(store: Store) -> str:
    """Return the id under which this file writes events."""
    with store.reading() as connection:
        return read_meta(connection, MetaKey.DEVICE_ID)


def renew_device(path: Path, first: int | None, now: datetime) -> Renaming:
    """Give the file a new device id; its own events from number `first` on go with it.

    None moves no event. No other program may have the file open for writing. Raises
    StorageError when the file cannot be written; it is then as it was.
    """
    kept = _keep(path, now)
    new = secrets.token_hex(8)
    with _exclusively(path) as connection:
        old = read_meta(connection, MetaKey.DEVICE_ID)
        write_meta(connection, MetaKey.DEVICE_ID, new)
        forget_caches(connection)
        if first is None:
            moved = 0
            reindex(connection)
        else:
            moved = _move(connection, old, new, first)
    return Renaming(old, new, moved, kept)


def take_back(path: Path, former: str, first: int, now: datetime) -> Renaming:
    """Give this device the events from number `first` on that it wrote as another one.

    It keeps its id, and they come after its own. As `renew_device` in all else.
    """
    kept = _keep(path, now)
    with _exclusively(path) as connection:
        own = read_meta(connection, MetaKey.DEVICE_ID)
        # Of events at one instant the device decides the order.
        forget_caches(connection)
        moved = _move(connection, former, own, first)
    return Renaming(former, own, moved, kept)


def _keep(path: Path, now: datetime) -> Path:
    stamp = now.astimezone(UTC).strftime("%Y%m%dT%H%M%SZ")
    return back_up(path, path.with_name(f"{path.name}.before-new-device-{stamp}"))


@contextmanager
def _exclusively(path: Path) -> Iterator[Connection]:
    """Open a transaction that is committed at the end, or leaves all as it was."""
    try:
        with closing(open_connection(str(path), NameBook())) as connection:
            connection.execute("PRAGMA synchronous = FULL")
            connection.execute("BEGIN IMMEDIATE")
            yield connection
            connection.execute("COMMIT")
    except sqlite3.Error as error:
        raise StorageError(
            f"'{path}' cannot be written ({error})", "close studyapp and try again"
        ) from error


def _move(connection: Connection, old: str, new: str, first: int) -> int:
    """Move events to the end of a device's own; return how many.

    The triggers stand again at the end of the transaction.
    """
    connection.execute("DROP TRIGGER event_is_not_updated")
    number = numbers_of(connection, (old, new))
    ((last,),) = connection.execute(
        "SELECT coalesce(max(sequence), 0) FROM event WHERE device = ?", (number[new],)
    )
    by = last + 1 - first
    moved = connection.execute(
        "UPDATE event SET device = ?, sequence = sequence + ? "
        "WHERE device = ? AND sequence >= ?",
        (number[new], by, number[old], first),
    ).rowcount
    reindex(connection)
    for event in read_events_told(connection, (EventKind.UNDO,)):
        if event.device == new:
            payload = _redirected(event.payload, (old, first), new, by)
            connection.execute(
                "UPDATE event SET payload = ? WHERE device = ? AND sequence = ?",
                (payload_text(payload), number[new], event.sequence),
            )
    connection.execute(APPEND_ONLY_UPDATE)
    return int(moved)


def _redirected(payload: Payload, moved: EventId, new: str, by: int) -> Payload:
    """Let an undo name the event it took back by that event's new number."""
    old, first = moved
    sequence = payload.get("sequence")
    if payload.get("device") != old or not isinstance(sequence, int):
        return payload
    if sequence < first:
        return payload
    return {**payload, "device": new, "sequence": sequence + by}
