"""Tables as CSV: UTF-8, every cell comes back as it went, no cell is a formula.

Owns the guard: a cell that a spreadsheet would compute gets an apostrophe in front,
which reading takes away again. It must never guess at a damaged file.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from studyapp.errors import UsageError

_FORMULAS = tuple("=+-@\t\r\n\uff1d\uff0b\uff0d\uff20")
_GUARD = "'"
_QUOTES = "put quotes around cells that hold commas or line breaks"
_DELIMITERS = ",;\t"


@dataclass(frozen=True, slots=True)
class Row:
    """One row by column name; `number` counts from 1 below the header."""

    cells: Mapping[str, str]
    number: int
    line: int
    """The line of the file it ends on."""


def guarded(cell: str) -> str:
    """Return a cell that no spreadsheet computes."""
    if cell.startswith(_FORMULAS) or _is_guarded(cell):
        return _GUARD + cell
    return cell


def unguarded(cell: str) -> str:
    """Return what `guarded` was given; other text stays as it is."""
    return cell[1:] if _is_guarded(cell) else cell


def table_text(header: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    """Return a table as CSV, every cell quoted."""
    buffer = io.StringIO()
    writer = csv.writer(buffer, quoting=csv.QUOTE_ALL, lineterminator="\n")
    writer.writerow(header)
    writer.writerows([guarded(cell) for cell in row] for row in rows)
    return buffer.getvalue()


@dataclass(frozen=True, slots=True, order=True)
class BadRow:
    """One row that cannot be taken: where, why, and what to write instead."""

    number: int
    line: int
    what: str
    remedy: str

    def __str__(self) -> str:
        return f"row {self.number} (line {self.line}): {self.what}"


@dataclass(frozen=True, slots=True)
class Table:
    """What a file holds."""

    rows: tuple[Row, ...]
    bad: tuple[BadRow, ...]


def read_table(path: Path, needed: Sequence[str]) -> Table:
    """Return the rows of a CSV file whose header has the needed columns.

    Comma, semicolon and tab are understood. Raises UsageError naming file, line and
    remedy for a file that is no such table.
    """
    text = _text(path)
    delimiter, header = _header(text, path, needed)
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True)
    rows: list[Row] = []
    bad: list[BadRow] = []
    try:
        next(reader)
        for cells in reader:
            if not any(cell.strip() for cell in cells):
                continue
            number = len(rows) + len(bad) + 1
            if len(cells) != len(header):
                what = f"it has {len(cells)} cells, the header has {len(header)}"
                bad.append(BadRow(number, reader.line_num, what, _QUOTES))
                continue
            named = dict(zip(header, map(unguarded, cells), strict=True))
            rows.append(Row(named, number, reader.line_num))
    except csv.Error as error:
        raise UsageError(
            f"'{path}', line {reader.line_num}: this is not CSV ({error})",
            "save the table again as 'CSV UTF-8'",
        ) from error
    return Table(tuple(rows), tuple(bad))


def refusal(path: Path, bad: Iterable[BadRow]) -> UsageError:
    """Return the error that names every row for which a file is not taken."""
    rows = sorted(bad)
    if len(rows) == 1:
        return UsageError(f"'{path}', {rows[0]}", rows[0].remedy)
    lines = "".join(f"\n  {row}; {row.remedy}" for row in rows)
    return UsageError(f"'{path}' has {len(rows)} bad rows, so none was taken:{lines}")


def _is_guarded(cell: str) -> bool:
    return cell.startswith(_GUARD) and cell[1:].startswith((*_FORMULAS, _GUARD))


def _text(path: Path) -> str:
    try:
        return path.read_bytes().decode("utf-8-sig")
    except FileNotFoundError:
        raise UsageError(f"there is no file '{path}'", "name a CSV file") from None
    except OSError as error:
        raise UsageError(
            f"'{path}' cannot be read ({error.strerror or error})", "name a CSV file"
        ) from error
    except UnicodeDecodeError as error:
        raise UsageError(
            f"'{path}' is not UTF-8 text (byte {error.start})",
            "save the table as 'CSV UTF-8'",
        ) from error


def _header(text: str, path: Path, needed: Sequence[str]) -> tuple[str, list[str]]:
    """Return the delimiter and the column names, in lower case."""
    first = text.partition("\n")[0].rstrip("\r")
    for delimiter in _DELIMITERS:
        cells = next(csv.reader([first], delimiter=delimiter), [])
        names = [cell.strip().lower() for cell in cells]
        if set(needed) <= set(names):
            return delimiter, names
    raise UsageError(
        f"'{path}', line 1: the header lacks one of the columns {', '.join(needed)}",
        f"begin the file with a line such as {','.join(needed)},topic,tags",
    )
