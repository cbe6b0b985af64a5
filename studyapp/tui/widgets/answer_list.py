"""A list from which an answer is made: the keys that choose, and the one that ends.

Options go by letter or number alike, except that a small `f` means the flag. It never
grades.
"""

from __future__ import annotations

from dataclasses import dataclass

from textual import on
from textual.message import Message
from textual.widgets import OptionList

from studyapp.tui.commands import Command, Shown
from studyapp.tui.widgets.option_marks import LETTERS
from studyapp.tui.widgets.pointed_list import PointedList

ANSWERING = "answering"
"""The phase of a screen in which the list takes keys."""
MOST_KEYS = 8
"""Options that have keys of their own: 1 to 8, A to H."""
TAKEN = frozenset("f")
"""Small letters that a question keeps for something else."""
_OF_THE_PAGE = frozenset({"page_down", "page_up"})
"""What the list leaves to the page it stands in: the stem is longer than the list."""
_ACTIONS = frozenset({"choose", "choose_marked", "take_back", "strike", "submit"})


def letter_keys(index: int) -> tuple[str, ...]:
    """Return the letters that name option `index`, the one on the screen first."""
    letter = LETTERS[index]
    return (letter.upper(),) if letter in TAKEN else (letter.upper(), letter)


def _choosing(index: int) -> Command:
    letter = LETTERS[index]
    return Command(
        f"option.choose_{letter}",
        (*letter_keys(index), str(index + 1)),
        "Choose",
        f"Choose option {letter.upper()}; again to take it back.",
        f"choose({index})",
        shown=Shown.FOOTER,
        group="Choose",
        when=ANSWERING,
    )


CHOOSING = (
    *(_choosing(index) for index in range(MOST_KEYS)),
    Command(
        "option.choose_marked", ("space",), "Choose",
        "Choose the marked option.", "choose_marked", Shown.HELP_ONLY, when=ANSWERING,
    ),
)  # fmt: skip
SUBMIT = Command(
    "option.submit", ("enter",), "Submit", "Give the chosen answer.",
    "submit", Shown.FOOTER, when=ANSWERING,
)  # fmt: skip
TAKE_BACK = Command(
    "option.take_back", ("backspace",), "Undo", "Take the last choice back.",
    "take_back", Shown.FOOTER, when=ANSWERING,
)  # fmt: skip


class AnswerList(PointedList):
    """What all lists of options share; subclasses keep the answer and draw it."""

    @dataclass
    class Refused(Message):
        """Posted when an answer is given with too few or too many options."""

        picker: AnswerList
        chosen: int
        needed: int

        @property
        def control(self) -> AnswerList:
            """The list, for `@on` with a selector."""
            return self.picker

    @property
    def choices(self) -> int:
        """How many options there are to choose from."""
        raise NotImplementedError

    @property
    def is_graded(self) -> bool:
        """Whether the verdict is shown."""
        raise NotImplementedError

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Leave the keys to the screen once graded, or if there is no such option."""
        if action in _OF_THE_PAGE or (action in _ACTIONS and self.is_graded):
            return False
        if action == "choose":
            return parameters[0] in range(self.choices)
        return True

    def action_choose(self, index: int) -> None:
        """Choose option `index`, or take it back."""
        raise NotImplementedError

    def action_choose_marked(self) -> None:
        """Choose the marked option, or take it back."""
        if self.highlighted is not None:
            self.action_choose(self.highlighted)

    def action_submit(self) -> None:
        """Give the answer, or refuse one of the wrong length."""
        raise NotImplementedError

    @on(OptionList.OptionSelected)
    def _choose_clicked(self, event: OptionList.OptionSelected) -> None:
        event.stop()
        if not self.is_graded:
            self.highlighted = event.option_index
            self.action_choose_marked()
