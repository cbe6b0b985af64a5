"""Reads an Anki package into values: notes with their templates, cards, answers.

Owns the formats of the file. What cannot be read is one sentence with a remedy; it
must never hand out a part of a damaged package as if it were the whole.
"""

from __future__ import annotations

import json
import sqlite3
import tempfile
import zipfile
import zlib
from collections.abc import Callable, Mapping
from contextlib import closing
from dataclasses import dataclass
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

from studyapp.errors import UsageError
from studyapp.exchange.anki.compressed import decompress, new_notetypes

_NEWEST = "collection.anki21b"
_PLAIN = ("collection.anki21", "collection.anki2")
_LARGEST = 2 * 1024**3
"""Bytes; no collection of a person is near it."""


@dataclass(frozen=True, slots=True)
class Template:
    """How one card of a note is shown: Anki's templates of question and answer."""

    question: str
    answer: str


@dataclass(frozen=True, slots=True)
class Notetype:
    """The fields and templates of a kind of note."""

    fields: tuple[str, ...]
    templates: Mapping[int, Template]
    """By the card's `ord`; a cloze has only 0."""
    is_cloze: bool


@dataclass(frozen=True, slots=True)
class Note:
    """One note: texts are HTML."""

    guid: str
    notetype: Notetype
    fields: Mapping[str, str]
    tags: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Review:
    """A row of the review log."""

    at_ms: int
    ease: int
    interval: int
    """Days to the next review; below zero, seconds to the next step."""
    factor: int
    time_ms: int
    type: int


@dataclass(frozen=True, slots=True)
class AnkiCard:
    """One card with its answers, oldest first."""

    note: Note
    ord: int
    deck: str
    """With `::` between the levels."""
    data: str
    """JSON; under FSRS s and d are the memory, lrt the last answer in UTC seconds."""
    reviews: tuple[Review, ...]
    modified: int
    """UTC seconds."""
    queue: int
    type: int
    due: int
    """In the card's home deck: days since the collection began, for steps seconds."""
    interval: int
    factor: int
    """SM-2's ease, in thousandths."""
    reps: int
    lapses: int


@dataclass(frozen=True, slots=True)
class Package:
    """What a package holds, cards in the order they were made."""

    cards: tuple[AnkiCard, ...]
    offset_minutes: int
    """Local time minus UTC where the collection was begun."""
    began: date
    """The study day that due numbers count from."""


def read_package(path: Path) -> Package:
    """Return what a package holds.

    Raises UsageError for a file that is missing, damaged, no package of Anki, or
    compressed in a way that needs a library which is not installed.
    """
    try:
        with zipfile.ZipFile(path) as package:
            return _from_bytes(*_collection(package, path))
    except FileNotFoundError:
        raise UsageError(f"there is no file '{path}'", "name an .apkg file") from None
    except (zipfile.BadZipFile, zlib.error, RuntimeError, OSError, EOFError) as error:
        raise UsageError(
            f"'{path}' is not an Anki package or is damaged ({error})",
            "export it from Anki again, as .apkg",
        ) from error
    except (sqlite3.Error, ValueError, KeyError, TypeError, IndexError) as error:
        raise UsageError(
            f"the collection in '{path}' cannot be read ({error})",
            "in Anki run Tools, Check Database, then export again with "
            "'Support older Anki versions'",
        ) from error


def _collection(
    package: zipfile.ZipFile, path: Path
) -> tuple[bytes, Callable[[sqlite3.Connection], dict[int, Notetype]]]:
    """Return the newest collection in a package and how to read its note types."""
    names = set(package.namelist())
    if _NEWEST in names:
        return decompress(_bytes(package, _NEWEST), path), _new_notetypes
    for name in _PLAIN:
        if name in names:
            return _bytes(package, name), _old_notetypes
    raise UsageError(
        f"'{path}' holds no collection of Anki", "export it from Anki as .apkg"
    )


def _bytes(package: zipfile.ZipFile, name: str) -> bytes:
    if package.getinfo(name).file_size > _LARGEST:
        raise ValueError(f"{name} is larger than 2 GB")
    return package.read(name)


