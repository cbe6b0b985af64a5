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
from studyapp.tui.widgets.prose_view import Prose
from studyapp.tui.widgets.result_list import Result, ResultList

if TYPE_CHECKING:
    from studyapp.services.customizing import Choice

_DAYS = (1, 2, 3, 5, 7, 14, 30)
"""How far ahead a session may reach."""
_THREE_DAYS = 2
_COMBINED = (
    "A card is asked if **all** that is marked is true of it; of several topics, or of "
    "myths and old news, one. A number is what is asked with that row marked too."
)


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

    DEFAULT_CSS = """
    CustomScreen > #body > Prose { margin-bottom: 1; }
    """

    choices = query_one(DescribedList)

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self._choices: tuple[Choice, ...] = ()
        self._counts: tuple[int, ...] = ()
        """Cards of the session with each choice in it as well."""
        self._wish = CardWish()
        self._reach = _THREE_DAYS

    def compose_body(self) -> ComposeResult:
        """Yield how marks combine, and the list."""
        yield Prose(_COMBINED)
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
        self._draw()
        wishes = [self._wish, *map(self._with, self._choices)]

        def count() -> tuple[int, ...]:
            from studyapp.services.customizing import (  # noqa: PLC0415
                cards_with_each,
            )

            return cards_with_each(self.desk.study, wishes)

        self.ask(count, self._tell_counts)

    def _draw(self) -> None:
        self.choices.renew_results(
            [self._row(index, choice) for index, choice in enumerate(self._choices)]
        )

    def _tell_counts(self, counts: tuple[int, ...]) -> None:
        present, self._counts = counts[0], counts[1:]
        self.status = counted(present, "card")
        self._draw()

    def _with(self, choice: Choice) -> CardWish:
        """Return the session as it is marked, with a choice in it as well."""
        wish = self._wish
        if not has(wish, choice.part, choice.name):
            wish = toggled(wish, choice.part, choice.name)
        return self._reaching(wish)

    def _reaching(self, wish: CardWish) -> CardWish:
        days = _DAYS[self._reach] if wish.mode is Mode.AHEAD else 0
        return replace(wish, days=days)

    def _row(self, index: int, choice: Choice) -> Result:
        marks = "(•)", "( )"
        if choice.part is not Part.MODE:
            marks = "[x]", "[ ]"
        mark = marks[not has(self._wish, choice.part, choice.name)]
        value = str(self._counts[index]) if self._counts else ""
        if choice.name == Mode.AHEAD:
            value = f"{counted(_DAYS[self._reach], 'day')}: {value}"
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
        self._wish = self._reaching(wish)
        self._renew()

    @on(ResultList.Opened)
    def _start(self, event: ResultList.Opened) -> None:
        """Begin with what is marked; with nothing marked, with what is pointed at."""
        event.stop()
        choice = self._choices[int(event.key)]
        wish = self._wish
        is_bare = wish == CardWish(mode=wish.mode, days=wish.days)
        if (choice.part is Part.MODE) or is_bare:
            wish = self._with(choice)

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
