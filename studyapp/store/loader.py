"""Brings the stored content up to date with the content folders.

Owns which files are parsed again and what takes the place of what. A file that
cannot be used must never take its last good version, or anyone's history, with it.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from pathlib import Path

from studyapp.content.checks import check
from studyapp.content.files import ParsedFile
from studyapp.content.library import Library, assemble
from studyapp.errors import Problem, StorageError
from studyapp.store.codec import encode_problems
from studyapp.store.deck import replace_deck
from studyapp.store.engine import Store
from studyapp.store.fact_words import shown
from studyapp.store.freshness import signature
from studyapp.store.loaded import LoadReport, Progress, report, still_loaded
from studyapp.store.meta import MetaKey, write_meta
from studyapp.store.names import Connection
from studyapp.store.reading_plan import Plan, make_plan
from studyapp.store.revisions import Revision, note, same_amount
from studyapp.store.search_index import indexed_values, refresh_index
from studyapp.store.source_rows import read_documents, read_files, write_files

_ATTEMPTS = 5


def load(
    store: Store,
    roots: Sequence[str | Path],
    today: date,
    progress: Progress | None = None,
) -> LoadReport:
    """Load what changed below `roots`, which together are all the content.

    Raises StorageError when the file cannot be written, or when other programs keep
    changing it.
    """
    folders = tuple(str(root) for root in roots)
    for _ in range(_ATTEMPTS):
        loaded = still_loaded(store, folders)
        if loaded is not None:
            return loaded
        seen = signature(folders)
        with store.reading() as connection:
            known = read_files(connection)
            documents = read_documents(connection)
        plan = make_plan(folders, known, documents, progress)
        library, clashes = assemble(
            ParsedFile(f.stored.name, f.kind, f.documents) for f in plan.files
        )
        problems = (*clashes, *check(library, today))
        with store.writing() as connection:
            # Parsing takes seconds and must not hold the lock; whoever wrote in the
            # meantime has probably done the same work.
            if read_files(connection) == known:
                return _replace(connection, plan, library, problems, seen)
    raise StorageError(
        f"other programs keep changing the content in '{store.path}'",
        "close them and try again",
    )


def _replace(
    connection: Connection,
    plan: Plan,
    library: Library,
    problems: tuple[Problem, ...],
    seen: str,
) -> LoadReport:
    """Write what the plan found; all of it becomes visible at once."""
    write_files(
        connection,
        [file.stored for file in plan.files],
        plan.removed,
        {file.stored.path: file.documents for file in plan.files if file.is_new},
    )
    if plan.removed or any(file.is_new for file in plan.files):
        note(connection, _revised(indexed_values(connection), library))
        refresh_index(connection, library)
    replace_deck(connection, library)
    write_meta(connection, MetaKey.CONTENT_PROBLEMS, encode_problems(problems))
    write_meta(connection, MetaKey.CONTENT_SIGNATURE, seen)
    return report(connection, plan.changed, plan.removed_names, plan.parsed)


def _revised(old: Mapping[str, str], library: Library) -> list[Revision]:
    facts = library.facts
    new = {fact.id: shown(fact.short, facts) for fact in facts.values()}
    return [
        Revision(fact, old[fact], value)
        for fact, value in new.items()
        if fact in old and not same_amount(old[fact], value)
    ]
