"""The frame as a learner meets it: keys, phases, help, palette, going back."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, ClassVar

import pytest
from textual.app import ComposeResult
from textual.widgets import Input

from studyapp.errors import UsageError
from studyapp.tui.commands import Command
from studyapp.tui.frame import FrameApp
from studyapp.tui.help import HelpScreen, Term
from studyapp.tui.screens_base import StudyScreen
from studyapp.tui.themes import THEME_NAMES
from studyapp.tui.widgets import message_line
from studyapp.tui.widgets.grade_bar import grade_commands
from studyapp.tui.widgets.message_line import seconds_to_read
from studyapp.tui.widgets.option_marks import OptionText
from studyapp.tui.widgets.option_picker import OptionPicker
from studyapp.tui.widgets.prose_view import Prose

ScreenText = Callable[[FrameApp], list[str]]

REVEAL = Command(
    "review.reveal",
    ("space",),
    "Show answer",
    "Show the answer.",
    "reveal",
    when="front",
)
NEXT = Command(
    "review.next", ("space",), "Next", "Go to the next card.", "next", when="back"
)
UNDO = Command("review.undo", ("u",), "Undo", "Take the last grade back.", "undo")
EXTRAS = tuple(
    Command(f"review.extra_{key}", (key,), f"Extra {key}", f"Do {key}.", "undo")
    for key in "efgmw"
)


class HomeScreen(StudyScreen):
    TITLE = "Today"
    KEY_COMMANDS: ClassVar[tuple[Command, ...]] = (
        Command("home.review", ("r",), "Review", "Start the review.", "review"),
    )

    def action_review(self) -> None:
        self.app.push_screen(ReviewScreen())


class ReviewScreen(StudyScreen):
    TITLE = "Review"
    KEY_COMMANDS: ClassVar[tuple[Command, ...]] = (
        REVEAL,
        NEXT,
        *grade_commands("back"),
        UNDO,
        *EXTRAS,
    )

    def __init__(self) -> None:
        super().__init__()
        self.done: list[str] = []
        self.stays = False

    def compose_body(self) -> ComposeResult:
        yield Prose("A [question].")

    def on_mount(self) -> None:
        self.phase = "front"
        self.status = "12 due"

    def leave(self) -> bool:
        return not self.stays

    def action_reveal(self) -> None:
        self.done.append("reveal")
        self.phase = "back"

    def action_next(self) -> None:
        self.done.append("next")
        self.phase = "front"

    def action_grade(self, rating: int) -> None:
        self.done.append(f"grade {rating}")

    def action_undo(self) -> None:
        self.done.append("undo")


class QuizScreen(StudyScreen):
    TITLE = "Quiz"
    WIDGETS = (OptionPicker,)

    def compose_body(self) -> ComposeResult:
        yield OptionPicker((OptionText("one"), OptionText("two")))


class FindScreen(StudyScreen):
    TITLE = "Look up"

    def compose_body(self) -> ComposeResult:
        yield Input()


class SmallApp(FrameApp):
    STUDY_SCREENS = (HomeScreen, ReviewScreen, QuizScreen, FindScreen)
    TERMS = (Term("SQS", "Simple Queue Service"),)
    MODES: ClassVar[dict[str, Any]] = {
        "today": HomeScreen,
        "quiz": QuizScreen,
        "find": FindScreen,
    }
    DEFAULT_MODE = "today"


def _review(app: FrameApp) -> ReviewScreen:
    assert isinstance(app.screen, ReviewScreen)
    return app.screen


async def test_title_status_and_keys_frame_the_screen(screen_text: ScreenText) -> None:
    app = SmallApp()
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press("r")
        await pilot.pause()
        text = screen_text(app)
        assert text[0].startswith(" studyapp · Review")
        assert text[0].endswith("12 due")
        assert "A [question]." in text[2]


@pytest.mark.parametrize(
    ("width", "footer"),
    [
        (
            80,
            " space Show answer  u Undo  e Extra e  f Extra f  g Extra g  m Extra m  ? more",  # noqa: E501
        ),
        (60, " space Show answer  u Undo  e Extra e  f Extra f  ? more"),
        (40, " space Show answer  u Undo  ? more"),
    ],
)
async def test_keys_that_do_not_fit_lead_to_the_help(
    screen_text: ScreenText, width: int, footer: str
) -> None:
    app = SmallApp()
    async with app.run_test(size=(width, 24)) as pilot:
        await pilot.press("r")
        await pilot.pause()
        assert screen_text(app)[-1] == footer


async def test_the_footer_follows_the_phase(screen_text: ScreenText) -> None:
    app = SmallApp()
    async with app.run_test(size=(120, 24)) as pilot:
        await pilot.press("r", "space")
        await pilot.pause()
        assert screen_text(app)[-1].startswith(" space Next   1-4 Grade   u Undo")


async def test_one_key_does_what_the_phase_says() -> None:
    app = SmallApp()
    async with app.run_test() as pilot:
        await pilot.press("r", "1", "space", "3", "space", "4")
        assert _review(app).done == ["reveal", "grade 3", "next"]


async def test_a_footer_cell_can_be_clicked() -> None:
    app = SmallApp()
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press("r")
        await pilot.pause()
        await pilot.click(offset=(24, 23))
        assert _review(app).done == ["undo"]


async def test_escape_goes_back_and_q_leaves_only_at_home() -> None:
    app = SmallApp()
    async with app.run_test() as pilot:
        await pilot.press("escape")
        assert isinstance(app.screen, HomeScreen)
        await pilot.press("r", "q")
        assert isinstance(app.screen, ReviewScreen)
        await pilot.press("escape")
        assert isinstance(app.screen, HomeScreen)
        await app.switch_mode("quiz")
        await pilot.press("escape")
        assert app.current_mode == "today"
        await pilot.press("q")
    assert app.return_code == 0


async def test_a_screen_may_refuse_to_be_left() -> None:
    app = SmallApp()
    async with app.run_test() as pilot:
        await pilot.press("r")
        _review(app).stays = True
        await pilot.press("escape")
        assert isinstance(app.screen, ReviewScreen)


async def test_help_lists_every_key_and_closes_again(screen_text: ScreenText) -> None:
    app = SmallApp()
    async with app.run_test(size=(80, 40)) as pilot:
        await pilot.press("r", "?")
        await pilot.pause()
        text = " ".join("\n".join(screen_text(app)).split())
        for words in (
            "Help: Review",
            "space Show the answer.",
            "Grade this card Easy.",
            "esc Return to the screen before this one.",
            "? f1 Show every key that works here.",
            "esc Close n Keys, short names j k Scroll",
        ):
            assert words in text
        await pilot.press("n")
        await pilot.pause()
        text = " ".join("\n".join(screen_text(app)).split())
        assert "Short names" in text
        assert "SQS Simple Queue Service" in text
        assert "Show the answer." not in text
        await pilot.press("?")
        assert isinstance(app.screen, ReviewScreen)


async def test_help_scrolls_by_key() -> None:
    app = SmallApp()
    async with app.run_test(size=(60, 12)) as pilot:
        await pilot.press("r", "?", "j", "j")
        await pilot.pause()
        assert isinstance(app.screen, HelpScreen)
        assert app.screen.query_one("VerticalScroll").scroll_y == 2


async def test_letters_typed_into_a_field_are_not_commands() -> None:
    app = SmallApp()
    async with app.run_test() as pilot:
        await app.switch_mode("find")
        await pilot.pause()
        await pilot.press("?", "q", ":")
        assert isinstance(app.screen, FindScreen)
        assert app.screen.query_one(Input).value == "?q:"


async def test_the_palette_finds_a_command_and_shows_its_key(
    screen_text: ScreenText,
) -> None:
    app = SmallApp()
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press("r", ":", *"undo")
        await pilot.app.workers.wait_for_complete()
        await pilot.pause(0.5)
        assert any("Undo  u" in line for line in screen_text(app))
        await pilot.press("down", "enter", "enter")
        await pilot.pause(0.2)
        assert _review(app).done == ["undo"]


async def test_a_changed_key_works_and_the_old_one_no_longer(
    screen_text: ScreenText,
) -> None:
    app = SmallApp(
        keys={"review.reveal": "o", "review.undo": "e", "review.extra_e": "u"}
    )
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press("r")
        await pilot.pause()
        assert screen_text(app)[-1].startswith(" o Show answer  e Undo  u Extra e")
        await pilot.press("space")
        assert _review(app).done == []
        await pilot.press("o", "space")
        assert _review(app).done == ["reveal", "next"]
        await pilot.press("?")
        await pilot.pause()
        text = " ".join(" ".join(screen_text(app)).split())
        assert " o Show the answer." in text


def test_a_key_map_with_a_clash_is_refused_before_the_start() -> None:
    with pytest.raises(UsageError) as caught:
        SmallApp(keys={"review.undo": "?"})
    assert "'?' calls both review.undo (Undo) and app.help (Help)" in str(caught.value)


def test_the_keys_of_a_widget_count_on_its_screen() -> None:
    with pytest.raises(UsageError, match=r"option\.submit .* and app\.help .* on Quiz"):
        SmallApp(keys={"app.help": "enter"})


async def test_only_the_four_checked_themes_are_offered() -> None:
    app = SmallApp(theme="study-light")
    async with app.run_test() as pilot:
        assert set(app.available_themes) == set(THEME_NAMES)
        for theme in THEME_NAMES:
            app.theme = theme
            await pilot.press("r", "?", "escape", "escape")


async def test_a_terminal_too_small_gets_one_line(screen_text: ScreenText) -> None:
    app = SmallApp()
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press("r")
        await pilot.resize_terminal(39, 12)
        await pilot.pause()
        assert screen_text(app)[0] == "Make the window at least 40x10."
        assert "question" not in "".join(screen_text(app))
        await pilot.resize_terminal(40, 10)
        await pilot.pause()
        assert "Make the window" not in "".join(screen_text(app))


async def test_focus_survives_a_terminal_that_was_too_small() -> None:
    app = SmallApp()
    async with app.run_test(size=(80, 24)) as pilot:
        await app.switch_mode("quiz")
        await pilot.pause()
        for width, height in ((20, 5), (1, 1), (80, 24)):
            await pilot.resize_terminal(width, height)
            await pilot.pause()
        await pilot.press("b")
        assert app.screen.query_one(OptionPicker).choice == {1}


@pytest.mark.parametrize("size", [(1, 1), (2, 1), (1, 30), (300, 2)])
async def test_no_size_stops_the_program(size: tuple[int, int]) -> None:
    app = SmallApp()
    async with app.run_test(size=size) as pilot:
        await pilot.press("r", "space", "?", "escape", "escape", ":")
        await pilot.pause()


def test_nothing_moves_by_itself() -> None:
    assert SmallApp().animation_level == "none"
    assert SmallApp(animation="full").animation_level == "full"


def test_scopes_hold_each_screen_with_the_commands_of_the_program() -> None:
    scopes = {scope.name: scope for scope in SmallApp.scopes()}
    over = {"Help", "A question"}
    assert set(scopes) == {"Today", "Review", "Quiz", "Look up"} | over
    ids = {command.id for command in scopes["Quiz"].commands}
    assert {"option.submit", "list.down", "app.help"} <= ids


async def test_a_message_stands_above_the_footer_and_a_new_one_takes_its_place(
    screen_text: ScreenText,
) -> None:
    app = SmallApp()
    async with app.run_test(size=(60, 20)) as pilot:
        app.notify("The first [b]thing[/b].")
        app.notify("The first [b]thing[/b].")
        await pilot.pause()
        assert screen_text(app)[-2].strip() == "The first [b]thing[/b]."
        app.notify("It failed.", title="Writing", severity="error")
        await pilot.pause()
        *above, said, _footer = screen_text(app)
        assert said.strip() == "! Writing: It failed."
        assert not any("The first" in line for line in above)


async def test_a_message_goes_by_itself_after_the_time_it_takes_to_read(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    assert 3 < seconds_to_read("Noted.") < seconds_to_read("Noted. " * 9) < 8
    monkeypatch.setattr(message_line, "seconds_to_read", lambda _message: 0.01)
    async with SmallApp().run_test(size=(60, 20)) as pilot:
        assert isinstance(pilot.app.screen, StudyScreen)
        pilot.app.notify("Noted.")
        await pilot.pause(0.1)
        assert not pilot.app.screen.message.display


async def test_a_message_does_not_follow_the_learner_to_another_screen() -> None:
    async with SmallApp().run_test(size=(60, 20)) as pilot:
        home = pilot.app.screen
        assert isinstance(home, StudyScreen)
        pilot.app.notify("Noted.")
        await pilot.press("r")
        review = pilot.app.screen
        assert isinstance(review, ReviewScreen)
        assert not home.message.display
        assert not review.message.display


async def test_what_is_said_by_a_screen_that_is_left_is_said_on_the_one_below() -> None:
    async with SmallApp().run_test(size=(60, 20)) as pilot:
        await pilot.press("r")
        pilot.app.screen.notify("It is kept.")
        pilot.app.pop_screen()
        await pilot.pause()
        assert isinstance(pilot.app.screen, HomeScreen)
        assert pilot.app.screen.message.message == "It is kept."
