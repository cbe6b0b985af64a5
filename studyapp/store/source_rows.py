"""Rows of content files and their documents, as values and back.

Owns the reading and replacing of one file's rows. It must never parse Markdown or
decide whether a file has changed.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

from sqlmodel import Session, col, delete, insert, select, update

from studyapp.content.documents import Document
from studyapp.errors import Problem
from studyapp.store.codec import decode, decode_problems, encode, encode_problems
from studyapp.store.codec import kind_of as document_kind
from studyapp.store.tables import DocumentRow, SourceFileRow


@dataclass(frozen=True, slots=True)
class StoredFile:
    """One content file as it was last read."""

    path: str
    name: str
    root: str
    kind: str
    position: int
    mtime_ns: int
    size: int
    fingerprint: str
    loader: str
    broken: bool
    problems: tuple[Problem, ...] = ()


def read_files(session: Session) -> dict[str, StoredFile]:
    """Return every file by its path, in reading order."""
    rows = session.exec(select(SourceFileRow).order_by(col(SourceFileRow.position)))
    return {row.path: _stored(row) for row in rows}


def read_documents(session: Session) -> dict[str, tuple[Document, ...]]:
    """Return the documents of every file by its path.

    A file whose documents an older program stored in another shape is left out.
    """
    query = (
        select(SourceFileRow.path, DocumentRow.kind, DocumentRow.body)
        .join(DocumentRow, col(DocumentRow.file) == col(SourceFileRow.id))
        .order_by(col(DocumentRow.file), col(DocumentRow.position))
    )
    bodies: dict[str, dict[str, list[str]]] = defaultdict(lambda: defaultdict(list))
    for path, kind, body in session.exec(query):
        bodies[path][kind].append(body)
    known: dict[str, tuple[Document, ...]] = {}
    for path, kinds in bodies.items():
        try:
            parts = [decode(kind, texts) for kind, texts in kinds.items()]
        except (KeyError, ValueError):
            continue
        known[path] = tuple(document for part in parts for document in part)
    return known


def write_file(session: Session, file: StoredFile) -> None:
    """Keep what is known about a file; its documents stay as they are."""
    fields: dict[str, object] = {
        "name": file.name,
        "root": file.root,
        "kind": file.kind,
        "position": file.position,
        "mtime_ns": file.mtime_ns,
        "size": file.size,
        "fingerprint": file.fingerprint,
        "loader": file.loader,
        "broken": int(file.broken),
        "problems": encode_problems(file.problems),
    }
    if _id_of(session, file.path) is None:
        session.exec(insert(SourceFileRow).values(path=file.path, **fields))
    else:
        known = col(SourceFileRow.path) == file.path
        session.exec(update(SourceFileRow).where(known).values(**fields))


def replace_documents(
    session: Session, path: str, documents: Iterable[Document]
) -> None:
    """Put `documents` in place of those of the file at `path`, which must be kept."""
    file = _id_of(session, path)
    session.exec(delete(DocumentRow).where(col(DocumentRow.file) == file))
    rows = [
        {
            "file": file,
            "position": position,
            "kind": document_kind(document),
            "body": encode(document),
        }
        for position, document in enumerate(documents)
    ]
    if rows:
        session.connection().execute(insert(DocumentRow), rows)


def remove_file(session: Session, path: str) -> None:
    """Forget a file and its documents."""
    replace_documents(session, path, ())
    session.exec(delete(SourceFileRow).where(col(SourceFileRow.path) == path))


def _id_of(session: Session, path: str) -> int | None:
    query = select(SourceFileRow.id).where(col(SourceFileRow.path) == path)
    return session.exec(query).first()


def _stored(row: SourceFileRow) -> StoredFile:
    return StoredFile(
        path=row.path,
        name=row.name,
        root=row.root,
        kind=row.kind,
        position=row.position,
        mtime_ns=row.mtime_ns,
        size=row.size,
        fingerprint=row.fingerprint,
        loader=row.loader,
        broken=bool(row.broken),
        problems=decode_problems(row.problems),
    )
