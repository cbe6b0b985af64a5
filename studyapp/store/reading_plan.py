"""Decides which content files to parse again, and parses them.

Owns the comparison of files with what is stored of them. It never writes: its plan
is a value that `loader` carries out.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, replace
from pathlib import Path

from studyapp.content.documents import Document
from studyapp.content.files import (
    FileKind,
    ParsedFile,
    SourceFile,
    find_files,
    parse_file,
    price_tables,
)
from studyapp.content.prices import PriceTables
from studyapp.errors import Problem
from studyapp.store.freshness import GONE, content_entries, parser_signature, stamp
from studyapp.store.source_rows import StoredFile


@dataclass(frozen=True, slots=True)
class PlannedFile:
    """One file as it shall be stored."""

    stored: StoredFile
    documents: tuple[Document, ...]
    is_new: bool
    """Whether `documents` take the place of those stored."""

    @property
    def kind(self) -> FileKind:
        """The kind, TOPIC where the file has never been usable."""
        return FileKind(self.stored.kind or FileKind.TOPIC)


@dataclass(frozen=True, slots=True)
class Plan:
    """All files in reading order, and what is gone."""

    files: tuple[PlannedFile, ...]
    removed: tuple[str, ...]
    """Paths."""
    removed_names: tuple[str, ...]
    parsed: int

    @property
    def changed(self) -> tuple[str, ...]:
        """Names of the files whose documents are replaced."""
        return tuple(file.stored.name for file in self.files if file.is_new)


def make_plan(
    roots: tuple[str, ...],
    known: Mapping[str, StoredFile],
    documents: Mapping[str, tuple[Document, ...]],
    progress: Callable[[int, int], None] | None = None,
) -> Plan:
    """Return the plan that brings `known` up to date with the files below `roots`."""
    planner = _Planner(roots, known, documents, progress)
    files = planner.run()
    kept = {file.stored.path for file in files}
    gone = [file for path, file in known.items() if path not in kept]
    return Plan(
        files=files,
        removed=tuple(file.path for file in gone),
        removed_names=tuple(file.name for file in gone),
        parsed=planner.parsed,
    )


@dataclass(frozen=True, slots=True)
class _Found:
    """A content file on the disk: its text, or why it cannot be read."""

    root: str
    source: SourceFile
    problem: Problem | None = None


class _Planner:
    """Walks the files once, price tables first."""

    def __init__(
        self,
        roots: tuple[str, ...],
        known: Mapping[str, StoredFile],
        documents: Mapping[str, tuple[Document, ...]],
        progress: Callable[[int, int], None] | None,
    ) -> None:
        self.parsed = 0
        self._known = known
        self._documents = documents
        self._progress = progress
        # Stamps are taken before the texts are read: a change in between is seen by
        # the next load.
        self._stamps = {e.path: stamp(e) for e in content_entries(roots)}
        self._loader = _digest([parser_signature()])
        self._found = [found for root in roots for found in _find(root, known)]

    def run(self) -> tuple[PlannedFile, ...]:
        """Return every file that was found, as it shall be stored."""
        tables = [f for f in self._found if f.source.kind is FileKind.PRICES]
        others = [f for f in self._found if f.source.kind is not FileKind.PRICES]
        nothing = PriceTables()
        priced = [self._plan(f, i, "", nothing) for i, f in enumerate(tables)]
        prices = price_tables(
            ParsedFile(p.stored.name, p.kind, p.documents) for p in priced
        )
        digest = _digest(repr(d) for p in priced for d in p.documents)
        rest = [
            self._plan(f, i, digest, prices)
            for i, f in enumerate(others, start=len(priced))
        ]
        return (*priced, *rest)

    def _plan(
        self, found: _Found, position: int, digest: str, prices: PriceTables
    ) -> PlannedFile:
        path = str(found.source.path)
        known = self._known.get(path)
        stored = self._describe(found, position, digest)
        kept = self._documents.get(path, ())
        if (
            known
            and known.fingerprint == stored.fingerprint
            and known.loader == stored.loader
        ):
            same = replace(
                known,
                position=position,
                mtime_ns=stored.mtime_ns,
                size=stored.size,
            )
            return PlannedFile(same, kept, is_new=False)
        self.parsed += 1
        parsed = _parse(found, prices)
        if self._progress:
            self._progress(self.parsed, len(self._found))
        if parsed.is_broken:
            last_kind = known.kind if known else ""
            broken = replace(
                stored, kind=last_kind, broken=True, problems=parsed.problems
            )
            return PlannedFile(broken, kept, is_new=False)
        good = replace(stored, problems=parsed.problems)
        return PlannedFile(good, parsed.documents, is_new=True)

    def _describe(self, found: _Found, position: int, digest: str) -> StoredFile:
        source = found.source
        mtime_ns, size = self._stamps.get(str(source.path), GONE)
        fingerprint = source.fingerprint(digest)
        if found.problem:
            fingerprint = f"unreadable {mtime_ns} {size} {found.problem.message}"
        return StoredFile(
            path=str(source.path),
            name=source.name,
            root=found.root,
            kind=source.kind,
            position=position,
            mtime_ns=mtime_ns,
            size=size,
            fingerprint=fingerprint,
            loader=self._loader,
            broken=False,
        )


def _find(root: str, known: Mapping[str, StoredFile]) -> list[_Found]:
    """Return the content files below a folder; one that cannot be read keeps its kind.

    Without its kind a damaged price table would take its prices from every fact.
    """
    folder = Path(root)
    sources, problems = find_files(folder)
    found = [_Found(root, source) for source in sources]
    for problem in problems:
        path = folder / problem.place.file.removeprefix(f"{folder.name}/")
        before = known.get(str(path))
        kind = FileKind(before.kind or FileKind.TOPIC) if before else FileKind.TOPIC
        unread = SourceFile(path, problem.place.file, kind, "")
        found.append(_Found(root, unread, problem))
    return sorted(found, key=lambda f: f.source.path)


def _parse(found: _Found, prices: PriceTables) -> ParsedFile:
    if found.problem:
        source = found.source
        return ParsedFile(source.name, source.kind, (), (found.problem,))
    return parse_file(found.source, prices)


def _digest(parts: Iterable[str]) -> str:
    return hashlib.sha256("\n".join(parts).encode()).hexdigest()
