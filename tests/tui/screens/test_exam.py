"""An exam at the keyboard: set up, sat, paused, killed, submitted, reported."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pytest
from textual.events import Key

from studyapp.practice.exam_session import Ending, ItemState
from studyapp.practice.responses import Chosen
from studyapp.practice.session import Confidence
from studyapp.practice.wishes import ExamMode, ExamWish
from studyapp.services.exam_history import exams, left_open
from studyapp.services.exam_start import start_exam
from studyapp.services.study import Study
from studyapp.tui.app import Opening
from studyapp.tui.messages import RESUME
from studyapp.tui.screens.exam import ExamScreen
from studyapp.tui.widgets.pointed_list import POINTER
from tests.conftest import OpenStudy
from tests.exam_bank import write_bank
from tests.tui.screens.conftest import Learner, Sit

UNTIMED = ExamWish("DVA-C03", mode=ExamMode.UNTIMED, seed="seed")


@pytest.fixture
def bank(tmp_path: Path) -> Path:
    return write_bank(tmp_path / "bank")


@pytest.fixture
def study(open_sample: OpenStudy, bank: Path) -> Callable[[], Study]:
    return lambda: open_sample(bank)


def begin_singles(study: Study) -> None:
    """Leave an exam open whose first three items have one right option each."""
    _begin(study, lambda choose: set(choose[:3]) == {1})


def begin_with_a_multiple(study: Study) -> None:
    """Leave an exam open that has an item with two right options."""
    _begin(study, lambda choose: 2 in choose)


def _begin(study: Study, fits: Callable[[list[int]], bool]) -> None:
    for number in range(50):
        sitting = start_exam(study, ExamWish("DVA-C03", seed=f"s{number}"))
        if fits([sitting.shown(q).choose for q in sitting.questions]):
            return
        sitting.abandon()
    raise AssertionError("no form fits")


def exam(learner: Learner) -> ExamScreen:
    assert isinstance(learner.screen, ExamScreen)
    return learner.screen


def state(learner: Learner, number: int) -> ItemState:
    """Return what the journal holds of an item."""
    return exam(learner).paper._sitting.session.items[number - 1]


def right_keys(learner: Learner) -> list[str]:
    screen = exam(learner)
    options = screen.paper.shown(screen._question).options
    return [str(place) for place, o in enumerate(options, 1) if o.correct]


async def test_the_set_up_names_version_length_mode_and_scope(
    sit: Sit, bank: Path
) -> None:
    async with sit(root=bank) as learner:
        await learner.press("e")
        for words in (
            "The Lambda part of an exam",
            "Begin DVA-C03 10 items, 20:00",
            "2 do not count",
            "Mode < timed >",
            "SAP-C03",
            "AWS has not published its length and domains.",
        ):
            assert words in learner.text
        await learner.press("m", "m")
        assert "Mode < tutor >" in learner.text
        await learner.press("enter")
        assert "studyapp · Quiz" in learner.lines[0]
        assert "question 1 of 10" in learner.lines[0]


async def test_what_the_bank_lacks_is_said_before_the_clock_runs(
    sit: Sit, bank: Path, study: Callable[[], Study]
) -> None:
    file = bank / "questions.md"
    file.write_text(file.read_text("utf-8").replace('C03: "3.', 'C03: "1.'), "utf-8")
    async with sit(root=bank) as learner:
        await learner.press("e")
        lack = "Fewer items than in the exam come from Deployment."
        assert lack in learner.text
        assert left_open(study()) is None
        await learner.press("enter")
        assert exam(learner).paper.session.plan.note.endswith(lack)
        assert learner.said == []


async def test_a_command_opens_the_exam_that_was_left_or_what_it_names(
    sit: Sit, bank: Path, study: Callable[[], Study]
) -> None:
    begin_singles(study())
    async with sit(root=bank, opening=Opening("exam", RESUME)) as learner:
        assert "item 1 of 10 · " in learner.lines[0]
    tutor = ExamWish("DVA-C03", items=5, mode=ExamMode.TUTOR)
    async with sit(root=bank, opening=Opening("exam", wish=tutor)) as learner:
        assert "Go on with your exam" in learner.text
        assert f"{POINTER}> Begin DVA-C03 5 items" in learner.text
        assert "Mode < tutor >" in learner.text
        await learner.press("enter")
        assert "question 1 of 5" in learner.lines[0]


async def test_digits_and_letters_choose_and_small_f_flags(
    sit: Sit, bank: Path, study: Callable[[], Study]
) -> None:
    begin_singles(study())
    async with sit(root=bank) as learner:
        await learner.press("e", "enter", "3", "f", "s", "s")
        assert "item 1 of 10 · " in learner.lines[0]
        assert " left" in learner.lines[0]
        assert "flagged · how sure: think so" in learner.text
        where = [o.position for o in exam(learner).paper.shown(_q(learner)).options]
        assert state(learner, 1).response == Chosen(frozenset({where[2]}))
        assert state(learner, 1).is_flagged
        assert state(learner, 1).confidence is Confidence.THINK_SO
        await learner.press("a")
        assert state(learner, 1).response == Chosen(frozenset({where[0]}))
        await learner.press("c", "j", "x")
        assert state(learner, 1).response == Chosen(frozenset({where[2]}))
        assert state(learner, 1).struck == {where[3]}
        assert "struck out" in learner.text
        await learner.press("3", "f")
        assert state(learner, 1).response is None
        assert not state(learner, 1).is_flagged


def _q(learner: Learner) -> str:
    return exam(learner)._question


async def test_keys_typed_ahead_reach_the_item_they_are_for(
    sit: Sit, bank: Path
) -> None:
    async with sit(root=bank) as learner:
        await learner.press("e", "enter")
        for key in ("1", "enter", "2", "enter", "3", "right", "left", "left", "f"):
            character = key if len(key) == 1 else None
            learner.app.post_message(Key(key, character))
        await learner.settle()
        chosen = [state(learner, number).response for number in (1, 2, 3)]
        pages = [exam(learner).paper.shown(q) for q in exam(learner).paper.questions]
        assert chosen == [
            Chosen(frozenset({pages[place].options[place].position}))
            for place in range(3)
        ]
        assert [state(learner, n).is_flagged for n in (1, 2, 3)] == [False, True, False]


async def test_no_more_options_are_taken_than_the_item_asks_for(
    sit: Sit, bank: Path, study: Callable[[], Study]
) -> None:
    begin_with_a_multiple(study())
    async with sit(root=bank) as learner:
        await learner.press("e", "enter")
        while exam(learner).paper.shown(_q(learner)).choose == 1:
            await learner.press("n")
        await learner.press("1", "2")
        assert "2 of 2 chosen" in learner.text
        await learner.press("4")
        assert learner.said == ["Choose 2: take one back before another."]
        assert "2 of 2 chosen" in learner.text
        await learner.press("2", "r")
        assert "1 of 2 chosen" in learner.text
        assert "0 answered · 10 not answered" in learner.text


async def test_the_table_filters_and_leads_back_to_an_item(
    sit: Sit, bank: Path, study: Callable[[], Study]
) -> None:
    begin_singles(study())
    async with sit(root=bank) as learner:
        await learner.press("e", "enter", "1", "f", "n", "n", "1", "r")
        assert "studyapp · Review table" in learner.lines[0]
        assert "1 ✓ answered ⚑ flagged" in learner.text
        assert "2 · not answered" in learner.text
        await learner.press("u")
        assert "✓" not in learner.text
        await learner.press("f")
        assert "not answered" not in learner.text.partition("flagged")[2]
        await learner.press("enter")
        assert "item 1 of 10" in learner.lines[0]
        await learner.press("r", "escape")
        assert "item 1 of 10" in learner.lines[0]


async def test_escape_pauses_after_a_question_and_the_first_screen_goes_on(
    sit: Sit, bank: Path, study: Callable[[], Study]
) -> None:
    async with sit(root=bank) as learner:
        await learner.press("e", "enter", "1", "n", "escape")
        assert "Pause the exam?" in learner.text
        await learner.press("n")
        assert "item 2 of 10" in learner.lines[0]
        await learner.press("escape", "y")
        assert "studyapp · Today" in learner.lines[0]
        assert "e Go on with your exam 1 of 10 answered" in learner.text
        left = left_open(study())
        assert left is not None
        clock = left.clock_ms
        await learner.press("enter", "enter")
        assert "item 2 of 10" in learner.lines[0]
    again = left_open(study())
    assert again is not None
    assert again.clock_ms - clock < 60_000


async def test_an_exam_that_was_killed_goes_on_where_it_was(
    sit: Sit, bank: Path, study: Callable[[], Study]
) -> None:
    async with sit(root=bank) as learner:
        await learner.press("e", "enter", "1", "f", "n", "2", "s")
        before = exam(learner).paper.session
        stem = learner.lines[2:8]
    killed = left_open(study())
    assert killed is not None
    assert killed.phase == "running"
    async with sit(root=bank) as learner:
        await learner.press("e")
        assert "Go on with your exam" in learner.text
        await learner.press("enter")
        after = exam(learner).paper.session
        assert after.plan == before.plan
        assert "item 2 of 10" in learner.lines[0]
        assert learner.lines[2:8] == stem
        assert [i.response for i in after.items] == [i.response for i in before.items]
        assert after.items[0].is_flagged
        assert after.clock_ms >= before.clock_ms
        await learner.press("escape", "y", "e", "down", "enter")
        assert "Give the other exam up?" in learner.text
        await learner.press("y")
        assert "item 1 of 10" in learner.lines[0]
        assert exam(learner).paper.session.plan.id != before.plan.id


async def test_submitting_names_what_is_open_and_leads_to_the_report(
    sit: Sit, bank: Path, study: Callable[[], Study]
) -> None:
    async with sit((80, 40), root=bank) as learner:
        await learner.press("e", "enter")
        for _ in range(9):
            await learner.press(*right_keys(learner), "enter")
        await learner.press("f", "enter", "s")
        for words in ("9 answered", "1 not answered", "1 flagged"):
            assert words in learner.text
        await learner.press("n")
        assert "studyapp · Review table" in learner.lines[0]
        await learner.press("s", "y")
        assert "studyapp · Exam report" in learner.lines[0]
        assert "scored items right" in learner.text
        assert "read them with caution" in learner.text
        assert "Domains" in learner.text
        await learner.press("escape", "e", "end", "enter")
        assert "studyapp · Exam report" in learner.lines[0]
    sat = exams(study())
    assert [s.session.ending for s in sat] == [Ending.LEARNER]


async def test_time_up_submits_and_says_so(
    sit: Sit, bank: Path, study: Callable[[], Study]
) -> None:
    wish = ExamWish("DVA-C03", items=1, seed="seed")
    begun = Ticks()
    sitting = start_exam(study(), wish, begun)
    begun.now += 120_000 - 300
    sitting.visit(sitting.questions[0])
    async with sit(root=bank) as learner:
        await learner.press("e", "enter")
        await learner.pilot.pause(1.2)
        await learner.settle()
        assert "studyapp · Exam report" in learner.lines[0]
        assert "The time is up: your exam is submitted as it was." in learner.said
    assert [s.session.ending for s in exams(study())] == [Ending.TIME_UP]


class Ticks:
    """Milliseconds that a test moves by hand."""

    now = 5_000

    def __call__(self) -> int:
        return self.now


def sat_exam(study: Study) -> str:
    """Sit an exam: each item in 90 s, the last three wrong; return its id."""
    ticks = Ticks()
    sitting = start_exam(study, UNTIMED, ticks)
    for number, question in enumerate(sitting.questions):
        sitting.visit(question)
        ticks.now += 90_000
        keys = sitting.shown(question).question.keys
        places = set(range(len(sitting.shown(question).options)))
        wrong = sorted(places - keys)[: len(keys)]
        sitting.answer(question, Chosen(frozenset(wrong if number > 6 else keys)))
        sitting.rate(question, Confidence.SURE)
    sitting.submit()
    return sitting.session.plan.id


async def test_a_weak_row_starts_a_quiz_and_an_item_shows_its_rationales(
    sit: Sit, bank: Path, study: Callable[[], Study]
) -> None:
    sat_exam(study())
    async with sit((80, 24), root=bank) as learner:
        await learner.press("e", "end", "enter")
        assert learner.footer.startswith("enter Quiz on it e Export")
        await learner.press("enter")
        assert "studyapp · Quiz" in learner.lines[0]
        await learner.press("escape", "end")
        assert learner.footer.startswith("enter Show item")
        await learner.press("enter")
        assert "item 10 of 10" in learner.lines[0]
        for words in ("✗ Wrong.", "wrong, your answer", "It waits as long", "Fact"):
            assert words in learner.text
        await learner.press("o")
        assert "studyapp · Fact" in learner.lines[0]
        await learner.press("escape", "p")
        assert "item 9 of 10" in learner.lines[0]


async def test_reports_are_written_beside_the_learners_file(
    sit: Sit, bank: Path, study: Callable[[], Study]
) -> None:
    opened = study()
    identity = sat_exam(opened)
    folder = opened.store.path.parent / "reports"
    async with sit(root=bank) as learner:
        await learner.press("e", "end", "enter", "e")
        assert str(folder) in learner.said[0]
        await learner.press("end", "enter", "w", "w")
        assert "Say in" in learner.said[0]
    names = sorted(file.name for file in folder.iterdir())
    assert [Path(name).suffix for name in names] == [".json", ".md", ".md"]
    data = json.loads((folder / names[0]).read_text(encoding="utf-8"))
    assert data["id"] == identity
    assert "version: " in (folder / names[2]).read_text(encoding="utf-8")
