"""One document at a time gives what all of them give."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path

import pytest

from studyapp import paths
from studyapp.content.documents import Document
from studyapp.content.files import read_all
from studyapp.content.library import assemble
from studyapp.store.codec import decode, encode, kind_of
from studyapp.store.engine import Store
from studyapp.store.library import read_library
from studyapp.store.loaded import LoadReport

Reload = Callable[[], LoadReport]


@pytest.fixture(scope="module")
def bundled() -> Sequence[Document]:
    files, _ = read_all(map(Path, paths.bundled_roots()))
    return [document for file in files for document in file.documents]


def test_every_document_of_the_bundled_content_comes_back_as_it_was(
    bundled: Sequence[Document],
) -> None:
    for document in bundled:
        assert decode(kind_of(document), [encode([document])]) == (document,)


def test_documents_fetched_one_by_one_are_those_of_the_whole(
    loaded: Store, content: Path
) -> None:
    whole = assemble(read_all([content])[0])[0]
    single = read_library(loaded)
    for part in ("topics", "facts", "cards", "questions", "prices", "exams"):
        known = getattr(whole, part)
        shelf = getattr(single, part)
        for key, document in known.items():
            assert key in shelf
            assert shelf[key] == document
        assert "no such" not in shelf
        with pytest.raises(KeyError):
            shelf["no such"]
        assert (len(shelf), list(shelf), dict(shelf)) == (
            len(known),
            list(known),
            known,
        )


def test_a_document_handed_out_stays_the_same_object(loaded: Store) -> None:
    facts = read_library(loaded).facts
    fact = facts["timeout.max"]
    assert list(facts.values())
    assert facts["timeout.max"] is fact


def test_of_two_files_with_one_id_the_first_counts(
    loaded: Store, reload: Reload, content: Path
) -> None:
    text = (content / "limits.md").read_text(encoding="utf-8")
    (content / "a-copy.md").write_text(
        text.replace("value: 900 s", "value: 60 s").replace(
            "card: aaaaa1", "card: b2b2b2"
        ),
        encoding="utf-8",
    )
    reload()
    assert read_library(loaded).facts["timeout.max"].short == "60 s"
    assert dict(read_library(loaded).facts)["timeout.max"].short == "60 s"
    (content / "a-copy.md").unlink()
    reload()
    assert read_library(loaded).facts["timeout.max"].short == "900 s"
