"""The calculator: fields on one side, the result and its steps as you type."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from textual import on
from textual.app import ComposeResult
from textual.containers import Horizontal, VerticalScroll
from textual.getters import query_one
from textual.widgets import Input, Label, Tab, Tabs

from studyapp.errors import StudyError
from studyapp.tui.commands import Command
from studyapp.tui.desk import Desk, DeskScreen
from studyapp.tui.widgets.fields import FormField
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
            "calculator.switch", ("ctrl+t",), "Switch",
            "Switch between concurrency and price.", "switch",
        ),
        Command(
            "calculator.steps", ("ctrl+r",), "Steps",
            "Go to the steps, or back to the fields.", "steps",
        ),
    )  # fmt: skip
    WIDGETS: ClassVar[tuple[type, ...]] = (Steps, FormField)
    DEFAULT_CSS = """
    CalculatorScreen {
        &.-wide > #body { max-width: 140; }
        & Tabs { margin-bottom: 1; }
        & #sides { height: auto; max-height: 60%; margin-bottom: 1; }
        & #form { width: 40; height: auto; max-height: 100%; margin-right: 2; }
        & #form > Horizontal { height: 1; }
        & #form Label { width: 25; color: $text-muted; text-wrap: nowrap; }
        & #outcome { width: 1fr; height: auto; max-height: 100%; }
        & #problem { margin-bottom: 1; color: $text-error; text-style: bold; }
        & #result.-stale { color: $text-muted; }
        & StepTree { height: 1fr; }
        &.-narrow {
            & #sides { layout: vertical; max-height: 100%; }
            & #form { width: 1fr; max-height: 6; margin: 0 0 1 0; }
            & StepTree { display: none; }
            &.-steps #sides { display: none; }
            &.-steps StepTree { display: block; }
        }
        &.-low Tabs { margin: 0; }
    }
    """

    tabs = query_one(Tabs)
    form = query_one("#form", VerticalScroll)
    problem = query_one("#problem", Prose)
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
            with VerticalScroll(id="outcome", can_focus=False):
                yield Prose("", id="problem")
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
        texts = self._texts[self._kind]
        rows = [
            Horizontal(
                Label(field.label, markup=False),
                FormField(
                    texts.get(field.name, ""),
                    placeholder=f"such as {field.example}",
                    name=field.name,
                    select_on_focus=True,
                ),
            )
            for field in self._fields()
        ]
        await self.form.mount_all(rows)
        self.form.query(FormField).first().focus()
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
        from studyapp.tui.results import (  # noqa: PLC0415
            Refused,
            show_concurrency,
            show_price,
        )

        book = self.desk.study.library.book
        show = show_price if self._kind == PRICE else show_concurrency
        try:
            shown = show(self._texts[self._kind], book)
        except StudyError as error:
            shown = Refused(str(error))
        wrong = shown.field if isinstance(shown, Refused) else ""
        for field in self.form.query(FormField):
            field.set_class(field.name == wrong, "-invalid")
        self.problem.display = isinstance(shown, Refused)
        self.result.set_class(isinstance(shown, Refused), "-stale")
        if isinstance(shown, Refused):
            self.problem.markdown = f"✗ {shown.sentence}."
        else:
            self.result.markdown = shown.page
            self.steps.show_steps([shown.steps])

    def action_switch(self) -> None:
        """Go to the other calculator."""
        self.tabs.active = PRICE if self._kind == CONCURRENCY else CONCURRENCY

    def action_steps(self) -> None:
        """Go to the steps of the result, or back; a narrow screen shows one."""
        tree = self.query_one(Steps)
        goes = not tree.has_focus
        self.set_class(goes, "-steps")
        target = tree if goes else self.form.query(FormField).first()
        self.call_after_refresh(target.focus)
