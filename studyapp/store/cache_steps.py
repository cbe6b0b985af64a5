"""The steps that change what follows from the journal, and never the journal itself.

Frozen once they are released, as every step.
"""

from __future__ import annotations

import sqlite3

from studyapp.store.step import run


def followed(connection: sqlite3.Connection) -> None:
    """Note how far the caches follow the journal: until now, all of it."""
    run(
        connection,
        """INSERT INTO meta (key, value)
            SELECT 'followed', coalesce(max(sequence), 0) FROM event
            WHERE device = (SELECT id FROM name WHERE text =
                (SELECT value FROM meta WHERE key = 'device_id'))""",
    )


def tally_by_bucket(connection: sqlite3.Connection) -> None:
    """Lay the sums of answers out by bucket, and count answers by day beside them."""
    run(
        connection,
        "ALTER TABLE tally RENAME TO old_tally",
        """CREATE TABLE tally (
            bucket INTEGER NOT NULL,
            day INTEGER NOT NULL,
            again INTEGER NOT NULL,
            hard INTEGER NOT NULL,
            good INTEGER NOT NULL,
            easy INTEGER NOT NULL,
            expected INTEGER NOT NULL,
            loss INTEGER NOT NULL,
            elapsed_ms INTEGER NOT NULL,
            PRIMARY KEY (bucket, day)
        ) WITHOUT ROWID""",
        """INSERT INTO tally
            SELECT bucket, day, again, hard, good, easy, expected, loss, elapsed_ms
            FROM old_tally""",
        "DROP TABLE old_tally",
        "CREATE INDEX tally_day ON tally (day, again, hard, good, easy)",
    )


def event_index(connection: sqlite3.Connection) -> None:
    """Index events by subject and kind in tables that follow the journal."""
    run(
        connection,
        "DROP INDEX event_subject",
        "DROP INDEX event_told",
        """CREATE TABLE event_by_subject (
            subject INTEGER NOT NULL,
            device INTEGER NOT NULL,
            sequence INTEGER NOT NULL,
            PRIMARY KEY (subject, device, sequence)
        ) WITHOUT ROWID""",
        """CREATE TABLE event_by_kind (
            kind INTEGER NOT NULL,
            device INTEGER NOT NULL,
            sequence INTEGER NOT NULL,
            PRIMARY KEY (kind, device, sequence)
        ) WITHOUT ROWID""",
        """INSERT INTO event_by_subject
            SELECT subject, device, sequence FROM event ORDER BY 1, 2, 3""",
        """INSERT INTO event_by_kind
            SELECT kind, device, sequence FROM event
            WHERE payload IS NOT NULL ORDER BY 1, 2, 3""",
        """INSERT INTO meta (key, value)
            SELECT 'indexed', coalesce(max(sequence), 0) FROM event
            WHERE device = (SELECT id FROM name WHERE text =
                (SELECT value FROM meta WHERE key = 'device_id'))""",
    )


def answered(connection: sqlite3.Connection) -> None:
    """Count the answers of each day in a table of its own, and in no index."""
    run(
        connection,
        "DROP INDEX tally_day",
        """CREATE TABLE answered (
            day INTEGER NOT NULL PRIMARY KEY,
            answers INTEGER NOT NULL
        )""",
        """INSERT INTO answered
            SELECT day, sum(again + hard + good + easy) FROM tally GROUP BY day""",
    )


def wanted_once_shown(connection: sqlite3.Connection) -> None:
    """Want no card before the day until which it is buried."""
    run(
        connection,
        """UPDATE card_state SET wanted = buried_until
            WHERE wanted > 0 AND buried_until > wanted""",
    )
