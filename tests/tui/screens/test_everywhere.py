"""What holds on every screen: help, palette, leaving, sizes, strange content."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from studyapp.tui.app import StudyApp
from studyapp.tui.help import HelpScreen
from studyapp.tui.keymap import read_keymap
from studyapp.tui.screens_base import StudyScreen
from tests.tui.screens.conftest import Learner, Sit

PLACES: dict[str, tuple[str, ...]] = {
    "Today": (),
    "Review": ("r", "enter"),
    "Custom": ("x",),
    "Quiz set-up": ("z",),
    "Quiz": ("z", "enter"),
    "Quiz by skill": ("z", *["down"] * 5, "enter"),
    "Custom quiz": ("z", *["down"] * 6, "enter"),
    "Exam set-up": ("e",),
    "Topics": ("t",),
    "Topic": ("t", "enter"),
    "Facts": ("t", "enter", "o"),
    "Fact": ("t", "enter", "o", "enter"),
    "Look up": ("/",),
    "Calculator": ("c",),
    "Progress": ("p",),
    "Myths": ("m",),
    "Settings": ("comma",),
}
STRANGE = "A [bold]name[/bold] [/] [x] [red] $x {{ ] [@click=app.quit]q"


@pytest.mark.parametrize("place", PLACES)
async def test_each_screen_keeps_the_rules_of_the_house(sit: Sit, place: str) -> None:
    async with sit((140, 60)) as learner:
        await learner.press(*PLACES[place])
        offers_no_key_that_would_be_typed(learner)
        await opens_help_and_palette_and_comes_back(learner)
        await survives_any_size_of_the_terminal(learner)
        await leads_home_by_escape_and_leaves_by_q(learner)
    assert learner.app.return_code == 0


def offers_no_key_that_would_be_typed(learner: Learner) -> None:
    focused = learner.screen.focused
    if focused and focused.check_consume_key("q", "q"):
        words = [word for word in learner.footer.split() if len(word) == 1]
        assert set(words) <= {"↓", "↑"}


async def opens_help_and_palette_and_comes_back(learner: Learner) -> None:
    before = learner.lines[0]
    assert isinstance(learner.screen, StudyScreen)
    commands = learner.screen.commands
    await learner.press("f1")
    assert isinstance(learner.screen, HelpScreen)
    for command in commands:
        first = " ".join(command.help.split()[:3])
        assert first in learner.text
    await learner.press("n")
    assert "Amazon Simple Queue Service" in learner.text
    await learner.press("escape", "ctrl+p")
    assert "Search for commands" in learner.text
    await learner.press("escape")
    assert learner.lines[0] == before


async def survives_any_size_of_the_terminal(learner: Learner) -> None:
    before = learner.lines[0]
    for size in ((1, 1), (2, 30), (300, 2), (140, 60)):
        await learner.pilot.resize_terminal(*size)
        await learner.pilot.press("down", "up")
    await learner.settle()
    assert learner.lines[0] == before


async def leads_home_by_escape_and_leaves_by_q(learner: Learner) -> None:
    await learner.press("escape", "escape", "escape", "escape")
    assert "studyapp · Today" in learner.lines[0]
    await learner.press("q")


def test_no_two_commands_of_a_screen_claim_one_key() -> None:
    scopes = StudyApp.scopes()
    names = {scope.name for scope in scopes}
    assert {"Today", "Review", "Quiz", "Result", "Look up", "Help"} <= names
    read_keymap(scopes)


@pytest.fixture
def strange(sample: Path, tmp_path: Path) -> Path:
    """Return the sample with names, cards and options that look like markup."""
    root = tmp_path / "content"
    shutil.copytree(sample, root)
    for name, old in (
        ("limits.md", "Maximum function timeout"),
        ("limits.md", "title: Quotas and limits"),
        ("limits.md", "A job needs half an hour."),
        ("questions.md", "A job runs for 20 minutes."),
        ("questions.md", "The memory setting, in `MB`"),
        ("questions.md", "Memory does not end a run that is merely long."),
    ):
        text = (root / name).read_text(encoding="utf-8")
        head, colon, _ = old.partition(": ")
        new = f'{head}: "{STRANGE}"' if colon else STRANGE
        if old.startswith("Maximum"):
            new = f'"{STRANGE}"'
        (root / name).write_text(text.replace(old, new), encoding="utf-8")
    return root


@pytest.mark.parametrize(
    "keys",
    [
        ("r",),
        ("r", "enter"),
        ("t",),
        ("t", "enter"),
        ("t", "enter", "o"),
        ("t", "enter", "o", "enter"),
        ("/", *"bold"),
        ("z",),
    ],
)
async def test_markup_in_the_content_is_shown_as_it_is(
    sit: Sit, strange: Path, keys: tuple[str, ...]
) -> None:
    async with sit((140, 40), root=strange) as learner:
        await learner.press(*keys)
        assert STRANGE in learner.text


async def test_markup_in_a_question_is_shown_as_it_is(sit: Sit, strange: Path) -> None:
    async with sit((140, 40), root=strange) as learner:
        await learner.press("t", "enter", "z")
        while "What stops it?" not in learner.text:
            await learner.press("a", "enter", "enter")
        assert learner.text.count(STRANGE) == 2
        await learner.press("a", "enter")
        assert learner.text.count(STRANGE) == 4


async def test_markup_in_what_is_typed_is_shown_as_it_is(sit: Sit) -> None:
    async with sit() as learner:
        await learner.press("r")
        await learner.type("[/bold] *x* [x]")
        await learner.press("enter")
        assert "[/bold] *x* [x]" in learner.text


@pytest.mark.parametrize("size", [(36, 8), (60, 7), (39, 24)])
async def test_the_notice_for_a_small_window_stands_alone(
    sit: Sit, size: tuple[int, int]
) -> None:
    async with sit(size) as learner:
        await learner.press("t")
        assert learner.text == "Make the window at least 40x10."
        assert not learner.screen.show_vertical_scrollbar
        assert not learner.screen.show_horizontal_scrollbar
