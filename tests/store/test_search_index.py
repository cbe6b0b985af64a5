"""What the index keeps, and how a file of an earlier schema comes to it."""

from __future__ import annotations

import sqlite3
from collections import Counter
from contextlib import closing
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from studyapp.store import search
from studyapp.store.engine import Store, open_store
from studyapp.store.loader import load
from studyapp.store.postings import Sums, numbers, pack, unpack
from studyapp.store.search_index import indexed_values
from studyapp.store.steps import lookup
from tests.earlier import back_to

TOTAL = 60_000
some_rows = st.sets(st.integers(1, TOTAL)).map(sorted)
many_rows = st.integers(1, 9).map(lambda step: list(range(step, TOTAL, step)))


@given(st.one_of(some_rows, many_rows))
def test_rows_come_out_of_a_posting_as_they_went_in(rows: list[int]) -> None:
    packed = pack(rows, TOTAL)
    assert numbers(unpack(packed), TOTAL) == rows
    assert len(packed) <= max(3 * len(rows), TOTAL // 8 + 2)


@given(
    st.lists(st.tuples(st.integers(1, 300), st.sets(st.integers(1, 40)))),
    st.integers(1, 50),
)
def test_the_largest_sums_come_first_and_equals_in_their_order(
    added: list[tuple[int, set[int]]], count: int
) -> None:
    sums, expected = Sums(), Counter[int]()
    for value, rows in added:
        sums.add(value, sum(1 << row for row in rows))
        expected.update(dict.fromkeys(rows, value))
    ordered = sorted(expected.items(), key=lambda item: (-item[1], item[0]))
    assert sums.largest(count) == ordered[:count]


def with_older_index(store: Store) -> Path:
    """Return the file of a store as schema 4 had it, with a value of then in it."""
    store.close()
    with closing(sqlite3.connect(store.path)) as connection:
        for name in ("names", "term", "phrase", "spelling", "source", "topic"):
            connection.execute(f"DROP TABLE lookup_{name}")
        connection.execute("DROP TABLE lookup")
        lookup(connection)
        connection.execute(
            "INSERT INTO lookup VALUES (1, 'timeout.max', 'Maximum function timeout',"
            " '600', 's', '600 s', '600 s (10 min)', '', '', '2026-11-20', 'limits',"
            " 'Limits', '', '', 0.5, '0.52 timeout ', ' s600 ', ' ')"
        )
        back_to(connection, 4)
        connection.commit()
    return store.path


def test_a_file_with_the_older_index_finds_the_same_and_knows_what_changed(
    loaded: Store, content: Path
) -> None:
    expected = [
        (hit.id, hit.score) for hit in search.search(str(loaded.path), "timout")
    ]
    store = open_store(with_older_index(loaded))
    with store.reading() as session:
        assert indexed_values(session) == {"timeout.max": "600 s"}
    report = load(store, [str(content)], date(2026, 11, 21))
    store.close()
    assert [(r.fact, r.old, r.new) for r in report.revised] == [
        ("timeout.max", "600 s", "900 s")
    ]
    found = search.search(str(store.path), "timout")
    assert [(hit.id, hit.score) for hit in found] == expected


def test_a_file_with_the_older_index_must_be_loaded_first(loaded: Store) -> None:
    with pytest.raises(search.IndexUnavailable):
        search.search(str(with_older_index(loaded)), "timeout")
