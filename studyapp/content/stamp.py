"""Mints ids for written cards, once, into an HTML comment on their first line.

It changes nothing else in a file and never an id that is there.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterable
from pathlib import Path

from studyapp.content.cards import CARD_COMMENT

_CARD_LINE = re.compile(r"^(?:Q|C):\s")
_FENCE = re.compile(r"^\s*(```|~~~)")
_ALPHABET = "abcdefghijkmnpqrstuvwxyz23456789"
_LENGTH = 7


def stamp_files(paths: Iterable[Path]) -> dict[Path, int]:
    """Stamp every card without an id; return how many were stamped in each file."""
    files = {path: path.read_text(encoding="utf-8") for path in paths}
    taken = {m[1] for text in files.values() for m in CARD_COMMENT.finditer(text)}
    stamped: dict[Path, int] = {}
    for path, text in files.items():
        new, count = stamp_text(text, taken)
        if count:
            path.write_text(new, encoding="utf-8")
            stamped[path] = count
    return stamped


def stamp_text(text: str, taken: set[str]) -> tuple[str, int]:
    """Return `text` with ids on its cards and how many are new; adds to `taken`."""
    lines = text.split("\n")
    in_fence = False
    count = 0
    for index, line in enumerate(lines):
        if _FENCE.match(line):
            in_fence = not in_fence
        if in_fence or not _CARD_LINE.match(line) or _has_id(lines, index):
            continue
        identity = _mint(line, taken)
        taken.add(identity)
        lines[index] = f"{line.rstrip()} <!-- card: {identity} -->"
        count += 1
    return "\n".join(lines), count


def _has_id(lines: list[str], index: int) -> bool:
    """Whether the paragraph that begins at `index` carries a card comment."""
    for line in lines[index:]:
        if not line.strip():
            return False
        if CARD_COMMENT.search(line):
            return True
    return False


def _mint(line: str, taken: set[str]) -> str:
    """Return an id that is not taken, from the text so that stamping is repeatable."""
    for attempt in range(1_000_000):
        digest = hashlib.sha256(f"{attempt}\0{line}".encode()).digest()
        number = int.from_bytes(digest, "big")
        identity = ""
        for _ in range(_LENGTH):
            number, place = divmod(number, len(_ALPHABET))
            identity += _ALPHABET[place]
        if identity not in taken:
            return identity
    raise AssertionError("a million ids are taken")
