"""SQLModel over a connection of the store, for the rows of content.

Owns the loan: the transaction stays the store's to begin and to end. Importing this
costs 0.4 s, so only what changes or examines content does.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from sqlalchemy import create_engine
from sqlalchemy.exc import DBAPIError
from sqlalchemy.pool import StaticPool
from sqlmodel import Session


class _Lent:
    """A connection whose transaction SQLAlchemy must leave alone."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._connection = connection

    def __getattr__(self, name: str) -> Any:  # noqa: ANN401 - whatever the driver has
        return getattr(self._connection, name)

    def commit(self) -> None:
        """Leave it to the store."""

    def rollback(self) -> None:
        """Leave it to the store."""

    def close(self) -> None:
        """Leave it open."""


@contextmanager
def mapped(connection: sqlite3.Connection) -> Iterator[Session]:
    """Give a session within the open transaction; what it holds is written at its end.

    Raises sqlite3.Error as the connection itself would.
    """
    engine = create_engine(
        "sqlite://",
        creator=lambda: _Lent(connection),
        poolclass=StaticPool,
    )
    try:
        with Session(engine, expire_on_commit=False) as session:
            yield session
            session.flush()
    except DBAPIError as error:
        raise error.orig or error from error
