from __future__ import annotations

import signal
import sqlite3
import subprocess
import time
from collections.abc import Callable, Sequence
from contextlib import closing
from datetime import UTC, datetime, timedelta, timezone
from pathlib import Path

import pytest

from studyapp.errors import StorageError
from studyapp.memory.events import Event, EventKind, Payload
from studyapp.memory.projection import Projection
from studyapp.memory.state import CardState, Phase
from studyapp.store.engine import Store, open_store
from studyapp.store.identity import renew_device
from studyapp.store.journal import Entry, Journal, OvertakenError
from studyapp.store.loaded import LoadReport
from studyapp.store.mark import Mark, read_mark
from studyapp.store.merge import merge
from studyapp.store.revisions import Revision
from studyapp.store.states import read_states

NOON = datetime(2026, 11, 21, 12, tzinfo=UTC)

Start = Callable[[str, Sequence[object]], subprocess.Popen[str]]


def answer(card: str = "a", rating: int = 3, minutes: int = 0) -> Entry:
    moment = NOON + timedelta(minutes=minutes)
    return Entry(EventKind.ANSWER, card, {"rating": rating}, moment)


def undo(target: tuple[str, int], card: str = "a") -> Entry:
    device, sequence = target
    payload: Payload = {"device": device, "sequence": sequence}
    return Entry(EventKind.UNDO, card, payload, NOON + timedelta(hours=1))


def test_an_event_comes_back_as_it_was_appended(journal: Journal) -> None:
    moment = datetime(2026, 11, 21, 23, 30, tzinfo=timezone(timedelta(hours=5.5)))
    event = journal.append("quiz_answer", "q", {"chosen": [1, 2]}, moment)
    assert journal.events() == (event,)
    assert event.offset_minutes == 330
    assert event.identity == (journal.device_id, 1)


def test_numbers_go_on_after_a_restart(file: Path) -> None:
    for expected in (1, 2):
        store = open_store(file)
        assert Journal(store).append("x", "s", {}, NOON).sequence == expected
        store.close()


def mark_of(store: Store) -> Mark:
    with store.reading() as connection:
        return read_mark(connection)


def test_an_event_is_appended_at_the_end_that_was_seen_and_at_no_other(
    journal: Journal, store: Store, projection: Projection
) -> None:
    seen = mark_of(store)
    journal.append_at(seen, answer())
    after_own = mark_of(store)
    merge(store, projection, [Event("phone", 1, 0, 0, "x", "s", {}, "")])
    for stale in (seen, after_own):
        with pytest.raises(OvertakenError):
            journal.append_at(stale, answer(minutes=1))
    assert len(journal.events()) == 2
    event = journal.append_at(mark_of(store), answer(minutes=1))
    assert event.sequence == 2
    assert journal.events_of("a")[-1] == event


def test_a_file_that_became_another_device_is_not_written_under_its_old_id(
    journal: Journal, store: Store
) -> None:
    renew_device(store.path, None, NOON)
    with pytest.raises(StorageError, match="start studyapp again"):
        journal.append_at(mark_of(store), answer())
    with pytest.raises(StorageError, match="start studyapp again"):
        journal.append_many([answer()])
    assert journal.events() == ()


def test_a_naive_moment_or_a_payload_beyond_json_is_refused(journal: Journal) -> None:
    with pytest.raises(ValueError, match="no UTC offset"):
        journal.append("x", "s", {}, NOON.replace(tzinfo=None))
    with pytest.raises(ValueError, match="JSON compliant"):
        journal.append("x", "s", {"a": float("nan")}, NOON)
    assert journal.events() == ()


def test_events_come_in_the_order_of_time(journal: Journal) -> None:
    late, early = journal.append_many([answer(minutes=5), answer(minutes=1)])
    assert journal.events() == (early, late)


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE event SET payload = '{}'",
        "DELETE FROM event",
        "REPLACE INTO event SELECT * FROM event",
    ],
)
def test_the_file_itself_refuses_to_change_or_drop_an_event(
    journal: Journal, file: Path, statement: str
) -> None:
    event = journal.append("x", "s", {}, NOON)
    with (
        closing(sqlite3.connect(file)) as connection,
        pytest.raises(sqlite3.IntegrityError, match="append-only"),
    ):
        connection.execute(statement)
    assert journal.events() == (event,)


def test_the_state_an_answer_gives_is_there_for_who_reads_it_next(
    journal: Journal, store: Store, projection: Projection
) -> None:
    journal.append_many([answer()])
    assert read_states(store, projection)["a"].phase is Phase.LEARNING


