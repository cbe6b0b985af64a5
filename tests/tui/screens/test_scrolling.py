"""Long texts open at their first line, and keys scroll them."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from studyapp.tui.widgets.pointed_list import POINTER
from tests.conftest import OpenStudy
from tests.exam_bank import write_bank
from tests.tui.screens.conftest import Learner, Sit
from tests.tui.screens.test_exam import begin_singles
from tests.tui.screens.test_quiz import answer

LOW = (80, 14)
STORY = "Day after day the team waits and waits for what its function says. " * 20
FIRST = "It is a long story."


@pytest.fixture
def long_bank(tmp_path: Path) -> Path:
    """Return the bank, a story longer than a screen before each question."""
    root = write_bank(tmp_path / "bank")
    file = root / "questions.md"
    told = f"{FIRST} {STORY}\n\nA team of"
    file.write_text(file.read_text("utf-8").replace("A team of", told), "utf-8")
    return root


def is_at_first_line(learner: Learner) -> bool:
    return FIRST in learner.text


async def test_a_quiz_opens_each_question_at_its_first_line(
    sit: Sit, long_bank: Path
) -> None:
    async with sit(LOW, root=long_bank) as learner:
        await learner.press("z", "enter")
        assert is_at_first_line(learner)
        await learner.press("pagedown")
        assert not is_at_first_line(learner)
        await learner.press("pageup")
        assert is_at_first_line(learner)
        await learner.press("down")
        assert f"{POINTER}( ) B" in learner.text or f"{POINTER}[ ] B" in learner.text
        await answer(learner)
        await learner.press("enter")
        assert "question 2" in learner.lines[0]
        assert is_at_first_line(learner)


async def test_an_exam_opens_each_item_at_its_first_line_also_one_answered(
    sit: Sit, long_bank: Path, open_sample: OpenStudy
) -> None:
    begin_singles(open_sample(long_bank))
    async with sit(LOW, root=long_bank) as learner:
        await learner.press("e", "enter")
        assert is_at_first_line(learner)
        await learner.press("4", "enter")
        assert is_at_first_line(learner)
        await learner.press("left")
        assert "item 1 " in learner.lines[0]
        assert is_at_first_line(learner)


async def test_a_long_card_opens_at_its_first_line_and_what_is_typed_is_seen(
    sit: Sit, sample: Path, tmp_path: Path
) -> None:
    root = tmp_path / "content"
    shutil.copytree(sample, root)
    file = root / "limits.md"
    asked = f"value: 900 s\nask: {FIRST} {STORY}"
    file.write_text(file.read_text("utf-8").replace("value: 900 s", asked), "utf-8")
    async with sit(LOW, root=root) as learner:
        await learner.press("r")
        assert is_at_first_line(learner)
        await learner.press("pagedown")
        assert not is_at_first_line(learner)
        await learner.press("pageup")
        assert is_at_first_line(learner)
        await learner.type("15 m")
        assert "15 m" in learner.text
        await learner.press("enter")
        assert "900 s (15 min)" in learner.text