def _from_bytes(
    data: bytes, notetypes: Callable[[sqlite3.Connection], dict[int, Notetype]]
) -> Package:
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "collection.anki2"
        file.write_bytes(data)
        with closing(sqlite3.connect(file)) as connection:
            connection.create_collation("unicase", _unicase)
            ((crt,),) = connection.execute("SELECT crt FROM col")
            cards = _cards(connection, notetypes(connection))
            offset = _offset(connection, crt)
            began = datetime.fromtimestamp(crt + offset * 60, UTC).date()
            return Package(cards, offset, began)


def _unicase(left: str, right: str) -> int:
    a, b = left.casefold(), right.casefold()
    return (a > b) - (a < b)


def _cards(
    connection: sqlite3.Connection, notetypes: Mapping[int, Notetype]
) -> tuple[AnkiCard, ...]:
    decks = _decks(connection)
    notes = {
        number: _note(guid, notetypes[kind], fields, tags)
        for number, guid, kind, fields, tags in connection.execute(
            "SELECT id, guid, mid, flds, tags FROM notes"
        )
    }
    reviews: dict[int, list[Review]] = {}
    for card, *row in connection.execute(
        "SELECT cid, id, ease, ivl, factor, time, type FROM revlog ORDER BY id"
    ):
        reviews.setdefault(card, []).append(Review(*map(int, row)))
    return tuple(
        AnkiCard(
            notes[note],
            place,
            decks.get(home or deck, "Default"),
            str(data),
            tuple(reviews.get(card, ())),
            *map(int, numbers),
        )
        for card, note, deck, home, place, data, *numbers in connection.execute(
            "SELECT id, nid, did, odid, ord, data, mod, queue, type, "
            "CASE WHEN odid THEN odue ELSE due END, ivl, factor, reps, lapses "
            "FROM cards ORDER BY nid, ord"
        )
        if note in notes
    )


def _note(guid: object, notetype: Notetype, fields: str, tags: str) -> Note:
    # Trailing empty fields may be missing in packages of other programs.
    texts = str(fields).split("\x1f")
    texts += [""] * (len(notetype.fields) - len(texts))
    named = dict(zip(notetype.fields, texts, strict=False))
    return Note(str(guid), notetype, named, tuple(str(tags).split()))


def _old_notetypes(connection: sqlite3.Connection) -> dict[int, Notetype]:
    ((text,),) = connection.execute("SELECT models FROM col")
    models: dict[str, Any] = json.loads(text)
    return {
        int(number): Notetype(
            tuple(str(f["name"]) for f in sorted(model["flds"], key=_ord)),
            {
                int(t["ord"]): Template(str(t["qfmt"]), str(t["afmt"]))
                for t in model["tmpls"]
            },
            model.get("type") == 1,
        )
        for number, model in models.items()
    }


def _new_notetypes(connection: sqlite3.Connection) -> dict[int, Notetype]:
    return {
        number: Notetype(
            fields, {n: Template(*texts) for n, texts in templates.items()}, cloze
        )
        for number, fields, templates, cloze in new_notetypes(connection)
    }


def _ord(item: Mapping[str, Any]) -> int:
    return int(item["ord"])


def _decks(connection: sqlite3.Connection) -> dict[int, str]:
    ((text,),) = connection.execute("SELECT decks FROM col")
    if text:
        return {int(n): str(deck["name"]) for n, deck in json.loads(text).items()}
    rows = connection.execute("SELECT id, name FROM decks")
    return {number: name.replace("\x1f", "::") for number, name in rows}


def _offset(connection: sqlite3.Connection, crt: int) -> int:
    """Return the collection's own offset, so that every device reads the same days.

    Collections older than Anki 2.1.28 do not hold it, but begin at 04:00 local time.
    """
    ((text,),) = connection.execute("SELECT conf FROM col")
    if text:
        west = json.loads(text).get("creationOffset")
    else:
        row = connection.execute(
            "SELECT val FROM config WHERE key = 'creationOffset'"
        ).fetchone()
        west = json.loads(row[0]) if row else None
    if isinstance(west, int) and abs(west) <= 24 * 60:
        return -west
    minutes = 4 * 60 - crt // 60 % (24 * 60)
    return minutes + 24 * 60 if minutes < -12 * 60 else minutes
