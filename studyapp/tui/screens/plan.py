"""The plan for the exam: what today asks and why, and what each rule promises."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from textual.app import ComposeResult
from textual.getters import query_one

from studyapp.tui.commands import Command
from studyapp.tui.desk import DeskScreen
from studyapp.tui.messages import OpenScreen
from studyapp.tui.widgets.prose_view import ProseView

if TYPE_CHECKING:
    from studyapp.services.progress import Today

_HOW = (
    "No exam day is set. Press `,` and fill in **{}**, **{}** and **{}**; "
    "from then on each day says what to do for it."
)
_NEEDED = "exam", "exam_date", "study_minutes"


class PlanScreen(DeskScreen):
    """Today's plan as a page."""

    TITLE = "Plan"
    KEY_COMMANDS: ClassVar[tuple[Command, ...]] = (
        Command("plan.review", ("r",), "Review", "Begin with today's cards.", "review"),
        Command(
            "plan.settings", ("comma",), "Settings", "Change day, time or goal.",
            "settings",
        ),
    )  # fmt: skip
    WIDGETS: ClassVar[tuple[type, ...]] = (ProseView,)
    DEFAULT_CSS = """
    PlanScreen ProseView { height: 1fr; }
    """

    page = query_one(ProseView)

    def compose_body(self) -> ComposeResult:
        """Yield the page."""
        yield ProseView("")

    def begin(self) -> None:
        """Work the plan out, or read today's."""
        from studyapp.services.examining import exam_warning  # noqa: PLC0415
        from studyapp.services.progress import today  # noqa: PLC0415

        def look() -> tuple[Today, str]:
            self.desk.follow_settings()
            return today(self.desk.study), exam_warning(self.desk.study)

        self.ask(look, self._show)

    def on_screen_resume(self) -> None:
        """Show the plan as it is after a review or a changed setting."""
        if self.desk.is_open:
            self.begin()

    def _show(self, found: tuple[Today, str]) -> None:
        from studyapp.settings import label  # noqa: PLC0415
        from studyapp.tui.pages import plain  # noqa: PLC0415
        from studyapp.tui.plan_page import plan_page  # noqa: PLC0415

        day, warning = found
        settings = self.desk.study.settings
        if day.plan is None or settings.exam_date is None:
            how = _HOW.format(*map(label, _NEEDED))
            parts = (day.exam_day or how, warning and f"**! {plain(warning)}**")
            self.page.show("\n\n".join(part for part in parts if part))
        else:
            exam = settings.exam or "Exam"
            self.status = f"{exam}, {settings.exam_date:%a %d %b}"
            self.page.show(plan_page(day.plan, day.agenda, warning))
        self.page.focus()

    def action_review(self) -> None:
        """Open the review."""
        self.post_message(OpenScreen("review"))

    def action_settings(self) -> None:
        """Open the settings where the exam and its day are."""
        self.post_message(OpenScreen("settings", part=_NEEDED[0]))
