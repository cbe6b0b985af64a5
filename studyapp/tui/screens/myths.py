"""Myths and old news: what the notes get wrong, each over what is true instead.

It lists and opens; which verdicts there are, and why, is the content's to say.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, ClassVar

from textual import on
from textual.app import ComposeResult
from textual.getters import query_one

from studyapp.tui.commands import Command
from studyapp.tui.desk import Desk, DeskScreen
from studyapp.tui.messages import OpenScreen
from studyapp.tui.widgets.empty_state import EmptyState
from studyapp.tui.widgets.result_list import Result, ResultList

if TYPE_CHECKING:
    from studyapp.services.judging import Judged


@dataclass(frozen=True, slots=True)
class _Choice:
    """Some verdicts, and what the title line calls them."""

    name: str
    verdicts: tuple[str, ...]


_CHOICES = (
    _Choice("myths", ("wrong", "outdated")),
    _Choice("wrong", ("wrong",)),
    _Choice("outdated", ("outdated",)),
    _Choice("imprecise", ("imprecise",)),
    _Choice("all", ("wrong", "outdated", "imprecise", "unconfirmed", "holds")),
)


class MythsScreen(DeskScreen):
    """Claims of the notes, one row each."""

    TITLE = "Myths and old news"
    KEY_COMMANDS: ClassVar[tuple[Command, ...]] = (
        Command(
            "myths.verdict", ("w",), "Verdict",
            "Show other verdicts: myths, wrong, outdated, imprecise, all.", "verdict",
        ),
        Command(
            "myths.review", ("r",), "Review", "Review the cards of just these facts.",
            "review",
        ),
    )  # fmt: skip
    WIDGETS: ClassVar[tuple[type, ...]] = (ResultList,)
    DEFAULT_CSS = """
    MythsScreen ResultList { height: 1fr; }
    """

    claims = query_one(ResultList)
    nothing = query_one(EmptyState)

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self._choice = 0

    @property
    def choice(self) -> _Choice:
        """The verdicts that are shown."""
        return _CHOICES[self._choice]

    def compose_body(self) -> ComposeResult:
        """Yield the list, and what stands there when it is empty."""
        yield ResultList()
        yield EmptyState("", "")

    def on_mount(self) -> None:
        """Show no sentence until the claims are known."""
        self.nothing.display = False

    def begin(self) -> None:
        """Fetch the claims with the verdicts that are chosen."""

        def fetch() -> tuple[Judged, ...]:
            from studyapp.content.documents import Verdict  # noqa: PLC0415
            from studyapp.services.judging import judged  # noqa: PLC0415

            wanted = frozenset(map(Verdict, self.choice.verdicts))
            return judged(self.desk.study, wanted)

        self.ask(fetch, self._show)

    def _show(self, found: tuple[Judged, ...]) -> None:
        self.status = f"{self.choice.name}: {len(found)}"
        self.claims.display = bool(found)
        self.nothing.display = not found
        self.nothing.show_state(
            f"No claim is judged {self.choice.name}",
            "The notes were read, and none says so.",
            key="w",
            does="Other verdicts",
        )
        self.claims.show_results(_results(found))
        if found:
            self.claims.focus()
        else:
            self.set_focus(None)
        self.refresh_bindings()

    @on(ResultList.Opened)
    def _open_fact(self, event: ResultList.Opened) -> None:
        event.stop()
        self.post_message(OpenScreen("fact", event.key))

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Offer a review where there is something to review."""
        if action == "review" and not (self.is_mounted and self.claims.display):
            return False
        return super().check_action(action, parameters)

    def action_verdict(self) -> None:
        """Show the next kind of claims."""
        self._choice = (self._choice + 1) % len(_CHOICES)
        self.begin()

    def action_review(self) -> None:
        """Review the cards of the facts in the list."""
        self.post_message(OpenScreen("review", verdicts=self.choice.verdicts))


def _results(found: tuple[Judged, ...]) -> list[Result]:
    from studyapp.tui.pages import VERDICT_WORDS, plain  # noqa: PLC0415

    words = [VERDICT_WORDS[item.claim.verdict] for item in found]
    longest = max(map(len, words), default=0)
    return [
        Result(
            item.fact.id,
            f'"{plain(item.claim.says)}"',
            detail=f"{item.instead} ({item.note})",
            mark=word.ljust(longest),
        )
        for item, word in zip(found, words, strict=True)
    ]
