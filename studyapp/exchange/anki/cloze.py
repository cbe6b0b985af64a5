"""Anki's cloze deletions as holes in [brackets].

Owns the numbering: Anki makes one card for each number, and so do we: holes that share
one carry it. A hole inside a hole is plain text here.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from studyapp.exchange.anki.field_text import read_holed

_TOKEN = re.compile(r"\{\{c(\d+)::|\}\}|::")
_OPEN, _CLOSE, _END_OF_NUMBER = "\ue000", "\ue001", "\ue002"
_OURS = re.compile("[\ue000-\ue00f]")
_HOLE = re.compile(f"{_OPEN}(\\d+){_END_OF_NUMBER}(.*?){_CLOSE}(\\(?)", re.DOTALL)


@dataclass(frozen=True, slots=True)
class Cloze:
    """A text with holes, and Anki's number of each hole in order."""

    markdown: str
    numbers: tuple[int, ...]
    names: tuple[int, ...]
    """What our card's id ends in, for each hole in order."""
    media: tuple[str, ...]


def read_cloze(html: str) -> Cloze:
    """Return a field with `{{c1::...}}` as Markdown with holes; hints are dropped."""
    field = read_holed(_marked(_OURS.sub("", html)))
    numbers = tuple(int(match[1]) for match in _HOLE.finditer(field.markdown))
    is_shared = len(set(numbers)) < len(numbers)

    def hole(match: re.Match[str]) -> str:
        number = f"{int(match[1])}::" if is_shared else ""
        bracket = "\\(" if match[3] else ""  # "](" would make it a link
        return f"[{number}{match[2].strip() or '...'}]{bracket}"

    markdown = _OURS.sub("", _HOLE.sub(hole, field.markdown))
    names = numbers if is_shared else tuple(range(1, len(numbers) + 1))
    return Cloze(markdown, numbers, names, field.media)


def _marked(html: str) -> str:
    """Put marks around the outermost holes."""
    parts: list[str] = []
    place = depth = 0
    in_hint = False
    for token in _TOKEN.finditer(html):
        if not in_hint:
            parts.append(html[place : token.start()])
        place = token.end()
        if token[1]:
            depth += 1
            if depth == 1:
                parts.append(f"{_OPEN}{token[1]}{_END_OF_NUMBER}")
        elif not depth:
            parts.append(token[0])
        elif token[0] == "}}":
            depth -= 1
            if not depth:
                in_hint = False
                parts.append(_CLOSE)
        elif depth == 1:
            in_hint = True
    if not in_hint:
        parts.append(html[place:])
    return "".join(parts) + (_CLOSE if depth else "")
