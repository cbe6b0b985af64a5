"""SQLite for reading, without what the standard `sqlite3` puts on top of it.

Owns the choice of the driver for the quick lookup: the module of C that `sqlite3` is
made of saves the 3 ms that converters of dates cost. Nothing else may be imported here.
"""

from __future__ import annotations

try:
    from _sqlite3 import Connection, Cursor, Error, connect
except ImportError:
    # Another Python may name its own part otherwise.
    from sqlite3 import Connection, Cursor, Error, connect

__all__ = ["Connection", "Cursor", "Error", "connect"]
