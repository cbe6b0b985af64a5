"""The library as it was last loaded, without opening a single content file.

Owns the way from rows to `Library`. It must never write.
"""

from __future__ import annotations

from collections import defaultdict

from sqlmodel import col, select

from studyapp.content.library import FileKind, Library, ParsedFile, assemble
from studyapp.errors import StorageError
from studyapp.store.codec import decode
from studyapp.store.engine import Store
from studyapp.store.tables import DocumentRow, SourceFileRow


def read_library(store: Store) -> Library:
    """Return all content that can be used, in reading order.

    Raises StorageError where another version of the program stored it.
    """
    query = (
        select(DocumentRow.kind, DocumentRow.body)
        .join(SourceFileRow, col(DocumentRow.file) == col(SourceFileRow.id))
        .order_by(col(SourceFileRow.position), col(DocumentRow.position))
    )
    bodies: dict[str, list[str]] = defaultdict(list)
    with store.reading() as session:
        for kind, body in session.exec(query):
            bodies[kind].append(body)
    try:
        found = [decode(kind, texts) for kind, texts in bodies.items()]
    except (KeyError, ValueError) as error:
        raise StorageError(
            "the stored content was written by another version of studyapp",
            "run 'studyapp content load'",
        ) from error
    documents = tuple(document for part in found for document in part)
    # Which file a document came from plays no part once its order is settled.
    library, _ = assemble([ParsedFile("", FileKind.TOPIC, documents)])
    return library
