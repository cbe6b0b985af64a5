"""The calculator: fields on one side, the result and its steps as you type."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from textual import on
from textual.app import ComposeResult
from textual.containers import Horizontal, VerticalScroll
from textual.getters import query_one
from textual.widgets import Input, Label, Tab, Tabs

from studyapp.errors import StudyError
from studyapp.tui.calculator_fields import (
    BUDGET,
    CONCURRENCY,
    PANELS,
    PRICE,
    START,
    fields_of,
)
from studyapp.tui.commands import Command, Shown
from studyapp.tui.desk import Desk, DeskScreen
from studyapp.tui.messages import OpenScreen
from studyapp.tui.screens.save_scenario import SaveScenarioScreen
from studyapp.tui.widgets.fields import FormField
from studyapp.tui.widgets.panel_view import Panel, PanelView
from studyapp.tui.widgets.prose_view import Prose
from studyapp.tui.widgets.step_tree import Steps, StepTree

if TYPE_CHECKING:
    from studyapp.services.calculating import Asked


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
        Command(
            "calculator.panel", ("ctrl+n",), "Panel",
            "Show what moves it, its price by memory, a comparison, or it backwards.",
            "panel",
        ),
        Command(
            "calculator.keep", ("ctrl+b",), "Keep",
            "Keep the scenario as it is, to compare changes with it.", "keep",
        ),
        Command(
            "calculator.save", ("f2", "ctrl+y"), "Save", "Save the scenario by name.",
            "save",
        ),
        Command(
            "calculator.saved", ("ctrl+o",), "Open", "Open a saved scenario.", "saved",
        ),
        Command(
            "calculator.down", ("pagedown",), "Scroll", "Scroll the result down.",
            "page(1)", Shown.HELP_ONLY,
        ),
        Command(
            "calculator.up", ("pageup",), "Scroll", "Scroll the result up.",
            "page(-1)", Shown.HELP_ONLY,
        ),
    )  # fmt: skip
    WIDGETS: ClassVar[tuple[type, ...]] = (Steps, FormField)
    DEFAULT_CSS = """
    CalculatorScreen {
        &.-wide > #body { max-width: 140; }
        & Tabs { margin-bottom: 1; }
        & #sides { height: auto; max-height: 60%; margin-bottom: 1; }
        & #form { width: 40; height: auto; max-height: 100%; margin-right: 2; }
        & #form, & #outcome { padding-right: 0; scrollbar-gutter: auto; }
        & #form > Horizontal { height: 1; }
        & #form Label { width: 25; color: $text-muted; text-wrap: nowrap; }
        & #outcome { width: 1fr; height: auto; max-height: 100%; }
        & #problem { margin-bottom: 1; color: $text-error; text-style: bold; }
        &.-refused PanelView, &.-refused #result, &.-refused StepTree {
            visibility: hidden;
        }
        & StepTree { height: 1fr; }
        &.-narrow {
            & #sides { layout: vertical; max-height: 100%; }
            & #form { width: 1fr; max-height: 6; margin: 0 0 1 0; }
            & StepTree { display: none; }
            &.-steps #sides { display: none; }
            &.-steps StepTree { display: block; }
        }
        &.-panel {
            & #sides { max-height: 100%; height: 1fr; }
            & StepTree { display: none; }
        }
        & #budget { display: none; }
        &.-backwards #budget { display: block; }
        &.-low Tabs { margin: 0; }
    }
    """

    tabs = query_one(Tabs)
    form = query_one("#form", VerticalScroll)
    problem = query_one("#problem", Prose)
    result = query_one("#result", Prose)
    outcome = query_one("#outcome", VerticalScroll)
    view = query_one(PanelView)
    steps = query_one(StepTree)

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self._texts = {kind: dict(texts) for kind, texts in START.items()}
        self._kind = CONCURRENCY
        self._panel = Panel.RESULT
        self._kept: dict[str, str] = {}
        self._budget = ""
        self._wanted = ""

    def compose_body(self) -> ComposeResult:
        """Yield the two calculators' tabs, the fields, the result."""
        yield Tabs(Tab("Concurrency", id=CONCURRENCY), Tab("Price", id=PRICE))
        with Horizontal(id="sides"):
            yield VerticalScroll(id="form", can_focus=False)
            with VerticalScroll(id="outcome", can_focus=False):
                yield Prose("", id="problem")
                yield Prose("", id="result")
                yield PanelView()
        yield StepTree([])

    def begin(self) -> None:
        """Show the first calculator, in the learner's Region."""
        self._texts[PRICE].setdefault("region", self.desk.study.settings.region)
        if self._wanted:
            self._fetch()
        else:
            self.call_later(self._show_form)

    def turn_to(self, part: str) -> None:
        """Open the saved scenario of that name, now or when the study is open."""
        self._wanted = part
        if part and self.is_mounted:
            self._fetch()

    def _fetch(self) -> None:
        name, self._wanted = self._wanted, ""

        def fetch() -> dict[str, str]:
            from studyapp.services.scenarios import saved_as  # noqa: PLC0415

            return saved_as(self.desk.study, name)

        self.ask(fetch, self._load)

    def _load(self, texts: dict[str, str]) -> None:
        self._texts[PRICE] = dict(texts)
        self._kind = PRICE
        self.tabs.active = PRICE
        self.call_later(self._show_form)

    @on(Tabs.TabActivated)
    async def _change(self, event: Tabs.TabActivated) -> None:
        event.stop()
        if self.desk.is_open and event.tab.id and event.tab.id != self._kind:
            self._kind = event.tab.id
            self.refresh_bindings()
            await self._show_form()

    async def _show_form(self) -> None:
        await self.form.remove_children()
        texts = self._texts[self._kind]
        rows = [
            Horizontal(
                Label(field.label, markup=False, name=field.name),
                FormField(
                    texts.get(field.name, ""),
                    placeholder=f"e.g. {field.example}",
                    name=field.name,
                    select_on_focus=True,
                ),
            )
            for field in self._fields()
        ]
        if self._kind == PRICE:
            field = FormField(self._budget, placeholder="such as 10", name=BUDGET)
            rows.append(Horizontal(Label("Budget in USD a month"), field, id=BUDGET))
        await self.form.mount_all(rows)
        self.form.query(FormField).first().focus()
        self._calculate()

    def _fields(self) -> tuple[Asked, ...]:
        return fields_of(self._kind, self._texts[self._kind])

    @on(Input.Changed)
    def _field_changed(self, event: Input.Changed) -> None:
        event.stop()
        if event.input.name == BUDGET:
            self._budget = event.value
            self._show_panel()
        elif event.input.name:
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
            shown = show(self._texts[self._kind], book, self.desk.study.today)
        except StudyError as error:
            shown = Refused(str(error))
        wrong = shown.field if isinstance(shown, Refused) else ""
        for field in self.form.query(FormField):
            field.set_class(field.name == wrong, "-invalid")
        self.problem.display = isinstance(shown, Refused)
        self.set_class(isinstance(shown, Refused), "-refused")
        self.refresh_bindings()
        if isinstance(shown, Refused):
            self.problem.markdown = f"✗ {shown.sentence}."
        else:
            self.result.markdown = shown.page
            self.steps.show_steps([shown.steps])
            self._show_panel()

    def _show_panel(self) -> None:
        """Show what stands beside the form: the result, or a question around it."""
        from studyapp.tui.panels import Scene, panel_page  # noqa: PLC0415

        panels = PANELS[self._kind]
        panel = self._panel if self._panel in panels else Panel.RESULT
        is_result = panel is Panel.RESULT
        self.status = f"{panel} ({panels.index(panel) + 1} of {len(panels)})"
        self.set_class(not is_result, "-panel")
        self.set_class(panel is Panel.BACKWARDS, "-backwards")
        self.result.display = is_result
        self.view.display = not is_result
        changed: frozenset[str] = frozenset()
        if not is_result:
            scene = Scene(self._texts[self._kind], self._kept, self._budget)
            page = panel_page(panel, scene, self.desk.study.library.book)
            changed = page.changed
            self.view.show_page(page)
        labels = {field.name: field.label for field in self._fields()}
        for label in self.form.query(Label):
            if label.name:
                mark = "* " if label.name in changed else ""
                label.update(f"{mark}{labels[label.name]}")

    def action_switch(self) -> None:
        """Go to the other calculator."""
        self.tabs.active = PRICE if self._kind == CONCURRENCY else CONCURRENCY

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Offer steps of a result alone, and comparing and saving for prices alone."""
        if action == "steps" and self.has_class("-refused"):
            return False
        if action in {"keep", "save", "saved"} and self._kind != PRICE:
            return False
        return super().check_action(action, parameters)

    def action_panel(self) -> None:
        """Show the next panel beside the form."""
        panels = PANELS[self._kind]
        place = panels.index(self._panel) if self._panel in panels else 0
        self._panel = panels[(place + 1) % len(panels)]
        self.outcome.scroll_home(animate=False)
        self._show_panel()

    def action_keep(self) -> None:
        """Keep the scenario, and compare with it from now on."""
        self._kept = dict(self._texts[PRICE])
        self._panel = Panel.COMPARE
        self._show_panel()

    def action_save(self) -> None:
        """Ask for a name to save the scenario under."""
        self.app.push_screen(SaveScenarioScreen(self.desk, self._texts[PRICE]))

    def action_saved(self) -> None:
        """List the saved scenarios."""
        self.post_message(OpenScreen("scenarios"))

    def action_page(self, pages: int) -> None:
        """Scroll what stands beside the form by pages."""
        rows = pages * max(1, self.outcome.size.height - 2)
        self.outcome.scroll_relative(y=rows, animate=False)

    def action_steps(self) -> None:
        """Go to the steps of the result, or back; a narrow screen shows one."""
        tree = self.query_one(Steps)
        goes = not tree.has_focus
        self.set_class(goes, "-steps")
        target = tree if goes else self.form.query(FormField).first()
        self.call_after_refresh(target.focus)
