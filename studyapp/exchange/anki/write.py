"""Writes an Anki package: our cards with their schedule and every answer.

Owns the rows of notes and cards. A note's guid is made from our card's id, so a
second import updates its text and leaves Anki's schedule alone. It must never leave
half a file under the name it was asked for.
"""

from __future__ import annotations

import re
import sqlite3
import tempfile
import zipfile
from collections.abc import Mapping, Sequence
from contextlib import closing
from dataclasses import dataclass
from datetime import datetime
from hashlib import sha1
from html import unescape
from pathlib import Path

from studyapp.exchange.anki.scheduling import (
    CardRow,
    LogRow,
    card_row,
    frame_of,
    log_rows,
)
from studyapp.exchange.anki.schema import (
    GUID_PREFIX,
    NOTETYPE,
    ROOT_DECK,
    TABLES,
    collection_row,
    deck_id,
    stable_id,
)
from studyapp.exchange.whole_file import replacing
from studyapp.memory.events import Event
from studyapp.memory.policy import Policy
from studyapp.memory.state import CardState

_TAG = re.compile(r"<[^>]*>")


@dataclass(frozen=True, slots=True)
class Page:
    """One card as it goes out; texts are HTML."""

    card_id: str
    deck: str
    """The topic's title."""
    topic: str
    front: str
    back: str


@dataclass(frozen=True, slots=True)
class Progress:
    """What the learner did with the cards."""

    states: Mapping[str, CardState]
    events: Mapping[str, Sequence[Event]]
    """By card id."""
    policy: Policy


@dataclass(frozen=True, slots=True)
class Written:
    """What a package holds."""

    path: Path
    cards: int
    answers: int


def write_package(
    path: Path, pages: Sequence[Page], progress: Progress, now: datetime
) -> Written:
    """Write the cards as an Anki package; replaces a file of that name.

    Raises StorageError, the old file untouched, when it cannot be written.
    """
    with replacing(path) as partial, tempfile.TemporaryDirectory() as folder:
        collection = Path(folder) / "collection.anki2"
        with closing(sqlite3.connect(collection)) as connection, connection:
            answers = _fill(connection, pages, progress, now)
        with zipfile.ZipFile(partial, "w", zipfile.ZIP_DEFLATED) as package:
            package.write(collection, "collection.anki2")
            package.writestr("media", "{}")
    return Written(path, len(pages), answers)


def _fill(
    connection: sqlite3.Connection,
    pages: Sequence[Page],
    progress: Progress,
    now: datetime,
) -> int:
    """Write all tables; return the number of answers."""
    policy = progress.policy
    everything = (event for events in progress.events.values() for event in events)
    frame = frame_of(everything, now, policy)
    connection.executescript(TABLES)
    decks = dict.fromkeys(_deck_name(page) for page in pages)
    connection.execute(
        f"INSERT INTO col VALUES ({_marks(13)})",
        collection_row(frame.crt, decks, now, policy.rollover_hour),
    )
    seconds = int(now.timestamp())
    taken_ids: set[int] = set()
    taken_moments: set[int] = set()
    for position, page in enumerate(pages, start=1):
        number = stable_id("card", page.card_id)
        while number in taken_ids:
            number += 1
        taken_ids.add(number)
        connection.execute(
            f"INSERT INTO notes VALUES ({_marks(11)})", _note(number, page, seconds)
        )
        row = card_row(progress.states.get(page.card_id), position, frame)
        connection.execute(
            f"INSERT INTO cards VALUES ({_marks(18)})",
            _card(number, page, row, seconds),
        )
        events = progress.events.get(page.card_id, ())
        rows = log_rows(events, policy, taken_moments)
        connection.executemany(
            f"INSERT INTO revlog VALUES ({_marks(9)})",
            (_log(number, row) for row in rows),
        )
    return len(taken_moments)


def _note(number: int, page: Page, seconds: int) -> tuple[int | str, ...]:
    plain = unescape(_TAG.sub("", page.front)).strip()
    checksum = int(sha1(plain.encode(), usedforsecurity=False).hexdigest()[:8], 16)
    return (
        number,
        f"{GUID_PREFIX}{page.card_id}",
        NOTETYPE,
        seconds,
        -1,
        f" {page.topic} ",
        f"{page.front}\x1f{page.back}\x1f{page.card_id}",
        plain,
        checksum,
        0,
        "",
    )


def _card(number: int, page: Page, row: CardRow, seconds: int) -> tuple[int | str, ...]:
    return (
        number,
        number,
        deck_id(_deck_name(page)),
        0,
        seconds,
        -1,
        row.type,
        row.queue,
        row.due,
        row.interval,
        row.factor,
        row.reps,
        row.lapses,
        row.left,
        0,
        0,
        0,
        row.data,
    )


def _log(card: int, row: LogRow) -> tuple[int, ...]:
    return (
        row.id,
        card,
        -1,
        row.ease,
        row.interval,
        row.last_interval,
        row.factor,
        row.time_ms,
        row.type,
    )


def _deck_name(page: Page) -> str:
    return f"{ROOT_DECK}::{page.deck.replace('::', ' ')}"


def _marks(count: int) -> str:
    return ", ".join("?" * count)
