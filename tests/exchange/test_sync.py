"""Devices united through a folder: nothing lost, nothing twice, one state for all."""

from __future__ import annotations

import shutil
from datetime import timedelta
from pathlib import Path

import pytest

from studyapp.errors import StorageError, UsageError
from studyapp.exchange.journal_file import read_journal, write_journal
from studyapp.exchange.sync import SyncReport, file_name, fork_in, sync
from studyapp.memory.events import EventKind, Payload
from studyapp.memory.state import Phase
from studyapp.store.doctor import check
from studyapp.store.engine import open_store
from studyapp.store.identity import device_of, renew_device, take_back
from studyapp.store.merge import ClashError, merge
from tests.exchange.conftest import (
    NOON,
    PROJECTION,
    Device,
    NewDevice,
    everything_in,
)

DAYS = timedelta(days=1)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return tmp_path / "shared"


def sync_in(folder: Path, *devices: Device) -> list[SyncReport]:
    return [sync(device.store, PROJECTION, folder) for device in devices]


def test_what_was_done_on_one_device_is_known_on_the_other(
    new_device: NewDevice, folder: Path
) -> None:
    one, two = new_device("one"), new_device("two")
    event = one.answers()
    sync_in(folder, one)
    (report,) = sync_in(folder, two)
    assert (report.received, report.cards) == (1, 1)
    assert report.devices == (one.journal.device_id,)
    assert two.journal.events() == (event,)
    assert two.states == one.states
    assert everything_in(one.store) == everything_in(two.store)


def test_a_second_sync_brings_and_writes_nothing(
    new_device: NewDevice, folder: Path
) -> None:
    one, two = new_device("one"), new_device("two")
    one.answers()
    sync_in(folder, one, two)
    before = {path.name: path.stat().st_mtime_ns for path in folder.iterdir()}
    assert [r.received for r in sync_in(folder, one, two)] == [0, 0]
    assert before == {path.name: path.stat().st_mtime_ns for path in folder.iterdir()}


def test_a_file_only_grows_at_its_end(new_device: NewDevice, folder: Path) -> None:
    one = new_device("one")
    one.answers()
    file = sync_in(folder, one)[0].file
    before = file.read_bytes()
    one.answers(after=DAYS)
    sync_in(folder, one)
    assert file.read_bytes().startswith(before)
    assert file.read_bytes() != before


def mature(device: Device) -> None:
    """Answer a card until it is in review, with two lapses behind it."""
    for day, rating in enumerate((4, 1, 3, 4, 1, 3, 4), start=-60):
        device.answers(rating=rating, after=day * 7 * DAYS)


def test_a_lapse_is_not_lost_to_a_later_change_on_another_device(
    new_device: NewDevice, folder: Path
) -> None:
    """Anki keeps the newer card row: the lapse is gone, its log row stays."""
    one, two = new_device("one"), new_device("two")
    mature(one)
    sync_in(folder, one, two)
    known = two.states["card"]
    assert (known.phase, known.lapses) == (Phase.REVIEW, 2)
    one.answers(rating=1)
    two.does(EventKind.BURY, "card", {}, NOON + timedelta(seconds=1.2))
    sync_in(folder, one, two, one, two)
    for device in (one, two):
        state = device.states["card"]
        assert (state.phase, state.lapses) == (Phase.RELEARNING, 3)
        assert state.buried_until is not None


def test_of_two_reviews_on_two_devices_both_count(
    new_device: NewDevice, folder: Path
) -> None:
    one, two = new_device("one"), new_device("two")
    mature(one)
    sync_in(folder, one, two)
    reviews = one.states["card"].reviews
    one.answers(rating=1)
    two.answers(rating=3, after=timedelta(seconds=2))
    sync_in(folder, one, two, one, two)
    for device in (one, two):
        state = device.states["card"]
        assert (state.reviews, state.lapses) == (reviews + 2, 3)


def test_an_answer_that_comes_after_its_undo_does_not_count(
    new_device: NewDevice,
) -> None:
    """A file may be read in pieces, and clocks differ."""
    one, two = new_device("one"), new_device("two")
    kept, gone = one.answers(), one.answers(rating=1, after=2 * DAYS)
    named: Payload = {"device": gone.device, "sequence": gone.sequence}
    undo = one.does(EventKind.UNDO, "card", named, NOON + DAYS)
    for event in (kept, undo, gone):
        merge(two.store, PROJECTION, [event])
    assert everything_in(two.store)[1] == everything_in(one.store)[1]
    assert two.states["card"].reviews == 1


def test_an_answer_taken_back_on_another_device_stays_taken_back(
    new_device: NewDevice, folder: Path
) -> None:
    one, two = new_device("one"), new_device("two")
    event = one.answers()
    sync_in(folder, one, two)
    named: Payload = {"device": event.device, "sequence": event.sequence}
    two.does(EventKind.UNDO, "card", named, NOON + DAYS)
    sync_in(folder, two, one)
    assert one.states == two.states == {}


