"""A card's state as a row."""

from __future__ import annotations

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from studyapp.memory.fsrs import Memory
from studyapp.memory.state import CardState, Phase
from studyapp.store.engine import Store
from studyapp.store.names import known_numbers
from studyapp.store.state_rows import (
    is_load_counted,
    read_every_state,
    read_states_among,
    replace_every_state,
    replace_states,
)

words = st.text(st.characters(exclude_categories=["Cs"]))
maybe_days = st.none() | st.dates()
states = st.builds(
    CardState,
    card_id=words.filter(bool),
    phase=st.sampled_from(Phase),
    step=st.integers(0, 5),
    memory=st.none() | st.builds(Memory, st.floats(0.001, 1e9), st.floats(1, 10)),
    memory_day=maybe_days,
    interval=st.integers(0, 36_500),
    due_ms=st.none() | st.integers(0, 2**53),
    due_day=maybe_days,
    first_day=maybe_days,
    last_day=maybe_days,
    last_ms=st.none() | st.integers(0, 2**53),
    reviews=st.integers(0, 10_000),
    lapses=st.integers(0, 1000),
    suspended=st.booleans(),
    buried_until=maybe_days,
    forward_day=maybe_days,
    revision=st.none() | words,
    weights_version=words,
    flagged=st.booleans(),
    note=words,
)


decks = st.lists(states, unique_by=lambda state: state.card_id, max_size=4)


@given(before=decks, after=decks)
@settings(max_examples=60, suppress_health_check=list(HealthCheck), deadline=None)
def test_a_state_comes_back_as_it_was_written_and_its_day_is_counted(
    store: Store, before: list[CardState], after: list[CardState]
) -> None:
    first = {state.card_id: state for state in before}
    then = {state.card_id: state for state in after}
    latest = dict.fromkeys([*first, *then], 7)
    with store.writing() as connection:
        replace_every_state(connection, first, latest)
        assert read_every_state(connection) == first
        replace_states(connection, before, then, latest)
        assert read_every_state(connection) == then
        assert is_load_counted(connection)
        for state in after:
            numbers = known_numbers(connection, [state.card_id]).values()
            (known,) = read_states_among(connection, list(numbers)).values()
            assert repr(known) == repr(state)
