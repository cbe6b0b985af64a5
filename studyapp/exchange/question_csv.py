"""Questions as a CSV table, one row each (RFC 4180).

Made for spreadsheets and scripts: options and reasons stand in numbered columns, as
many as the longest question needs.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Sequence

from studyapp.content.documents import QuestionKind
from studyapp.exchange.sheet import Sheet

_FIRST = ("id", "theme", "kind", "level", "difficulty", "skills", "facts", "stem")
_LAST = ("key", "unit", "tolerance", "why")


def question_csv(sheets: Sequence[Sheet]) -> str:
    """Return the questions with a header line, in the order given.

    `key` holds positions from 1, such as `2 4`; the number of a numeric question; or
    the steps of an ordering question in order.
    """
    width = max((len(sheet.options) for sheet in sheets), default=0)
    text = io.StringIO(newline="")
    writer = csv.writer(text)
    numbers = range(1, width + 1)
    numbered = [
        f"{name} {n}" for n in numbers for name in ("prompt", "option", "reason")
    ]
    writer.writerow([*_FIRST, *numbered, *_LAST])
    writer.writerows(_row(sheet, width) for sheet in sheets)
    return text.getvalue()


def _row(sheet: Sheet, width: int) -> list[str]:
    cells = [c for o in sheet.options for c in (o.prompt, o.text, o.reason)]
    return [
        sheet.id,
        sheet.theme,
        sheet.kind.value,
        sheet.level,
        sheet.difficulty,
        "; ".join(sheet.skills),
        " ".join(sheet.facts),
        sheet.stem,
        *cells,
        *[""] * (3 * (width - len(sheet.options))),
        _key(sheet),
        sheet.unit,
        sheet.tolerance,
        sheet.why,
    ]


def _key(sheet: Sheet) -> str:
    if sheet.kind is QuestionKind.NUMERIC:
        return sheet.number
    right = (n for n, option in enumerate(sheet.options, 1) if option.is_right)
    return " ".join(str(n) for n in right)
