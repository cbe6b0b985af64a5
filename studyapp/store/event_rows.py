"""Rows of the journal as events, and events as rows.

Owns the stored form of an event: names by their numbers, and an answer's rating, time
and days in columns, which takes a third of the room that JSON takes. There is no way
here to change or delete one.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Mapping
from typing import Final

from studyapp.memory.events import Event, EventKind, Payload, named_in
from studyapp.store.event_index import OF_KINDS, OF_SUBJECTS
from studyapp.store.mark import AT_MARK, Mark
from studyapp.store.names import (
    Connection,
    batches,
    every_name,
    known_numbers,
    names_of,
    numbers_of,
)

_Row = tuple[
    int, int, int, int, int, int, int | None, int | None, int | None, str | None, int
]
_Names = Callable[[int], str]

_COLUMNS: Final = (
    "device, sequence, at_ms, offset_minutes, kind, subject,"
    " rating, elapsed_ms, due_in, payload, model"
)
_SELECT: Final = f"SELECT {_COLUMNS} FROM event"
# CROSS: the index is read first, always; SQLite does not guess how little it holds.
_THOSE: Final = (
    f"SELECT {_COLUMNS} FROM ({{}}) CROSS JOIN event USING (device, sequence)"
)
_INSERT: Final = f"INSERT INTO event ({_COLUMNS}) VALUES ({', '.join('?' * 11)})"
_INSERT_AT: Final = (
    f"INSERT INTO event ({_COLUMNS}) SELECT {', '.join('?' * 11)} WHERE {AT_MARK}"
)
_ENCODER: Final = json.JSONEncoder(
    sort_keys=True, separators=(",", ":"), allow_nan=False
)
"""`json.dumps` makes one for each text, which takes half of its time."""
_ANSWER: Final[str] = EventKind.ANSWER
_IN_COLUMNS: Final = ("due_in", "elapsed_ms", "rating")
_LARGEST: Final = 2**63


def read_events(connection: Connection) -> tuple[Event, ...]:
    """Return the events of all devices in total order: time, device, sequence."""
    names = every_name(connection)
    return _in_order(connection.execute(_SELECT), names.__getitem__)


def read_events_of(
    connection: Connection, subjects: Iterable[str]
) -> tuple[Event, ...]:
    """Return the events of some cards, questions or quizzes, in total order."""
    numbers = list(known_numbers(connection, sorted(set(subjects))).values())
    rows: list[_Row] = []
    for some in batches(numbers):
        rows += connection.execute(_THOSE.format(OF_SUBJECTS.format(some)))
    return _named(connection, rows)


def read_events_by(connection: Connection, device: str) -> tuple[Event, ...]:
    """Return the events of one device, in total order."""
    where = "WHERE device = (SELECT id FROM name WHERE text = ?)"
    return _named(connection, connection.execute(f"{_SELECT} {where}", (device,)))


def read_events_after(
    connection: Connection, device: str, sequence: int
) -> tuple[Event, ...]:
    """Return a device's events with greater numbers, in total order."""
    number = known_numbers(connection, (device,)).get(device)
    query = f"{_SELECT} WHERE device = ? AND sequence > ?"
    return _named(connection, connection.execute(query, (number, sequence)))


def read_events_like(connection: Connection, prefix: str) -> tuple[Event, ...]:
    """Return the events of the devices whose names begin so, in total order."""
    devices = connection.execute(
        "SELECT text FROM name WHERE substr(text, 1, length(?)) = ?", (prefix, prefix)
    ).fetchall()
    found = [event for (d,) in devices for event in read_events_by(connection, d)]
    return tuple(sorted(found, key=_total_order))


def read_events_told(connection: Connection, kinds: Iterable[str]) -> tuple[Event, ...]:
    """Return the events of some kinds, in total order; ValueError for answers.

    The index holds all that are no answers to cards, so a long history costs nothing.
    """
    wanted = set(kinds)
    if _ANSWER in wanted:
        raise ValueError("answers are not read by their kind")
    numbers = known_numbers(connection, wanted).values()
    marks = ", ".join(map(str, numbers))
    query = _THOSE.format(OF_KINDS.format(marks))
    return _named(connection, connection.execute(query))


