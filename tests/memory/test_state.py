"""When a card's state hides it."""

from __future__ import annotations

from datetime import date

from studyapp.memory.state import CardState


def test_a_buried_card_is_hidden_until_its_day() -> None:
    state = CardState("a", buried_until=date(2026, 3, 2))
    assert state.hidden_on(date(2026, 3, 1))
    assert not state.hidden_on(date(2026, 3, 2))


def test_a_suspended_card_is_hidden_on_every_day() -> None:
    assert CardState("a", suspended=True).hidden_on(date(2026, 3, 1))
