from __future__ import annotations

import os
import sqlite3
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path
from threading import Barrier

import pytest
from sqlalchemy import inspect
from sqlmodel import create_engine

from studyapp.errors import StorageError
from studyapp.store.engine import Store, open_store
from studyapp.store.journal import Journal
from studyapp.store.steps import STEPS
from studyapp.store.tables import Table
from studyapp.store.upgrade import upgrade


def pragma(store: Store, name: str) -> object:
    with store.reading() as connection:
        return connection.execute(f"PRAGMA {name}").fetchone()[0]


def test_a_new_file_is_made_with_its_folder(file: Path) -> None:
    open_store(file).close()
    assert file.is_file()


@pytest.mark.parametrize("known", [0, 3])
def test_a_file_is_made_or_upgraded_once_by_all_who_open_it_at_once(
    file: Path, known: int
) -> None:
    for number in range(8):
        path = file.with_name(f"{number}.sqlite3")
        path.parent.mkdir(exist_ok=True)
        if known:
            upgrade(path, STEPS[:known])
        together = Barrier(6)

        def opened(path: Path = path, together: Barrier = together) -> str:
            together.wait()
            store = open_store(path)
            device = Journal(store).device_id
            store.close()
            return device

        with ThreadPoolExecutor(6) as pool:
            programs = [pool.submit(opened) for _ in range(6)]
            assert len({program.result() for program in programs}) == 1
        copies = list(path.parent.glob(f"{path.name}.backup-*"))
        assert len(copies) == (known > 0)


def test_every_connection_has_wal_foreign_keys_full_sync_and_patience(
    store: Store,
) -> None:
    assert pragma(store, "journal_mode") == "wal"
    assert pragma(store, "foreign_keys") == 1
    assert pragma(store, "synchronous") == 2
    assert pragma(store, "busy_timeout") == 5000


def test_the_wal_of_a_long_session_is_written_over_and_does_not_grow(
    store: Store,
) -> None:
    journal, wal = Journal(store), store.path.with_name(f"{store.path.name}-wal")
    sizes = []
    for _ in range(120):
        journal.append("x", "s", {}, datetime(2026, 11, 21, tzinfo=UTC))
        sizes.append(wal.stat().st_size)
    assert sizes[-1] == sizes[60]


def test_the_device_id_is_minted_once(file: Path) -> None:
    ids = []
    for _ in range(2):
        store = open_store(file)
        ids.append(Journal(store).device_id)
        store.close()
    assert ids[0] == ids[1]
    assert len(ids[0]) == 16


def columns(connection: sqlite3.Connection, table: str) -> set[tuple[object, ...]]:
    found = connection.execute(f"PRAGMA table_info('{table}')")
    return {(name, kind, bool(null), key) for _, name, kind, null, _, key in found}


def test_the_steps_give_the_tables_that_sqlmodel_describes(
    store: Store, tmp_path: Path
) -> None:
    described = tmp_path / "described.sqlite3"
    engine = create_engine(f"sqlite:///{described}")
    Table.metadata.create_all(engine)
    names = inspect(engine).get_table_names()
    engine.dispose()
    with (
        closing(sqlite3.connect(store.path)) as real,
        closing(sqlite3.connect(described)) as plan,
    ):
        assert len(names) == len(Table.metadata.tables)
        for name in names:
            assert columns(real, name) == columns(plan, name), name


def old_file(path: Path) -> None:
    """Make a file as the first released schema left it, with one event in it."""
    path.parent.mkdir(parents=True)
    upgrade(path, STEPS[:1])
    with closing(sqlite3.connect(path)) as connection:
        connection.execute(
            "INSERT INTO event VALUES"
            " ('d', 1, 1000, 60, 'answer', 'timeout.max', '{\"rating\":3}', 'm')"
        )
        connection.commit()


