"""Drills in the app: chosen or typed, the mistake by name, worked steps, gone on."""

from __future__ import annotations

from pathlib import Path

from studyapp.calculator.drills import MISTAKES
from studyapp.services.drilling import drill_of
from studyapp.services.quiz_history import left_open
from studyapp.tui.app import Opening
from studyapp.tui.messages import NUMBERS
from studyapp.tui.screens.quiz import QuizScreen
from studyapp.tui.widgets.fields import NumberField
from tests.conftest import OpenStudy
from tests.tui.screens.conftest import Learner, Sit
from tests.tui.screens.test_quiz import letters


def truth(learner: Learner) -> str:
    """Return the right number of the drill that is shown."""
    assert isinstance(learner.screen, QuizScreen)
    shown = learner.screen._shown
    assert shown is not None
    drill = drill_of(shown.question.id, learner.app.desk.study.library.book)
    assert drill is not None
    return str(drill.answer.value.number)


async def test_a_drill_is_one_key_away_and_shows_its_steps(
    sit: Sit, priced: Path
) -> None:
    async with sit((80, 60), root=priced) as learner:
        assert "d Drills" in learner.text
        await learner.press("d")
        assert "studyapp · Drill" in learner.lines[0]
        assert "question 1 of 10" in learner.lines[0]
        await learner.press(letters(learner, right=True)[0], "enter")
        assert "✓ Right." in learner.text
        assert "Step by step" in learner.text
        await learner.press("enter")
        assert "question 2 of 10 · 1 of 1 right" in learner.lines[0]


async def test_a_wrong_answer_names_the_mistake_first(sit: Sit, priced: Path) -> None:
    async with sit((80, 60), root=priced) as learner:
        await learner.press("d")
        await learner.press(letters(learner, right=False)[0], "enter")
        page = learner.text.partition("✗ Wrong. Your mistake: ")[2]
        assert any(page.startswith(m.title[:20]) for m in MISTAKES.values())


async def test_a_number_is_typed_with_its_unit_beside_the_field(
    sit: Sit, priced: Path, open_sample: OpenStudy
) -> None:
    async with sit((80, 60), root=priced) as learner:
        await learner.press("z", "n")
        assert learner.phase == "typing"
        assert learner.footer.startswith("enter Submit")
        await learner.type("many")
        await learner.press("enter")
        assert "✗ Write a number in" in learner.text
        await learner.press(*["backspace"] * 4)
        await learner.type(truth(learner))
        await learner.press("enter")
        assert "✓ Right." in learner.text
        assert "✓ right" in learner.text
        assert learner.footer.startswith("enter Next")
        await learner.press("enter")
        assert "question 2 of 10 · 1 of 1 right" in learner.lines[0]
        await learner.type("0.0000001")
        await learner.press("enter")
        assert "✗ Wrong." in learner.text
    last = open_sample(root=priced).journal.events()
    assert [e.payload["right"] for e in last if e.kind == "quiz_answer"] == [
        True,
        False,
    ]


async def test_drills_that_were_left_are_gone_on_with(
    sit: Sit, priced: Path, open_sample: OpenStudy
) -> None:
    async with sit(root=priced) as learner:
        await learner.press("z", "n")
        await learner.type(truth(learner))
        await learner.press("enter", "enter", "escape")
        assert learner.said == ["Your quiz is kept: z goes on with it."]
    assert left_open(open_sample(root=priced)) is not None
    async with sit(root=priced) as learner:
        await learner.press("z", "enter")
        assert "question 2 of 10 · 1 of 1 right" in learner.lines[0]
        assert learner.phase == "typing"


async def test_a_number_that_was_typed_is_there_again_when_its_drills_are_gone_on_with(
    sit: Sit, priced: Path
) -> None:
    async with sit(root=priced) as learner:
        await learner.press("z", "n")
        await learner.type("12")
        await learner.press("escape", "z", "enter")
        await learner.type(".5")
        field = learner.screen.query_one(NumberField)
        assert field.value == "12.5"


async def test_the_set_up_offers_drills_beside_the_topics(
    sit: Sit, priced: Path
) -> None:
    async with sit(root=priced) as learner:
        await learner.press("z", *["down"] * 7)
        assert "Drills: calculations with new numbers" in learner.text
        await learner.press("enter")
        assert "studyapp · Drill" in learner.lines[0]


async def test_the_command_opens_drills_on_a_skill_or_a_topic(
    sit: Sit, priced: Path
) -> None:
    async with sit(
        opening=Opening("drill", topics=("pricing",)), root=priced
    ) as learner:
        assert "studyapp · Drill" in learner.lines[0]
    async with sit(opening=Opening("drill", NUMBERS, ("pricing",)), root=priced) as it:
        assert "Type your answer" in it.text
    async with sit(opening=Opening("drill", topics=("none",)), root=priced) as learner:
        assert "There are no drills on 'none'" in learner.said[0]
        assert "studyapp · Today" in learner.lines[0]


async def test_without_its_facts_a_drill_is_one_sentence(sit: Sit) -> None:
    async with sit() as learner:
        await learner.press("d")
        assert learner.said
        assert "studyapp · Today" in learner.lines[0]
