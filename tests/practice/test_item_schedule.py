"""Missed items return: later, after a fresh sibling, and never on the same day."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from studyapp.content.documents import Skill
from studyapp.practice.attempts import Attempt, first_attempts
from studyapp.practice.item_schedule import LADDER, returns_on, schedule
from studyapp.practice.selection import Standing, Wish, choose
from studyapp.practice.session import Confidence
from tests.practice.test_form import item

DAY = date(2026, 11, 21)


def attempt(
    question: str = "q", after: int = 0, *, right: bool, sure: str = "sure"
) -> Attempt:
    day = DAY + timedelta(days=after)
    at_ms = after * 86_400_000
    return Attempt(question, right, at_ms, day, 5000, Confidence(sure), "quiz")


def test_a_safe_first_hit_never_returns() -> None:
    assert schedule([attempt(right=True)]) == {}


@pytest.mark.parametrize(
    ("right", "sure", "days"),
    [(False, "sure", LADDER[0]), (True, "guessing", LADDER[1])],
)
def test_a_miss_returns_soon_and_a_guess_a_little_later(
    right: object, sure: str, days: int
) -> None:
    found = schedule([attempt(right=bool(right), sure=sure)])
    assert found["q"].due == DAY + timedelta(days=days)


def test_each_hit_on_time_climbs_and_the_last_one_ends_it() -> None:
    history = [attempt(right=False)]
    for _ in LADDER:
        due = schedule(history)["q"].due
        history.append(attempt(after=(due - DAY).days, right=True))
    assert schedule(history) == {}


def test_a_hit_before_the_day_does_not_climb() -> None:
    early = [attempt(right=False), attempt(right=True)]
    assert schedule(early)["q"].due == schedule(early[:1])["q"].due


def test_a_missed_item_is_not_asked_again_the_same_day() -> None:
    bank = [item("q"), item("other")]
    returns = returns_on(DAY, [attempt(right=False)], bank)
    asked = choose(Wish(2, "s"), bank, {}, {"q": Standing.MISSED}, returns)
    assert asked == ("other",)


def test_a_fresh_sibling_is_asked_before_the_item_itself() -> None:
    bank = [item("q", facts=("one",)), item("sister", facts=("one", "two"))]
    bank += [item(f"new-{n}") for n in range(3)]
    missed = {"q": Standing.MISSED}
    history = [attempt(right=False)]
    tomorrow = DAY + timedelta(days=1)
    for _ in range(2):
        returns = returns_on(tomorrow, history, bank)
        assert choose(Wish(1, "s"), bank, {}, missed, returns) == ("sister",)
    only_missed = Wish(5, "s", standings=frozenset({Standing.MISSED}))
    assert choose(only_missed, bank, {}, missed, returns) == ("sister",)
    history.append(attempt("sister", 1, right=True))
    later = returns_on(DAY + timedelta(days=2), history, bank)
    known = missed | {"sister": Standing.KNOWN}
    assert choose(Wish(1, "s"), bank, {}, known, later) == ("q",)


def test_a_task_or_a_domain_stands_for_its_skills() -> None:
    bank = [item("a", "DVA-C02 1.2.3"), item("b", "DVA-C02 1.20"), item("c", "X 1.2")]

    def asked(number: str) -> set[str]:
        skills = frozenset({Skill("DVA-C02", number)})
        return set(choose(Wish(9, "s", skills=skills), bank, {}, {}))

    assert asked("1.2") == {"a"}
    assert asked("1.2.3") == {"a"}
    assert asked("1") == {"a", "b"}
    assert asked("2") == set()


def test_first_attempts_leave_repeats_out() -> None:
    history = [
        attempt("a", right=False),
        attempt("b", right=True),
        attempt("a", 1, right=True),
    ]
    assert first_attempts(history) == tuple(history[:2])
