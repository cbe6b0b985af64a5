"""Progress: the readiness stands there in words, from the first answer on."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.conftest import OpenStudy
from tests.question_bank import answer_three_in_four, write_bank
from tests.tui.screens.conftest import Sit


@pytest.fixture
def bank(tmp_path: Path, sample: Path) -> Path:
    return write_bank(tmp_path / "bank", sample)


async def test_before_thirty_answers_the_missing_ones_are_told(
    sit: Sit, bank: Path
) -> None:
    async with sit(root=bank, exam="DVA-C03") as learner:
        await learner.press("p")
        assert "30 more first answers to exam questions are needed" in learner.text
        assert "pass mark" not in learner.text


async def test_the_band_is_told_in_words_and_on_one_scale_with_the_mark(
    sit: Sit, bank: Path, open_sample: OpenStudy
) -> None:
    answer_three_in_four(open_sample(bank), 110)
    async with sit(root=bank, exam="DVA-C03") as learner:
        await learner.press("p")
        points, mark = (
            next(line for line in learner.lines if line.startswith(f" {label}"))
            for label in ("your points", "pass mark")
        )
        assert mark.endswith("66-74 %")
        assert len(points) == len(mark)
        assert ", chance " in learner.text
        assert "This is the Lambda part, not the whole exam." in learner.text
        assert "predicted right answers" in learner.text


async def test_without_an_exam_the_readiness_is_left_out(sit: Sit) -> None:
    async with sit() as learner:
        await learner.press("p")
        assert "Readiness" not in learner.text


async def test_the_pages_turn_by_keys_and_name_themselves(sit: Sit) -> None:
    async with sit() as learner:
        await learner.press("p")
        assert "[Now] Memory Year Topics" in learner.text
        await learner.press("]")
        assert "Now [Memory] Year Topics" in learner.text
        assert "Remembered ━ against predicted │" in learner.text
        await learner.press("right")
        assert "Answers a day: · none ░ 1 ▒ 2 ▓ 3 █ 4 or more" in learner.text
        await learner.press("]")
        assert "A fact is known when" in learner.text
        await learner.press("]", "[", "[")
        assert "Now Memory [Year] Topics" in learner.text


async def test_another_day_is_shown_and_escape_comes_back_to_today(sit: Sit) -> None:
    async with sit() as learner:
        await learner.press("p", "d")
        await learner.type("last week")
        await learner.press("enter")
        assert "not a day; write a day such as 2026-12-04" in learner.text
        await learner.press(*["backspace"] * 9)
        await learner.type("2026-11-01")
        await learner.press("enter")
        assert "On Sunday 1 November 2026: what you knew then" in learner.text
        assert learner.lines[0].endswith("2026-11-01")
        await learner.press("escape")
        assert "2026-11-01" not in learner.text
        assert "[Now]" in learner.text


@pytest.mark.parametrize("width", [40, 60, 80, 140])
async def test_every_page_fits_its_width(sit: Sit, width: int) -> None:
    async with sit((width, 24)) as learner:
        await learner.press("p")
        for _ in range(4):
            assert all(len(line) <= width for line in learner.lines)
            await learner.press("]")


async def test_the_numbers_of_the_topics_stand_under_their_names(sit: Sit) -> None:
    async with sit() as learner:
        await learner.press("p", "[")
        row = next(line for line in learner.lines if "Quotas and limits" in line)
        above = learner.lines[learner.lines.index(row) - 1]
        assert above.split() == ["known", "recall"]
        assert len(above) == len(row)
