"""The answer options of a quiz question: choose, strike out, submit, see why.

It keeps the choice and shows a verdict it is given; it never grades.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import ClassVar

from textual.content import Content
from textual.message import Message

from studyapp.tui.commands import Command, Shown
from studyapp.tui.widgets.answer_list import (
    ANSWERING,
    CHOOSING,
    SUBMIT,
    AnswerList,
)
from studyapp.tui.widgets.option_marks import (
    LETTERS,
    OptionState,
    OptionText,
    Pick,
    Verdict,
    option_content,
    verdict_of,
)


class OptionPicker(AnswerList):
    """A list of options from which one or several are chosen."""

    KEY_COMMANDS: ClassVar[tuple[Command, ...]] = (
        *CHOOSING,
        Command(
            "option.strike", ("x",), "Strike out",
            "Strike the marked option out, or bring it back.",
            "strike", Shown.FOOTER, when=ANSWERING,
        ),
        SUBMIT,
    )  # fmt: skip

    @dataclass
    class ChoiceChanged(Message):
        """Posted when an option was chosen, struck out, or one of these undone."""

        picker: OptionPicker
        choice: frozenset[int]
        struck: frozenset[int] = frozenset()
        subject: str = ""
        """What the options were about at that moment."""

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
        subject: str = "",
    ) -> None:
        """Show another question's options, `needed` of them to be chosen."""
        self._subject = subject
        self._texts = tuple(options)
        self._pick = pick
        self._needed = needed
        self._choice = choice
        self._struck = struck
        self._right: frozenset[int] | None = None
        self.show_rows(len(self._texts))
        if choice:
            self.point_at(min(choice))

    def show_verdict(self, right: frozenset[int]) -> None:
        """Show which options were right, and the rationale under each."""
        self._right = right
        self.redraw()
        self.point_at(0 if self._texts else None)
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
    def choices(self) -> int:
        """How many options there are."""
        return len(self._texts)

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

    def action_choose(self, index: int) -> None:
        """Choose option `index`, or take it back."""
        if self._pick is Pick.ONE:
            self._choice = frozenset({index}) - self._choice
        else:
            self._choice = self._choice ^ {index}
        self._struck = self._struck - {index}
        self.highlighted = index
        self._tell()

    def action_strike(self) -> None:
        """Strike the marked option out, or bring it back."""
        if self.highlighted is None:
            return
        self._struck = self._struck ^ {self.highlighted}
        self._choice = self._choice - self._struck
        self._tell()

    def action_submit(self) -> None:
        """Give the answer, or refuse one of the wrong length."""
        if len(self._choice) == self._needed:
            self.post_message(self.Submitted(self, self._choice))
        else:
            self.post_message(self.Refused(self, len(self._choice), self._needed))

    def _tell(self) -> None:
        self.redraw()
        self.post_message(
            self.ChoiceChanged(self, self._choice, self._struck, self._subject)
        )
