"""Any order, repetition or split of the same events gives byte-identical files."""

from __future__ import annotations

import sqlite3
import tempfile
from collections.abc import Iterator, Sequence
from contextlib import closing, contextmanager
from datetime import timedelta
from functools import cache
from pathlib import Path

from hypothesis import given, settings
from hypothesis import strategies as st

from studyapp.exchange.journal_file import read_journal, write_journal
from studyapp.exchange.sync import file_name, sync
from studyapp.memory.events import Event, EventKind, Payload
from studyapp.memory.study_day import utc_ms
from studyapp.store.doctor import Ailment, check
from studyapp.store.engine import Store, open_store
from studyapp.store.merge import merge
from tests.exchange.conftest import NOON, PROJECTION, everything_in

CARDS = ("a", "b")
DEVICES = ("0ld", "n3w", "phone")
HOUR = timedelta(hours=1)


@st.composite
def histories(draw: st.DrawFn) -> list[Event]:
    """Return what three devices did, with answers at one instant and undos of undos."""
    events: list[Event] = []
    for device in DEVICES:
        for sequence in range(1, draw(st.integers(1, 8)) + 1):
            kind, subject, payload = draw(acts(events))
            hours = draw(st.integers(0, 72))
            events.append(
                Event(
                    device,
                    sequence,
                    utc_ms(NOON + hours * HOUR),
                    draw(st.sampled_from((-480, 0, 540))),
                    kind,
                    subject,
                    payload,
                    "fsrs6",
                )
            )
    return events


@st.composite
def acts(draw: st.DrawFn, before: Sequence[Event]) -> tuple[str, str, Payload]:
    card = draw(st.sampled_from(CARDS))
    choice = draw(st.integers(0, 9))
    if choice == 0 and before:
        target = draw(st.sampled_from(before))
        named: Payload = {"device": target.device, "sequence": target.sequence}
        return EventKind.UNDO, target.subject, named
    if choice == 1:
        kind = draw(st.sampled_from((EventKind.SUSPEND, EventKind.BURY)))
        return kind, card, {}
    if choice == 2:
        return "from-a-newer-version", card, {"é\n": [1, 2.5, None, True, "\u2028"]}
    return EventKind.ANSWER, card, {"rating": draw(st.integers(1, 4))}


@cache
def an_empty_file() -> bytes:
    with tempfile.TemporaryDirectory() as name:
        path = Path(name) / "study.sqlite3"
        open_store(path).close()
        return path.read_bytes()


@contextmanager
def new_store(folder: Path, name: str) -> Iterator[Store]:
    """Give an empty file that is a device of its own: copied, for that is quicker."""
    path = folder / name / "study.sqlite3"
    path.parent.mkdir()
    path.write_bytes(an_empty_file())
    with closing(sqlite3.connect(path)) as connection, connection:
        connection.execute("UPDATE meta SET value = ? WHERE key = 'device_id'", [name])
    store = open_store(path)
    try:
        yield store
    finally:
        store.close()


@given(events=histories(), data=st.data())
@settings(max_examples=12)
def test_order_repetition_and_split_make_no_difference(
    events: list[Event], data: st.DataObject
) -> None:
    shuffled = data.draw(st.permutations(events))
    again = data.draw(st.lists(st.sampled_from(events), max_size=5))
    cut = data.draw(st.integers(0, len(events)))
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        with new_store(folder, "one") as one, new_store(folder, "two") as two:
            added = merge(one, PROJECTION, events)
            parts = (shuffled[:cut], [*again, *shuffled[cut:]], again)
            in_parts = [merge(two, PROJECTION, part) for part in parts]
            assert len(added) == sum(map(len, in_parts)) == len(events)
            assert everything_in(one) == everything_in(two)
            assert check(two, PROJECTION) == ()


@given(events=histories(), data=st.data())
@settings(max_examples=10)
def test_folders_that_arrive_late_and_in_pieces_end_alike(
    events: list[Event], data: st.DataObject
) -> None:
    """Each device's file is seen first up to some byte, then whole."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        early, late = folder / "early", folder / "late"
        for shared in (early, late):
            shared.mkdir()
        for device in DEVICES:
            whole = late / file_name(device)
            write_journal(whole, device, [e for e in events if e.device == device])
            seen = whole.read_bytes()
            length = data.draw(st.integers(0, len(seen)))
            (early / file_name(device)).write_bytes(seen[:length])
        with new_store(folder, "one") as one, new_store(folder, "two") as two:
            sync(one, PROJECTION, early)
            assert all(
                finding.ailment is Ailment.JOURNAL_GAP
                for finding in check(one, PROJECTION)
            )
            sync(one, PROJECTION, late)
            sync(two, PROJECTION, late)
            assert everything_in(one) == everything_in(two)
            assert {e.identity for e in everything_in(one)[0]} == {
                e.identity for e in events
            }


@given(data=st.binary(max_size=300))
def test_no_bytes_whatever_make_the_reader_fail(data: bytes) -> None:
    header = b'{"format":"studyapp-journal","version":1,"device":"d"}\n'
    with tempfile.TemporaryDirectory() as name:
        file = Path(name) / "studyapp-d.jsonl"
        file.write_bytes(header + data)
        reading = read_journal(file)
        assert reading.device == "d"
        assert reading.complaint or not data.strip() or reading.events
