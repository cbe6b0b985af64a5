"""A number typed as an answer, its unit beside it; one sentence if it is none.

It reads what is typed and never grades it.
"""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

from textual import on
from textual.app import ComposeResult
from textual.containers import Horizontal, Vertical
from textual.getters import query_one
from textual.message import Message
from textual.widgets import Input, Label

from studyapp.tui.widgets.fields import NumberField
from studyapp.tui.widgets.prose_view import Prose


class TypedNumber(Vertical):
    """A field for an answer in a unit."""

    DEFAULT_CSS = """
    TypedNumber {
        height: auto;
        margin-bottom: 1;
        & > Horizontal { height: auto; }
        & NumberField { width: 22; }
        & Label { padding: 1 2; }
        & > Prose { color: $text-error; text-style: bold; }
    }
    """

    @dataclass
    class Given(Message):
        """Posted when a number was given, in the unit that was asked for."""

        number: Decimal

    field = query_one(NumberField)
    unit = query_one(Label)
    problem = query_one(Prose)

    def __init__(self) -> None:
        super().__init__()
        self._unit = ""

    def compose(self) -> ComposeResult:
        """Yield the field, its unit, and a place for what is wrong with it."""
        with Horizontal():
            yield NumberField(placeholder="Type your answer", select_on_focus=False)
            yield Label("", markup=False)
        yield Prose("")

    @property
    def number(self) -> Decimal | None:
        """What is typed, in the unit; None where it is no number."""
        from studyapp.content.answers import read_number  # noqa: PLC0415

        return read_number(self.field.value, self._unit)

    def ask(self, unit: str, typed: Decimal | None = None) -> None:
        """Ask for another number, or for one that was typed before."""
        self._unit = unit
        self.unit.update(unit)
        with self.field.prevent(Input.Changed):
            self.field.value = "" if typed is None else f"{typed:f}"
            self.field.action_end()
        self.field.disabled = False
        self.problem.display = False
        # Not scrolled to: the question is read from its first line.
        self.screen.set_focus(self.field, scroll_visible=False)

    def show_verdict(self, right: bool) -> None:  # noqa: FBT001 - a value to show
        """Keep the answer in view, no longer to be changed."""
        if self.display:
            self.field.disabled = True
            self.unit.update(f"{self._unit}  {'✓ right' if right else '✗ wrong'}")
            self.screen.set_focus(None)

    @on(Input.Changed)
    def _show_typing(self) -> None:
        self.field.scroll_visible(animate=False)

    @on(Input.Submitted)
    def _read(self, event: Input.Submitted) -> None:
        event.stop()
        number = self.number
        self.problem.display = number is None
        if number is None:
            self.problem.markdown = f"✗ Write a number in {self._unit}, such as 12.5."
        else:
            self.post_message(self.Given(number))
