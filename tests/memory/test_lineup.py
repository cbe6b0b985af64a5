"""Who is in the line of a study day, and in which order."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st

from studyapp.memory.changes import bring_forward, bury, suspend
from studyapp.memory.fsrs import Memory
from studyapp.memory.lineup import (
    Done,
    Kind,
    Limits,
    Pool,
    QueueCard,
    done_on,
    gather,
    line_up,
    waiting,
)
from studyapp.memory.state import CardState, Phase

TODAY = date(2026, 3, 10)
NO_LIMITS = Limits(new_per_day=1000, reviews_per_day=1000)


def card(card_id: str, fact: str = "", order: int = 0) -> QueueCard:
    return QueueCard(card_id, fact or card_id, "limits", order)


def review(card_id: str, due_in: int = 0, stability: float = 10.0) -> CardState:
    return CardState(
        card_id,
        phase=Phase.REVIEW,
        memory=Memory(stability, 5.0),
        memory_day=TODAY - timedelta(days=10),
        interval=10,
        due_day=TODAY + timedelta(days=due_in),
        first_day=TODAY - timedelta(days=30),
        last_day=TODAY - timedelta(days=10),
        reviews=3,
    )


def pool_of(states: Mapping[str, CardState], cards: Iterable[QueueCard]) -> Pool:
    return gather(waiting(c, states.get(c.card_id), TODAY) for c in cards)


def line(
    states: Sequence[CardState], cards: Sequence[QueueCard], left: Limits = NO_LIMITS
) -> list[str]:
    by_id = {state.card_id: state for state in states}
    return [place.card_id for place in line_up(pool_of(by_id, cards), left)]


def test_the_review_most_at_risk_comes_first() -> None:
    states = [review("firm", stability=50), review("shaky", stability=3), review("mid")]
    assert line(states, [card(s.card_id) for s in states]) == ["shaky", "mid", "firm"]


def test_a_review_of_tomorrow_is_not_in_the_line() -> None:
    states = [review("today"), review("tomorrow", due_in=1), review("late", due_in=-5)]
    assert set(line(states, [card(s.card_id) for s in states])) == {"today", "late"}


def test_a_card_brought_forward_comes_before_all_reviews() -> None:
    wanted = bring_forward(review("wanted", due_in=30, stability=90), TODAY)
    states = [review("shaky", stability=1), wanted]
    assert line(states, [card("shaky"), card("wanted")]) == ["wanted", "shaky"]


def test_new_cards_come_in_their_order_and_wanted_ones_first() -> None:
    cards = [card("b", order=2), card("a", order=1), card("c", order=3)]
    assert line([], cards) == ["a", "b", "c"]
    assert line([bring_forward(CardState("c"), TODAY)], cards) == ["c", "a", "b"]


def test_new_cards_are_spread_evenly_among_reviews() -> None:
    reviews = [review(f"r{number}") for number in range(6)]
    cards = [card(s.card_id) for s in reviews] + [card("n1"), card("n2")]
    kinds = [name[0] for name in line(reviews, cards)]
    assert "".join(kinds) == "rrnrrnrr"


def test_reviews_stand_among_the_new_cards_when_they_are_fewer() -> None:
    cards = [card("r"), card("n1"), card("n2"), card("n3")]
    assert line([review("r")], cards) == ["n1", "n2", "r", "n3"]


def test_suspended_and_buried_cards_are_not_in_the_line() -> None:
    states = [
        suspend(review("a")),
        bury(review("b"), TODAY + timedelta(days=1)),
        bury(review("c"), TODAY),
        suspend(CardState("d")),
    ]
    assert line(states, [card(name) for name in "abcd"]) == ["c"]


def test_limits_hold_for_each_kind() -> None:
    states = [review(f"r{number}", stability=number + 1) for number in range(5)]
    cards = [card(s.card_id) for s in states]
    cards += [card(f"n{number}", order=number) for number in range(5)]
    limited = line(states, cards, Limits(new_per_day=1, reviews_per_day=2))
    assert limited == ["r0", "n0", "r1"]
    assert line(states, cards, Limits(new_per_day=0, reviews_per_day=0)) == []


def test_a_limit_goes_to_different_facts_first() -> None:
    cards = [
        card("a1", "a", order=1),
        card("a2", "a", order=2),
        card("b1", "b", order=3),
    ]
    assert line([], cards, Limits(new_per_day=2)) == ["a1", "b1"]


def test_siblings_come_last_and_apart_from_each_other() -> None:
    cards = [
        card(f"{fact}{number}", fact, order=number)
        for fact in "ab"
        for number in (1, 2, 3)
    ]
    order = line([], cards)
    assert order == ["a1", "b1", "a2", "b2", "a3", "b3"]


def test_siblings_of_one_fact_are_shown_when_there_is_nothing_else() -> None:
    cards = [card("a1", "a", order=1), card("a2", "a", order=2)]
    assert line([], cards) == ["a1", "a2"]


def test_a_due_review_goes_before_its_new_sibling() -> None:
    cards = [card("new", "fact"), card("old", "fact"), card("x", order=9)]
    assert line([review("old")], cards) == ["x", "old", "new"]


def test_a_sibling_answered_earlier_today_holds_the_others_back() -> None:
    answered = review("seen", due_in=10)._replace(last_day=TODAY)
    states = [answered, review("sibling", stability=1), review("other", stability=50)]
    cards = [card("seen", "fact"), card("sibling", "fact"), card("other")]
    assert line(states, cards) == ["other", "sibling"]


def test_a_card_in_steps_holds_its_siblings_back() -> None:
    learning = CardState("step", phase=Phase.LEARNING, due_ms=5, last_day=None)
    cards = [card("step", "fact"), card("sibling", "fact"), card("x", order=9)]
    assert line([learning], cards) == ["x", "sibling"]


def test_what_was_done_today_is_read_from_the_states() -> None:
    states = [
        review("a")._replace(last_day=TODAY),
        CardState("b", phase=Phase.LEARNING, first_day=TODAY, last_day=TODAY),
        review("c"),
        CardState("d"),
    ]
    assert done_on(states, TODAY) == Done(new=1, reviews=1)


@given(
    facts=st.lists(st.sampled_from("abcdefgh"), max_size=40),
    known=st.lists(st.booleans(), min_size=40, max_size=40),
    limits=st.builds(Limits, st.integers(0, 15), st.integers(0, 15)),
)
def test_the_line_is_full_to_its_limits_and_holds_no_card_twice(
    facts: list[str], known: list[bool], limits: Limits
) -> None:
    cards = [card(f"{n:02}{fact}", fact, order=n) for n, fact in enumerate(facts)]
    states = {
        c.card_id: review(c.card_id)
        for c, seen in zip(cards, known, strict=False)
        if seen
    }
    places = line_up(pool_of(states, cards), limits)
    assert len({place.card_id for place in places}) == len(places)
    new = sum(place.kind is Kind.NEW for place in places)
    assert new == min(limits.new_per_day, len(cards) - len(states))
    assert len(places) - new == min(limits.reviews_per_day, len(states))


@given(order=st.permutations(range(12)))
def test_the_line_does_not_depend_on_the_order_of_the_cards(order: list[int]) -> None:
    states = {f"r{n}": review(f"r{n}", stability=n % 3 + 1) for n in range(6)}
    cards = [card(f"r{n}", f"f{n % 4}") for n in range(6)]
    cards += [card(f"n{n}", f"f{n}", order=n) for n in range(6)]
    shuffled = [cards[n] for n in order]
    assert line(list(states.values()), shuffled) == line(list(states.values()), cards)
