"""The newer form of Anki's collection: zstd around it, protobuf inside.

Owns the few fields of Anki's messages that a card's text needs. Decompression is
Python's own from 3.14 on; before, the package `zstandard` is used where it is.
"""

from __future__ import annotations

import io
import sqlite3
from collections.abc import Callable, Iterator
from importlib import import_module
from pathlib import Path
from typing import Any

from studyapp.errors import UsageError

Found = tuple[int, tuple[str, ...], dict[int, tuple[str, str]], bool]
"""Id, fields, question and answer of each template by its place, and if a cloze."""

_CLOZE = 1


def decompress(data: bytes, path: Path) -> bytes:
    """Return zstd data unpacked; UsageError when nothing here can do that."""
    unpack = _unpacker()
    if unpack is None:
        raise UsageError(
            f"'{path}' is in Anki's newer, compressed form",
            "export it again with 'Support older Anki versions' ticked, "
            "or install the Python package zstandard",
        )
    try:
        return unpack(data)
    except Exception as error:
        if type(error).__name__ == "ZstdError":
            raise ValueError(str(error)) from error
        raise


def new_notetypes(connection: sqlite3.Connection) -> Iterator[Found]:
    """Yield the note types of a collection of schema 18."""
    for number, config in connection.execute("SELECT id, config FROM notetypes"):
        fields = connection.execute(
            "SELECT name FROM fields WHERE ntid = ? ORDER BY ord", [number]
        )
        templates = connection.execute(
            "SELECT ord, config FROM templates WHERE ntid = ?", [number]
        )
        yield (
            number,
            tuple(name for (name,) in fields),
            {place: _texts(message) for place, message in templates},
            dict(_fields(config)).get(1) == _CLOZE,
        )


def _texts(message: bytes) -> tuple[str, str]:
    """Return question and answer of a template: fields 1 and 2, absent when empty."""
    found = dict(_fields(message))
    question, answer = found.get(1, b""), found.get(2, b"")
    if isinstance(question, int) or isinstance(answer, int):
        raise TypeError("a template is not text")
    return question.decode(), answer.decode()


def _fields(message: bytes) -> Iterator[tuple[int, int | bytes]]:
    """Yield number and value of each field of a protobuf message."""
    place = 0
    while place < len(message):
        key, place = _varint(message, place)
        match key & 7:
            case 0:
                value, place = _varint(message, place)
                yield key >> 3, value
            case 2:
                length, place = _varint(message, place)
                yield key >> 3, message[place : place + length]
                place += length
            case 1:
                place += 8
            case 5:
                place += 4
            case kind:
                raise ValueError(f"unknown wire type {kind}")


def _varint(message: bytes, place: int) -> tuple[int, int]:
    value = shift = 0
    while True:
        byte = message[place]
        value |= (byte & 0x7F) << shift
        place += 1
        shift += 7
        if byte < 0x80:
            return value, place


def _unpacker() -> Callable[[bytes], bytes] | None:
    try:
        own: Any = import_module("compression.zstd")
    except ImportError:
        pass
    else:
        return lambda data: bytes(own.decompress(data))
    try:
        other: Any = import_module("zstandard")
    except ImportError:
        return None

    def unpack(data: bytes) -> bytes:
        with other.ZstdDecompressor().stream_reader(io.BytesIO(data)) as stream:
            return bytes(stream.read())

    return unpack
