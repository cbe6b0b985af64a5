"""Code blocks: indented, coloured by Pygments, long lines marked where cut.

Pygments is imported by the first block that names a language: 40 ms, once.
"""

from __future__ import annotations

from functools import lru_cache

from textual.content import Content

from studyapp.tui.prose.lines import MUTED, clean

_INDENT = "  "
_CONTINUED = "↳ "


def code_lines(code: str, language: str, width: int) -> list[Content]:
    """Return `code` as lines of at most `width` cells, in the order written."""
    text = clean(code).expandtabs(4).rstrip("\n")
    content = _coloured(text, language.lower()) if language else Content(text)
    indent = _INDENT if width > 8 else ""
    lines: list[Content] = []
    for line in content.split("\n", allow_blank=True):
        lines.extend(_fold(line, width - len(indent)))
    return [Content(indent) + line for line in lines]


def _fold(line: Content, width: int) -> list[Content]:
    """Return `line` cut hard; a cut line goes on behind a mark."""
    if line.cell_length <= width or width < 4:
        return line.fold(max(1, width))
    first, *rest = line.fold(width - len(_CONTINUED))
    mark = Content.styled(_CONTINUED, MUTED)
    return [first, *(mark + part for part in rest)]


@lru_cache(maxsize=128)
def _coloured(text: str, language: str) -> Content:
    from studyapp.tui.prose.syntax import coloured  # noqa: PLC0415

    return coloured(text, language)
