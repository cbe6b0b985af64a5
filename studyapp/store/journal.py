"""The append-only journal: what the learner did, committed before it is acknowledged.

Owns the numbering of this device's events. It must never change or drop an event;
undo is an event of its own. What follows from events, `states` takes in when it is
asked for next.
"""

from __future__ import annotations

import json
from collections.abc import Iterable
from datetime import datetime
from typing import NamedTuple

from studyapp.errors import StorageError
from studyapp.memory.events import Event, EventKind, Payload
from studyapp.memory.history import in_force
from studyapp.memory.study_day import utc_ms
from studyapp.store.engine import Store
from studyapp.store.event_rows import (
    insert_at,
    insert_events,
    last_standing,
    payload_text,
    read_events,
    read_events_of,
    read_events_told,
)
from studyapp.store.mark import Mark, read_mark
from studyapp.store.meta import MetaKey, read_meta
from studyapp.store.revisions import Revision, settle

UNDOABLE = frozenset(
    {
        EventKind.ANSWER,
        EventKind.CRAM,
        EventKind.SUSPEND,
        EventKind.UNSUSPEND,
        EventKind.BURY,
        EventKind.FLAG,
        EventKind.UNFLAG,
        EventKind.NOTE,
    }
)
"""What the learner does to a card and may want back."""

_PLAIN = frozenset({int, str})


class Entry(NamedTuple):
    """An event to be: all but its device and number."""

    kind: str
    subject: str
    payload: Payload
    moment: datetime
    """Aware, in the learner's own zone: its offset is kept."""


class OvertakenError(Exception):
    """Somebody else has written to the file since the mark was read."""


class Journal:
    """The journal of one store, written as this file's own device."""

    def __init__(self, store: Store, model: str = "fsrs6") -> None:
        self._store = store
        self._model = model
        with store.reading() as connection:
            self.device_id = read_meta(connection, MetaKey.DEVICE_ID)

    def append(
        self, kind: str, subject: str, payload: Payload, moment: datetime
    ) -> Event:
        """Commit one event; ValueError for a naive moment."""
        return self.append_many([Entry(kind, subject, payload, moment)])[0]

    def append_many(
        self, entries: Iterable[Entry], settled: Iterable[Revision] = ()
    ) -> tuple[Event, ...]:
        """Commit events, numbered in the order given, and settled revisions together.

        Raises StorageError, nothing kept, when the file cannot be written.
        """
        with self._store.writing() as connection:
            mark = read_mark(connection)
            self._require_own(mark)
            numbered = enumerate(entries, start=mark.written + 1)
            events = tuple(self._mint(entry, number) for number, entry in numbered)
            insert_events(connection, events)
            settle(connection, settled)
            return events

    def append_at(self, mark: Mark, entry: Entry) -> Event:
        """Commit one event if nobody has written since `mark`, else OvertakenError."""
        self._require_own(mark)
        event = self._mint(entry, mark.written + 1)
        with self._store.at_once() as connection:
            if not insert_at(connection, mark, event):
                raise OvertakenError
        return event

    def events(self) -> tuple[Event, ...]:
        """Return all events in total order."""
        with self._store.reading() as connection:
            return read_events(connection)

    def events_of(self, *subjects: str) -> tuple[Event, ...]:
        """Return the events of cards, questions or quizzes, in total order."""
        with self._store.reading() as connection:
            return read_events_of(connection, subjects)

    def told(self, *kinds: str) -> list[Event]:
        """Return the events of some kinds that count, in total order.

        Not for answers to cards, of which there may be a million: ValueError.
        """
        with self._store.reading() as connection:
            found = read_events_told(connection, {*kinds, EventKind.UNDO})
        return in_force(found)

    def last_undoable(self) -> Event | None:
        """Return the last act of this device that is not undone, None without one."""
        with self._store.reading() as connection:
            return last_standing(connection, self.device_id, UNDOABLE)

    def _require_own(self, mark: Mark) -> None:
        if mark.device != self.device_id:
            raise StorageError(
                "your file has become another device while it was open",
                "start studyapp again",
            )

    def _mint(self, entry: Entry, sequence: int) -> Event:
        offset = entry.moment.utcoffset()
        return Event(
            device=self.device_id,
            sequence=sequence,
            at_ms=utc_ms(entry.moment),
            offset_minutes=int(offset.total_seconds() // 60) if offset else 0,
            kind=str(entry.kind),
            subject=entry.subject,
            payload=_as_read(entry.payload),
            model=self._model,
        )


def _as_read(payload: Payload) -> Payload:
    """Return a payload as a later reader will find it: a tuple becomes a list.

    Raises TypeError or ValueError for what JSON cannot hold.
    """
    if _PLAIN.issuperset(map(type, payload.values())):
        return dict(payload)
    read: Payload = json.loads(payload_text(payload))
    return read
