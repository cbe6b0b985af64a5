"""What every upgrade step is, and the triggers that several of them set up."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable

Step = Callable[[sqlite3.Connection], None]

APPEND_ONLY_UPDATE = """CREATE TRIGGER event_is_not_updated BEFORE UPDATE ON event
        BEGIN SELECT RAISE(ABORT, 'the journal is append-only'); END"""
"""Put back after a copied file's events have moved to their own device."""
APPEND_ONLY_DELETE = """CREATE TRIGGER event_is_not_deleted BEFORE DELETE ON event
        BEGIN SELECT RAISE(ABORT, 'the journal is append-only'); END"""
# INSERT OR REPLACE deletes without firing the delete trigger.
APPEND_ONLY_INSERT = """CREATE TRIGGER event_is_not_replaced BEFORE INSERT ON event
        WHEN EXISTS (SELECT 1 FROM event
            WHERE device = NEW.device AND sequence = NEW.sequence)
        BEGIN SELECT RAISE(ABORT, 'the journal is append-only'); END"""


def run(connection: sqlite3.Connection, *statements: str) -> None:
    """Execute statements one after the other."""
    for statement in statements:
        connection.execute(statement)
