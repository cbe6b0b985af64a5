"""Prompts, each to be given a partner out of a lettered list.

Arrows mark a row and letters give it a partner; rows have no names of their own.
It keeps the pairs and shows the right ones it is given; it never grades.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import ClassVar

from textual.content import Content
from textual.message import Message

from studyapp.tui.commands import Command, Shown
from studyapp.tui.prose import inline
from studyapp.tui.prose.lines import MUTED, hang, joined, wrap
from studyapp.tui.widgets.answer_list import (
    ANSWERING,
    MOST_KEYS,
    SUBMIT,
    TAKE_BACK,
    AnswerList,
    letter_keys,
)
from studyapp.tui.widgets.option_marks import LETTERS, Judged, OptionText, judged_lines

_ARROW = "   → "


def _partnering(index: int) -> Command:
    letter = LETTERS[index]
    return Command(
        f"match.partner_{letter}",
        letter_keys(index),
        "Partner",
        f"Give the marked row partner {letter.upper()}; again to take it back.",
        f"choose({index})",
        shown=Shown.FOOTER,
        group="Partner",
        when=ANSWERING,
    )


class MatchPicker(AnswerList):
    """Rows of prompts; a choice gives the marked prompt its partner."""

    KEY_COMMANDS: ClassVar[tuple[Command, ...]] = (
        *(_partnering(index) for index in range(MOST_KEYS)),
        Command(
            "match.up", ("up",), "Row", "Go to the row before.", "cursor_up",
            Shown.FOOTER, "Row",
        ),
        Command(
            "match.down", ("down",), "Row", "Go to the next row.", "cursor_down",
            Shown.FOOTER, "Row",
        ),
        Command(
            "match.next_partner", ("space",), "Next partner",
            "Give the marked row the next partner that no other row has.",
            "choose_marked", Shown.HELP_ONLY, when=ANSWERING,
        ),
        replace(TAKE_BACK, id="match.take_back"),
        replace(SUBMIT, id="match.submit"),
    )  # fmt: skip

    @dataclass
    class Submitted(Message):
        """Posted when every prompt has a partner."""

        picker: MatchPicker
        pairs: Mapping[int, int]

        @property
        def control(self) -> MatchPicker:
            """The picker, for `@on` with a selector."""
            return self.picker

    def __init__(self) -> None:
        super().__init__()
        self.show_prompts((), ())

    def show_prompts(
        self,
        prompts: Sequence[str],
        partners: Sequence[OptionText],
        pairs: Mapping[int, int] | None = None,
    ) -> None:
        """Show other prompts, each to be given one of `partners`.

        The mark is on the first without one: a letter must not replace a partner.
        """
        self._prompts = tuple(prompts)
        self._partners = tuple(partners)
        self._pairs = dict(pairs or {})
        self._right: Mapping[int, int] | None = None
        self.show_rows(len(self._prompts))
        if self._pairs:
            self.point_at(self._free_after(len(self._prompts) - 1))

    def show_verdict(self, right: Mapping[int, int]) -> None:
        """Show the right partner of each prompt."""
        self._right = right
        self.redraw()
        self.point_at(0 if self._prompts else None)
        self.refresh_bindings()

    @property
    def pairs(self) -> dict[int, int]:
        """Partner by prompt, both counted from 0 as they stand on the screen."""
        return dict(self._pairs)

    @property
    def choices(self) -> int:
        """How many partners there are."""
        return len(self._partners)

    @property
    def is_graded(self) -> bool:
        """Whether the right partners are shown."""
        return self._right is not None

    def row(self, index: int, width: int) -> Content:
        """Return prompt `index` at `width`, over the partner it has."""
        mark = Content(self.pointer(index))
        room = max(8, width - mark.cell_length)
        lines = wrap(inline(self._prompts[index]).stylize("bold"), room)
        if self._right is None:
            lines += self._partner_lines(self._pairs.get(index), None, room)
        else:
            lines += self._judged(index, self._right[index], room)
        return joined(hang(mark, lines))

    def _judged(self, index: int, right: int, width: int) -> list[Content]:
        given = self._pairs.get(index)
        if given == right:
            return self._partner_lines(right, Judged(True, "right, your answer"), width)
        lines = self._partner_lines(given, Judged(False, "wrong, your answer"), width)
        return lines + self._partner_lines(right, Judged(True, "right"), width)

    def _partner_lines(
        self, partner: int | None, judged: Judged | None, width: int
    ) -> list[Content]:
        if partner is None:
            return [Content.styled(f"{_ARROW}no partner yet", MUTED)]
        mark = f"{_ARROW}{LETTERS[partner].upper()}  "
        option = self._partners[partner]
        text = judged_lines(option, mark, judged, width, chosen=judged is None)
        return text.split("\n", allow_blank=True)

    def action_choose(self, index: int) -> None:
        """Give the marked prompt partner `index`, and go to the next without one."""
        marked = self.highlighted
        if marked is None:
            return
        if self._pairs.get(marked) == index:
            del self._pairs[marked]
        else:
            self._pair(marked, index)
            self.highlighted = self._free_after(marked)
        self.redraw()

    def action_choose_marked(self) -> None:
        """Give the marked prompt the next partner that no other has."""
        if self.highlighted is None:
            return
        count = len(self._partners)
        before = self._pairs.get(self.highlighted, -1)
        order = [(before + step) % count for step in range(1, count + 1)]
        taken = {o for p, o in self._pairs.items() if p != self.highlighted}
        free = next((other for other in order if other not in taken), None)
        if free is not None:
            self._pair(self.highlighted, free)
            self.redraw()

    def action_take_back(self) -> None:
        """Take the marked prompt's partner away, or else the one given last."""
        if self.highlighted in self._pairs:
            del self._pairs[self.highlighted]
        elif self._pairs:
            self.highlighted = self._pairs.popitem()[0]
        self.redraw()

    def action_submit(self) -> None:
        """Give the answer, or refuse one that is not whole."""
        if len(self._pairs) == len(self._prompts):
            self.post_message(self.Submitted(self, dict(self._pairs)))
        else:
            self.post_message(self.Refused(self, len(self._pairs), len(self._prompts)))

    def _pair(self, prompt: int, partner: int) -> None:
        """Pair the two; a partner belongs to one prompt only."""
        others = {p: o for p, o in self._pairs.items() if o != partner and p != prompt}
        self._pairs = {**others, prompt: partner}

    def _free_after(self, prompt: int) -> int:
        count = len(self._prompts)
        order = [(prompt + step) % count for step in range(1, count)]
        free = (other for other in order if other not in self._pairs)
        return next(free, prompt)


def partner_lines(partners: Sequence[OptionText], width: int) -> Content:
    """Return the partners to choose from, each behind its letter."""
    hint = (
        "Type the letter of a partner for each row below; the mark moves on by itself."
    )
    lines = [line.stylize(MUTED) for line in wrap(Content(hint), width)]
    for letter, partner in zip(LETTERS, partners, strict=False):
        mark = Content.styled(f"{letter.upper()}  ", "bold")
        lines += hang(mark, wrap(inline(partner.text), max(8, width - 3)))
    return joined(lines)
