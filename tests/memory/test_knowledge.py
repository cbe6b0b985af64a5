"""When a fact is known, and which cards are the hardest."""

from __future__ import annotations

from datetime import date, timedelta

from studyapp.memory.fsrs import Memory
from studyapp.memory.knowledge import hardest, knowledge_by_topic
from studyapp.memory.lineup import QueueCard
from studyapp.memory.policy import Policy
from studyapp.memory.state import CardState, Phase
from studyapp.memory.statistics import deck_card

TODAY = date(2026, 3, 10)
POLICY = Policy()


def card(card_id: str, fact: str = "", topic: str = "limits") -> QueueCard:
    return QueueCard(card_id, fact or card_id, topic, 0)


def known(card_id: str, stability: float, lapses: int = 0) -> CardState:
    return CardState(
        card_id,
        phase=Phase.REVIEW,
        memory=Memory(stability, 5.0),
        memory_day=TODAY - timedelta(days=10),
        lapses=lapses,
    )


def test_a_fact_is_known_when_all_its_cards_are() -> None:
    states = {"a": known("a", 50), "b": known("b", 50), "c": known("c", 50)}
    cards = [card("a", "f"), card("b", "f"), card("c", "g"), card("new", "g")]
    deck = [deck_card(card, states.get(card.card_id)) for card in cards]
    found = knowledge_by_topic(deck, TODAY, POLICY)["limits"]
    assert (found.known, found.facts, found.share) == (1, 2, 0.5)
    assert 0.6 < found.recall < 0.75


def test_what_is_known_today_is_forgotten_in_time() -> None:
    deck = [deck_card(card("a"), known("a", 20))]
    days = (TODAY, TODAY + timedelta(days=200))
    now, later = (knowledge_by_topic(deck, day, POLICY)["limits"] for day in days)
    assert (now.known, later.known) == (1, 0)
    assert later.recall < now.recall


def test_the_hardest_card_is_the_one_forgotten_most() -> None:
    states = [known("never", 9), known("once", 9, 1), known("twice", 9, 2)]
    states.append(CardState("unseen"))
    found = hardest(states, TODAY, POLICY, 5)
    assert [(hard.card_id, hard.lapses) for hard in found] == [
        ("twice", 2),
        ("once", 1),
    ]
    assert len(hardest(states, TODAY, POLICY, 1)) == 1
