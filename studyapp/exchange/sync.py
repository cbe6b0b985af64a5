"""Devices that share a folder: each writes its own journal and reads the others'.

Owns the folder's file names and the order of work: read, unite, then write. It must
never write another device's file, nor lose what a damaged one still holds.
"""

from __future__ import annotations

import shlex
from collections import Counter
from dataclasses import dataclass
from pathlib import Path

from studyapp.errors import StorageError, UsageError
from studyapp.exchange.journal_file import Reading, read_journal, write_journal
from studyapp.memory.events import Event
from studyapp.memory.projection import Projection
from studyapp.store.engine import Store
from studyapp.store.identity import device_of
from studyapp.store.merge import (
    IMPORTED,
    ClashError,
    events_to_share,
    first_contradiction,
    first_difference,
    merge,
)

_PREFIX = "studyapp-"
_SUFFIX = ".jsonl"


@dataclass(frozen=True, slots=True)
class SyncReport:
    """What a sync did."""

    folder: Path
    file: Path
    """This device's own."""
    shared: int
    """Events in it."""
    received: int
    """Events that were new here."""
    cards: int
    """Cards and questions they are about."""
    devices: tuple[str, ...]
    """Other devices in the folder."""
    made: bool
    """Whether the folder was made for it."""
    first: bool
    """Whether the folder had no file of this device."""
    messages: tuple[str, ...]
    """One sentence for each file that could not be read whole."""


def sync(store: Store, projection: Projection, folder: Path) -> SyncReport:
    """Unite this device's journal with those in the folder.

    Raises ClashError, nothing changed, when another copy of the data studies as this
    device; UsageError when the folder is none; StorageError when it cannot be used.
    """
    made = _make(folder)
    device = device_of(store)
    readings = _read(folder)
    events = _all_events(readings)
    try:
        received = merge(store, projection, events)
    except ClashError as clash:
        raise _explained(clash, store, folder, events) from None
    own = events_to_share(store, device)
    file = folder / file_name(device)
    first = not file.exists()
    write_journal(file, device, own)
    others = {event.device for event in events} - {device}
    others |= {reading.device for reading in readings.values()} - {device, ""}
    return SyncReport(
        folder=folder,
        file=file,
        shared=len(own),
        received=len(received),
        cards=len({event.subject for event in received}),
        devices=tuple(sorted(d for d in others if not d.startswith(IMPORTED))),
        made=made,
        first=first,
        messages=_messages(readings),
    )


@dataclass(frozen=True, slots=True)
class Fork:
    """Where this file's history and that in a folder part."""

    device: str
    """The id under which both went on: this device's, or one it had before."""
    first: int | None
    """Its first event that the folder has otherwise or lacks; None when it has all."""


def fork_in(store: Store, folder: Path) -> Fork:
    """Return where this device and another copy of it in the folder parted.

    Raises UsageError when the folder holds nothing to tell that by.
    """
    events = _all_events(_read(folder))
    former = _former_fork(store, events)
    if former is not None:
        return former
    device = device_of(store)
    if not any(event.device == device for event in events):
        raise UsageError(
            f"'{folder}' has no events of this device, so nobody can tell which of "
            "them are this copy's own",
            "sync the other copy with it first, or name another folder",
        )
    return Fork(device, first_difference(store, device, events))


def file_name(device: str) -> str:
    """Return the name of a device's file."""
    return f"{_PREFIX}{device}{_SUFFIX}"


def _former_fork(store: Store, events: list[Event]) -> Fork | None:
    """Return the fork under an id that this file wrote under before, if there is one.

    A copy that was given a new id without a folder at hand kept its events under the
    old one, where the folder has another copy's.
    """
    own = device_of(store)
    others = {e.device for e in events if not e.device.startswith(IMPORTED)} - {own}
    for device in sorted(others):
        first = first_contradiction(store, device, events)
        if first is not None:
            return Fork(device, first)
    return None


def _explained(
    clash: ClashError, store: Store, folder: Path, events: list[Event]
) -> ClashError:
    """Return the clash with what to do: here, where the folder has the other copy's."""
    own = first_contradiction(store, device_of(store), events)
    if own is None and _former_fork(store, events) is None:
        return clash
    return ClashError(
        clash.identity,
        "the folder has the other copy's, so make this one a device of its own: run "
        f"'studyapp doctor --new-device {shlex.quote(str(folder))}' here, and sync",
    )


def _make(folder: Path) -> bool:
    """Make the folder if it is not there; return whether it was made.

    Never what it lies in: a drive that is not mounted would be studied into.
    """
    if folder.is_dir():
        return False
    if folder.exists():
        raise UsageError(f"'{folder}' is not a folder", "name a folder to sync with")
    if not folder.parent.is_dir():
        raise UsageError(
            f"there is no folder '{folder.parent}' to make '{folder.name}' in",
            "make it, or name another folder",
        )
    try:
        folder.mkdir(exist_ok=True)
    except OSError as error:
        raise StorageError(
            f"the folder '{folder}' cannot be made ({error.strerror or error})",
            "name a folder you can write to",
        ) from error
    return True


def _read(folder: Path) -> dict[str, Reading]:
    """Return what each file holds, by name; files that are hidden are nobody's."""
    try:
        paths = sorted(
            path
            for path in folder.iterdir()
            if path.suffix == _SUFFIX and not path.name.startswith(".")
        )
    except OSError as error:
        raise StorageError(
            f"the folder '{folder}' cannot be read ({error.strerror or error})",
            "check its permissions",
        ) from error
    return {path.name: read_journal(path) for path in paths}


def _all_events(readings: dict[str, Reading]) -> list[Event]:
    return [event for reading in readings.values() for event in reading.events]


def _messages(readings: dict[str, Reading]) -> tuple[str, ...]:
    claims = Counter(reading.device for reading in readings.values())
    return tuple(
        message
        for name, reading in readings.items()
        if (message := _message(name, reading, claims[reading.device]))
    )


def _message(name: str, reading: Reading, claims: int) -> str:
    if not reading.device:
        return f"'{name}' was skipped: {reading.complaint}"
    if reading.complaint:
        return f"'{name}' was read in part: {reading.complaint}"
    if claims > 1 and name != file_name(reading.device):
        return (
            f"'{name}' is a second copy of '{file_name(reading.device)}': "
            "its events were taken too; you can delete it"
        )
    return ""
