"""The sums of answers by study day: kept up with the journal, read for statistics.

Owns the rows. What an answer counts for is `memory.tally`'s to say.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from datetime import date

from studyapp.memory.tally import Key, Tally
from studyapp.store.names import Connection

_FIELDS = Tally._fields
_COLUMNS = ", ".join(_FIELDS)
_ADDED = ", ".join(f"{name} = {name} + excluded.{name}" for name in _FIELDS)
_ADD = (
    f"INSERT INTO tally (bucket, day, {_COLUMNS})"
    f" VALUES ({', '.join('?' * (len(_FIELDS) + 2))})"
    f" ON CONFLICT (bucket, day) DO UPDATE SET {_ADDED}"
)
_EMPTY = (
    "DELETE FROM tally WHERE bucket = ? AND day = ? AND again + hard + good + easy = 0"
)
_ADD_ANSWERS = (
    "INSERT INTO answered (day, answers) VALUES (?, ?)"
    " ON CONFLICT (day) DO UPDATE SET answers = answers + excluded.answers"
)
_COUNTED = "SELECT day, sum(again + hard + good + easy) FROM tally GROUP BY day"
_SUMS = ", ".join(f"sum({name})" for name in _FIELDS)


def change_tallies(connection: Connection, changes: Mapping[Key, Tally]) -> None:
    """Add to the sums; a change may be below zero, and a row of nothing goes."""
    rows = sorted((bucket, day, *change) for (day, bucket), change in changes.items())
    connection.executemany(_ADD, rows)
    connection.executemany(_EMPTY, [row[:2] for row in rows if min(row[2:]) < 0])
    days: Counter[int] = Counter()
    for (day, _), change in changes.items():
        days[day] += change.answers
    connection.executemany(_ADD_ANSWERS, [(d, n) for d, n in days.items() if n])
    connection.executemany(
        "DELETE FROM answered WHERE day = ? AND answers = 0",
        [(day,) for day, answers in days.items() if answers < 0],
    )


def clear_tallies(connection: Connection) -> None:
    """Take all sums away."""
    connection.execute("DELETE FROM tally")
    connection.execute("DELETE FROM answered")


def read_tallies(connection: Connection) -> dict[Key, Tally]:
    """Return every row."""
    rows = connection.execute(f"SELECT day, bucket, {_COLUMNS} FROM tally")
    return {(day, bucket): Tally(*sums) for day, bucket, *sums in rows}


def sums_between(connection: Connection, first: date, last: date) -> dict[int, Tally]:
    """Return the sums of all study days from `first` to `last`, by bucket."""
    rows = connection.execute(
        f"SELECT bucket, {_SUMS} FROM tally WHERE day BETWEEN ? AND ? GROUP BY bucket",
        (first.toordinal(), last.toordinal()),
    )
    return {bucket: Tally(*sums) for bucket, *sums in rows}


def answers_by_day(connection: Connection, last: date) -> dict[date, int]:
    """Return the answers to cards on each study day that had any, up to `last`."""
    query = "SELECT day, answers FROM answered WHERE day <= ?"
    rows = connection.execute(query, (last.toordinal(),))
    return {date.fromordinal(day): answers for day, answers in rows}


def are_days_counted(connection: Connection) -> bool:
    """Return whether the answers of each day are those of its sums."""
    days = connection.execute("SELECT day, answers FROM answered ORDER BY day")
    return days.fetchall() == connection.execute(f"{_COUNTED} ORDER BY 1").fetchall()
