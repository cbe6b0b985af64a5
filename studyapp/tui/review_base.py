"""What a review screen does with the card before the learner besides grading it.

Owns flag, note, the card's source in an editor and the remedies of a leech. Which
card comes next is the session's to say.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, ClassVar

from textual.app import SuspendNotSupported
from textual.getters import query_one

from studyapp.errors import StudyError
from studyapp.memory.wishes import CardWish
from studyapp.tui.commands import Command
from studyapp.tui.desk import Desk, DeskScreen
from studyapp.tui.messages import OpenScreen
from studyapp.tui.screens.leech import LeechScreen
from studyapp.tui.screens.note import NoteScreen
from studyapp.tui.widgets.card_face import CardFace

if TYPE_CHECKING:
    from studyapp.services.leeches import Leech
    from studyapp.services.session import Session
    from studyapp.services.shown_cards import Shown as Card
    from studyapp.services.study import Study

_SUSPENDED = "Not asked again. Undo brings it back."
FRONT, BACK, WAITING, DONE = "front", "back", "waiting", "done"


class CardScreen(DeskScreen):
    """A screen with a session and the card it shows."""

    KEY_COMMANDS: ClassVar[tuple[Command, ...]] = (
        Command(
            "review.bury", ("b",), "Tomorrow", "Put the card off until tomorrow.",
            "bury", group="Card",
        ),
        Command(
            "review.suspend", ("s",), "Suspend",
            "Do not ask this card again; a custom session brings it back.",
            "suspend", group="Card",
        ),
        Command(
            "review.unsuspend", ("a",), "Ask again",
            "Bring a suspended card back into all sessions.", "unsuspend",
        ),
        Command(
            "review.flag", ("f",), "Flag", "Mark the card, or take the mark away.",
            "flag", group="Card",
        ),
        Command(
            "review.note", ("n",), "Note", "Write your own words on the card.",
            "note", group="Card",
        ),
        Command(
            "review.edit", ("e",), "Edit source", "Open the card in your editor.",
            "edit", group="Card",
        ),
    )  # fmt: skip

    face = query_one(CardFace)

    def __init__(self, desk: Desk, wish: CardWish) -> None:
        super().__init__(desk)
        self._wish = wish
        self._session: Session | None = None
        self._card: Card | None = None
        self._can_undo = False
        self._phase_before = DONE
        self._found_wrong = ""
        """What an edit did to the card, said once more where no other card follows."""

    @property
    def session(self) -> Session:
        """The session under way."""
        if self._session is None:
            raise StudyError("the session has not begun", "wait a moment")
        return self._session

    def show_card(self, card: Card | None) -> None:
        """Put a card before the learner, or say that there is none."""
        raise NotImplementedError

    def action_bury(self) -> None:
        """Put the card off until tomorrow."""
        said = "Put off until tomorrow. Undo brings it back."
        self._put_away(lambda s, card: s.bury(card), said)

    def action_suspend(self) -> None:
        """Take the card out of all sessions."""
        self._put_away(lambda s, card: s.suspend(card), _SUSPENDED)

    def action_unsuspend(self) -> None:
        """Bring a suspended card back into all sessions."""
        said = "Asked again from now on. Undo suspends it."
        self._put_away(lambda s, card: s.unsuspend(card), said)

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Offer to suspend a card or to bring one back, and undo where it can be."""
        if action == "undo" and not self._can_undo:
            return False
        if action in {"suspend", "unsuspend"}:
            is_suspended = self._card is not None and self._card.suspended
            return is_suspended == (action == "unsuspend")
        return super().check_action(action, parameters)

    def action_flag(self) -> None:
        """Mark the card, or take the mark away."""
        card = self._card
        if card is not None and self.phase != WAITING:
            self.ask(lambda: self.session.flag(card), self._flagged)

    def action_note(self) -> None:
        """Ask for the learner's own words on the card."""
        if self._card is not None and self.phase != WAITING:
            self._write_note(self._card, self._marked)

    def _write_note(self, card: Card, then: Callable[[Card], None]) -> None:
        def keep(text: str) -> None:
            self.ask(lambda: self.session.note(card, text), then)

        self.app.push_screen(NoteScreen(self.desk, card.prompt, card.note, keep))

    def _flagged(self, card: Card) -> None:
        self._marked(card)
        self.notify("Flagged." if card.flagged else "The flag is taken away.")

    def _marked(self, card: Card) -> None:
        """Show a new flag or note on the card that is still there."""
        from studyapp.tui.pages import answer_page  # noqa: PLC0415

        self._can_undo = True
        self.refresh_bindings()
        if self._card is None or self._card.card.id != card.card.id:
            return
        self._card = card
        self.face.tell_about(self.about(card))
        if self.phase == BACK:
            self.face.tell_more(answer_page(card))

    def about(self, card: Card) -> str:
        """Return what stands above the card's prompt."""
        from studyapp.tui.pages import card_heading  # noqa: PLC0415

        topic = self.desk.study.library.topics.get(card.card.topic)
        return card_heading(card, topic.title if topic else "")

    def _put_away(self, do: Callable[[Session, Card], None], said: str) -> None:
        """Do something to the card in a worker, then show the next one."""
        card, session = self._card, self._session
        if card is None or session is None or self.phase == WAITING:
            return

        def act() -> Card | None:
            do(session, card)
            return session.next()

        self._away(act, said)

    def _away(self, act: Callable[[], Card | None], said: str) -> None:
        """Show the card that `act` in a worker gives, and say what became of this."""

        def then(following: Card | None) -> None:
            self._can_undo = True
            self.show_card(following)
            self.notify(said)

        self.wait()
        self.ask(act, then)

    def action_edit(self) -> None:
        """Open the card's source in the learner's editor, and come back to it."""
        if self._card is not None and self.phase != WAITING:
            self.edit(self._card)

    def edit(self, card: Card) -> None:
        """Open a card's source in the learner's editor, and show it as it is then."""

        def find() -> list[str]:
            from studyapp.services.editing import (  # noqa: PLC0415
                editor_command,
                source_of,
            )

            return editor_command(source_of(self.desk.study, card.card))

        self.wait()
        self.ask(find, lambda command: self._edit_with(command, card))

    def _edit_with(self, command: list[str], card: Card) -> None:
        from studyapp.services.editing import edit  # noqa: PLC0415

        try:
            with self.app.suspend():
                failed = edit(command)
        except SuspendNotSupported:
            self.phase = self._phase_before
            words = "This terminal cannot be handed to an editor; the source is "
            self.notify(words + command[-1], severity="warning")
            return
        self.ask(lambda: self._reread(card, failed), self._edited)

    def _reread(self, card: Card, failed: str) -> tuple[Study, Card | None, str]:
        """Read the content again; return it, the next card, and what is wrong."""
        from studyapp.services.editing import after_edit  # noqa: PLC0415
        from studyapp.services.study import read_again  # noqa: PLC0415

        study = read_again(self.desk.study)
        self.session.reread(study, card)
        return study, self.session.next(), failed or after_edit(study, card.card)

    def _edited(self, result: tuple[Study, Card | None, str]) -> None:
        study, card, problem = result
        self.desk.put(study)
        if problem:
            self.notify(problem, severity="error")
        self._found_wrong = problem
        self.show_card(card)

    def offer_remedies(self, card: Card, leech: Leech) -> None:
        """Say that a card has become a leech, and what can be done."""

        def noted(with_note: Card) -> None:
            nonlocal card
            card = with_note
            self._can_undo = True
            self.notify("Noted. Undo takes it back.")

        def remedy(name: str) -> None:
            if name == "edit":
                self.edit(card)
            elif name == "note":
                self._write_note(card, noted)
            elif name == "suspend":
                self._suspend_leech(card)
            elif card.fact:
                self.post_message(OpenScreen("fact", card.fact.id))

        self.app.push_screen(LeechScreen(self.desk, card, leech, remedy))

    def _suspend_leech(self, card: Card) -> None:
        def act() -> Card | None:
            self.session.suspend(card)
            return self.session.next()

        self._away(act, _SUSPENDED)

    def wait(self) -> None:
        """Take no keys for the card until what was asked is done."""
        if self.phase != WAITING:
            self._phase_before, self.phase = self.phase, WAITING
