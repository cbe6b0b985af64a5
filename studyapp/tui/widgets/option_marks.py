"""How one answer option is drawn: its sign, its letter, its verdict in words.

Pure: it knows the option's state and a width, not the list it stands in.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum, StrEnum, auto

from textual.content import Content

from studyapp.tui.prose import inline, render
from studyapp.tui.prose.lines import MUTED, behind, hang, joined, wrap

LETTERS = "abcdefghijklmnopqrstuvwxyz"
_RATIONALE_MARK = Content.styled("│ ", MUTED)


class Pick(StrEnum):
    """How many options an answer has."""

    ONE = "one"
    SEVERAL = "several"


class Verdict(Enum):
    """What grading says of one option."""

    UNGRADED = auto()
    CHOSEN_RIGHT = auto()
    CHOSEN_WRONG = auto()
    MISSED = auto()
    LEFT = auto()


@dataclass(frozen=True, slots=True)
class OptionText:
    """What an option says, in Markdown of one line, and why it holds or fails."""

    text: str
    rationale: str = ""


@dataclass(frozen=True, slots=True)
class OptionState:
    """Everything that changes about an option while it is on the screen."""

    letter: str
    chosen: bool = False
    struck: bool = False
    verdict: Verdict = Verdict.UNGRADED


@dataclass(frozen=True, slots=True)
class Judged:
    """What grading says of one part of an answer; None is neither right nor wrong."""

    right: bool | None
    said: str


_CHOICE_SIGNS = {
    (Pick.ONE, False): "( )",
    (Pick.ONE, True): "(•)",
    (Pick.SEVERAL, False): "[ ]",
    (Pick.SEVERAL, True): "[x]",
}
_VERDICTS = {
    Verdict.CHOSEN_RIGHT: ("✓", "right, your answer", "$text-success"),
    Verdict.MISSED: ("✓", "right, you did not choose it", "$text-success"),
    Verdict.CHOSEN_WRONG: ("✗", "wrong, your answer", "$text-error"),
    Verdict.LEFT: (" ", "", MUTED),
}
_SIGNS = {
    True: ("✓", "$text-success"),
    False: ("✗", "$text-error"),
    None: (" ", MUTED),
}


def verdict_of(index: int, choice: frozenset[int], right: frozenset[int]) -> Verdict:
    """Return what grading `choice` against `right` says of option `index`."""
    if index in right:
        return Verdict.CHOSEN_RIGHT if index in choice else Verdict.MISSED
    return Verdict.CHOSEN_WRONG if index in choice else Verdict.LEFT


def option_content(
    option: OptionText, state: OptionState, pick: Pick, pointer: str, width: int
) -> Content:
    """Return the option as lines of `width` cells behind `pointer`."""
    mark = Content(pointer) + _mark(state, pick)
    room = width - mark.cell_length
    if room < 8:
        return joined(wrap(mark + inline(option.text), width))
    lines = _followed(wrap(_words(option, state), room), _said(state), room)
    if state.verdict is not Verdict.UNGRADED and option.rationale:
        rationale = render(option.rationale, room - 2).split("\n", allow_blank=True)
        lines += behind(_RATIONALE_MARK, rationale)
    return joined(hang(mark, lines))


def judged_lines(
    option: OptionText, mark: str, judged: Judged | None, width: int, *, chosen: bool
) -> Content:
    """Return a part of an answer behind `mark`; once judged, with sign and words."""
    head = Content(mark).stylize("bold") if chosen else Content(mark)
    if judged is None:
        lines = wrap(inline(option.text), max(8, width - head.cell_length))
        return joined(hang(head, lines))
    sign, style = _SIGNS[judged.right]
    head = Content.styled(f"{mark}{sign} ", f"bold {style}")
    room = max(8, width - head.cell_length)
    said = Content.styled(judged.said, f"bold {style}")
    lines = _followed(wrap(inline(option.text), room), said, room)
    if option.rationale:
        rationale = render(option.rationale, room - 2).split("\n", allow_blank=True)
        lines += behind(_RATIONALE_MARK, rationale)
    return joined(hang(head, lines))


def _mark(state: OptionState, pick: Pick) -> Content:
    letter = f" {state.letter.upper()}  "
    if state.verdict is Verdict.UNGRADED:
        sign = Content(_CHOICE_SIGNS[pick, state.chosen] + letter)
        return sign.stylize("bold") if state.chosen else sign
    mark, _, style = _VERDICTS[state.verdict]
    return Content.styled(f" {mark} {letter}", f"bold {style}")


def _words(option: OptionText, state: OptionState) -> Content:
    text = inline(option.text)
    struck = state.struck and state.verdict is Verdict.UNGRADED
    return text.stylize(f"strike {MUTED}") if struck else text


def _said(state: OptionState) -> Content:
    """Return the option's state in words, for an eye without colours."""
    if state.verdict is not Verdict.UNGRADED:
        _, said, style = _VERDICTS[state.verdict]
        return Content.styled(said, f"bold {style}")
    return Content.styled("struck out" if state.struck else "", MUTED)


def _followed(lines: list[Content], said: Content, width: int) -> list[Content]:
    """Return `lines` with `said` behind the last one, or below it if too long."""
    if not said.plain:
        return lines
    tail = lines[-1] + Content("  — ") + said
    return [*lines[:-1], tail] if tail.cell_length <= width else [*lines, said]
