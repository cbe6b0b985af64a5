"""Opening the app: paint first, then the study; failures are one sentence."""

from __future__ import annotations

import threading
from pathlib import Path

from studyapp.errors import UsageError
from studyapp.services.study import Study, open_study
from studyapp.settings import Settings
from studyapp.tui.app import Opening, Progress, StudyApp
from tests.conftest import OpenStudy
from tests.tui.screens.conftest import Learner, Sit, at


async def test_the_first_frame_does_not_wait_for_the_study(
    open_sample: OpenStudy,
) -> None:
    may_open = threading.Event()

    def wait_and_open(progress: Progress) -> Study:
        progress(3, 40)
        may_open.wait(timeout=30)
        return open_sample()

    async with StudyApp(wait_and_open).run_test(size=(80, 24)) as pilot:
        learner = Learner(pilot)
        await pilot.pause(0.2)
        assert "One moment" in learner.text
        assert "3 of 40 files" in learner.text
        await pilot.press("r", "/", "enter", "?", "escape")
        may_open.set()
        await learner.settle()
        assert "Review 7 cards" in learner.text


async def test_the_app_can_be_left_before_the_study_is_open(
    open_sample: OpenStudy,
) -> None:
    may_open = threading.Event()

    def wait_and_open(_progress: Progress) -> Study:
        may_open.wait(timeout=30)
        return open_sample()

    app = StudyApp(wait_and_open)
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press("q")
        may_open.set()
    assert app.return_code == 0


async def test_leaving_during_the_first_run_stops_the_reading() -> None:
    left, stopped = threading.Event(), threading.Event()
    read: list[int] = []

    def read_on(progress: Progress) -> Study:
        try:
            for number in range(100):
                read.append(number)
                progress(number, 100)
                left.wait(timeout=30)
        finally:
            stopped.set()
        raise AssertionError

    app = StudyApp(read_on)
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.pause(0.1)
        await pilot.press("q")
    left.set()
    assert stopped.wait(timeout=30)
    assert read == [0, 1]


async def test_a_folder_that_is_a_file_is_one_sentence_and_a_way_out(
    tmp_path: Path, sample: Path
) -> None:
    folder = tmp_path / "a file"
    folder.write_text("not a folder", encoding="utf-8")

    def refuse(_progress: Progress) -> Study:
        settings = Settings.model_validate({})
        return open_study(folder / "study.sqlite3", [str(sample)], settings)

    async with at(StudyApp(refuse), (80, 24)) as learner:
        assert "The library cannot be opened" in learner.text
        assert "Choose a folder you can write to" in learner.text
        assert "Traceback" not in learner.text
        await learner.press("r", "/", "enter")
        assert "q Quit" in learner.footer
        await learner.press("q")
    assert learner.app.return_code == 0


async def test_settings_that_cannot_be_read_are_told_on_the_screen() -> None:
    def refuse(_progress: Progress) -> Study:
        raise UsageError("config.toml: unknown setting 'them'", "did you mean 'theme'?")

    async with at(StudyApp(refuse), (80, 24)) as learner:
        assert "unknown setting 'them'. Did you mean 'theme'?" in learner.text


async def test_an_error_nobody_foresaw_is_told_and_not_swallowed() -> None:
    def fail(_progress: Progress) -> Study:
        raise ZeroDivisionError("by [nothing]")

    async with at(StudyApp(fail), (80, 24)) as learner:
        assert "ZeroDivisionError: by [nothing]" in learner.text


async def test_the_app_opens_on_the_screen_the_command_names(sit: Sit) -> None:
    async with sit(opening=Opening("review", topics=("async",))) as learner:
        assert "studyapp · Review" in learner.lines[0]
        assert "Asynchronous invocation" in learner.text
        await learner.press("ctrl+p", "escape", "escape")
        assert "studyapp · Today" in learner.lines[0]
    async with sit(opening=Opening("quiz", topics=("limits",))) as learner:
        assert "question 1 of" in learner.lines[0]


async def test_a_topic_that_does_not_exist_is_named(sit: Sit) -> None:
    async with sit(opening=Opening("review", topics=("limts",))) as learner:
        assert learner.said == ["There is no topic 'limts'."]
        assert "studyapp · Today" in learner.lines[0]
