"""A session of one's own: choices are counted, marked, and begun."""

from __future__ import annotations

from studyapp.tui.widgets.pointed_list import POINTER
from tests.conftest import OpenStudy
from tests.tui.screens.conftest import Learner, Sit


async def point_at(learner: Learner, label: str) -> None:
    """Go down to the row with a label."""
    for _ in range(30):
        if any(label in line and POINTER in line for line in learner.lines):
            return
        await learner.press("down")
    raise AssertionError(f"no row {label}")


async def test_marks_narrow_the_session_down_and_its_cards_are_counted(
    sit: Sit, open_sample: OpenStudy
) -> None:
    study = open_sample()
    async with sit() as learner:
        await learner.press("x")
        assert "(•) What is due" in learner.text
        await point_at(learner, "All of it")
        await learner.press("space")
        assert f"{len(study.library.cards)} cards" in learner.lines[0]
        await point_at(learner, "Old news")
        await learner.press("space")
        assert "[x] Old news 2" in learner.text
        assert "2 cards" in learner.lines[0]
        await learner.press("enter")
        assert "studyapp · Cram" in learner.lines[0]
        assert "2 left · 0 again" in learner.lines[0]
    assert study.journal.events() == ()


async def test_each_row_says_what_the_session_asks_with_it_as_well(sit: Sit) -> None:
    async with sit((80, 40)) as learner:
        await learner.press("r", "enter", "f", "4", "escape", "x")
        assert "A card is asked if all that is marked is true of it" in learner.text
        assert "(•) What is due 6" in learner.text
        assert "[ ] Flagged 0" in learner.text
        await point_at(learner, "All of it")
        await learner.press("space")
        assert "[ ] Flagged 1" in learner.text
        assert "[ ] Never seen 6" in learner.text
        await point_at(learner, "Flagged")
        await learner.press("space")
        assert "( ) What is due 0" in learner.text
        assert "(•) All of it, due or not 1" in learner.text
        assert "[ ] Never seen 0" in learner.text


async def test_the_days_ahead_are_set_by_plus_and_minus(sit: Sit) -> None:
    async with sit() as learner:
        await learner.press("x", "+")
        assert "(•) What comes next 5 days" in learner.text
        await learner.press("-", "-", "-", "-", "-")
        assert "(•) What comes next 1 day" in learner.text


async def test_a_session_of_no_cards_is_not_begun(sit: Sit) -> None:
    async with sit() as learner:
        await learner.press("x", "down", "space")
        assert "0 cards" in learner.lines[0]
        await learner.press("enter")
        assert "studyapp · Custom session" in learner.lines[0]
        assert learner.said == ["No card matches."]


async def test_a_row_can_be_begun_without_marking_it(sit: Sit) -> None:
    async with sit() as learner:
        await learner.press("x")
        await point_at(learner, "Asynchronous")
        await learner.press("enter")
        assert "2 new" in learner.lines[0]


async def test_a_suspended_card_is_brought_back_by_a_key(
    sit: Sit, open_sample: OpenStudy
) -> None:
    async with sit() as learner:
        await learner.press("r", "enter", "s", "escape", "x")
        await point_at(learner, "Suspended")
        await learner.press("enter")
        assert "suspended" in learner.text
        assert "a Ask again" in learner.footer
        await learner.press("a")
        assert learner.said[-1] == "Asked again from now on. Undo suspends it."
        await learner.press("escape")
        assert "Suspended" not in learner.text
    kinds = [event.kind for event in open_sample().journal.events()]
    assert kinds == ["suspend", "unsuspend"]
