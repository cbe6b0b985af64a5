"""The answer options of a quiz question: choose, strike out, submit, see why.

It keeps the choice and shows a verdict it is given; it never grades.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import ClassVar

from textual import on
from textual.content import Content
from textual.message import Message
from textual.widgets import OptionList

from studyapp.tui.commands import Command, Shown
from studyapp.tui.widgets.option_marks import (
    LETTERS,
    OptionState,
    OptionText,
    Pick,
    Verdict,
    option_content,
    verdict_of,
)
from studyapp.tui.widgets.pointed_list import PointedList

ANSWERING = "answering"
"""The phase of a screen in which the picker takes keys."""
MOST_KEYS = 6
"""Options that have keys of their own: a to f and 1 to 6."""


def _choosing(index: int) -> Command:
    letter = LETTERS[index]
    return Command(
        f"option.choose_{letter}",
        (letter, str(index + 1)),
        "Choose",
        f"Choose option {letter.upper()}; again to take it back.",
        f"choose({index})",
        shown=Shown.FOOTER,
        group="Choose",
        when=ANSWERING,
    )


class OptionPicker(PointedList):
    """A list of options from which one or several are chosen."""

    KEY_COMMANDS: ClassVar[tuple[Command, ...]] = (
        *(_choosing(index) for index in range(MOST_KEYS)),
        Command(
            "option.choose_marked", ("space",), "Choose", "Choose the marked option.",
            "choose_marked", Shown.HELP_ONLY, when=ANSWERING,
        ),
        Command(
            "option.strike", ("x",), "Strike out",
            "Strike the marked option out, or bring it back.",
            "strike", Shown.FOOTER, when=ANSWERING,
        ),
        Command(
            "option.submit", ("enter",), "Submit", "Give the chosen answer.",
            "submit", Shown.FOOTER, when=ANSWERING,
        ),
    )  # fmt: skip

    @dataclass
    class ChoiceChanged(Message):
        """Posted when an option was chosen or taken back."""

        picker: OptionPicker
        choice: frozenset[int]

        @property
        def control(self) -> OptionPicker:
            """The picker, for `@on` with a selector."""
            return self.picker

    @dataclass
    class Submitted(Message):
        """Posted when the learner gives the answer; it has the right length."""

        picker: OptionPicker
        choice: frozenset[int]

        @property
        def control(self) -> OptionPicker:
            """The picker, for `@on` with a selector."""
            return self.picker

    @dataclass
    class Refused(Message):
        """Posted when an answer is given with too few or too many options."""

        picker: OptionPicker
        chosen: int
        needed: int

        @property
        def control(self) -> OptionPicker:
            """The picker, for `@on` with a selector."""
            return self.picker

    def __init__(
        self,
        options: Sequence[OptionText] = (),
        pick: Pick = Pick.ONE,
        *,
        needed: int = 1,
        id: str | None = None,  # noqa: A002
        classes: str | None = None,
    ) -> None:
        super().__init__(id=id, classes=classes)
        self.show_options(options, pick, needed=needed)

    def show_options(
        self,
        options: Sequence[OptionText],
        pick: Pick = Pick.ONE,
        *,
        needed: int = 1,
        choice: frozenset[int] = frozenset(),
        struck: frozenset[int] = frozenset(),
    ) -> None:
        """Show another question's options, `needed` of them to be chosen."""
        self._texts = tuple(options)
        self._pick = pick
        self._needed = needed
        self._choice = choice
        self._struck = struck
        self._right: frozenset[int] | None = None
        self.show_rows(len(self._texts))

    def show_verdict(self, right: frozenset[int]) -> None:
        """Show which options were right, and the rationale under each."""
        self._right = right
        self.redraw()
        self.highlighted = 0 if self._texts else None
        self.refresh_bindings()

    @property
    def choice(self) -> frozenset[int]:
        """The chosen options, counted from 0 as they stand on the screen."""
        return self._choice

    @property
    def struck(self) -> frozenset[int]:
        """The options struck out."""
        return self._struck

    @property
    def is_graded(self) -> bool:
        """Whether the verdict is shown."""
        return self._right is not None

    def row(self, index: int, width: int) -> Content:
        """Return option `index` at `width`."""
        verdict = (
            Verdict.UNGRADED
            if self._right is None
            else verdict_of(index, self._choice, self._right)
        )
        state = OptionState(
            LETTERS[index], index in self._choice, index in self._struck, verdict
        )
        pointer = self.pointer(index)
        return option_content(self._texts[index], state, self._pick, pointer, width)

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Leave the keys to the screen once graded, or if there is no such option."""
        if action in {"choose", "choose_marked", "strike", "submit"} and self.is_graded:
            return False
        if action == "choose":
            return parameters[0] in range(len(self._texts))
        return True

    def action_choose(self, index: int) -> None:
        """Choose option `index`, or take it back."""
        if self._pick is Pick.ONE:
            self._choice = frozenset({index}) - self._choice
        else:
            self._choice = self._choice ^ {index}
        self._struck = self._struck - {index}
        self.highlighted = index
        self.redraw()
        self.post_message(self.ChoiceChanged(self, self._choice))

    def action_choose_marked(self) -> None:
        """Choose the marked option, or take it back."""
        if self.highlighted is not None:
            self.action_choose(self.highlighted)

    def action_strike(self) -> None:
        """Strike the marked option out, or bring it back."""
        if self.highlighted is None:
            return
        self._struck = self._struck ^ {self.highlighted}
        self._choice = self._choice - self._struck
        self.redraw()
        self.post_message(self.ChoiceChanged(self, self._choice))

    def action_submit(self) -> None:
        """Give the answer, or refuse one of the wrong length."""
        if len(self._choice) == self._needed:
            self.post_message(self.Submitted(self, self._choice))
        else:
            self.post_message(self.Refused(self, len(self._choice), self._needed))

    @on(OptionList.OptionSelected)
    def _choose_clicked(self, event: OptionList.OptionSelected) -> None:
        event.stop()
        if not self.is_graded:
            self.action_choose(event.option_index)
