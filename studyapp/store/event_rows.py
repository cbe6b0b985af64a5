"""Rows of the journal as events, and events as rows.

Owns the stored form of an event. There is no way here to change or delete one.
"""

from __future__ import annotations

import json
from collections.abc import Iterable
from typing import Any, Final

from sqlmodel import Session, col, select

from studyapp.memory.events import Event, Payload
from studyapp.store.tables import EventRow

_FIELDS: Final = tuple(Event.__dataclass_fields__)
_COLUMNS: Final = tuple(col(getattr(EventRow, name)) for name in _FIELDS)
_NAMES: Final = ", ".join(_FIELDS)
_SUBJECTS_AT_ONCE = 500

# One answer reads and writes here three times. Told as text, that takes 0.1 ms of
# processor; built as SQLAlchemy's expressions it took 1.2 ms.
_ORDER: Final = "ORDER BY at_ms, device, sequence"
_SELECT: Final = f"SELECT {_NAMES} FROM event"
_INSERT: Final = (
    f"INSERT INTO event ({_NAMES}) VALUES ({', '.join('?' * len(_FIELDS))})"
)


def read_events(session: Session, since_ms: int | None = None) -> tuple[Event, ...]:
    """Return the events of all devices in total order: time, device, sequence."""
    if since_ms is None:
        return _read(session, f"{_SELECT} {_ORDER}")
    return _read(session, f"{_SELECT} WHERE at_ms >= ? {_ORDER}", since_ms)


def read_events_of(session: Session, subjects: Iterable[str]) -> tuple[Event, ...]:
    """Return the events of some cards, questions or quizzes, in total order each."""
    waiting = sorted(subjects)
    found: list[Event] = []
    while waiting:
        some, waiting = waiting[:_SUBJECTS_AT_ONCE], waiting[_SUBJECTS_AT_ONCE:]
        marks = ", ".join("?" * len(some))
        found += _read(session, f"{_SELECT} WHERE subject IN ({marks}) {_ORDER}", *some)
    return tuple(found)


def read_events_by(session: Session, device: str) -> tuple[Event, ...]:
    """Return the events of one device, in total order."""
    return _read(session, f"{_SELECT} WHERE device = ? {_ORDER}", device)


def read_events_like(session: Session, prefix: str) -> tuple[Event, ...]:
    """Return the events of the devices whose names begin so, in total order."""
    begins = "substr(device, 1, length(?)) = ?"
    return _read(session, f"{_SELECT} WHERE {begins} {_ORDER}", prefix, prefix)


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
    query = "SELECT max(sequence) FROM event WHERE device = ?"
    found = session.connection().exec_driver_sql(query, (device,)).scalar()
    return int(found or 0)


def insert_events(session: Session, events: Iterable[Event]) -> None:
    """Add events; an event with a known device and number is refused."""
    rows = [_values(event) for event in events]
    if rows:
        session.connection().exec_driver_sql(_INSERT, rows)


def payload_text(payload: Payload) -> str:
    """Return a payload as JSON: sorted keys, no blanks.

    Raises TypeError or ValueError for what JSON cannot hold.
    """
    return json.dumps(
        dict(payload), sort_keys=True, separators=(",", ":"), allow_nan=False
    )


def _values(event: Event) -> tuple[str | int, ...]:
    return (
        event.device,
        event.sequence,
        event.at_ms,
        event.offset_minutes,
        event.kind,
        event.subject,
        payload_text(event.payload),
        event.model,
    )


def _read(session: Session, query: str, *values: str | int) -> tuple[Event, ...]:
    rows = session.connection().exec_driver_sql(query, values)
    return tuple(map(_event, rows))


def _event(row: Iterable[Any]) -> Event:
    device, sequence, at_ms, offset_minutes, kind, subject, payload, model = row
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
