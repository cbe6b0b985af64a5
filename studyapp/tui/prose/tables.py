"""Tables in a given width: aligned columns, or one block per row when narrow.

No cell is ever cut; a cell that does not fit is wrapped inside its column.
"""

from __future__ import annotations

from collections.abc import Sequence

from textual.content import Content

from studyapp.tui.prose.lines import MUTED, hang, wrap

_GAP = 2
_LEAST = 6
"""A column is not made narrower than this, or than its content if that is less."""

Row = Sequence[Content]


def table_lines(
    rows: Sequence[Row], aligns: Sequence[str], width: int
) -> list[Content]:
    """Return the table whose first row is its header; `aligns` per column."""
    widths = column_widths(rows, width)
    if widths is None:
        return _stacked(rows, width)
    header, *body = (_row_lines(row, widths, aligns) for row in rows)
    rule = (" " * _GAP).join("─" * size for size in widths)
    lines = [*(line.stylize("bold") for line in header), Content.styled(rule, MUTED)]
    tall = any(len(row) > 1 for row in body)
    for at, row in enumerate(body):
        if at and tall:
            lines.append(Content(""))
        lines.extend(row)
    return lines


def column_widths(rows: Sequence[Row], width: int) -> list[int] | None:
    """Return a width for each column that fits in `width`, or None if none do.

    Space is taken from the widest column first; none goes below its longest
    word, unless that word is longer than a third of the line.
    """
    columns = list(zip(*rows, strict=True))
    wanted = [max(1, *(cell.cell_length for cell in column)) for column in columns]
    least = [_least(column, width) for column in columns]
    room = width - _GAP * (len(columns) - 1)
    if sum(least) > room:
        return None
    widths = wanted
    while (excess := sum(widths) - room) > 0:
        widths = _narrowed(widths, least, excess)
    return widths


def _narrowed(widths: list[int], least: list[int], excess: int) -> list[int]:
    """Return `widths` with the widest that may shrink brought down one step."""
    free = [at for at, size in enumerate(widths) if size > least[at]]
    widest = max(free, key=lambda at: widths[at])
    others = [widths[at] for at in free if widths[at] < widths[widest]]
    floor = max(least[widest], max(others, default=0))
    step = max(1, min(excess, widths[widest] - floor))
    return [size - step if at == widest else size for at, size in enumerate(widths)]


def _least(column: Sequence[Content], width: int) -> int:
    word = max((cell.get_minimal_width({}) for cell in column), default=1)
    wanted = max(1, *(cell.cell_length for cell in column))
    return min(wanted, max(_LEAST, min(word, width // 3)))


def _row_lines(row: Row, widths: Sequence[int], aligns: Sequence[str]) -> list[Content]:
    cells = [
        [_aligned(line, size, align) for line in wrap(cell, size)]
        for cell, size, align in zip(row, widths, aligns, strict=True)
    ]
    height = max(len(cell) for cell in cells)
    gap = Content(" " * _GAP)
    return [
        gap.join(
            cell[at] if at < len(cell) else Content(" " * size)
            for cell, size in zip(cells, widths, strict=True)
        ).rstrip()
        for at in range(height)
    ]


def _aligned(line: Content, width: int, align: str) -> Content:
    space = max(0, width - line.cell_length)
    left = {"right": space, "center": space // 2}.get(align, 0)
    return line.pad(left, space - left)


def _stacked(rows: Sequence[Row], width: int) -> list[Content]:
    """Return each row as `header: value` lines, an empty line between rows."""
    header, *body = rows
    lines: list[Content] = []
    for at, row in enumerate(body):
        if at:
            lines.append(Content(""))
        for name, value in zip(header, row, strict=True):
            text = Content.assemble(name.stylize("bold"), ": ", value)
            first, *rest = wrap(text, width - 2) if width > 4 else wrap(text, width)
            indent = Content("  " if width > 4 else "")
            lines.extend(hang(Content(""), [first]))
            lines.extend(indent + line for line in rest)
    return lines
