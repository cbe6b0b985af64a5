"""Which device this file is, and how a copied file becomes a device of its own.

The one place where events get another number: those of a copy that went on under the
number of another copy. A copy of the whole file is kept before; no event is lost.
"""

from __future__ import annotations

import secrets
import sqlite3
from contextlib import closing
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from studyapp.errors import StorageError
from studyapp.memory.events import EventKind, Payload
from studyapp.store.backup import back_up
from studyapp.store.engine import Store
from studyapp.store.event_rows import payload_text, read_events_told
from studyapp.store.meta import MetaKey, read_meta
from studyapp.store.names import Connection, NameBook, numbers_of, open_connection
from studyapp.store.steps import APPEND_ONLY_UPDATE


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
    stamp = now.astimezone(UTC).strftime("%Y%m%dT%H%M%SZ")
    kept = back_up(path, path.with_name(f"{path.name}.before-new-device-{stamp}"))
    new = secrets.token_hex(8)
    try:
        with closing(open_connection(str(path), NameBook())) as connection:
            connection.execute("PRAGMA synchronous = FULL")
            connection.execute("BEGIN IMMEDIATE")
            old, moved = _rename(connection, new, first)
            connection.execute("COMMIT")
    except sqlite3.Error as error:
        raise StorageError(
            f"'{path}' cannot be written ({error})", "close studyapp and try again"
        ) from error
    return Renaming(old, new, moved, kept)


def _rename(connection: Connection, new: str, first: int | None) -> tuple[str, int]:
    """Move the events in an open transaction; the triggers stand again at its end."""
    ((old,),) = connection.execute("SELECT value FROM meta WHERE key = 'device_id'")
    connection.execute("UPDATE meta SET value = ? WHERE key = 'device_id'", (new,))
    if first is None:
        return old, 0
    # Of events at one instant the device decides the order.
    connection.execute("DELETE FROM meta WHERE key = 'states_key'")
    connection.execute("DROP TRIGGER event_is_not_updated")
    number = numbers_of(connection, (old, new))
    moved = connection.execute(
        "UPDATE event SET device = ?, sequence = sequence - ? + 1 "
        "WHERE device = ? AND sequence >= ?",
        (number[new], first, number[old], first),
    ).rowcount
    for event in read_events_told(connection, (EventKind.UNDO,)):
        if event.device == new:
            payload = _redirected(event.payload, old, new, first)
            connection.execute(
                "UPDATE event SET payload = ? WHERE device = ? AND sequence = ?",
                (payload_text(payload), number[new], event.sequence),
            )
    connection.execute(APPEND_ONLY_UPDATE)
    return old, moved


def _redirected(payload: Payload, old: str, new: str, first: int) -> Payload:
    """Let an undo name the event it took back by that event's new number."""
    sequence = payload.get("sequence")
    if payload.get("device") != old or not isinstance(sequence, int):
        return payload
    if sequence < first:
        return payload
    return {**payload, "device": new, "sequence": sequence - first + 1}
