"""How the screens look: pictures that were looked at, on the sample content.

A change of a word or a colour fails here; look at `snapshot_report.html`, then accept
it with `pytest tests/tui/screens/test_pictures.py --snapshot-update`.
"""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from pathlib import Path

import pytest
from textual.pilot import Pilot

from studyapp.services.exam_start import start_exam
from studyapp.services.quizzing import start
from studyapp.services.study import Study
from tests.conftest import OpenStudy
from tests.exam_bank import write_bank
from tests.tui.screens.conftest import Learner, MakeApp
from tests.tui.screens.test_exam import UNTIMED, sat_exam

Compare = Callable[..., bool]
SCREENS: dict[str, tuple[str, ...]] = {
    "today": (),
    "review": ("r", *"15m", "enter"),
    "quiz": ("enter", "a", "enter"),
    "topics": ("t",),
    "topic": ("t", "enter"),
    "fact": ("t", "enter", "o", "enter"),
    "lookup": ("/", *"timeout"),
    "progress": ("p",),
    "calculator": ("c",),
    "myths": ("m",),
    "settings": ("comma",),
}


def after(keys: tuple[str, ...]) -> Callable[[Pilot[None]], Awaitable[None]]:
    """Press keys, and take the passing notices away."""

    async def press(pilot: Pilot[None]) -> None:
        learner = Learner(pilot)
        await learner.settle()
        await learner.press(*keys)
        learner.message.clear()
        await learner.settle()

    return press


def leave_a_quiz(study: Study) -> None:
    """Begin a quiz that asks the same on every machine; the app goes on with it."""
    start(study, 3, seed="picture")


@pytest.mark.parametrize("size", [(80, 24), (60, 20)], ids=["80x24", "60x20"])
@pytest.mark.parametrize("name", SCREENS)
def test_a_screen_looks_as_it_was_accepted(
    snap_compare: Compare,
    study_app: MakeApp,
    open_sample: OpenStudy,
    priced: Path,
    name: str,
    size: tuple[int, int],
) -> None:
    app = study_app(root=priced) if name == "calculator" else study_app()
    keys = SCREENS[name]
    if name == "quiz":
        leave_a_quiz(open_sample())
    assert snap_compare(app, terminal_size=size, run_before=after(keys))


@pytest.mark.parametrize("name", ["review", "quiz"])
def test_a_screen_looks_as_accepted_in_the_light_theme(
    snap_compare: Compare, study_app: MakeApp, open_sample: OpenStudy, name: str
) -> None:
    app = study_app(theme="study-light")
    keys = SCREENS[name]
    if name == "quiz":
        leave_a_quiz(open_sample())
    assert snap_compare(app, terminal_size=(80, 24), run_before=after(keys))


EXAM_SCREENS: dict[str, tuple[str, ...]] = {
    "exam": ("enter", "enter", "2", "f", "s", "j", "x"),
    "exam-table": ("enter", "enter", "2", "f", "n", "n", "1", "s", "r"),
    "exam-report": ("e", "end", "enter"),
}


@pytest.mark.parametrize("size", [(80, 24), (60, 20)], ids=["80x24", "60x20"])
@pytest.mark.parametrize("name", EXAM_SCREENS)
def test_an_exam_looks_as_it_was_accepted(
    snap_compare: Compare,
    study_app: MakeApp,
    open_sample: OpenStudy,
    tmp_path: Path,
    name: str,
    size: tuple[int, int],
) -> None:
    bank = write_bank(tmp_path / "bank")
    study = open_sample(bank)
    if name == "exam-report":
        sat_exam(study)
    else:
        start_exam(study, UNTIMED)
    app = study_app(root=bank)
    keys = EXAM_SCREENS[name]
    assert snap_compare(app, terminal_size=size, run_before=after(keys))
