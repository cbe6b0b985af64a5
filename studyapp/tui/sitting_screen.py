"""What the item and the review table of an exam share: the clock, and the end.

It commits what the paper holds, keeps the clock, and leads on to the report; what is
shown of the exam is its subclasses' to say.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from studyapp.errors import StudyError
from studyapp.tui.commands import Command, Shown
from studyapp.tui.confirm import Answer, ConfirmScreen
from studyapp.tui.desk import DeskScreen
from studyapp.tui.spans import span

if TYPE_CHECKING:
    from studyapp.tui.exam_paper import Committed, Paper

SITTING, OVER = "sitting", "over"
_BEAT_SECONDS = 5
_LAST_MINUTES_MS = 300_000


class SittingScreen(DeskScreen):
    """A screen of an exam under way."""

    KEY_COMMANDS: ClassVar[tuple[Command, ...]] = (
        Command(
            "exam.pause", ("P",), "Pause", "Stop the clock and leave the exam.",
            "pause", Shown.PALETTE, when=SITTING,
        ),
        Command(
            "exam.submit", ("S",), "Submit", "End the exam, after one more question.",
            "submit", Shown.PALETTE, when=SITTING,
        ),
    )  # fmt: skip

    paper: Paper

    def begin_clock(self) -> None:
        """Show the clock from now on, and keep it in the file."""
        self.phase = SITTING
        self.show_clock()
        self.set_interval(1, self.show_clock)
        self.set_interval(_BEAT_SECONDS, self._beat)

    def place_text(self) -> str:
        """Return where in the exam this is, for the title line."""
        raise NotImplementedError

    def show_clock(self) -> None:
        """Write place and time into the title line; end the exam at time up."""
        if self.phase != SITTING:
            return
        left = self.paper.remaining_ms
        if left is None:
            minutes = self.paper.clock_ms // 60_000
            so_far = f", {minutes} min so far" if minutes else ""
            self.status = f"{self.place_text()} · untimed{so_far}"
            return
        self.status = f"{self.place_text()} · {span(left)} left"
        if left == 0:
            self._beat()
        elif self.paper.is_to_warn(_LAST_MINUTES_MS):
            self.notify(f"{span(left)} left.")

    def commit(self) -> None:
        """Have what was pressed committed, in order."""
        self.ask(self.paper.commit, self._follow)

    def _beat(self) -> None:
        if self.phase == SITTING:
            self.paper.beat()
            self.commit()

    def _follow(self, committed: Committed) -> None:
        self.paper.follow(committed)
        if committed.session.is_over and self.phase == SITTING:
            self.phase = OVER
            self._lead_to_report(committed)

    def _lead_to_report(self, committed: Committed) -> None:
        from studyapp.practice.exam_session import Ending  # noqa: PLC0415
        from studyapp.tui.screens.exam_report import ExamReportScreen  # noqa: PLC0415

        session = committed.session
        if session.ending is Ending.TIME_UP:
            self.notify(
                "The time is up: your exam is submitted as it was.",
                severity="warning",
            )
        if self not in self.app.screen_stack:
            return  # the screen that took its place hears of it too
        while self.app.screen is not self:
            self.app.pop_screen()  # a question or the help that stood over the exam
        self.app.switch_screen(ExamReportScreen(self.desk, session.plan.id))

    def action_pause(self) -> None:
        """Ask whether to stop the clock, and leave."""
        self.app.push_screen(
            ConfirmScreen(
                "Pause the exam?",
                "The clock stops and your answers are kept. Go on with the exam from "
                "the first screen. *A real exam has no pause.*",
            ),
            self._pause_if,
        )

    def _pause_if(self, answer: Answer | None) -> None:
        if answer is Answer.YES and self.phase == SITTING:
            self.paper.pause()
            self.ask(self.paper.commit, self._left)

    def _left(self, committed: Committed) -> None:
        self._follow(committed)
        if self.phase == SITTING:
            self.phase = OVER
            said = "Your exam is paused: e goes on with it."
            self.notify(said)
            self.give_up()

    def action_submit(self) -> None:
        """Ask whether to end the exam, naming what is open."""
        tally = self.paper.tally
        lines = [
            f"- **{tally.answered}** answered",
            f"- **{tally.unanswered}** not answered; they count as wrong",
            f"- **{tally.flagged}** flagged",
        ]
        said = "\n".join(lines) + "\n\nNothing can be changed afterwards."
        self.app.push_screen(ConfirmScreen("Submit the exam?", said), self._submit_if)

    def _submit_if(self, answer: Answer | None) -> None:
        if answer is Answer.YES and self.phase == SITTING:
            self.paper.submit()
            self.commit()

    def failed(self, error: StudyError) -> None:
        """Show the exam as it is in the journal."""
        del error
        if self.phase == SITTING:
            self.paper.fall_back()
            self.show_again()

    def show_again(self) -> None:
        """Show what the paper says now."""
