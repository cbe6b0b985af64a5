"""Rows of the journal as events, and events as rows.

Owns the stored form of an event. There is no way here to change or delete one.
"""

from __future__ import annotations

import json
from collections.abc import Iterable
from typing import Any, Final

from sqlalchemy import Row, Select
from sqlmodel import Session, col, func, insert, select

from studyapp.memory.events import Event, Payload
from studyapp.store.tables import EventRow

_FIELDS: Final = tuple(Event.__dataclass_fields__)
_COLUMNS: Final = tuple(col(getattr(EventRow, name)) for name in _FIELDS)
_SUBJECTS_AT_ONCE = 500


def read_events(session: Session, since_ms: int | None = None) -> tuple[Event, ...]:
    """Return the events of all devices in total order: time, device, sequence."""
    query = _ordered()
    if since_ms is not None:
        query = query.where(col(EventRow.at_ms) >= since_ms)
    return _read(session, query)


def read_events_of(session: Session, subjects: Iterable[str]) -> tuple[Event, ...]:
    """Return the events of some cards, questions or quizzes, in total order each."""
    waiting = sorted(subjects)
    found: list[Event] = []
    while waiting:
        some, waiting = waiting[:_SUBJECTS_AT_ONCE], waiting[_SUBJECTS_AT_ONCE:]
        found += _read(session, _ordered().where(col(EventRow.subject).in_(some)))
    return tuple(found)


def read_events_by(session: Session, device: str) -> tuple[Event, ...]:
    """Return the events of one device, in total order."""
    return _read(session, _ordered().where(col(EventRow.device) == device))


def read_events_like(session: Session, prefix: str) -> tuple[Event, ...]:
    """Return the events of the devices whose names begin so, in total order."""
    named = col(EventRow.device).startswith(prefix, autoescape=True)
    return _read(session, _ordered().where(named))


def read_backwards(
    session: Session, device: str, kinds: Iterable[str]
) -> Iterable[Event]:
    """Yield a device's events of some kinds, the last one first."""
    query = (
        select(*_COLUMNS)
        .where(col(EventRow.device) == device, col(EventRow.kind).in_(list(kinds)))
        .order_by(col(EventRow.sequence).desc())
    )
    for row in session.connection().execute(query):
        yield _event(row)


def last_sequence(session: Session, device: str) -> int:
    """Return the number of a device's last event, 0 before the first."""
    mine = col(EventRow.device) == device
    return session.exec(select(func.max(EventRow.sequence)).where(mine)).one() or 0


def insert_events(session: Session, events: Iterable[Event]) -> None:
    """Add events; an event with a known device and number is refused."""
    rows = [
        {name: getattr(event, name) for name in _FIELDS}
        | {"payload": payload_text(event.payload)}
        for event in events
    ]
    if rows:
        session.connection().execute(insert(EventRow), rows)


def payload_text(payload: Payload) -> str:
    """Return a payload as JSON: sorted keys, no blanks.

    Raises TypeError or ValueError for what JSON cannot hold.
    """
    return json.dumps(
        dict(payload), sort_keys=True, separators=(",", ":"), allow_nan=False
    )


def _ordered() -> Select[Any]:
    return select(*_COLUMNS).order_by(
        col(EventRow.at_ms), col(EventRow.device), col(EventRow.sequence)
    )


def _read(session: Session, query: Select[Any]) -> tuple[Event, ...]:
    return tuple(_event(row) for row in session.connection().execute(query))


def _event(row: Row[Any]) -> Event:
    values: tuple[Any, ...] = tuple(row)
    device, sequence, at_ms, offset_minutes, kind, subject, payload, model = values
    return Event(
        device,
        sequence,
        at_ms,
        offset_minutes,
        kind,
        subject,
        json.loads(payload),
        model,
    )
