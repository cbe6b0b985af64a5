"""Makes `docs/studyapp.svg`: a question of a quiz on the real content, answered.

Run as `python docs/picture.py`. The same content gives the same picture, byte for
byte: the learner's file is a new one, the clock and the order of options are fixed.
"""  # noqa: INP001 - a script beside the pages, in no package

from __future__ import annotations

import asyncio
import re
from datetime import UTC, datetime
from pathlib import Path
from tempfile import TemporaryDirectory

from textual.pilot import Pilot

from studyapp.memory.events import EventKind
from studyapp.paths import bundled_roots
from studyapp.practice.shuffle import shown_order
from studyapp.services.study import Study, open_study
from studyapp.settings import Settings
from studyapp.tui.app import Progress, StudyApp
from studyapp.tui.export import screenshot

OUT = Path(__file__).with_name("studyapp.svg")
QUESTION = "permissions-002"
SEED = "picture"
SIZE = (90, 26)
_NOW = datetime(2026, 11, 21, 23, 0, tzinfo=UTC)
_UNIQUE = re.compile(r"terminal-\d+-")
"""Rich makes the ids of a picture from a number that differs from run to run."""


def open_new(folder: Path) -> Study:
    """Return a study in `folder` that was left at one question of a quiz."""
    settings = Settings.model_validate({})
    path = folder / "study.sqlite3"
    study = open_study(path, bundled_roots(), settings, now=lambda: _NOW)
    quiz = {"seed": SEED, "questions": [QUESTION], "mode": "tutor", "topics": []}
    study.journal.append(EventKind.QUIZ_STARTED, SEED, quiz, _NOW)
    return study


def a_wrong_letter(study: Study) -> str:
    """Return the letter of the first option that is not the key."""
    question = study.library.questions[QUESTION]
    order = shown_order(question, SEED)
    wrong = (at for at, option in enumerate(order) if option not in question.keys)
    return "abcdef"[next(wrong)]


async def settle(pilot: Pilot[None]) -> None:
    """Wait until what was asked has been done and drawn."""
    for _ in range(3):
        await pilot.pause()
        await pilot.app.workers.wait_for_complete()
    await pilot.pause()


async def draw(folder: Path) -> None:
    """Answer the question wrong, and write what the screen shows then."""
    study = open_new(folder)

    def opened(_progress: Progress) -> Study:
        return study

    app = StudyApp(opened)
    async with app.run_test(size=SIZE) as pilot:
        await settle(pilot)
        for key in ("enter", a_wrong_letter(study), "enter"):
            await pilot.press(key)
            await settle(pilot)
        picture = screenshot(app, OUT)
    text = _UNIQUE.sub("terminal-", picture.read_text(encoding="utf-8"))
    picture.write_text(text, encoding="utf-8")


def main() -> None:
    """Make the picture."""
    with TemporaryDirectory() as folder:
        asyncio.run(draw(Path(folder)))


if __name__ == "__main__":
    main()
