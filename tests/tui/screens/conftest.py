"""A learner at the keyboard: the real app on a real file and the sample content."""

from __future__ import annotations

import shutil
from collections.abc import AsyncIterator, Callable
from contextlib import AbstractAsyncContextManager, asynccontextmanager
from dataclasses import dataclass
from pathlib import Path

import pytest
from textual.pilot import Pilot
from textual.screen import Screen

from studyapp.paths import bundled_roots
from studyapp.services.study import Study
from studyapp.tui.app import Opening, Progress, StudyApp
from studyapp.tui.desk import DeskScreen
from studyapp.tui.widgets.message_line import MessageLine
from tests.conftest import OpenStudy

MakeApp = Callable[..., StudyApp]


@dataclass(frozen=True)
class Learner:
    """Presses keys and reads the screen, always after the work has been done."""

    pilot: Pilot[None]

    @property
    def app(self) -> StudyApp:
        app = self.pilot.app
        assert isinstance(app, StudyApp)
        return app

    @property
    def screen(self) -> Screen[object]:
        return self.app.screen

    @property
    def phase(self) -> str:
        assert isinstance(self.screen, DeskScreen)
        return self.screen.phase

    @property
    def lines(self) -> list[str]:
        strips = self.screen._compositor.render_strips()
        return [strip.text.rstrip() for strip in strips]

    @property
    def text(self) -> str:
        """All words on the screen with single spaces between them."""
        return " ".join("\n".join(self.lines).split())

    @property
    def footer(self) -> str:
        return " ".join(self.lines[-1].split())

    @property
    def said(self) -> list[str]:
        """What is said in passing: nothing, or the one message above the footer."""
        return [self.message.message] if self.message.display else []

    @property
    def message(self) -> MessageLine:
        return self.screen.query_one(MessageLine)

    async def settle(self) -> None:
        for _ in range(3):
            await self.pilot.pause(0)
            await self.app.workers.wait_for_complete()
        await self.pilot.pause()

    async def press(self, *keys: str) -> None:
        for key in keys:
            await self.pilot.press(key)
            await self.settle()

    async def type(self, text: str) -> None:
        await self.pilot.press(*text)
        await self.settle()


Sit = Callable[..., AbstractAsyncContextManager[Learner]]


@pytest.fixture(autouse=True)
def short_pauses(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let the pilot look after 8 ms, not 20, whether a key's work is done.

    What a test waits for is the work itself: `Learner.settle`.
    """
    monkeypatch.setattr("textual._wait.SLEEP_GRANULARITY", 0.008)
    monkeypatch.setattr("textual._wait.SLEEP_IDLE", 0.0004)


@pytest.fixture
def study_app(open_sample: OpenStudy) -> MakeApp:
    """Return a function that makes the app on the sample, on one learner's file."""

    def make(
        *, opening: Opening | None = None, theme: str = "study-dark", **how: object
    ) -> StudyApp:
        def opened(_progress: Progress) -> Study:
            return open_sample(**how)

        return StudyApp(opened, theme=theme, opening=opening)

    return make


@pytest.fixture
def priced(tmp_path: Path) -> Path:
    """Return the project's own files that prices and concurrency are computed from."""
    root = tmp_path / "priced"
    root.mkdir()
    content = Path(bundled_roots()[0])
    for name in ("limits.md", "concurrency.md", "pricing.md"):
        shutil.copy(content / name, root)
    shutil.copytree(content / "prices", root / "prices")
    return root


@asynccontextmanager
async def at(app: StudyApp, size: tuple[int, int]) -> AsyncIterator[Learner]:
    async with app.run_test(size=size) as pilot:
        learner = Learner(pilot)
        await learner.settle()
        yield learner


@pytest.fixture
def sit(study_app: MakeApp) -> Sit:
    """Return a function that starts the app and seats a learner before it."""

    def start(
        size: tuple[int, int] = (80, 24), **how: object
    ) -> AbstractAsyncContextManager[Learner]:
        return at(study_app(**how), size)

    return start
