"""The calculator: fields on one side, the result and its steps as you type."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from textual import on
from textual.app import ComposeResult
from textual.containers import Horizontal, Vertical, VerticalScroll
from textual.getters import query_one
from textual.widgets import Input, Label, Tab, Tabs

from studyapp.errors import StudyError
from studyapp.tui.commands import Command
from studyapp.tui.desk import Desk, DeskScreen
from studyapp.tui.widgets.prose_view import Prose
from studyapp.tui.widgets.step_tree import Steps, StepTree

if TYPE_CHECKING:
    from studyapp.services.calculating import Asked

CONCURRENCY, PRICE = "concurrency", "price"
_START = {
    CONCURRENCY: {"rps": "500", "duration": "200ms"},
    PRICE: {"requests": "3M", "duration": "120ms", "memory": "1536MB"},
}
_PRICE_FORM = (
    "region",
    "architecture",
    "requests",
    "duration",
    "memory",
    "ephemeral",
    "free_tier",
    "provisioned",
    "provisioned_hours",
    "provisioned_requests",
    "provisioned_duration",
)


class CalculatorScreen(DeskScreen):
    """Concurrency and price, worked step by step."""

    TITLE = "Calculator"
    KEY_COMMANDS: ClassVar[tuple[Command, ...]] = (
        Command(
            "calculator.switch", ("ctrl+t",), "Price/Conc.",
            "Switch between concurrency and price.", "switch",
        ),
    )  # fmt: skip
    WIDGETS: ClassVar[tuple[type, ...]] = (Steps,)
    DEFAULT_CSS = """
    CalculatorScreen {
        & #sides { height: 1fr; }
        & #form { width: 34; padding-right: 1; }
        & #form Label { color: $text-muted; }
        & #form Input { border: none; height: 1; padding: 0; background: $panel; }
        & #form Input:focus { background: $surface-lighten-2; }
        & #outcome { width: 1fr; }
        & #result { height: auto; margin-bottom: 1; }
        & StepTree { height: 1fr; }
        &.-narrow #sides { layout: vertical; }
        &.-narrow #form { width: 1fr; height: 40%; }
    }
    """

    tabs = query_one(Tabs)
    form = query_one("#form", VerticalScroll)
    result = query_one("#result", Prose)
    steps = query_one(StepTree)

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self._texts = {kind: dict(texts) for kind, texts in _START.items()}
        self._kind = CONCURRENCY

    def compose_body(self) -> ComposeResult:
        """Yield the two calculators' tabs, the fields, the result."""
        yield Tabs(Tab("Concurrency", id=CONCURRENCY), Tab("Price", id=PRICE))
        with Horizontal(id="sides"):
            yield VerticalScroll(id="form", can_focus=False)
            with Vertical(id="outcome"):
                yield Prose("", id="result")
                yield StepTree([])

    def begin(self) -> None:
        """Show the first calculator, in the learner's Region."""
        self._texts[PRICE].setdefault("region", self.desk.study.settings.region)
        self.call_later(self._show_form)

    @on(Tabs.TabActivated)
    async def _change(self, event: Tabs.TabActivated) -> None:
        event.stop()
        if self.desk.is_open and event.tab.id and event.tab.id != self._kind:
            self._kind = event.tab.id
            await self._show_form()

    async def _show_form(self) -> None:
        await self.form.remove_children()
        fields = self._fields()
        texts = self._texts[self._kind]
        widgets: list[Label | Input] = []
        for field in fields:
            widgets.append(Label(field.label, markup=False))
            widgets.append(
                Input(
                    texts.get(field.name, ""),
                    placeholder=f"such as {field.example}",
                    name=field.name,
                    select_on_focus=True,
                )
            )
        await self.form.mount_all(widgets)
        self.form.query(Input).first().focus()
        self._calculate()

    def _fields(self) -> tuple[Asked, ...]:
        from studyapp.services.calculating import (  # noqa: PLC0415
            LOAD_FIELDS,
            PRICE_FIELDS,
        )

        if self._kind == CONCURRENCY:
            return LOAD_FIELDS
        by_name = {field.name: field for field in PRICE_FIELDS}
        return tuple(by_name[name] for name in _PRICE_FORM)

    @on(Input.Changed)
    def _field_changed(self, event: Input.Changed) -> None:
        event.stop()
        if event.input.name:
            self._texts[self._kind][event.input.name] = event.value
            self._calculate()

    def _calculate(self) -> None:
        """Work the result out; a calculation takes less than a millisecond."""
        from studyapp.tui.results import show_concurrency, show_price  # noqa: PLC0415

        book = self.desk.study.library.book
        show = show_price if self._kind == PRICE else show_concurrency
        try:
            shown = show(self._texts[self._kind], book)
        except StudyError as error:
            self.result.markdown = f"{error}."
            return
        self.result.markdown = shown.page
        if shown.steps is not None:
            self.steps.show_steps([shown.steps])

    def action_switch(self) -> None:
        """Go to the other calculator."""
        self.tabs.active = PRICE if self._kind == CONCURRENCY else CONCURRENCY
