"""What was found when content was last loaded, and whether it is still so.

Owns the look at a file whose content has not changed: no parser and no SQLModel is
needed for that, which spares a start of the program 0.5 s.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

from studyapp.errors import Problem
from studyapp.store.codec import decode_problems
from studyapp.store.engine import Store
from studyapp.store.freshness import signature
from studyapp.store.meta import MetaKey, read_meta
from studyapp.store.names import Connection
from studyapp.store.revisions import Revision, read_revisions

Progress = Callable[[int, int], None]
"""Told how many of how many files have been parsed."""


@dataclass(frozen=True, slots=True)
class LoadReport:
    """What a load found; files by the names that problems show."""

    changed: tuple[str, ...] = ()
    """Parsed and in use now."""
    unchanged: tuple[str, ...] = ()
    removed: tuple[str, ...] = ()
    broken: tuple[str, ...] = ()
    """Cannot be used as they are; an earlier version may still be in use."""
    parsed: int = 0
    """Files parsed by this load, good or broken."""
    problems: tuple[Problem, ...] = ()
    """All that is known to be wrong, in files and between them."""
    revised: tuple[Revision, ...] = ()
    """Changed values for which no event is written yet."""


def still_loaded(store: Store, roots: Sequence[str | Path]) -> LoadReport | None:
    """Return what is stored, if that is the content below `roots` as it is now.

    Costs one stat call for each file.
    """
    seen = signature(map(str, roots))
    with store.reading() as connection:
        if read_meta(connection, MetaKey.CONTENT_SIGNATURE) != seen:
            return None
        return report(connection)


def report(
    connection: Connection,
    changed: tuple[str, ...] = (),
    removed: tuple[str, ...] = (),
    parsed: int = 0,
) -> LoadReport:
    """Return what is stored now, with what the load at hand has done."""
    files = connection.execute(
        "SELECT name, broken, problems FROM source_file ORDER BY position"
    ).fetchall()
    return LoadReport(
        changed=changed,
        unchanged=tuple(n for n, broken, _ in files if not broken and n not in changed),
        removed=removed,
        broken=tuple(name for name, broken, _ in files if broken),
        parsed=parsed,
        problems=_problems(connection, [problems for _, _, problems in files]),
        revised=read_revisions(connection),
    )


def paths_of(connection: Connection, name: str) -> list[Path]:
    """Return the files that problems show under a name, in reading order."""
    rows = connection.execute(
        "SELECT path FROM source_file WHERE name = ? ORDER BY position", (name,)
    )
    return [Path(path) for (path,) in rows]


def names_under(connection: Connection, root: str) -> set[str]:
    """Return how problems and places name the files of one content folder."""
    rows = connection.execute("SELECT name FROM source_file WHERE root = ?", (root,))
    return {name for (name,) in rows}


def _problems(connection: Connection, within: Sequence[str]) -> tuple[Problem, ...]:
    between = read_meta(connection, MetaKey.CONTENT_PROBLEMS) or "[]"
    return tuple(
        sorted({p for text in (*within, between) for p in decode_problems(text)})
    )
