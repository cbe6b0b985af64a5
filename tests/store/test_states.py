from __future__ import annotations

from datetime import UTC, datetime, timedelta
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from studyapp.memory.events import Event, EventKind, Payload
from studyapp.memory.policy import Policy
from studyapp.memory.projection import Projection
from studyapp.memory.replay import replay
from studyapp.store.doctor import Ailment, check
from studyapp.store.doctor import rebuild as rebuild_by_doctor
from studyapp.store.engine import Store, open_store
from studyapp.store.journal import Entry, Journal
from studyapp.store.merge import merge
from studyapp.store.states import read_states, rebuild
from tests.caches import cached
from tests.earlier import back_to

NOON = datetime(2026, 11, 21, 12, tzinfo=UTC)

Act = tuple[str, str, int, int]
"""Kind, card, rating, and minutes since noon."""

acts: st.SearchStrategy[Act] = st.tuples(
    st.sampled_from(
        ["answer", "undo", "undo one", "suspend", "bury", "forward", "revise", "x"]
    ),
    st.sampled_from(["a", "b", "c"]),
    st.integers(1, 4),
    st.integers(-2000, 20000),
)


def entry(journal: Journal, act: Act) -> Entry:
    kind, card, rating, minutes = act
    payload: Payload = {}
    if kind == EventKind.ANSWER:
        payload = {"rating": rating}
    elif kind == EventKind.REVISE:
        payload = {"value": str(rating)}
    elif kind == EventKind.UNDO:
        last = journal.last_undoable()
        card = last.subject if last else card
        payload = {"device": last.device, "sequence": last.sequence} if last else {}
    elif kind == "undo one":
        # Any act, another undo among them, and some more than once.
        kind, known = EventKind.UNDO, journal.events()
        target = known[minutes % len(known)] if known else None
        card = target.subject if target else card
        if target:
            payload = {"device": target.device, "sequence": target.sequence}
    return Entry(kind, card, payload, NOON + timedelta(minutes=minutes))


@given(st.lists(st.tuples(acts, st.booleans()), max_size=12))
@settings(max_examples=25, deadline=None, suppress_health_check=list(HealthCheck))
def test_the_cache_is_byte_for_byte_what_a_rebuild_gives(
    history: list[tuple[Act, bool]],
) -> None:
    """Whether it was read after each event, or after some together."""
    projection = Projection(Policy())
    with TemporaryDirectory() as folder:
        store = open_store(Path(folder) / "s.sqlite3")
        journal = Journal(store)
        for act, is_read in history:
            journal.append_many([entry(journal, act)])
            if is_read:
                read_states(store, projection)
        kept = cached(store, projection)
        rebuild(store, projection)
        assert cached(store, projection) == kept
        store.close()


@given(st.lists(acts, max_size=12))
@settings(max_examples=15, deadline=None, suppress_health_check=list(HealthCheck))
def test_states_read_again_are_those_in_the_file(history: list[Act]) -> None:
    """Whoever wrote in between: this program, or another one on the same file."""
    projection = Projection(Policy())
    with TemporaryDirectory() as folder:
        path = Path(folder) / "s.sqlite3"
        ours, other = open_store(path), open_store(path)
        read_states(ours, projection)
        for turn, act in enumerate(history):
            journal = Journal(other if turn % 2 else ours)
            journal.append_many([entry(journal, act)])
            assert read_states(ours, projection) == read_states(other, projection)
            assert cached(ours, projection) == cached(other, projection)
        ours.close()
        other.close()


def test_another_policy_replaces_the_cache(journal: Journal, store: Store) -> None:
    for days in (0, 1, 5):
        moment = NOON + timedelta(days=days)
        journal.append("answer", "a", {"rating": 3}, moment)
    strict = Policy(desired_retention=0.97)
    other = Projection(strict)
    states = read_states(store, other)
    assert states == replay(journal.events(), strict)
    assert states != replay(journal.events(), Policy())