def test_an_old_file_is_copied_and_then_upgraded_with_its_events(file: Path) -> None:
    old_file(file)
    open_store(file).close()
    copies = list(file.parent.glob("study.sqlite3.backup-v1-*Z"))
    assert len(copies) == 1
    for path, version in ((file, len(STEPS)), (copies[0], 1)):
        with closing(sqlite3.connect(path)) as connection:
            assert connection.execute("PRAGMA user_version").fetchone() == (version,)
            assert connection.execute("SELECT count(*) FROM event").fetchone() == (1,)


def test_an_upgraded_file_keeps_no_empty_pages(file: Path) -> None:
    old_file(file)
    open_store(file).close()
    with closing(sqlite3.connect(file)) as connection:
        assert connection.execute("PRAGMA freelist_count").fetchone() == (0,)


def test_every_step_is_recorded_and_a_present_file_is_not_copied(file: Path) -> None:
    open_store(file).close()
    assert upgrade(file) is None
    with closing(sqlite3.connect(file)) as connection:
        names = [row[0] for row in connection.execute("SELECT name FROM upgrade_step")]
    assert names == [step.__name__ for step in STEPS]
    assert list(file.parent.glob("*backup*")) == []


def test_a_step_that_fails_leaves_the_file_as_it_was(file: Path) -> None:
    old_file(file)

    def broken(connection: sqlite3.Connection) -> None:
        connection.execute("CREATE TABLE half (id INTEGER)")
        connection.execute("SELECT nonsense")

    with pytest.raises(sqlite3.OperationalError, match="nonsense"):
        upgrade(file, (STEPS[0], broken))
    with closing(sqlite3.connect(file)) as connection:
        assert connection.execute("PRAGMA user_version").fetchone() == (1,)
        tables = {
            row[0] for row in connection.execute("SELECT name FROM sqlite_master")
        }
    assert "half" not in tables


def test_a_file_of_a_newer_program_is_refused_with_a_remedy(file: Path) -> None:
    open_store(file).close()
    with closing(sqlite3.connect(file)) as connection:
        connection.execute(f"PRAGMA user_version = {len(STEPS) + 1}")
    with pytest.raises(StorageError, match="newer studyapp") as caught:
        open_store(file)
    assert "upgrade studyapp" in caught.value.remedy


def test_a_database_of_another_program_is_refused(file: Path) -> None:
    file.parent.mkdir()
    with closing(sqlite3.connect(file)) as connection:
        connection.execute("CREATE TABLE notes (id INTEGER)")
    with pytest.raises(StorageError, match="another program"):
        open_store(file)


def test_a_damaged_file_is_refused_with_a_remedy(file: Path) -> None:
    file.parent.mkdir()
    file.write_text("this is no database, and never was one " * 200)
    with pytest.raises(StorageError, match="damaged") as caught:
        open_store(file)
    assert "backup" in caught.value.remedy


def test_a_folder_that_cannot_be_made_is_one_sentence(tmp_path: Path) -> None:
    (tmp_path / "occupied").write_text("a file")
    with pytest.raises(StorageError, match="cannot be opened") as caught:
        open_store(tmp_path / "occupied" / "study.sqlite3")
    assert "--data" in caught.value.remedy


def test_a_folder_in_place_of_the_file_is_one_sentence(file: Path) -> None:
    file.mkdir(parents=True)
    with pytest.raises(StorageError, match="cannot be written"):
        open_store(file)


@pytest.mark.skipif(os.geteuid() == 0, reason="root may write everywhere")
def test_a_read_only_folder_is_one_sentence(file: Path) -> None:
    file.parent.mkdir(mode=0o500)
    with pytest.raises(StorageError, match="cannot be written"):
        open_store(file)


def test_a_transaction_that_fails_keeps_nothing(store: Store) -> None:
    def fail() -> None:
        with store.writing() as connection:
            connection.execute("INSERT INTO due_load VALUES (1, 1)")
            connection.execute("INSERT INTO no_such_table VALUES (1)")

    with pytest.raises(StorageError):
        fail()
    with store.reading() as connection:
        found = connection.execute("SELECT count(*) FROM due_load").fetchone()
        assert found == (0,)
