"""Today: what is due, and one key that starts the best next thing."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, ClassVar

from textual import on
from textual.app import ComposeResult
from textual.getters import query_one

from studyapp.errors import StudyError, as_sentence
from studyapp.tui.active import active_commands
from studyapp.tui.commands import Command, Shown, key_text
from studyapp.tui.desk import Desk, DeskScreen
from studyapp.tui.messages import RESUME, OpenScreen
from studyapp.tui.widgets.empty_state import EmptyState
from studyapp.tui.widgets.result_list import ResultList
from studyapp.tui.widgets.stat_row import StatRow

if TYPE_CHECKING:
    from studyapp.practice.exam_session import ExamSession
    from studyapp.services.progress import Today
    from studyapp.services.sync_state import SyncState

    Counted = tuple[Today, str, ExamSession | None, SyncState | None]

_OPENING = "Reading the content and your progress."


_BOTH = Shown.PALETTE | Shown.FOOTER


def _to(
    screen: str, key: str, label: str, text: str, shown: Shown = Shown.PALETTE
) -> Command:
    return Command(f"today.{screen}", (key,), label, text, f"open('{screen}')", shown)


_OPENERS = {
    "review": _to("review", "r", "Review", "Review the cards that are due."),
    "custom": _to(
        "custom", "x", "Custom session", "Choose cards: ahead, flagged, a topic."
    ),
    "quiz": _to("quiz", "z", "Quiz", "Answer questions on the topics you choose."),
    "exam": _to("exam", "e", "Exam", "Sit an exam, or see how the last ones went."),
    "topics": _to("topics", "t", "Topics", "Read a topic with its facts."),
    "calculator": _to(
        "calculator", "c", "Calculator", "Work out a price or a concurrency."
    ),
    "drill": _to("drill", "d", "Drills", "Calculate, with new numbers each time."),
    "myths": _to(
        "myths", "m", "Myths and old news", "See what notes and courses get wrong."
    ),
    "plan": _to(
        "plan", "n", "Plan", "See what today asks for the exam, and why.", _BOTH
    ),
    "progress": _to("progress", "p", "Progress", "See where you stand."),
    "optimise": _to("optimise", "o", "Optimise", "Fit the schedule to your answers."),
    "settings": _to(
        "settings", "comma", "Settings", "Change how the program works.", _BOTH
    ),
}
"""Their keys stand beside the rows; the footer repeats those of rows that a small
window has no room for."""
_SYNC = Command(
    "today.sync", ("s",), "Sync now",
    "Share your answers with your other devices.", "sync", Shown.PALETTE,
)  # fmt: skip


class TodayScreen(DeskScreen):
    """The first screen."""

    TITLE = "Today"
    KEY_COMMANDS: ClassVar[tuple[Command, ...]] = (*_OPENERS.values(), _SYNC)
    WIDGETS: ClassVar[tuple[type, ...]] = (ResultList,)
    MEANINGS: ClassVar[Mapping[str, tuple[str, str]]] = {
        "result.open": ("Start", "Start what is pointed at.")
    }
    AUTO_FOCUS = ""
    DEFAULT_CSS = """
    TodayScreen {
        & #opening { height: 1fr; }
        & StatRow { margin-bottom: 1; }
        & ResultList { height: 1fr; }
    }
    """

    stats = query_one(StatRow)
    rows = query_one(ResultList)
    opening = query_one("#opening", EmptyState)

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self._counts_after = False
        """Whether to count again also if what was asked last fails."""
        self._top = 0
        """Rows that stood above the best next thing."""

    def compose_body(self) -> ComposeResult:
        """Yield numbers and things to do; until they are known, a sentence."""
        yield EmptyState("One moment", _OPENING, id="opening")
        yield StatRow()
        yield ResultList()

    def on_mount(self) -> None:
        """Hide what has nothing to show yet."""
        self.stats.display = self.rows.display = False
        self.watch(self.app, "app_focus", self._came_back, init=False)

    def begin(self) -> None:
        """Ask what today holds."""

        def count() -> Counted:
            from studyapp.services.exam_history import left_open  # noqa: PLC0415
            from studyapp.services.examining import exam_warning  # noqa: PLC0415
            from studyapp.services.progress import today  # noqa: PLC0415
            from studyapp.services.sync_state import sync_state  # noqa: PLC0415

            study = self.desk.study
            warning, left = exam_warning(study), left_open(study)
            return today(study), warning, left, sync_state(study)

        self.ask(count, self._show)

    def _show(self, counted: Counted) -> None:
        from studyapp.tui.today_rows import (  # noqa: PLC0415
            sync_rows,
            today_rows,
            today_stats,
            warnings_above,
        )

        day, warning, left, synced = counted
        pointed = self.rows.highlighted
        self.opening.display = False
        self.stats.display = self.rows.display = True
        self.stats.show_stats(today_stats(day))
        library = self.desk.study.library
        rows = today_rows(day, library, self._keys(), warning, left)
        above, below = sync_rows(synced, key_text(_SYNC.keys[0]))
        self.rows.renew_results([*above, *rows, *below])
        # Enter starts the best next thing, whatever comes to stand above it.
        top = len(above) + warnings_above(day, warning)
        below_top = 0 if pointed is None else pointed - self._top
        self.rows.highlighted = min(max(top + below_top, 0), self.rows.option_count - 1)
        self._top = top
        self.rows.focus()
        self.refresh_bindings()
        self.status = f"{day.day:%a %d %b}"

    def _keys(self) -> dict[str, str]:
        """Return the key beside each row, as the learner's key map has it."""
        active = active_commands(self)
        return {
            name: key_text(active[command.id].keys[0])
            for name, command in _OPENERS.items()
        }

    def on_screen_resume(self) -> None:
        """Count again after another screen was open."""
        self._look_again()

    def _came_back(self, is_focused: bool) -> None:  # noqa: FBT001
        """Count again after another window had the keyboard."""
        if is_focused and self.is_current:
            self._look_again()

    def _look_again(self) -> None:
        """Count by the settings as they are now; another program may change them."""
        if not (self.desk.is_open and self.rows.display):
            return
        theme = self.desk.study.settings.theme

        def follow(_: None) -> None:
            self._counts_after = False
            if self.desk.study.settings.theme != theme:
                self.app.theme = self.desk.study.settings.theme
            self.begin()

        self._counts_after = True
        self.ask(self.desk.follow_settings, follow)

    def action_sync(self) -> None:
        """Unite this device with the others, and count again."""

        def unite() -> str:
            from studyapp.services.syncing import summary, sync  # noqa: PLC0415

            report = sync(self.desk.study)
            sentences = (summary(report), *report.messages)
            return "\n".join(map(as_sentence, sentences))

        if self.desk.is_open:
            self._counts_after = True
            self.ask(unite, self._synced)

    def failed(self, error: StudyError) -> None:
        """Show how things stand after a failed sync, or with settings unread."""
        del error  # told already
        if self._counts_after:
            self._counts_after = False
            self.begin()

    def _synced(self, sentences: str) -> None:
        self._counts_after = False
        self.notify(sentences, title="Synced")
        if self.rows.display:
            self.begin()

    def show_progress(self, done: int, total: int) -> None:
        """Say how much of the content has been read."""
        self.opening.show_state("One moment", f"{_OPENING} {done} of {total} files.")

    def show_failure(self, error: StudyError) -> None:
        """Say why the study cannot be opened."""
        self.opening.show_state(
            "The library cannot be opened",
            f"{as_sentence(error.message)} {as_sentence(error.remedy)}",
            key="q",
            does="Quit",
        )

    @on(ResultList.Opened)
    def _open_row(self, event: ResultList.Opened) -> None:
        event.stop()
        if event.key == "resume":
            self.post_message(OpenScreen("quiz_run", RESUME))
        elif event.key == "sync":
            self.action_sync()
        elif event.key == "problems":
            problems = self.desk.study.report.problems
            self.notify(str(problems[0]), title="The first one")
        elif event.key == "your exam":
            self.post_message(OpenScreen("settings", part="exam"))
        else:
            self.action_open(event.key)

    def action_open(self, screen: str) -> None:
        """Open another screen."""
        if self.desk.is_open:
            self.post_message(OpenScreen(screen))
