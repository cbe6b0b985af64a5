"""Rows of content files and their documents, as values and back.

Owns the reading and replacing of one file's rows. It must never parse Markdown or
decide whether a file has changed.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from itertools import groupby

from sqlmodel import Session, col, delete, func, insert, select, update

from studyapp.content.documents import Document, name_of
from studyapp.content.value_cards import is_value_card, with_value_cards
from studyapp.errors import Problem
from studyapp.store.codec import (
    AT_ONCE,
    decode,
    decode_problems,
    encode,
    encode_problems,
)
from studyapp.store.codec import kind_of as document_kind
from studyapp.store.mapped import mapped
from studyapp.store.names import Connection, numbers_of
from studyapp.store.tables import BlockRow, DocumentRow, SourceFileRow


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


def read_files(connection: Connection) -> dict[str, StoredFile]:
    """Return every file by its path, in reading order."""
    with mapped(connection) as session:
        query = select(SourceFileRow).order_by(col(SourceFileRow.position))
        return {row.path: _stored(row) for row in session.exec(query)}


def read_documents(connection: Connection) -> dict[str, tuple[Document, ...]]:
    """Return the documents of every file by its path.

    A file whose documents an older program stored in another shape is left out.
    """
    query = (
        select(SourceFileRow.path, BlockRow.kind, BlockRow.bodies)
        .join(BlockRow, col(BlockRow.file) == col(SourceFileRow.id))
        .order_by(col(BlockRow.file), col(BlockRow.position))
    )
    bodies: dict[str, dict[str, list[bytes]]] = defaultdict(lambda: defaultdict(list))
    with mapped(connection) as session:
        for path, kind, body in session.exec(query):
            bodies[path][kind].append(body)
    known: dict[str, tuple[Document, ...]] = {}
    for path, kinds in bodies.items():
        try:
            parts = [decode(kind, texts) for kind, texts in kinds.items()]
        except (KeyError, ValueError):
            continue
        known[path] = with_value_cards(document for part in parts for document in part)
    return known


def write_files(
    connection: Connection,
    files: Iterable[StoredFile],
    removed: Iterable[str],
    documents: Mapping[str, Iterable[Document]],
) -> None:
    """Keep what is known about `files`, and forget those at the paths `removed`.

    `documents` by path take the place of those the file had; of other files they stay.
    """
    with mapped(connection) as session:
        for path in removed:
            _drop_documents(session, _id_of(session, path))
            session.exec(delete(SourceFileRow).where(col(SourceFileRow.path) == path))
        for file in files:
            _write_file(session, file)
            if file.path in documents:
                _replace(connection, session, file.path, documents[file.path])


def _replace(
    connection: Connection,
    session: Session,
    path: str,
    documents: Iterable[Document],
) -> None:
    file = _id_of(session, path)
    _drop_documents(session, file)
    kept = [document for document in documents if not is_value_card(document)]
    numbers = numbers_of(connection, [name_of(document) for document in kept])
    blocks: list[dict[str, object]] = []
    places: list[dict[str, int]] = []
    first = (session.exec(select(func.max(BlockRow.id))).one() or 0) + 1
    for position, some in enumerate(_together(kept)):
        block = first + position
        blocks.append(
            {
                "id": block,
                "file": file,
                "position": position,
                "kind": document_kind(some[0]),
                "bodies": encode(some),
            }
        )
        places += [
            {"name": numbers[name_of(document)], "block": block, "place": place}
            for place, document in enumerate(some)
        ]
    if places:
        session.connection().execute(insert(BlockRow), blocks)
        session.connection().execute(insert(DocumentRow), places)


def _together(documents: Iterable[Document]) -> Iterator[list[Document]]:
    """Yield documents of one kind, a few at a time, in the order given."""
    for _, same in groupby(documents, document_kind):
        rest = list(same)
        for first in range(0, len(rest), AT_ONCE):
            yield rest[first : first + AT_ONCE]


def _drop_documents(session: Session, file: int | None) -> None:
    blocks = select(BlockRow.id).where(col(BlockRow.file) == file)
    session.exec(delete(DocumentRow).where(col(DocumentRow.block).in_(blocks)))
    session.exec(delete(BlockRow).where(col(BlockRow.file) == file))


def _write_file(session: Session, file: StoredFile) -> None:
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
