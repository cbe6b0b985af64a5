"""Counts, forecast and knowledge."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from studyapp.memory.changes import bring_forward, bury, suspend
from studyapp.memory.fsrs import Memory
from studyapp.memory.lineup import QueueCard
from studyapp.memory.policy import Policy
from studyapp.memory.state import CardState, Phase
from studyapp.memory.statistics import (
    DeckCard,
    PhaseCounts,
    count_phases,
    deck_card,
    forecast,
    recall,
)

TODAY = date(2026, 3, 10)
POLICY = Policy()


def card(card_id: str, topic: str = "limits") -> QueueCard:
    return QueueCard(card_id, card_id, topic, 0)


def review(card_id: str, due_in: int = 0) -> CardState:
    return CardState(
        card_id,
        phase=Phase.REVIEW,
        memory=Memory(10.0, 5.0),
        memory_day=TODAY - timedelta(days=10),
        due_day=TODAY + timedelta(days=due_in),
    )


def deck(states: Iterable[CardState]) -> list[DeckCard]:
    return [deck_card(card(state.card_id), state) for state in states]


def test_cards_are_counted_by_phase() -> None:
    states = {
        "b": CardState("b", phase=Phase.LEARNING),
        "c": review("c"),
        "d": suspend(review("d")),
        "e": CardState("e", phase=Phase.RELEARNING),
        "gone": review("gone"),
    }
    counts = count_phases(deck_card(card(n), states.get(n)) for n in "abcde")
    assert counts == PhaseCounts(new=1, learning=1, review=2, relearning=1, suspended=1)


def test_the_forecast_puts_each_card_on_its_day() -> None:
    states = [
        review("late", -4),
        review("today"),
        review("in two days", 2),
        review("beyond", 3),
        CardState("steps", phase=Phase.LEARNING, due_ms=5),
        CardState("new"),
        suspend(review("suspended")),
        bury(review("buried"), TODAY + timedelta(days=1)),
        bring_forward(review("wanted", 40), TODAY),
    ]
    assert forecast(deck(states), TODAY, 3) == (4, 1, 1)
    assert forecast(deck(states), TODAY, 0) == ()


@given(dues=st.lists(st.integers(-50, 50)), days=st.integers(1, 30))
def test_the_forecast_holds_every_card_due_in_its_days(
    dues: list[int], days: int
) -> None:
    states = [review(f"r{number}", due) for number, due in enumerate(dues)]
    assert sum(forecast(deck(states), TODAY, days)) == sum(due < days for due in dues)


def test_recall_falls_from_day_to_day() -> None:
    state = review("a")
    chances = [
        recall(state, TODAY + timedelta(days=days), POLICY) for days in (0, 5, 50)
    ]
    assert chances[0] == pytest.approx(0.9)
    assert chances == sorted(chances, reverse=True)
