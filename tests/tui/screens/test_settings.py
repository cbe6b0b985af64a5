"""Settings: written when a field is left, refused in a sentence, comments kept."""

from __future__ import annotations

from pathlib import Path

import pytest
from textual.widgets import Input

from studyapp.paths import config_file
from studyapp.settings import read_settings
from studyapp.tui.app import Opening
from studyapp.tui.messages import OpenScreen
from studyapp.tui.screens.settings import SettingsScreen
from tests.exam_bank import write_bank
from tests.tui.screens.conftest import Learner, Sit


@pytest.fixture
def file() -> Path:
    """Return the learner's file of settings, which does not exist yet."""
    return Path(config_file())


def write(file: Path, text: str) -> None:
    file.parent.mkdir(parents=True)
    file.write_text(text, encoding="utf-8")


def read(file: Path) -> str:
    return file.read_text(encoding="utf-8") if file.exists() else ""


async def fill(learner: Learner, name: str, text: str) -> None:
    """Type into one field, and go on to the next."""
    field = next(f for f in learner.screen.query(Input) if f.name == name)
    field.focus()
    await learner.settle()
    field.clear()
    await learner.type(text)
    await learner.press("down")


async def test_every_setting_has_a_field_and_a_description(sit: Sit) -> None:
    async with sit() as learner:
        await learner.press("comma")
        assert "studyapp · Settings" in learner.lines[0]
        names = [field.name for field in learner.screen.query(Input)]
        assert names[:3] == ["new_per_day", "reviews_per_day", "desired_retention"]
        assert "New cards a study day introduces at most. Default: 20." in learner.text
        assert "Applies at once." in learner.text
        await learner.press("down", "down")
        assert "Applies from the next start." in learner.text


async def test_a_changed_value_is_written_and_comments_stay(
    sit: Sit, file: Path
) -> None:
    write(file, "# mine\nregion = 'eu-west-1' # home\n")
    async with sit() as learner:
        await learner.press("comma")
        assert "eu-west-1" in learner.text
        await fill(learner, "new_per_day", "3")
        assert learner.lines[0].endswith("new_per_day saved")
        await fill(learner, "desired_retention", "0.95")
        assert learner.lines[0].endswith("saved, from the next start")
        await learner.press("escape")
        assert "3 new" in learner.text
    text = read(file)
    assert text.startswith("# mine\nregion = 'eu-west-1' # home\n")
    assert "new_per_day = 3" in text
    assert "desired_retention = 0.95" in text


@pytest.mark.parametrize(
    ("name", "text", "sentence"),
    [
        ("new_per_day", "many", "'new_per_day = many' does not fit"),
        ("desired_retention", "5", "write a share from 0.7 to 0.99"),
        ("theme", "pink", "'theme = pink' does not fit; choose study-dark"),
        ("learning_steps", "1 min, soon", "The step 'soon' cannot be read"),
        ("exam", "FOO", "There is no exam 'FOO'"),
        (
            "exam_date",
            "someday",
            "'someday' is not a day; write a day such as 2026-12-04",
        ),
        ("exam_date", "2020-01-01", "The exam day 2020-01-01 is over"),
        ("exam_date", "2062-01-01", "is more than 2 years ahead"),
    ],
)
async def test_a_wrong_value_stays_with_a_sentence_and_nothing_is_written(
    sit: Sit, file: Path, name: str, text: str, sentence: str
) -> None:
    async with sit((60, 20)) as learner:
        await learner.press("comma")
        await fill(learner, name, text)
        assert sentence in learner.text
        focused = learner.screen.focused
        assert isinstance(focused, Input)
        assert (focused.name, focused.value) == (name, text)
        assert not read(file)


async def test_a_wrong_value_is_not_called_saved_by_the_field_before(
    sit: Sit,
) -> None:
    async with sit() as learner:
        await learner.press("comma")
        await fill(learner, "new_per_day", "3")
        assert learner.lines[0].endswith("new_per_day saved")
        await fill(learner, "exam_date", "someday")
        assert learner.lines[0].endswith("exam_date not saved")


async def test_a_wrong_value_that_is_put_right_is_written(sit: Sit, file: Path) -> None:
    async with sit() as learner:
        await learner.press("comma")
        await fill(learner, "new_per_day", "many")
        await fill(learner, "new_per_day", "8")
        assert "does not fit" not in learner.text
        assert learner.lines[0].endswith("new_per_day saved")
    assert read_settings(file).new_per_day == 8


async def test_escape_tells_what_is_wrong_and_then_gives_it_up(
    sit: Sit, file: Path
) -> None:
    async with sit() as learner:
        await learner.press("comma")
        await learner.type("many")
        await learner.press("escape")
        assert "'new_per_day = many' does not fit" in learner.text
        await learner.press("escape")
        assert "studyapp · Today" in learner.lines[0]
        assert learner.said == ["new_per_day is as it was."]
    assert not read(file)


async def test_the_theme_changes_at_once(sit: Sit, file: Path) -> None:
    async with sit() as learner:
        await learner.press("comma")
        await fill(learner, "theme", "study-light")
        assert learner.app.theme == "study-light"
    assert read_settings(file).theme == "study-light"


async def test_leaving_the_screen_writes_the_field_one_is_in(
    sit: Sit, file: Path
) -> None:
    async with sit() as learner:
        await learner.press("comma")
        await learner.type("7")
        await learner.press("escape")
        assert "studyapp · Today" in learner.lines[0]
    assert read_settings(file).new_per_day == 7


async def test_a_warning_about_the_exam_is_the_first_row_of_today(sit: Sit) -> None:
    async with sit(exam="XXX-C01") as learner:
        assert "! Your exam There is no exam 'XXX-C01'" in learner.text
        await learner.press("enter")
        assert "studyapp · Review" in learner.lines[0]
        await learner.press("escape", "up", "enter")
        assert isinstance(learner.screen, SettingsScreen)
        assert learner.screen.focused is not None
        assert learner.screen.focused.name == "exam"


async def test_the_exam_field_says_which_exams_there_are_and_takes_no_other(
    sit: Sit, file: Path, tmp_path: Path
) -> None:
    async with sit(root=write_bank(tmp_path / "bank")) as learner:
        learner.app.post_message(OpenScreen("settings", part="exam"))
        await learner.settle()
        codes = list(learner.app.desk.study.library.exams)
        assert f"One of {', '.join(codes)}." in learner.text
        await learner.type("XXX-C01")
        await learner.press("down")
        assert "There is no exam 'XXX-C01'; choose one of" in learner.text
        assert not read(file)


async def test_the_palette_finds_facts_and_topics(sit: Sit) -> None:
    async with sit(opening=Opening("topics")) as learner:
        await learner.press("ctrl+p")
        await learner.type("timeout")
        await learner.pilot.pause(0.5)
        assert "Fact: Maximum function timeout 900 s (15 min)" in learner.text
        await learner.press("escape", "ctrl+p")
        await learner.type("Asynchronous invo")
        await learner.pilot.pause(0.5)
        assert "Topic: Asynchronous invocation" in learner.text
        await learner.press("enter")
        await learner.settle()
        assert "studyapp · Asynchronous invocation" in learner.lines[0]
