"""The append-only journal: what the learner did, committed before it is acknowledged.

Owns sequence numbers and the order of events. It must never change or drop an event;
undo is an event of its own.
"""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from sqlmodel import Session, col, func, insert, select

from studyapp.memory.events import Event, EventId, EventKind, Payload, undone_by
from studyapp.memory.state import CardState
from studyapp.memory.study_day import utc_ms
from studyapp.store.engine import Store
from studyapp.store.meta import MetaKey, read_meta
from studyapp.store.revisions import Revision, settle
from studyapp.store.states import Projection, refresh
from studyapp.store.tables import EventRow

UNDOABLE = frozenset(
    {EventKind.ANSWER, EventKind.SUSPEND, EventKind.UNSUSPEND, EventKind.BURY}
)
"""What the learner did to a card and may want back."""

_COLUMNS = (
    EventRow.device,
    EventRow.sequence,
    EventRow.at_ms,
    EventRow.offset_minutes,
    EventRow.kind,
    EventRow.subject,
    EventRow.payload,
    EventRow.model,
)


@dataclass(frozen=True, slots=True)
class Entry:
    """An event to be: all but its device and number."""

    kind: str
    subject: str
    payload: Payload
    moment: datetime
    """Aware, in the learner's own zone: its offset is kept."""


@dataclass(frozen=True, slots=True)
class Recorded:
    """Events as they were committed, and the cards' states after them."""

    events: tuple[Event, ...]
    states: dict[str, CardState]
    """By card id; a card without an entry is new (again)."""


class Journal:
    """The journal of one store, written as one device."""

    def __init__(self, store: Store, model: str = "fsrs6") -> None:
        self._store = store
        self._model = model
        with store.reading() as session:
            self.device_id = read_meta(session, MetaKey.DEVICE_ID)

    def append(
        self, kind: str, subject: str, payload: Payload, moment: datetime
    ) -> Event:
        """Commit one event that changes no card; ValueError for a naive moment."""
        return self.append_many([Entry(kind, subject, payload, moment)])[0]

    def append_many(self, entries: Iterable[Entry]) -> tuple[Event, ...]:
        """Commit events together, numbered in the order given."""
        with self._store.writing() as session:
            return self._insert(session, entries)

    def record(
        self,
        entries: Iterable[Entry],
        projection: Projection,
        settled: Iterable[Revision] = (),
    ) -> Recorded:
        """Commit events, the states of their cards and settled revisions together.

        A card's state is read anew from all its events, so undo, a clock set back
        and a second program at work all give what a full replay would.
        """
        with self._store.writing() as session:
            events = self._insert(session, entries)
            states = refresh(
                session,
                projection,
                {event.subject for event in events},
                lambda subjects: _read(session, subjects),
            )
            settle(session, settled)
            return Recorded(events, states)

    def events(self, since_ms: int | None = None) -> tuple[Event, ...]:
        """Return all events in total order, or those at or after a UTC instant."""
        with self._store.reading() as session:
            return read_events(session, since_ms)

    def events_of(self, subject: str) -> tuple[Event, ...]:
        """Return the events of one card, question or quiz in total order."""
        with self._store.reading() as session:
            return _read(session, {subject})

    def last_undoable(self) -> Event | None:
        """Return the last act of this device that is not undone yet."""
        query = (
            select(*_COLUMNS)
            .where(
                col(EventRow.device) == self.device_id,
                col(EventRow.kind).in_([*UNDOABLE, EventKind.UNDO]),
            )
            .order_by(col(EventRow.sequence).desc())
        )
        undone: set[EventId | None] = set()
        with self._store.reading() as session:
            for row in session.connection().execute(query):
                event = _event(*row)
                if event.kind == EventKind.UNDO:
                    undone.add(undone_by(event))
                elif event.identity not in undone:
                    return event
        return None

    def _insert(
        self, session: Session, entries: Iterable[Entry]
    ) -> tuple[Event, ...]:
        mine = col(EventRow.device) == self.device_id
        query = select(func.max(EventRow.sequence)).where(mine)
        last = session.exec(query).one() or 0
        events = tuple(
            self._mint(entry, last + number)
            for number, entry in enumerate(entries, start=1)
        )
        if events:
            session.connection().execute(insert(EventRow), [_row(e) for e in events])
        return events

    def _mint(self, entry: Entry, sequence: int) -> Event:
        offset = entry.moment.utcoffset()
        return Event(
            device=self.device_id,
            sequence=sequence,
            at_ms=utc_ms(entry.moment),
            offset_minutes=int(offset.total_seconds() // 60) if offset else 0,
            kind=str(entry.kind),
            subject=entry.subject,
            payload=entry.payload,
            model=self._model,
        )


def read_events(session: Session, since_ms: int | None = None) -> tuple[Event, ...]:
    """Return the events of all devices in total order: time, device, sequence."""
    query = select(*_COLUMNS).order_by(
        col(EventRow.at_ms), col(EventRow.device), col(EventRow.sequence)
    )
    if since_ms is not None:
        query = query.where(col(EventRow.at_ms) >= since_ms)
    return tuple(_event(*row) for row in session.connection().execute(query))
