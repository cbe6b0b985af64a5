"""Brings the stored content up to date with the content folders.

Owns which files are parsed again and what takes the place of what. A file that
cannot be used must never take its last good version, or anyone's history, with it.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from sqlmodel import Session

from studyapp.content.checks import check
from studyapp.content.library import Library, ParsedFile, assemble
from studyapp.errors import Problem, StorageError
from studyapp.store.codec import decode_problems, encode_problems
from studyapp.store.engine import Store
from studyapp.store.fact_words import shown
from studyapp.store.freshness import signature
from studyapp.store.meta import MetaKey, read_meta, write_meta
from studyapp.store.reading_plan import Plan, make_plan
from studyapp.store.revisions import Revision, note, read_revisions, same_amount
from studyapp.store.search_index import indexed_values, refresh_index
from studyapp.store.source_rows import (
    StoredFile,
    read_documents,
    read_files,
    remove_file,
    replace_documents,
    write_file,
)

Progress = Callable[[int, int], None]
"""Told how many of how many files have been parsed."""

_ATTEMPTS = 5


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


def load(
    store: Store,
    roots: Sequence[str | Path],
    today: date,
    progress: Progress | None = None,
) -> LoadReport:
    """Load what changed below `roots`, which together are all the content.

    An unchanged start costs one stat call per file. Raises StorageError when the
    file cannot be written, or when other programs keep changing it.
    """
    folders = tuple(str(root) for root in roots)
    for _ in range(_ATTEMPTS):
        seen = signature(folders)
        with store.reading() as session:
            if read_meta(session, MetaKey.CONTENT_SIGNATURE) == seen:
                return _report(session)
            known = read_files(session)
            documents = read_documents(session)
        plan = make_plan(folders, known, documents, progress)
        library, clashes = assemble(
            ParsedFile(f.stored.name, f.kind, f.documents) for f in plan.files
        )
        problems = (*clashes, *check(library, today))
        with store.writing() as session:
            # Parsing takes seconds and must not hold the lock; whoever wrote in the
            # meantime has probably done the same work.
            if read_files(session) == known:
                return _replace(session, plan, library, problems, seen)
    raise StorageError(
        f"other programs keep changing the content in '{store.path}'",
        "close them and try again",
    )


def _replace(
    session: Session,
    plan: Plan,
    library: Library,
    problems: tuple[Problem, ...],
    seen: str,
) -> LoadReport:
    """Write what the plan found; all of it becomes visible at once."""
    for path in plan.removed:
        remove_file(session, path)
    for file in plan.files:
        write_file(session, file.stored)
        if file.is_new:
            replace_documents(session, file.stored.path, file.documents)
    if plan.removed or any(file.is_new for file in plan.files):
        note(session, _revised(indexed_values(session), library))
        refresh_index(session, library)
    write_meta(session, MetaKey.CONTENT_PROBLEMS, encode_problems(problems))
    write_meta(session, MetaKey.CONTENT_SIGNATURE, seen)
    session.flush()
    return _report(session, plan)


def _revised(old: Mapping[str, str], library: Library) -> list[Revision]:
    facts = library.facts
    new = {fact.id: shown(fact.short, facts) for fact in facts.values()}
    return [
        Revision(fact, old[fact], value)
        for fact, value in new.items()
        if fact in old and not same_amount(old[fact], value)
    ]


def _report(session: Session, plan: Plan | None = None) -> LoadReport:
    """Return what is stored now; with a plan, also what was done."""
    files = read_files(session)
    changed = plan.changed if plan else ()
    return LoadReport(
        changed=changed,
        unchanged=tuple(
            f.name for f in files.values() if not f.broken and f.name not in changed
        ),
        removed=plan.removed_names if plan else (),
        broken=tuple(file.name for file in files.values() if file.broken),
        parsed=plan.parsed if plan else 0,
        problems=_problems(session, files),
        revised=read_revisions(session),
    )


def _problems(session: Session, files: Mapping[str, StoredFile]) -> tuple[Problem, ...]:
    between = read_meta(session, MetaKey.CONTENT_PROBLEMS) or "[]"
    within = [problem for file in files.values() for problem in file.problems]
    return tuple(sorted({*within, *decode_problems(between)}))
