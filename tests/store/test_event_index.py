"""Events are found by subject and kind wherever they are, in the index or not yet."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from pathlib import Path
from tempfile import TemporaryDirectory

from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import (
    RuleBasedStateMachine,
    initialize,
    invariant,
    rule,
)

from studyapp.memory.events import Event
from studyapp.memory.policy import Policy
from studyapp.memory.projection import Projection
from studyapp.store.engine import open_store
from studyapp.store.event_index import is_indexed
from studyapp.store.event_rows import count_events_of
from studyapp.store.identity import renew_device
from studyapp.store.journal import Entry, Journal
from studyapp.store.merge import merge
from studyapp.store.states import read_states, rebuild

NOON = datetime(2026, 11, 21, 12, tzinfo=UTC)
SUBJECTS = ("a", "b", "*weights")
KINDS = ("cram", "note", "quiz_answer", "of a later version")

kinds = st.sampled_from(KINDS)
subjects = st.sampled_from(SUBJECTS)


class Journals(RuleBasedStateMachine):
    """A file that is written, merged into, read and copied in any order."""

    @initialize()
    def open_a_file(self) -> None:
        self.folder = TemporaryDirectory()
        self.path = Path(self.folder.name) / "s.sqlite3"
        self.projection = Projection(Policy())
        self.minutes = self.theirs = 0
        self._open()

    def _open(self) -> None:
        self.store = open_store(self.path)
        self.journal = Journal(self.store)

    @rule(written=st.lists(st.tuples(kinds, subjects), max_size=4))
    def write(self, written: list[tuple[str, str]]) -> None:
        self.journal.append_many(
            Entry(kind, subject, {"text": "t"}, self._moment())
            for kind, subject in written
        )

    @rule(subject=subjects)
    def answer(self, subject: str) -> None:
        self.journal.append("answer", subject, {"rating": 3}, self._moment())

    @rule(kind=kinds, subject=subjects)
    def take_in_another_device(self, kind: str, subject: str) -> None:
        self.theirs += 1
        event = Event("phone", self.theirs, 0, 0, kind, subject, {}, "fsrs6")
        merge(self.store, self.projection, [event])

    @rule()
    def read_the_states(self) -> None:
        read_states(self.store, self.projection)

    @rule()
    def rebuild_the_states(self) -> None:
        rebuild(self.store, self.projection)

    @rule(first=st.none() | st.integers(1, 3))
    def become_another_device(self, first: int | None) -> None:
        self.store.close()
        renew_device(self.path, first, self._moment())
        self._open()

    @invariant()
    def all_events_are_found(self) -> None:
        events = self.journal.events()
        for subject in SUBJECTS:
            expected = tuple(e for e in events if e.subject == subject)
            assert self.journal.events_of(subject) == expected
            with self.store.reading() as connection:
                assert count_events_of(connection, subject) == len(expected)
        for kind in KINDS:
            assert self.journal.told(kind) == [e for e in events if e.kind == kind]
        with self.store.reading() as connection:
            assert is_indexed(connection)

    def teardown(self) -> None:
        self.store.close()
        self.folder.cleanup()

    def _moment(self) -> datetime:
        self.minutes += 1
        return NOON + timedelta(minutes=self.minutes)


TestJournals = Journals.TestCase
TestJournals.settings = settings(
    max_examples=20,
    stateful_step_count=12,
    deadline=None,
    suppress_health_check=list(HealthCheck),
)
