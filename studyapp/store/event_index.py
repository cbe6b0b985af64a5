"""Where in the journal the events of a subject and those of a kind are.

Owns an index that follows the journal: an event is committed alone, which writes one
page and not three, and is entered when the caches are brought up. This device's events
since then, a session's last few, are looked through one by one.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final

from studyapp.memory.events import Event
from studyapp.store.mark import OWN_DEVICE, read_mark
from studyapp.store.meta import MetaKey, write_meta
from studyapp.store.names import Connection, numbers_of

_INDEXED = f"(SELECT value FROM meta WHERE key = '{MetaKey.INDEXED.value}')"
_SINCE = f"device = {OWN_DEVICE} AND sequence > CAST({_INDEXED} AS INTEGER)"

_SUBJECTS = "SELECT subject, device, sequence FROM event"
_KINDS = "SELECT kind, device, sequence FROM event"
_IS_TOLD = "payload IS NOT NULL"
_BY_SUBJECT = "INSERT INTO event_by_subject"
_BY_KIND = "INSERT INTO event_by_kind"

OF_SUBJECTS: Final = (
    "SELECT device, sequence FROM event_by_subject WHERE subject IN ({0})"
    f" UNION ALL SELECT device, sequence FROM event WHERE {_SINCE}"
    " AND subject IN ({0})"
)
"""Device and number of each event of some subjects, given by their numbers."""
OF_KINDS: Final = (
    "SELECT device, sequence FROM event_by_kind WHERE kind IN ({0})"
    f" UNION ALL SELECT device, sequence FROM event WHERE {_SINCE}"
    f" AND {_IS_TOLD} AND kind IN ({{0}})"
)
"""The same of some kinds, without the answers that their columns say all of."""


def enter_new(connection: Connection) -> None:
    """Enter what this device has written since the last time."""
    connection.execute(f"{_BY_SUBJECT} {_SUBJECTS} WHERE {_SINCE}")
    connection.execute(f"{_BY_KIND} {_KINDS} WHERE {_SINCE} AND {_IS_TOLD}")
    _note_entered(connection)


def enter_merged(connection: Connection, events: Iterable[Event]) -> None:
    """Enter events that were just added to a journal all else of which is in."""
    added = list(events)
    number = numbers_of(connection, {event.device for event in added})
    rows = [(number[event.device], event.sequence) for event in added]
    one = "WHERE device = ? AND sequence = ?"
    connection.executemany(f"{_BY_SUBJECT} {_SUBJECTS} {one}", rows)
    connection.executemany(f"{_BY_KIND} {_KINDS} {one} AND {_IS_TOLD}", rows)
    _note_entered(connection)


def reindex(connection: Connection) -> None:
    """Enter the whole journal anew, in an order that leaves no room between."""
    connection.execute("DELETE FROM event_by_subject")
    connection.execute("DELETE FROM event_by_kind")
    connection.execute(f"{_BY_SUBJECT} {_SUBJECTS} ORDER BY 1, 2, 3")
    connection.execute(f"{_BY_KIND} {_KINDS} WHERE {_IS_TOLD} ORDER BY 1, 2, 3")
    _note_entered(connection)


def is_indexed(connection: Connection) -> bool:
    """Return whether the index holds each event it should, and no other."""
    # Its own name the device has only from its first event on.
    entered = f"NOT coalesce({_SINCE}, 0)"
    return not any(
        connection.execute(f"{one} EXCEPT {other} LIMIT 1").fetchone()
        for journal, index in (
            (f"{_SUBJECTS} WHERE {entered}", "event_by_subject"),
            (f"{_KINDS} WHERE {entered} AND {_IS_TOLD}", "event_by_kind"),
        )
        for one, other in (
            (journal, f"SELECT * FROM {index}"),
            (f"SELECT * FROM {index}", journal),
        )
    )


def _note_entered(connection: Connection) -> None:
    write_meta(connection, MetaKey.INDEXED, str(read_mark(connection).written))
