"""The scenarios saved by name: open one in the calculator, or forget it."""

from __future__ import annotations

from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.getters import query_one

from studyapp.tui.commands import Command
from studyapp.tui.desk import DeskScreen
from studyapp.tui.messages import OpenScreen
from studyapp.tui.widgets.empty_state import EmptyState
from studyapp.tui.widgets.result_list import Result, ResultList


class ScenariosScreen(DeskScreen):
    """A list of names, each with what was typed."""

    TITLE = "Saved scenarios"
    KEY_COMMANDS: ClassVar[tuple[Command, ...]] = (
        Command(
            "scenario.forget", ("x",), "Forget", "Remove the marked one.", "forget"
        ),
    )
    WIDGETS: ClassVar[tuple[type, ...]] = (ResultList,)
    DEFAULT_CSS = """
    ScenariosScreen ResultList { height: 1fr; }
    """

    rows = query_one(ResultList)
    nothing = query_one(EmptyState)

    def compose_body(self) -> ComposeResult:
        """Yield the list, and what stands there when it is empty."""
        yield ResultList()
        yield EmptyState(
            "No scenario is saved",
            "In the calculator, a price is saved under a name.",
            key="escape",
            does="Go back",
        )

    def on_mount(self) -> None:
        """Show nothing before it is known what there is."""
        self.rows.display = self.nothing.display = False

    def begin(self) -> None:
        """Fetch the saved scenarios."""

        def fetch() -> dict[str, dict[str, str]]:
            from studyapp.services.scenarios import all_saved  # noqa: PLC0415

            return all_saved(self.desk.study)

        self.ask(fetch, self._show)

    def _show(self, saved: dict[str, dict[str, str]]) -> None:
        from studyapp.tui.pages import plain  # noqa: PLC0415

        self.status = f"{len(saved)} saved" if saved else ""
        self.rows.display = bool(saved)
        self.nothing.display = not saved
        self.rows.renew_results(
            [
                Result(
                    name,
                    plain(name),
                    detail=plain(", ".join(f"{k} {v}" for k, v in texts.items())),
                )
                for name, texts in saved.items()
            ]
        )
        if saved:
            self.rows.focus()
        self.refresh_bindings()

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Offer forgetting where there is something."""
        if action == "forget" and not (self.is_mounted and self.rows.option_count):
            return False
        return super().check_action(action, parameters)

    @on(ResultList.Opened)
    def _open(self, event: ResultList.Opened) -> None:
        event.stop()
        self.post_message(OpenScreen("calculator", part=event.key))

    def action_forget(self) -> None:
        """Remove the marked scenario."""
        marked = self.rows.marked
        if marked is None:
            return

        def forget() -> None:
            from studyapp.services import scenarios  # noqa: PLC0415

            scenarios.forget(self.desk.study, marked.key)

        self.ask(forget, lambda _: self.begin())
