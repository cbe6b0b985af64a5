"""Results of a search: a title, its value at the right edge, one line below."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import ClassVar

from textual import on
from textual.content import Content
from textual.message import Message
from textual.widgets import OptionList

from studyapp.tui.commands import Command, Shown
from studyapp.tui.prose import inline
from studyapp.tui.prose.lines import MUTED, joined, spread, wrap
from studyapp.tui.widgets.pointed_list import PointedList


@dataclass(frozen=True, slots=True)
class Result:
    """One result, its texts in Markdown of one line."""

    key: str
    """What the message hands back, such as a fact's id."""
    title: str
    value: str = ""
    detail: str = ""
    mark: str = ""
    """A key or a sign before the title, as wide on every row."""


class ResultList(PointedList):
    """A list of results; enter or a click opens one."""

    KEY_COMMANDS: ClassVar[tuple[Command, ...]] = (
        Command(
            "result.open", ("enter",), "Open", "Open the marked result.", "select",
            Shown.FOOTER,
        ),
    )  # fmt: skip

    @dataclass
    class Opened(Message):
        """Posted when a result was opened."""

        results: ResultList
        key: str

        @property
        def control(self) -> ResultList:
            """The list, for `@on` with a selector."""
            return self.results

    def __init__(
        self,
        results: Sequence[Result] = (),
        *,
        id: str | None = None,  # noqa: A002
        classes: str | None = None,
    ) -> None:
        super().__init__(id=id, classes=classes)
        self.show_results(results)

    def show_results(self, results: Sequence[Result]) -> None:
        """Show other results, the first one marked."""
        self._results = tuple(results)
        self.show_rows(len(self._results))

    def renew_results(self, results: Sequence[Result]) -> None:
        """Show the same results as they are now, the mark where it was."""
        place = self.highlighted
        self.show_results(results)
        if place is not None and self._results:
            self.highlighted = min(place, len(self._results) - 1)

    @property
    def marked(self) -> Result | None:
        """The result under the mark."""
        return None if self.highlighted is None else self._results[self.highlighted]

    def row(self, index: int, width: int) -> Content:
        """Return result `index` at `width`."""
        return result_lines(self._results[index], self.pointer(index), width)

    @on(OptionList.OptionSelected)
    def _open(self, event: OptionList.OptionSelected) -> None:
        event.stop()
        self.post_message(self.Opened(self, self._results[event.option_index].key))


def result_lines(result: Result, pointer: str, width: int) -> Content:
    """Return a result at `width`: a value that does not fit goes below the title."""
    indent = Content(" " * len(pointer) if width > 12 else "")
    room = width - indent.cell_length
    title = inline(result.title).stylize("bold")
    if result.mark:
        title = Content.styled(f"{result.mark}  ", "bold $text-accent") + title
    value = inline(result.value).stylize("$text-primary")
    head = spread(title, value, room) if value else None
    lines = [head] if head else [*wrap(title, room), *_at_right(value, room)]
    if result.detail:
        margin = Content(" " * (len(result.mark) + 2 if result.mark else 0))
        detail = inline(result.detail).stylize(MUTED)
        lines += [margin + line for line in wrap(detail, room - margin.cell_length)]
    mark = Content(pointer if indent else "")
    return joined([mark + lines[0], *(indent + line for line in lines[1:])])


def _at_right(value: Content, width: int) -> list[Content]:
    """Return a value on lines of its own, at the edge where the others end."""
    lines = wrap(value, width) if value else []
    return [line.pad_left(width - line.cell_length) for line in lines]
