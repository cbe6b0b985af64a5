"""Union of this file's journal with events from elsewhere.

Owns the rule that one device and number mean one event. It must never change an
event that is there, and it takes in all of what it is given or nothing.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from operator import attrgetter

from studyapp.errors import StudyError
from studyapp.memory.events import Event, EventId
from studyapp.memory.projection import Projection
from studyapp.store.engine import Store
from studyapp.store.event_rows import (
    insert_events,
    payload_text,
    read_events_by,
    read_events_like,
)
from studyapp.store.names import Connection
from studyapp.store.states import bring_up, take_in_merged

IMPORTED = "imported."
"""How the device of an event begins that another program's history gave.

It goes on with the card's id, and the event's number is the other program's: two
devices that import one history make the same events, so a merge has them once.
"""

_Content = tuple[int, int, str, str, str, str]
_IDENTITY = attrgetter("identity")


class ClashError(StudyError):
    """Two different events claim one device and number."""

    def __init__(self, identity: EventId, remedy: str = "") -> None:
        device, sequence = identity
        super().__init__(
            f"two copies of your data study as one device: event {sequence} of the "
            f"device {device} is not the same in both",
            remedy
            or "on one of the two copies run 'studyapp doctor --new-device FOLDER' "
            "with the folder you sync with, then sync again",
        )
        self.identity = identity


def merge(
    store: Store, projection: Projection, events: Iterable[Event]
) -> tuple[Event, ...]:
    """Add the events that are not there yet, and take them into the caches.

    Returns the added events; raises ClashError, nothing added, when one of them
    contradicts an event that is there or another one of them. What was imported
    twice in two ways stays as it was first: nobody can mend another program's log.
    """
    with store.writing() as connection:
        added = _unknown(connection, events)
        if added:
            bring_up(connection, projection)
            insert_events(connection, added)
            take_in_merged(connection, projection, added)
        return added


def first_difference(store: Store, device: str, events: Iterable[Event]) -> int | None:
    """Return the first number at which a device's events differ from the journal's.

    That is one the others do not have, or have otherwise; None when there is none,
    and when the others have no event of this device to compare with.
    """
    theirs = {e.sequence: _content(e) for e in events if e.device == device}
    with store.reading() as connection:
        ours = _known(connection, device)
    if not theirs:
        return None
    differing = (n for n, content in ours.items() if theirs.get(n) != content)
    return min(differing, default=None)


def first_contradiction(
    store: Store, device: str, events: Iterable[Event]
) -> int | None:
    """Return the first number at which the others have only another event than here.

    None when one of the others has each event that is here, or has none for it.
    """
    theirs: dict[int, set[_Content]] = defaultdict(set)
    for event in events:
        if event.device == device:
            theirs[event.sequence].add(_content(event))
    with store.reading() as connection:
        ours = _known(connection, device)
    wrong = (n for n, others in theirs.items() if n in ours and ours[n] not in others)
    return min(wrong, default=None)


def events_to_share(store: Store, device: str) -> tuple[Event, ...]:
    """Return a device's own events by number, then what was imported, by identity."""
    with store.reading() as connection:
        own = read_events_by(connection, device)
        imported = read_events_like(connection, IMPORTED)
    return (*sorted(own, key=_IDENTITY), *sorted(imported, key=_IDENTITY))


def _unknown(connection: Connection, events: Iterable[Event]) -> tuple[Event, ...]:
    added: list[Event] = []
    for device, theirs in _by_device(events).items():
        known = _known(connection, device)
        for event in theirs:
            content = _content(event)
            there = known.setdefault(event.sequence, content)
            if there is content:
                added.append(event)
            elif there != content and not device.startswith(IMPORTED):
                raise ClashError(event.identity)
    return tuple(added)


def _by_device(events: Iterable[Event]) -> dict[str, list[Event]]:
    devices: dict[str, list[Event]] = defaultdict(list)
    for event in events:
        devices[event.device].append(event)
    return devices


def _known(connection: Connection, device: str) -> dict[int, _Content]:
    events = read_events_by(connection, device)
    return {event.sequence: _content(event) for event in events}


def _content(event: Event) -> _Content:
    """Return what an event says, as its row holds it: 1 and 1.0 are not the same."""
    return (
        event.at_ms,
        event.offset_minutes,
        event.kind,
        event.subject,
        payload_text(event.payload),
        event.model,
    )
