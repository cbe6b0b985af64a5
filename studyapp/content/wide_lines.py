"""Finds lines of drawings that an 80-column window would have to fold.

A folded drawing says nothing, so its lines must fit with their values filled in.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from unicodedata import east_asian_width

from studyapp.content.documents import Drawing, Fact
from studyapp.content.references import resolve
from studyapp.errors import Place, Problem, Severity

_SHOWN = 74
"""Columns of a block in an 80-column window: less the frame and the indent."""
_REMEDY = f"an 80-column window shows {_SHOWN}"


def check(drawings: Iterable[Drawing], facts: Mapping[str, Fact]) -> Iterator[Problem]:
    """Yield a warning for each line that is too wide once its values stand in it."""
    for drawing in drawings:
        for number, line in enumerate(resolve(drawing.text, facts).splitlines()):
            columns = _columns(line)
            if columns > _SHOWN:
                yield Problem(
                    Place(drawing.place.file, drawing.place.line + number),
                    f"this line of a text block is {columns} columns wide",
                    _REMEDY,
                    Severity.WARNING,
                )


def _columns(line: str) -> int:
    """Return the columns `line` takes; some characters of East Asia take two."""
    return sum(2 if east_asian_width(c) in "WF" else 1 for c in line.expandtabs(4))