def test_a_file_of_the_schema_before_need_not_be_replayed(
    file: Path, projection: Projection
) -> None:
    store = open_store(file)
    Journal(store).append("answer", "a", {"rating": 3}, NOON)
    read_states(store, projection)
    with store.writing() as connection:
        back_to(connection, 5)
        connection.execute("UPDATE card_state SET note = 'as it was'")
    store.close()
    store = open_store(file)
    assert read_states(store, projection)["a"].note == "as it was"
    rebuild(store, projection)
    assert check(store, projection) == ()
    store.close()


def test_a_sound_file_has_no_findings(
    journal: Journal, store: Store, projection: Projection
) -> None:
    journal.append("answer", "a", {"rating": 3}, NOON)
    assert check(store, projection) == ()
    read_states(store, projection)
    assert check(store, projection) == ()
    journal.append("answer", "a", {"rating": 1}, NOON + timedelta(minutes=1))
    assert check(store, projection) == ()


@pytest.mark.parametrize(
    "damage",
    [
        "UPDATE card_state SET reviews = 7",
        "UPDATE card_state SET phase = 99",
        "DELETE FROM card_state",
        "UPDATE tally SET good = good + 1",
        "DELETE FROM tally",
        "UPDATE due_load SET cards = cards + 1",
        "UPDATE answered SET answers = answers + 1",
    ],
)
def test_the_doctor_finds_and_mends_states_that_differ_from_the_journal(
    journal: Journal, store: Store, projection: Projection, damage: str
) -> None:
    journal.append("answer", "a", {"rating": 4}, NOON)
    read_states(store, projection)
    with store.writing() as connection:
        connection.execute(damage)
    findings = check(store, projection)
    assert [finding.ailment for finding in findings] == [Ailment.STALE_STATES]
    assert "--rebuild" in str(findings[0])
    assert rebuild_by_doctor(store, projection) == 1
    assert check(store, projection) == ()


@pytest.mark.parametrize(
    "damage",
    [
        "DELETE FROM event_by_subject",
        "DELETE FROM event_by_kind",
        "INSERT INTO event_by_subject VALUES (1, 1, 7)",
        "INSERT INTO event_by_kind VALUES (1, 1, 7)",
    ],
)
def test_the_doctor_finds_and_mends_an_index_that_differs_from_the_journal(
    journal: Journal, store: Store, projection: Projection, damage: str
) -> None:
    journal.append("note", "a", {"text": "mine"}, NOON)
    read_states(store, projection)
    with store.writing() as connection:
        connection.execute(damage)
    findings = check(store, projection)
    assert [finding.ailment for finding in findings] == [Ailment.STALE_INDEX]
    assert "--rebuild" in str(findings[0])
    rebuild_by_doctor(store, projection)
    assert check(store, projection) == ()


def test_the_doctor_finds_a_gap_in_the_journal(
    journal: Journal, store: Store, projection: Projection
) -> None:
    journal.append("x", "s", {}, NOON)
    merge(store, projection, [Event("other", 3, 0, 0, "x", "s", {}, "")])
    findings = check(store, projection)
    assert [finding.ailment for finding in findings] == [Ailment.JOURNAL_GAP]
    assert "2 of 3" in findings[0].message


@pytest.mark.parametrize(
    ("kind", "payload"),
    [
        ("answer", {"rating": 3, "elapsed_ms": 10**19}),
        ("answer", {"rating": 3, "elapsed_ms": -(10**19)}),
        ("answer", {"rating": 3, "due_in": 10**30}),
        ("note", {"text": "half a character: \ud83d"}),
        ("revise", {"value": "\udc00"}),
        ("placed", {"stability": 5.0, "difficulty": 5.0, "reviews": 10**20}),
    ],
)
def test_no_event_of_another_device_keeps_the_states_from_being_read(
    store: Store, projection: Projection, kind: str, payload: Payload
) -> None:
    day_ms, noon_ms = 86_400_000, 1_795_262_400_000
    known = Event("phone", 1, noon_ms, 0, "answer", "a", {"rating": 4}, "fsrs6")
    odd = Event("phone", 2, noon_ms + day_ms, 0, kind, "a", payload, "fsrs6")
    merge(store, projection, [known, odd])
    assert read_states(store, projection)["a"].reviews >= 1
    rebuild(store, projection)
    assert check(store, projection) == ()
