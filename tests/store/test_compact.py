"""A file of an earlier schema says the same after it was brought to the present one."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterable
from contextlib import closing
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from studyapp.content.documents import Topic
from studyapp.errors import Place
from studyapp.memory.events import Event
from studyapp.store.engine import open_store
from studyapp.store.event_rows import insert_events
from studyapp.store.journal import Journal
from studyapp.store.source_rows import read_documents
from studyapp.store.steps import STEPS
from studyapp.store.upgrade import upgrade

BEFORE = 3
"""Steps of the schema in which every event was a row of texts."""

scalars = st.one_of(
    st.none(),
    st.booleans(),
    st.integers(-(2**70), 2**70),
    st.floats(allow_nan=False, allow_infinity=False),
    st.text(max_size=5),
)
payloads = st.dictionaries(
    st.sampled_from(["rating", "elapsed_ms", "due_in", "typed", "device", "sequence"]),
    scalars | st.lists(scalars, max_size=2),
    max_size=4,
)
events = st.lists(
    st.builds(
        Event,
        st.sampled_from(["laptop", "phone", "imported.card"]),
        st.integers(1, 2**40),
        st.integers(-(2**40), 2**45),
        st.integers(-900, 900),
        st.sampled_from(["answer", "undo", "cram", "quiz_answer", "new kind"]),
        st.sampled_from(["a", "b.c", "*weights", "answer"]),
        payloads,
        st.sampled_from(["fsrs6", "laptop"]),
    ),
    max_size=8,
    unique_by=lambda event: event.identity,
)


def old_file(path: Path, known: list[Event]) -> None:
    upgrade(path, STEPS[:BEFORE])
    with closing(sqlite3.connect(path)) as connection, connection:
        connection.executemany(
            "INSERT INTO event VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
            [
                (
                    event.device,
                    event.sequence,
                    event.at_ms,
                    event.offset_minutes,
                    event.kind,
                    event.subject,
                    json.dumps(event.payload, sort_keys=True, separators=(",", ":")),
                    event.model,
                )
                for event in known
            ],
        )


def told(known: Iterable[Event]) -> list[str]:
    """Return events in total order as text: True is 1 to Python, not to a journal."""
    ordered = sorted(known, key=lambda e: (e.at_ms, e.device, e.sequence))
    return [repr(e._replace(payload=dict(sorted(e.payload.items())))) for e in ordered]


@given(events)
@settings(max_examples=60, deadline=None)
def test_events_come_through_the_upgrade_as_they_were(known: list[Event]) -> None:
    with TemporaryDirectory() as folder:
        path = Path(folder) / "s.sqlite3"
        old_file(path, known)
        store = open_store(path)
        found = Journal(store).events()
        store.close()
    assert told(found) == told(known)


@given(events)
@settings(max_examples=60, deadline=None)
def test_an_event_is_read_as_it_was_inserted(known: list[Event]) -> None:
    with TemporaryDirectory() as folder:
        store = open_store(Path(folder) / "s.sqlite3")
        with store.writing() as connection:
            insert_events(connection, known)
        found = Journal(store).events()
        store.close()
    assert told(found) == told(known)


@pytest.mark.parametrize(
    "payload", ['{"elapsed_ms":10000000000000000000}', "{", "[1]", '"x"', "null"]
)
def test_one_damaged_answer_does_not_keep_the_file_from_opening(
    tmp_path: Path, payload: str
) -> None:
    path = tmp_path / "s.sqlite3"
    upgrade(path, STEPS[:BEFORE])
    with closing(sqlite3.connect(path)) as connection, connection:
        row = ("laptop", 1, 1000, 60, "answer", "a", payload, "fsrs6")
        connection.execute("INSERT INTO event VALUES (?, ?, ?, ?, ?, ?, ?, ?)", row)
    store = open_store(path)
    with store.reading() as connection:
        kept = connection.execute("SELECT payload FROM event").fetchall()
    store.close()
    assert kept == [(payload,)]


def test_what_is_stored_of_a_file_that_is_broken_now_comes_through(
    tmp_path: Path,
) -> None:
    path = tmp_path / "s.sqlite3"
    upgrade(path, STEPS[:BEFORE])
    body = {
        "id": "mine",
        "title": "My topic",
        "summary": "Mine.",
        "order": 1,
        "related": [],
        "parts": [],
        "place": {"file": "content/mine.md", "line": 1},
    }
    with closing(sqlite3.connect(path)) as connection, connection:
        connection.execute(
            "INSERT INTO source_file VALUES"
            " (1, '/x/mine.md', 'content/mine.md', '/x', 'topic', 0, 0, 0, '', '', 1,"
            " '[]')"
        )
        connection.execute(
            "INSERT INTO document VALUES (1, 0, 'topic', ?)", (json.dumps(body),)
        )
    store = open_store(path)
    with store.reading() as connection:
        found = read_documents(connection)
    store.close()
    place = Place("content/mine.md", 1)
    topic = Topic("mine", "My topic", "Mine.", 1, (), (), place)
    assert found == {"/x/mine.md": (topic,)}
