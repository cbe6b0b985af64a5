"""A number means one name, whatever becomes of the transaction that gave it."""

from __future__ import annotations

import pytest

from studyapp.errors import StorageError
from studyapp.memory.projection import Projection
from studyapp.store.engine import Store, open_store
from studyapp.store.names import known_numbers, names_of, numbers_of
from studyapp.store.states import fresh


def give_and_fail(store: Store, name: str, last: str) -> int:
    """Give a name its number in a transaction that is taken back; return it."""
    found: list[int] = []

    def fail() -> None:
        with store.writing() as connection:
            found.extend(numbers_of(connection, [name]).values())
            connection.execute(last)
            raise RuntimeError("taken back")

    with pytest.raises(RuntimeError, match="taken back"):
        fail()
    return found[0]


@pytest.mark.parametrize("last", ["SELECT 1", "ROLLBACK"])
def test_a_number_that_was_taken_back_is_not_remembered(
    store: Store, last: str
) -> None:
    """SQLite ends a transaction by itself when the disk is full."""
    number = give_and_fail(store, "ghost", last)
    with store.writing() as connection:
        assert known_numbers(connection, ["ghost"]) == {}
        assert numbers_of(connection, ["real"]) == {"real": number}
        assert names_of(connection, [number])[number] == "real"
    with store.reading() as connection:
        assert names_of(connection, [number])[number] == "real"
        assert known_numbers(connection, ["ghost", "real"]) == {"real": number}


def test_what_cannot_be_read_of_the_states_is_one_sentence_and_costs_no_connection(
    store: Store, projection: Projection
) -> None:
    with store.writing() as connection:
        connection.execute("ALTER TABLE meta RENAME TO elsewhere")
    for _ in range(2):
        with pytest.raises(StorageError, match="meta"), fresh(store, projection):
            pass
    assert len(store._idle) == 1


def test_a_file_that_was_replaced_is_not_written_to(store: Store) -> None:
    other = store.path.with_name("other.sqlite3")
    open_store(other).close()
    other.replace(store.path)
    with pytest.raises(StorageError, match="replaced"), store.writing():
        pass