def test_a_file_cut_in_the_middle_of_a_line_gives_all_that_is_whole(
    new_device: NewDevice, folder: Path
) -> None:
    one, two = new_device("one"), new_device("two")
    for day in range(5):
        one.answers(after=day * DAYS)
    file = sync_in(folder, one)[0].file
    file.write_bytes(file.read_bytes()[:-30])
    (report,) = sync_in(folder, two)
    assert report.received == 4
    (message,) = report.messages
    assert message.startswith(f"'{file.name}' was read in part: it ends in the middle")
    assert "line 6" in message
    sync_in(folder, one)
    (report,) = sync_in(folder, two)
    assert (report.received, report.messages) == (1, ())


@pytest.mark.parametrize(
    "line",
    [
        b"{}",
        b"not json",
        b'{"sequence":"1"}',
        (
            b'{"sequence":9,"at_ms":-1,"offset_minutes":0,"kind":"answer","subject":"c",'
            b'"payload":{},"model":""}'
        ),
        (
            b'{"sequence":9,"at_ms":1,"offset_minutes":0,"kind":"answer","subject":"c",'
            b'"payload":{"rating":{"a":NaN}},"model":""}'
        ),
        (
            b'{"sequence":9,"at_ms":1,"offset_minutes":0,"kind":"answer",'
            b'"subject":"\\ud800","payload":{"rating":3},"model":""}'
        ),
        b"\xff\xfe",
    ],
)
def test_a_damaged_line_costs_that_line_alone(
    new_device: NewDevice, folder: Path, line: bytes
) -> None:
    one, two = new_device("one"), new_device("two")
    one.answers()
    one.answers(after=DAYS)
    file = sync_in(folder, one)[0].file
    header, first, second, _ = file.read_bytes().split(b"\n")
    file.write_bytes(b"\n".join((header, first, line, second, b"")))
    (report,) = sync_in(folder, two)
    assert report.received == 2
    assert "1 event from line 3 on cannot be read" in report.messages[0]


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (b"", "not a journal that studyapp wrote"),
        (b'{"note": "mine"}\n', "not a journal that studyapp wrote"),
        (b"\x00\xff\n\n", "not a journal that studyapp wrote"),
        (
            b'{"format":"studyapp-journal","version":2,"device":"x"}\n',
            "a newer studyapp wrote it; upgrade this one",
        ),
    ],
)
def test_a_foreign_file_is_skipped_in_one_sentence(
    new_device: NewDevice, folder: Path, data: bytes, reason: str
) -> None:
    folder.mkdir()
    (folder / "other.jsonl").write_bytes(data)
    (folder / "notes.txt").write_text("mine", encoding="utf-8")
    (folder / ".studyapp-x.jsonl.1.part").write_text("half", encoding="utf-8")
    (report,) = sync_in(folder, new_device("one"))
    assert len(report.messages) == 1
    assert report.messages[0].startswith("'other.jsonl' was skipped: ")
    assert reason in report.messages[0]


def test_a_conflict_copy_is_read_and_named_once(
    new_device: NewDevice, folder: Path
) -> None:
    one, two = new_device("one"), new_device("two")
    one.answers()
    file = sync_in(folder, one)[0].file
    copy = folder / f"{file.stem} (conflicted copy).jsonl"
    shutil.copy(file, copy)
    one.answers(after=DAYS)
    (report,) = sync_in(folder, one)
    assert report.messages == (
        (
            f"'{copy.name}' is a second copy of '{file.name}': "
            "its events were taken too; you can delete it"
        ),
    )
    (report,) = sync_in(folder, two)
    assert (report.received, len(report.messages)) == (2, 1)


def copied(device: Device, to: Path) -> Device:
    """Return a copy of a device's whole data folder, as a file manager makes it."""
    path = device.store.path
    device.store.close()
    shutil.copytree(path.parent, to)
    return Device(open_store(to / path.name))


def test_two_copies_of_one_device_are_refused_with_a_remedy_that_works(
    new_device: NewDevice, folder: Path, tmp_path: Path
) -> None:
    one, third = new_device("one"), new_device("third")
    one.answers("shared")
    two = copied(one, tmp_path / "copy")
    assert two.journal.device_id == one.journal.device_id
    one.answers("of-one")
    sync_in(folder, one)
    taken_back = two.answers("of-two", rating=1)
    two.answers("of-two", after=DAYS)
    named: Payload = {
        "device": taken_back.device,
        "sequence": taken_back.sequence,
    }
    two.does(EventKind.UNDO, "of-two", named, NOON + DAYS)
    before = everything_in(two.store), sorted(folder.iterdir())
    with pytest.raises(ClashError, match="two copies of your data") as refused:
        sync_in(folder, two)
    assert f"'studyapp doctor --new-device {folder}' here" in refused.value.remedy
    assert before == (everything_in(two.store), sorted(folder.iterdir()))

    states = dict(two.states)
    first = fork_in(two.store, folder).first
    two.store.close()
    done = renew_device(two.store.path, first, NOON)
    assert (first, done.moved, done.kept.is_file()) == (2, 3, True)
    assert two.states == states
    assert device_of(two.store) == done.new != done.old
    sync_in(folder, two, one, third, two)
    assert everything_in(one.store) == everything_in(two.store)
    assert everything_in(third.store) == everything_in(two.store)
    assert set(third.states) == {"shared", "of-one", "of-two"}
    assert third.states["of-two"].reviews == 1
    assert check(two.store, PROJECTION) == ()
    two.store.close()


