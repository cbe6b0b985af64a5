"""How long the app takes to show itself, a card's answer, the next card, a topic.

Run as `python tests/bench/start.py`. It prints medians and their ratio to a bare
interpreter started in the same run, and asserts nothing: a clock on a shared machine
is no test.
"""

from __future__ import annotations

import asyncio
import fcntl
import os
import pty
import select
import struct
import subprocess
import sys
import termios
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory
from time import perf_counter

from textual import events

import studyapp
from studyapp.paths import STORE_NAME, bundled_roots
from studyapp.services.reading import Reading
from studyapp.services.study import Study, open_study
from studyapp.settings import Settings
from studyapp.tui.app import Opening, OpenStudy, Progress, StudyApp
from studyapp.tui.screens.fact import FactScreen
from studyapp.tui.screens.review import ReviewScreen
from studyapp.tui.screens.topic import TopicScreen
from studyapp.tui.widgets.prose_view import ProseView

ROUNDS = 15
SIZE = (80, 24)
PATIENCE = 30
"""Seconds after which something that does not come is given up."""
FRAME, DATA = b"One moment", b"Topics"
"""What the first frame says, and what is only there once the study is open."""
_NOW = datetime(2026, 11, 21, 9, 0, tzinfo=UTC)


@dataclass
class Times:
    """Milliseconds by what was measured."""

    taken: dict[str, list[float]] = field(default_factory=dict)

    def add(self, what: str, begun: float) -> None:
        self.taken.setdefault(what, []).append(1000 * (perf_counter() - begun))

    def tell(self) -> None:
        bare = median(self.taken["python -c pass"])
        for what, times in self.taken.items():
            middle = median(times)
            print(f"{what:<34} {middle:8.1f} ms   ratio {middle / bare:6.2f}")


def bare_interpreter(times: Times) -> None:
    begun = perf_counter()
    subprocess.run([sys.executable, "-c", "pass"], check=True)
    times.add("python -c pass", begun)


def under_a_terminal(times: Times, environment: Mapping[str, str]) -> None:
    """Start the program as a learner does, and read what it draws."""
    master, slave = pty.openpty()
    rows_and_columns = struct.pack("HHHH", SIZE[1], SIZE[0], 0, 0)
    fcntl.ioctl(slave, termios.TIOCSWINSZ, rows_and_columns)
    begun = perf_counter()
    program = subprocess.Popen(
        [sys.executable, "-m", "studyapp"],
        stdin=slave,
        stdout=slave,
        stderr=slave,
        env=dict(environment),
        start_new_session=True,
    )
    os.close(slave)
    shown = b""
    for what, words in (("first frame", FRAME), ("today's counts", DATA)):
        while words not in shown:
            if not select.select([master], [], [], PATIENCE)[0]:
                raise TimeoutError(what)
            shown += os.read(master, 65_536)
        times.add(what, begun)
    program.terminate()
    program.wait()
    os.close(master)


async def until(condition: Callable[[], bool]) -> None:
    begun = perf_counter()
    while not condition():
        if perf_counter() - begun > PATIENCE:
            raise TimeoutError
        await asyncio.sleep(0.0005)


async def press(app: StudyApp, key: str, is_there: Callable[[], bool]) -> None:
    """Press a key, and wait until what it asks for is there and drawn."""
    app.post_message(events.Key(key, None))
    await until(is_there)
    drawn = asyncio.Event()
    app.screen.call_after_refresh(drawn.set)
    await drawn.wait()


async def review(times: Times, open_it: OpenStudy) -> None:
    """Turn cards and grade them."""
    app = StudyApp(open_it, opening=Opening("review"))
    async with app.run_test(size=SIZE):
        await until(lambda: phase(app) in {"front", "typing"})
        for _ in range(ROUNDS):
            begun = perf_counter()
            await press(app, "enter", lambda: phase(app) == "back")
            times.add("key to answer", begun)
            begun = perf_counter()
            await press(app, "3", lambda: phase(app) in {"front", "typing"})
            times.add("grade committed, next card shown", begun)


def phase(app: StudyApp) -> str:
    screen = app.screen
    return screen.phase if isinstance(screen, ReviewScreen) else ""


async def topic(times: Times, open_it: OpenStudy, fact: str) -> None:
    """Open the topic of a fact, from the fact."""
    app = StudyApp(open_it, opening=Opening("fact", fact))
    async with app.run_test(size=SIZE):
        await until(lambda: isinstance(app.screen, FactScreen) and is_filled(app))
        begun = perf_counter()
        await press(
            app, "t", lambda: isinstance(app.screen, TopicScreen) and is_filled(app)
        )
        times.add("longest topic shown", begun)


def is_filled(app: StudyApp) -> bool:
    pages = app.screen.query(ProseView)
    return bool(pages) and bool(pages.first().markdown)


def longest(study: Study) -> str:
    """Return the first fact of the topic with the most facts."""
    views = (Reading(study).topic(topic) for topic in study.library.topics)
    most = max((view for view in views if view), key=lambda view: len(view.facts))
    return most.facts[0].fact.id


def main() -> None:
    """Measure everything in a folder of its own, each kind in turn."""
    times = Times()
    with TemporaryDirectory() as folder:
        home = str(Path(studyapp.__file__).parents[1])
        environment = {
            **os.environ,
            "STUDYAPP_HOME": folder,
            "PYTHONPATH": home,
            "TERM": "xterm-256color",
        }

        def open_it(_progress: Progress) -> Study:
            settings = Settings.model_validate({"new_per_day": 500})
            path = Path(folder) / STORE_NAME
            return open_study(path, bundled_roots(), settings, now=lambda: _NOW)

        study = open_it(lambda _done, _total: None)
        fact = longest(study)
        study.close()
        for _ in range(ROUNDS):
            bare_interpreter(times)
            under_a_terminal(times, environment)
        asyncio.run(review(times, open_it))
        for _ in range(5):
            asyncio.run(topic(times, open_it, fact))
    times.tell()


if __name__ == "__main__":
    main()
