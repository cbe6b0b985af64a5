"""Devices of one learner: a real file each, and the rules they all follow."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from studyapp.memory.events import Event, EventKind, Payload
from studyapp.memory.policy import Policy
from studyapp.memory.projection import Projection
from studyapp.memory.state import CardState
from studyapp.store.engine import Store, open_store
from studyapp.store.journal import Journal
from studyapp.store.states import read_states
from tests.caches import cached

NOON = datetime(2026, 11, 21, 12, tzinfo=UTC)
POLICY = Policy()
PROJECTION = Projection(POLICY)


@dataclass(frozen=True)
class Device:
    """One of the learner's devices."""

    store: Store

    @property
    def journal(self) -> Journal:
        return Journal(self.store)

    @property
    def states(self) -> Mapping[str, CardState]:
        return read_states(self.store, PROJECTION)

    def does(
        self, kind: EventKind, card: str, payload: Payload, moment: datetime
    ) -> Event:
        return self.journal.append(kind, card, payload, moment)

    def answers(
        self, card: str = "card", rating: int = 3, after: timedelta = timedelta()
    ) -> Event:
        payload = {"rating": rating, "elapsed_ms": 4000}
        return self.does(EventKind.ANSWER, card, payload, NOON + after)


def everything_in(store: Store) -> tuple[tuple[Event, ...], str]:
    """Return the journal and all that is kept beside it."""
    read_states(store, PROJECTION)
    return Journal(store).events(), cached(store, PROJECTION)


NewDevice = Callable[[str], Device]


@pytest.fixture
def new_device(tmp_path: Path) -> Iterator[NewDevice]:
    stores: list[Store] = []

    def make(name: str) -> Device:
        store = open_store(tmp_path / name / "study.sqlite3")
        stores.append(store)
        return Device(store)

    yield make
    for store in stores:
        store.close()
