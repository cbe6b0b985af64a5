"""Rounds outside the schedule: who is in, in which order, and who comes again."""

from __future__ import annotations

from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st

from studyapp.memory.cram import Round, round_ahead, round_of_all
from studyapp.memory.fsrs import Memory
from studyapp.memory.lineup import QueueCard
from studyapp.memory.state import CardState, Phase

DAY = date(2026, 3, 1)


def cards(*names: str) -> list[QueueCard]:
    return [QueueCard(name, name, "topic", order) for order, name in enumerate(names)]


def known(name: str, due_in: int, stability: float = 10.0) -> CardState:
    return CardState(
        name,
        phase=Phase.REVIEW,
        memory=Memory(stability, 5.0),
        memory_day=DAY - timedelta(days=2),
        due_day=DAY + timedelta(days=due_in),
    )


def test_the_least_known_comes_first_and_what_was_never_seen_last() -> None:
    states = {"a": known("a", 5, 90.0), "b": known("b", 5, 1.0)}
    states["d"] = known("d", 1)._replace(suspended=True)
    found = round_of_all(states, cards("new", "a", "b", "d"), DAY)
    assert found.line == ("b", "a", "new")


def test_a_round_ahead_holds_the_coming_days_but_not_what_is_due_now() -> None:
    states = {n: known(n, d) for n, d in {"a": 3, "b": 1, "c": 0, "d": 4}.items()}
    states["e"] = known("e", 2)._replace(suspended=True)
    assert round_ahead(states, cards(*"abcdef"), DAY, 3).line == ("b", "a")


def test_a_card_that_was_not_known_comes_again_after_five_others() -> None:
    after = Round(tuple("abcdefgh")).after("a", known=False)
    assert after.line == tuple("bcdefagh")
    assert after.missed == {"a"}
    assert Round(("a",)).after("a", known=False).line == ("a",)
    assert after.after("a", known=True) == Round(tuple("bcdefgh"))


@given(answers=st.lists(st.booleans(), max_size=40))
def test_a_round_ends_when_each_card_was_known_once(answers: list[bool]) -> None:
    left, met = Round(tuple("abcde")), set()
    for is_known in answers:
        if not left.line:
            break
        card_id = left.line[0]
        left = left.after(card_id, known=is_known)
        if is_known:
            met.add(card_id)
    assert set(left.line) == set("abcde") - met
    assert left.missed <= set(left.line)


def test_an_answer_taken_back_puts_its_card_in_front() -> None:
    left = Round(tuple("abc"))
    assert left.after("a", known=True).led_by("a") == left
    assert left.after("a", known=False).led_by("a") == left
