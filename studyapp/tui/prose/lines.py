"""Lines of styled text: wrapping, hanging indents, padding to a column.

Text goes in as it is and comes out as it is; nothing here reads markup.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from textual.content import Content

MUTED = "$text-muted"

_NEVER = dict.fromkeys((*range(9), *range(14, 32), *range(127, 160)))
_LINE_ENDS = dict.fromkeys((0x0B, 0x0C, 0x0D, 0x85, 0x2028, 0x2029), " ")


def clean(text: str) -> str:
    """Return `text` without the characters a terminal would act upon."""
    return text.replace("\r\n", "\n").translate(_NEVER | _LINE_ENDS)


def wrap(content: Content, width: int) -> list[Content]:
    """Return `content` as lines of at most `width` cells, broken between words."""
    return content.wrap(max(1, width))


def hang(mark: Content, lines: Sequence[Content]) -> list[Content]:
    """Return `lines` behind `mark`, the later ones indented to its width."""
    if not lines:
        return [mark.rstrip()]
    blank = Content(" " * mark.cell_length)
    first, *rest = lines
    return [mark + first, *(blank + line if line else line for line in rest)]


def behind(prefix: Content, lines: Iterable[Content]) -> list[Content]:
    """Return every line behind the same `prefix`."""
    return [prefix + line for line in lines]


def pad(line: Content, width: int) -> Content:
    """Return `line` filled with spaces to `width` cells."""
    return line.pad_right(max(0, width - line.cell_length))


def joined(lines: Sequence[Content]) -> Content:
    """Return `lines` as one text."""
    return Content("\n").join(lines)


def spread(left: Content, right: Content, width: int) -> Content | None:
    """Return both on one line, the second at its right end, or None if too long."""
    gap = width - left.cell_length - right.cell_length
    return left + Content(" " * gap) + right if gap >= 2 else None