def test_a_copy_renamed_without_a_folder_takes_its_events_along_later(
    new_device: NewDevice, folder: Path, tmp_path: Path
) -> None:
    one = new_device("one")
    one.answers("shared")
    two = copied(one, tmp_path / "copy")
    one.answers("of-one")
    sync_in(folder, one)
    wrong = two.answers("of-two", rating=1)
    renew_device(two.store.path, None, NOON)
    two.store.close()
    two = Device(open_store(two.store.path))
    two.answers("of-two", after=DAYS)
    named: Payload = {"device": wrong.device, "sequence": wrong.sequence}
    two.does(EventKind.UNDO, "of-two", named, NOON + DAYS)
    states = dict(two.states)
    with pytest.raises(ClashError) as refused:
        sync_in(folder, two)
    assert f"'studyapp doctor --new-device {folder}' here" in refused.value.remedy

    fork = fork_in(two.store, folder)
    assert (fork.device, fork.first) == (wrong.device, 2)
    two.store.close()
    done = take_back(two.store.path, fork.device, 2, NOON + DAYS)
    assert (done.old, done.moved) == (wrong.device, 1)
    assert two.states == states
    sync_in(folder, two, one, two)
    assert everything_in(one.store) == everything_in(two.store)
    assert set(one.states) == {"shared", "of-one", "of-two"}
    assert one.states["of-two"].reviews == 1
    assert check(two.store, PROJECTION) == ()
    two.store.close()


def test_a_folder_without_this_device_cannot_tell_what_is_the_copys_own(
    new_device: NewDevice, folder: Path
) -> None:
    one, two = new_device("one"), new_device("two")
    one.answers()
    sync_in(folder, two)
    with pytest.raises(UsageError, match="has no events of this device"):
        fork_in(one.store, folder)


def test_a_new_device_id_moves_nothing_that_the_folder_has(
    new_device: NewDevice, folder: Path
) -> None:
    one = new_device("one")
    one.answers()
    sync_in(folder, one)
    assert fork_in(one.store, folder).first is None
    done = renew_device(one.store.path, None, NOON)
    assert done.moved == 0
    sync_in(folder, one)
    assert {path.name for path in folder.iterdir()} == {
        file_name(done.old),
        file_name(done.new),
    }


def test_the_journal_refuses_changes_also_after_events_have_moved(
    new_device: NewDevice,
) -> None:
    one = new_device("one")
    one.answers()
    renew_device(one.store.path, 1, NOON)
    with pytest.raises(StorageError, match="append-only"), one.store.writing() as open_:
        open_.execute("UPDATE event SET kind = subject")


def test_a_restored_backup_gets_its_own_later_events_back(
    new_device: NewDevice, folder: Path, tmp_path: Path
) -> None:
    one = new_device("one")
    one.answers()
    old = copied(one, tmp_path / "backup")
    one.answers(after=DAYS)
    sync_in(folder, one)
    (report,) = sync_in(folder, old)
    assert report.received == 1
    assert old.answers(after=2 * DAYS).sequence == 3
    old.store.close()


def test_a_folder_that_cannot_be_used_is_one_sentence(
    new_device: NewDevice, tmp_path: Path
) -> None:
    (tmp_path / "file").write_text("", encoding="utf-8")
    with pytest.raises(UsageError, match="is not a folder"):
        sync_in(tmp_path / "file", new_device("one"))
    for parent in ("file", "no-drive"):
        with pytest.raises(UsageError, match=f"no folder '.*{parent}' to make 'below'"):
            sync_in(tmp_path / parent / "below", new_device(f"for-{parent}"))
    assert not (tmp_path / "no-drive" / "below").exists()


def test_a_file_that_cannot_be_written_stays_as_it_was(tmp_path: Path) -> None:
    file = tmp_path / "taken.jsonl"
    file.mkdir()
    with pytest.raises(StorageError, match="cannot be written"):
        write_journal(file, "device", ())
    assert list(tmp_path.iterdir()) == [file]
    assert "cannot be read" in read_journal(file).complaint
