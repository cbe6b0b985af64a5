"""Changed values of facts that the journal has yet to hear of.

Owns the list of them, so that a crash between loading content and writing the events
loses none. It must never decide which cards a value concerns.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from studyapp.content.quantity import Range, Series, Text, Value, parse_value
from studyapp.content.units import UnitError
from studyapp.store.names import Connection


@dataclass(frozen=True, slots=True, order=True)
class Revision:
    """A fact whose value changed, as texts such as `900 s`."""

    fact: str
    old: str
    new: str


def read_revisions(connection: Connection) -> tuple[Revision, ...]:
    """Return what is not settled yet, by fact."""
    rows = connection.execute("SELECT fact, old, new FROM revision ORDER BY fact")
    return tuple(Revision(*row) for row in rows)


def note(connection: Connection, revisions: Iterable[Revision]) -> None:
    """Add revisions; one that takes an unsettled value back removes it."""
    waiting = {revision.fact: revision for revision in read_revisions(connection)}
    for revision in revisions:
        known = waiting.get(revision.fact)
        old = known.old if known else revision.old
        _forget(connection, revision.fact)
        if not same_amount(old, revision.new):
            connection.execute(
                "INSERT INTO revision (fact, old, new) VALUES (?, ?, ?)",
                (revision.fact, old, revision.new),
            )


def settle(connection: Connection, revisions: Iterable[Revision]) -> None:
    """Forget revisions whose events are written; a newer value stays."""
    for revision in revisions:
        connection.execute(
            "DELETE FROM revision WHERE fact = ? AND new = ?",
            (revision.fact, revision.new),
        )


def _forget(connection: Connection, fact: str) -> None:
    connection.execute("DELETE FROM revision WHERE fact = ?", (fact,))


def same_amount(old: str, new: str) -> bool:
    """Whether two texts mean one value, as `900 s` and `15 min` do."""
    if _plain(old) == _plain(new):
        return True
    try:
        return _amounts(parse_value(old)) == _amounts(parse_value(new))
    except UnitError:
        return False


def _amounts(value: Value) -> tuple[object, ...]:
    """Return what makes a value: numbers in base units with their dimensions."""
    match value:
        case Text(text):
            return ("text", _plain(text))
        case Range(low, high):
            return ("range", *_amounts(low), *_amounts(high))
        case Series(items):
            return ("series", *(part for item in items for part in _amounts(item)))
        case quantity:
            return (quantity.base, quantity.measure.dimension)


def _plain(text: str) -> str:
    return " ".join(text.casefold().split())
