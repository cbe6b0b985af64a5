"""A session of the learner's own making: what to ask, and of which cards."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING, ClassVar

from textual import on
from textual.app import ComposeResult
from textual.getters import query_one

from studyapp.memory.wishes import CardWish, Mode, Part, has, toggled
from studyapp.memory.wording import counted
from studyapp.tui.commands import Command, Shown
from studyapp.tui.desk import Desk, DeskScreen
from studyapp.tui.messages import OpenScreen
from studyapp.tui.widgets.described_list import DescribedList
from studyapp.tui.widgets.result_list import Result, ResultList

if TYPE_CHECKING:
    from studyapp.services.customizing import Choice

_DAYS = (1, 2, 3, 5, 7, 14, 30)
"""How far ahead a session may reach."""
_THREE_DAYS = 2


class CustomScreen(DeskScreen):
    """A list of choices with marks; the title line counts the cards they leave."""

    TITLE = "Custom session"
    KEY_COMMANDS: ClassVar[tuple[Command, ...]] = (
        Command(
            "custom.mark", ("space",), "Mark", "Choose it, or take the choice back.",
            "mark",
        ),
        Command(
            "custom.further", ("+",), "Days", "Look further ahead.", "reach(1)",
            Shown.FOOTER, "Days",
        ),
        Command(
            "custom.nearer", ("-",), "Days", "Look less far ahead.", "reach(-1)",
            Shown.FOOTER, "Days",
        ),
    )  # fmt: skip
    WIDGETS: ClassVar[tuple[type, ...]] = (ResultList,)
    MEANINGS: ClassVar[Mapping[str, tuple[str, str]]] = {
        "result.open": ("Start", "Begin a session of what is marked, or pointed at.")
    }

    choices = query_one(DescribedList)

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self._choices: tuple[Choice, ...] = ()
        self._wish = CardWish()
        self._reach = _THREE_DAYS

    def compose_body(self) -> ComposeResult:
        """Yield the list."""
        yield DescribedList()

    def begin(self) -> None:
        """Count what can be chosen."""

        def count() -> tuple[Choice, ...]:
            from studyapp.services.customizing import choices  # noqa: PLC0415

            return choices(self.desk.study)

        self.ask(count, self._show)

    def on_screen_resume(self) -> None:
        """Count again after a session."""
        if self._choices:
            self.begin()

    def _show(self, choices: tuple[Choice, ...]) -> None:
        self._choices = choices
        self._renew()
        self.choices.rows.focus()

    def _renew(self) -> None:
        self.choices.renew_results(
            [self._row(index, choice) for index, choice in enumerate(self._choices)]
        )
        wish = self._wish

        def count() -> int:
            from studyapp.services.customizing import cards_left  # noqa: PLC0415

            return cards_left(self.desk.study, wish)

        self.ask(count, self._tell_count)

    def _tell_count(self, count: int) -> None:
        self.status = counted(count, "card")

    def _row(self, index: int, choice: Choice) -> Result:
        marks = "(•)", "( )"
        if choice.part is not Part.MODE:
            marks = "[x]", "[ ]"
        mark = marks[not has(self._wish, choice.part, choice.name)]
        value = "" if choice.count is None else str(choice.count)
        if choice.name == Mode.AHEAD:
            days = _DAYS[self._reach]
            value = counted(days, "day")
        return Result(str(index), choice.label, value, choice.about, mark)

    def action_mark(self) -> None:
        """Choose what is pointed at, or take the choice back."""
        pointed = self.choices.rows.marked
        if pointed is not None:
            choice = self._choices[int(pointed.key)]
            self._choose(toggled(self._wish, choice.part, choice.name))

    def action_reach(self, step: int) -> None:
        """Look further ahead, or less far."""
        self._reach = min(max(self._reach + step, 0), len(_DAYS) - 1)
        self._choose(toggled(self._wish, Part.MODE, Mode.AHEAD))

    def _choose(self, wish: CardWish) -> None:
        days = _DAYS[self._reach] if wish.mode is Mode.AHEAD else 0
        self._wish = replace(wish, days=days)
        self._renew()

    @on(ResultList.Opened)
    def _start(self, event: ResultList.Opened) -> None:
        """Begin with what is marked; with nothing marked, with what is pointed at."""
        event.stop()
        choice = self._choices[int(event.key)]
        wish = self._wish
        is_bare = wish == CardWish(mode=wish.mode, days=wish.days)
        if (choice.part is Part.MODE) or is_bare:
            wish = toggled(wish, choice.part, choice.name)
        if wish.mode is Mode.AHEAD:
            wish = replace(wish, days=_DAYS[self._reach])

        def look() -> bool:
            from studyapp.services.customizing import is_empty  # noqa: PLC0415

            return is_empty(self.desk.study, wish)

        self.ask(look, partial(self._begin, wish))

    def _begin(self, wish: CardWish, is_empty: bool) -> None:  # noqa: FBT001
        """Open the session, unless no card is as it asks."""
        if is_empty:
            self.notify("No card matches.")
        else:
            self.post_message(OpenScreen("review", wish=wish))
