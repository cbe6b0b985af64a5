"""Steps to be put in order: each choice takes the next place.

It keeps the order and shows the right one it is given; it never grades.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import ClassVar

from textual.content import Content
from textual.message import Message

from studyapp.tui.commands import Command
from studyapp.tui.widgets.answer_list import (
    CHOOSING,
    SUBMIT,
    TAKE_BACK,
    AnswerList,
)
from studyapp.tui.widgets.option_marks import LETTERS, Judged, OptionText, judged_lines


class OrderPicker(AnswerList):
    """Steps in some order, of which some are put into the right one."""

    KEY_COMMANDS: ClassVar[tuple[Command, ...]] = (*CHOOSING, TAKE_BACK, SUBMIT)

    @dataclass
    class Submitted(Message):
        """Posted when the learner gives the answer; it has the right length."""

        picker: OrderPicker
        sequence: tuple[int, ...]

        @property
        def control(self) -> OrderPicker:
            """The picker, for `@on` with a selector."""
            return self.picker

    def __init__(self) -> None:
        super().__init__()
        self.show_steps((), 0)

    def show_steps(
        self, steps: Sequence[OptionText], needed: int, sequence: tuple[int, ...] = ()
    ) -> None:
        """Show another question's steps, `needed` of them to be put in order."""
        self._texts = tuple(steps)
        self._needed = needed
        self._sequence = sequence
        self._right: tuple[int, ...] | None = None
        self.show_rows(len(self._texts))

    def show_verdict(self, right: tuple[int, ...]) -> None:
        """Show the place of each step, and the rationale under it."""
        self._right = right
        self.redraw()
        self.point_at(0 if self._texts else None)
        self.refresh_bindings()

    @property
    def sequence(self) -> tuple[int, ...]:
        """The steps chosen, first to last, counted from 0 as they stand."""
        return self._sequence

    @property
    def choices(self) -> int:
        """How many steps there are."""
        return len(self._texts)

    @property
    def is_graded(self) -> bool:
        """Whether the right order is shown."""
        return self._right is not None

    def row(self, index: int, width: int) -> Content:
        """Return step `index` at `width`, its place before it."""
        place = _place(index, self._sequence)
        sign = f"[{place or ' '}]"
        judged = None
        if self._right is not None:
            judged = judge_step(place, _place(index, self._right))
        mark = f"{self.pointer(index)}{sign} {LETTERS[index].upper()}  "
        return judged_lines(self._texts[index], mark, judged, width, chosen=place > 0)

    def action_choose(self, index: int) -> None:
        """Give step `index` the next place, or take its place away."""
        if index in self._sequence:
            self._sequence = tuple(i for i in self._sequence if i != index)
        else:
            self._sequence = (*self._sequence, index)
        self.highlighted = index
        self.redraw()

    def action_take_back(self) -> None:
        """Take the last place away."""
        self._sequence = self._sequence[:-1]
        self.redraw()

    def action_submit(self) -> None:
        """Give the answer, or refuse one of the wrong length."""
        if len(self._sequence) == self._needed:
            self.post_message(self.Submitted(self, self._sequence))
        else:
            self.post_message(self.Refused(self, len(self._sequence), self._needed))


def judge_step(given: int, right: int) -> Judged:
    """Return what is said of a step; places count from 1, 0 is no place."""
    if given == right:
        said = f"place {right}, as you said" if right else ""
        return Judged(True if right else None, said)
    yours = f"you said place {given}" if given else "you left it out"
    place = f"it has place {right}" if right else "it has no place"
    return Judged(False, f"{place}, {yours}")


def _place(index: int, sequence: tuple[int, ...]) -> int:
    return sequence.index(index) + 1 if index in sequence else 0