def last_standing(
    connection: Connection, device: str, kinds: Iterable[str]
) -> Event | None:
    """Return a device's last event of some kinds that is not undone, None without one.

    Read backwards, so it costs no more than has been undone since.
    """
    undo: str = EventKind.UNDO
    numbers = known_numbers(connection, (device, undo, *kinds))
    wanted = {numbers.get(kind) for kind in kinds}
    undone: set[object] = set()
    rows = connection.execute(
        f"{_SELECT} WHERE device = ? ORDER BY sequence DESC", (numbers.get(device),)
    )
    for row in rows:
        kind, sequence = row[4], row[1]
        if (device, sequence) in undone:
            continue
        if kind == numbers.get(undo):
            undone.add(named_in(json.loads(row[9])))
        elif kind in wanted:
            return _named(connection, [row])[0]
    return None


def count_events_of(connection: Connection, subject: str) -> int:
    """Return how many events there are of a card, a question or a quiz."""
    number = known_numbers(connection, (subject,)).get(subject, 0)
    query = f"SELECT count(*) FROM ({OF_SUBJECTS.format(number)})"
    (count,) = connection.execute(query).fetchone()
    return int(count)


def latest_of(connection: Connection, subjects: Iterable[str]) -> dict[str, int]:
    """Return the instant of the latest event of each card that has any."""
    latest: dict[str, int] = {}
    for event in read_events_of(connection, subjects):
        latest[event.subject] = event.at_ms
    return latest


def insert_events(connection: Connection, events: Iterable[Event]) -> None:
    """Add events; an event with a known device and number is refused."""
    added = list(events)
    names = {n for e in added for n in _names_in(e)}
    numbers = numbers_of(connection, names)
    connection.executemany(_INSERT, [_row(event, numbers) for event in added])


def insert_at(connection: Connection, mark: Mark, event: Event) -> bool:
    """Add this device's event if the journal ends at a mark; return whether it did.

    One statement does it all, but for names that are new.
    """
    try:
        row = _row(event, connection.book.numbers)
    except KeyError:
        row = _row(event, numbers_of(connection, _names_in(event)))
    device, written, merges = mark
    at_mark = device, row[0], written, merges
    return connection.execute(_INSERT_AT, (*row, *at_mark)).rowcount == 1


def payload_text(payload: Payload) -> str:
    """Return a payload as JSON: sorted keys, no blanks.

    Raises TypeError or ValueError for what JSON cannot hold.
    """
    return _ENCODER.encode(dict(payload))


def _names_in(event: Event) -> tuple[str, ...]:
    return event.device, event.kind, event.subject, event.model


def _row(event: Event, numbers: Mapping[str, int]) -> _Row:
    return (
        numbers[event.device],
        event.sequence,
        event.at_ms,
        event.offset_minutes,
        numbers[event.kind],
        numbers[event.subject],
        *_columns(event),
        numbers[event.model],
    )


def _columns(
    event: Event,
) -> tuple[int | None, int | None, int | None, str | None]:
    """Return rating, time and days of an answer that holds no more, else its text."""
    payload = event.payload
    if event.kind == _ANSWER and payload and payload.keys() <= set(_IN_COLUMNS):
        told = {name: _integer(value) for name, value in payload.items()}
        if None not in told.values():
            return told.get("rating"), told.get("elapsed_ms"), told.get("due_in"), None
    return None, None, None, payload_text(payload)


def _integer(value: object) -> int | None:
    """Return a value that a column can hold as it is."""
    is_whole = type(value) is int and -_LARGEST <= value < _LARGEST
    return value if is_whole and isinstance(value, int) else None


def _named(connection: Connection, rows: Iterable[_Row]) -> tuple[Event, ...]:
    """Return some rows as events in total order, with only the names they need."""
    found = list(rows)
    numbers = {n for row in found for n in (row[0], row[4], row[5], row[10])}
    return _in_order(found, names_of(connection, numbers).__getitem__)


def _in_order(rows: Iterable[_Row], name: _Names) -> tuple[Event, ...]:
    return tuple(sorted((_event(row, name) for row in rows), key=_total_order))


def _event(row: _Row, name: _Names) -> Event:
    payload = row[9]
    return Event(
        name(row[0]),
        row[1],
        row[2],
        row[3],
        name(row[4]),
        name(row[5]),
        _payload(*row[6:9]) if payload is None else json.loads(payload),
        name(row[10]),
    )


def _payload(
    rating: int | None, elapsed_ms: int | None, due_in: int | None
) -> dict[str, int]:
    values = zip(_IN_COLUMNS, (due_in, elapsed_ms, rating), strict=True)
    return {name: value for name, value in values if value is not None}


def _total_order(event: Event) -> tuple[int, str, int]:
    return event.at_ms, event.device, event.sequence