def test_an_answer_whose_state_cannot_be_worked_out_is_kept_nonetheless(
    journal: Journal, store: Store, projection: Projection
) -> None:
    class Fails(Projection):
        def after(self, state: CardState, event: Event) -> CardState:
            raise RuntimeError(f"no state of {state.card_id} after {event.kind}")

    read_states(store, projection)
    (event,) = journal.append_many([answer()])
    with pytest.raises(RuntimeError, match="no state"):
        read_states(store, Fails(projection.policy))
    assert journal.events() == (event,)
    assert read_states(store, projection)["a"].reviews == 1


def test_an_undo_takes_the_state_back_to_what_it_was(
    journal: Journal, store: Store, projection: Projection
) -> None:
    journal.append_many([answer()])
    before = read_states(store, projection)
    (second,) = journal.append_many([answer(rating=1, minutes=10)])
    assert read_states(store, projection) != before
    journal.append_many([undo(second.identity)])
    assert read_states(store, projection) == before


def test_undoing_the_only_answer_makes_the_card_new_again(
    journal: Journal, store: Store, projection: Projection
) -> None:
    (event,) = journal.append_many([answer()])
    assert read_states(store, projection).keys() == {"a"}
    journal.append_many([undo(event.identity)])
    assert read_states(store, projection) == {}


def test_an_event_from_before_the_last_one_gives_what_a_replay_gives(
    journal: Journal, store: Store, projection: Projection
) -> None:
    for minutes in (50, 0):
        journal.append_many([answer(minutes=minutes)])
        read_states(store, projection)
    assert read_states(store, projection) == projection.replay(journal.events())


def test_the_last_undoable_act_skips_what_is_undone_and_what_is_no_act(
    journal: Journal,
) -> None:
    assert journal.last_undoable() is None
    first, second = journal.append_many([answer("a"), answer("b", minutes=1)])
    journal.append("quiz_started", "q", {}, NOON)
    assert journal.last_undoable() == second
    journal.append_many([undo(second.identity, "b")])
    assert journal.last_undoable() == first
    journal.append_many([undo(first.identity)])
    assert journal.last_undoable() is None


def test_an_undo_that_is_undone_counts_no_more(journal: Journal) -> None:
    event = journal.append_many([answer()])[0]
    mistake = journal.append_many([undo(event.identity)])[0]
    journal.append_many([undo(mistake.identity)])
    assert journal.last_undoable() == event


@pytest.mark.usefixtures("loaded")
def test_settled_revisions_are_forgotten_with_their_event(
    journal: Journal,
    edit: Callable[[str, str, str], None],
    reload: Callable[[], LoadReport],
) -> None:
    edit("limits.md", "value: 900 s", "value: 1,200 s")
    reload()
    revision = Revision("timeout.max", "900 s", "1,200 s")
    entry = Entry(EventKind.REVISE, "timeout.max", {"value": "1,200 s"}, NOON)
    journal.append_many([entry], settled=[revision])
    assert reload().revised == ()


APPEND = """
import sys
from datetime import datetime, UTC
from pathlib import Path
from studyapp.store.engine import open_store
from studyapp.store.journal import Journal
journal = Journal(open_store(Path(sys.argv[1])))
for number in range(int(sys.argv[2])):
    event = journal.append("answer", "card", {"rating": 3}, datetime.now(UTC))
    print(event.sequence, flush=True)
"""


def test_every_acknowledged_event_survives_a_kill(file: Path, start: Start) -> None:
    acknowledged = 0
    for round_number in range(10):
        with start(APPEND, [file, 1_000_000]) as child:
            assert child.stdout is not None
            assert child.stderr is not None
            first = child.stdout.readline()
            time.sleep(0.005 * round_number)
            child.send_signal(signal.SIGKILL)
            # Not `communicate`: it would lose the lines that came with the first.
            rest, errors = child.stdout.read(), child.stderr.read()
        whole = [
            line
            for line in (first + rest).splitlines(keepends=True)
            if line[-1:] == "\n"
        ]
        assert whole, errors
        acknowledged = int(whole[-1])
        store = open_store(file)
        stored = len(Journal(store).events())
        store.close()
        # The one event that was written but not yet told may be there too.
        assert stored in {acknowledged, acknowledged + 1}
    assert acknowledged >= 10


def test_two_programs_append_at_once_and_lose_nothing(file: Path, start: Start) -> None:
    open_store(file).close()
    children = [start(APPEND, [file, 40]) for _ in range(2)]
    told: list[int] = []
    for child in children:
        output, errors = child.communicate(timeout=60)
        assert child.returncode == 0, errors
        told += map(int, output.split())
    store = open_store(file)
    numbers = [event.sequence for event in Journal(store).events()]
    store.close()
    assert sorted(told) == sorted(numbers) == list(range(1, 81))
