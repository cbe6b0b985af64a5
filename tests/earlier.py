"""Takes a file back to a schema of before, as far as its journal and caches go."""

from __future__ import annotations

import sqlite3

_UNDO = {
    10: (),
    9: (
        "DROP TABLE answered",
        "CREATE INDEX tally_day ON tally (day, again, hard, good, easy)",
    ),
    8: (
        "DROP TABLE event_by_subject",
        "DROP TABLE event_by_kind",
        "CREATE INDEX event_subject ON event (subject)",
        "CREATE INDEX event_told ON event (kind) WHERE payload IS NOT NULL",
        "DELETE FROM meta WHERE key = 'indexed'",
    ),
    7: ("DROP INDEX tally_day",),
    6: ("DELETE FROM meta WHERE key = 'followed'",),
    5: (),
}


def back_to(connection: sqlite3.Connection, version: int) -> None:
    """Undo all steps after `version`, but for what a test itself has put in place."""
    for number in sorted(_UNDO, reverse=True):
        if number > version:
            for statement in _UNDO[number]:
                connection.execute(statement)
    connection.execute("DELETE FROM upgrade_step WHERE number > ?", (version,))
    connection.execute(f"PRAGMA user_version = {version}")
