"""The file in which one device hands its journal to the others: JSON lines.

The first line names the format and the device, each further line is one event, and
new events come at the end. It must never raise for a line it cannot read: what is
whole is taken, what is not is told in one sentence.
"""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field, TypeAdapter, ValidationError

from studyapp.exchange.whole_file import write_whole
from studyapp.memory.events import Event, Scalar
from studyapp.memory.wording import counted

FORMAT = "studyapp-journal"
VERSION = 1
_LATEST_MS = 7_258_118_400_000
"""The year 2200: a later instant would not leave room for an interval."""
_LARGEST = 2**63 - 1

_Name = Annotated[str, Field(min_length=1, max_length=200)]


class _Header(BaseModel):
    model_config = ConfigDict(strict=True, frozen=True)

    format: Literal["studyapp-journal"]
    version: int = Field(ge=1)
    device: _Name


class _Line(BaseModel):
    model_config = ConfigDict(strict=True, frozen=True, allow_inf_nan=False)

    device: str = Field("", max_length=200)
    """Empty for the device of the header."""
    sequence: int = Field(ge=-_LARGEST, le=_LARGEST)
    at_ms: int = Field(ge=0, le=_LATEST_MS)
    offset_minutes: int = Field(ge=-1440, le=1440)
    kind: _Name
    subject: str
    payload: dict[str, Scalar | list[Scalar]]
    model: str


_LINE = TypeAdapter(_Line)


@dataclass(frozen=True, slots=True)
class Reading:
    """What a file held; `device` is empty when it is not a journal of ours."""

    device: str
    events: tuple[Event, ...]
    complaint: str = ""
    """One sentence without the file's name, empty when all was read."""


def write_journal(path: Path, device: str, events: Iterable[Event]) -> bool:
    """Put a device's journal in its file; return whether the file changed.

    Raises StorageError when it cannot be written.
    """
    header = {"format": FORMAT, "version": VERSION, "device": device}
    lines = [_json(header), *(_json(_fields(event, device)) for event in events)]
    data = ("\n".join(lines) + "\n").encode("ascii")
    if _bytes(path) == data:
        return False
    write_whole(path, data)
    return True


def read_journal(path: Path) -> Reading:
    """Return every whole event of a file, and what is wrong with the rest."""
    try:
        data = path.read_bytes()
    except OSError as error:
        return Reading("", (), f"it cannot be read ({error.strerror or error})")
    first, *lines = data.split(b"\n")
    try:
        header = _Header.model_validate_json(first)
    except ValidationError:
        return Reading("", (), "it is not a journal that studyapp wrote")
    if header.version > VERSION:
        return Reading("", (), "a newer studyapp wrote it; upgrade this one")
    return _events(header.device, lines)


def _events(device: str, lines: list[bytes]) -> Reading:
    """Read the lines after the header; the last one is empty in a whole file."""
    events: list[Event] = []
    unread: list[int] = []
    for number, line in enumerate(lines, start=2):
        if not line.strip():
            continue
        try:
            events.append(_event(_LINE.validate_json(line), device))
        except ValidationError:
            unread.append(number)
    return Reading(device, tuple(events), _complaint(unread, len(events), lines))


def _complaint(unread: list[int], read: int, lines: list[bytes]) -> str:
    if not unread:
        return ""
    taken = f"the other {read} were taken; sync again on the device that writes it"
    if unread == [len(lines) + 1]:
        return f"it ends in the middle of line {unread[0]}; {taken}"
    events = counted(len(unread), "event")
    return f"{events} from line {unread[0]} on cannot be read; {taken}"


def _event(line: _Line, device: str) -> Event:
    return Event(
        line.device or device,
        line.sequence,
        line.at_ms,
        line.offset_minutes,
        line.kind,
        line.subject,
        line.payload,
        line.model,
    )


def _fields(event: Event, device: str) -> dict[str, object]:
    own = {} if event.device == device else {"device": event.device}
    return own | {
        "sequence": event.sequence,
        "at_ms": event.at_ms,
        "offset_minutes": event.offset_minutes,
        "kind": event.kind,
        "subject": event.subject,
        "payload": dict(sorted(event.payload.items())),
        "model": event.model,
    }


def _json(fields: dict[str, object]) -> str:
    return json.dumps(fields, separators=(",", ":"), allow_nan=False)


def _bytes(path: Path) -> bytes | None:
    try:
        return path.read_bytes()
    except OSError:
        return None
