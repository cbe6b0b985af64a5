"""A card that has become a leech: what is the matter, and what can be done."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING, ClassVar

from textual import on
from textual.app import ComposeResult
from textual.getters import query_one

from studyapp.tui.desk import Desk, DeskScreen
from studyapp.tui.messages import OpenScreen
from studyapp.tui.widgets.prose_view import Prose
from studyapp.tui.widgets.result_list import Result, ResultList

if TYPE_CHECKING:
    from studyapp.services.leeches import Leech
    from studyapp.services.shown_cards import Shown as Card

_GO_ON = Result("", "Go on", "", "Leave the card as it is.")
_EDIT = Result("edit", "Edit the card", "", "Ask for less, or add what tells it apart.")
_NOTE = Result("note", "Write a note", "", "In your words: what tells it apart.")
_SUSPEND = Result(
    "suspend",
    "Suspend the card",
    "",
    "Do not ask it again; a custom session brings it back.",
)
_STAYING = frozenset({"read", "note"})
"""Remedies after which the learner comes back to the choice."""


class LeechScreen(DeskScreen):
    """A list of remedies; `remedy` is told which one is chosen."""

    TITLE = "This card does not stick"
    WIDGETS: ClassVar[tuple[type, ...]] = (ResultList,)
    MEANINGS: ClassVar[Mapping[str, tuple[str, str]]] = {
        "result.open": ("Choose", "Do what is pointed at.")
    }
    DEFAULT_CSS = """
    LeechScreen {
        & Prose { margin-bottom: 1; }
        & ResultList { height: 1fr; }
    }
    """

    rows = query_one(ResultList)

    def __init__(
        self, desk: Desk, card: Card, leech: Leech, remedy: Callable[[str], None]
    ) -> None:
        super().__init__(desk)
        self._card = card
        self._leech = leech
        self._remedy = remedy

    def compose_body(self) -> ComposeResult:
        """Yield the card, its record, and the remedies."""
        yield Prose(f"{self._card.prompt}\n\n**{self._card.answer}**")
        yield Prose(self._leech.sentence)
        yield ResultList()

    def begin(self) -> None:
        """List what can be done; cards of the program itself cannot be edited."""

        def look() -> bool:
            from studyapp.services.editing import is_editable  # noqa: PLC0415

            return is_editable(self.desk.study, self._card.card)

        self.ask(look, self._list)

    def _list(self, is_editable: bool) -> None:  # noqa: FBT001 - a worker's answer
        change = _EDIT if is_editable else _NOTE
        self.rows.show_results([*self._to_read(), change, _SUSPEND, _GO_ON])
        self.rows.focus()

    def _to_read(self) -> list[Result]:
        fact, others = self._card.fact, self._leech.contrasts
        if fact is None:
            return []
        rows = [Result("read", "Read the fact", "", "Why it is so, with its source.")]
        if others:
            names = ", ".join(f"{other.name}: {other.short}" for other in others)
            detail = f"{fact.name}: {fact.short}. {names}."
            rows.append(Result("contrast", "Contrast it", "", detail))
        return rows

    @on(ResultList.Opened)
    def _choose(self, event: ResultList.Opened) -> None:
        event.stop()
        fact = self._card.fact
        if event.key == "contrast" and fact:
            facts = (fact.id, *(other.id for other in self._leech.contrasts))
            self.post_message(OpenScreen("facts", facts=facts))
            return
        if event.key in _STAYING:
            self._remedy(event.key)
            return
        self.give_up()
        if event.key:
            self._remedy(event.key)
