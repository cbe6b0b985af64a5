"""The JSON form of a card's state."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from studyapp.memory.fsrs import Memory
from studyapp.memory.state import CardState, Phase, from_json, to_json

maybe_days = st.none() | st.dates()
states = st.builds(
    CardState,
    card_id=st.text(min_size=1),
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
    revision=st.none() | st.text(),
    weights_version=st.text(),
)


@given(state=states)
def test_a_state_survives_its_json_byte_for_byte(state: CardState) -> None:
    text = to_json(state)
    assert from_json(text) == state
    assert to_json(from_json(text)) == text


def test_the_json_of_a_card_in_review_is_this_line() -> None:
    state = CardState(
        "7f3kq2",
        phase=Phase.REVIEW,
        memory=Memory(2.3065, 2.5),
        memory_day=date(2026, 3, 1),
        interval=2,
        due_day=date(2026, 3, 3),
        reviews=2,
        weights_version="fsrs6-default",
    )
    assert to_json(state) == (
        '{"buried_until":null,"card_id":"7f3kq2","due_day":"2026-03-03","due_ms":null,'
        '"first_day":null,"flagged":false,"forward_day":null,"interval":2,"lapses":0,'
        '"last_day":null,"last_ms":null,"memory":[2.3065,2.5],'
        '"memory_day":"2026-03-01","note":"","phase":"review","reviews":2,"revision":null,"step":0,"suspended":false,'
        '"weights_version":"fsrs6-default"}'
    )


@pytest.mark.parametrize(
    "text",
    ["", "[]", "{}", '{"phase":"asleep"}', to_json(CardState("a"))[:-1] + ',"x":1}'],
)
def test_anything_else_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match=r"not a card state|Expecting value"):
        from_json(text)


def test_a_buried_card_is_hidden_until_its_day() -> None:
    state = CardState("a", buried_until=date(2026, 3, 2))
    assert state.hidden_on(date(2026, 3, 1))
    assert not state.hidden_on(date(2026, 3, 2))


def test_a_suspended_card_is_hidden_on_every_day() -> None:
    assert CardState("a", suspended=True).hidden_on(date(2026, 3, 1))
