"""Review: one card after another, graded, committed, and undone if need be."""

from __future__ import annotations

from time import monotonic
from typing import TYPE_CHECKING, ClassVar

from textual import on
from textual.app import ComposeResult
from textual.getters import query_one
from textual.widgets import Input

from studyapp.errors import StudyError
from studyapp.memory.wishes import CardWish
from studyapp.memory.wording import held_words
from studyapp.tui import review_words
from studyapp.tui.commands import Command, Shown
from studyapp.tui.desk import Desk
from studyapp.tui.messages import OpenScreen
from studyapp.tui.review_base import BACK, DONE, FRONT, WAITING, CardScreen
from studyapp.tui.widgets.card_face import CardFace
from studyapp.tui.widgets.empty_state import EmptyState
from studyapp.tui.widgets.fields import TYPING, AnswerField
from studyapp.tui.widgets.grade_bar import GRADES, GradeBar, grade_commands

if TYPE_CHECKING:
    from studyapp.services.leeches import Leech
    from studyapp.services.session import Undone
    from studyapp.services.shown_cards import Shown as Card

_LONGEST_MS = 600_000


class ReviewScreen(CardScreen):
    """A review session."""

    TITLE = "Review"
    KEY_COMMANDS: ClassVar[tuple[Command, ...]] = (
        Command(
            "review.reveal", ("space", "enter"), "Answer", "Show the answer.",
            "reveal", when=FRONT,
        ),
        *grade_commands(BACK),
        Command(
            "review.accept", ("enter",), "Accept",
            "Take the grade proposed for what you typed.",
            "accept", Shown.FOOTER, when=BACK,
        ),
        Command(
            "review.again", ("space", "enter"), "Look again",
            "See whether a card has come back.", "again", Shown.FOOTER, when=DONE,
        ),
        Command(
            "review.undo", ("u", "ctrl+z"), "Undo",
            "Take the last act back: a grade, a flag, a note.", "undo",
        ),
        Command(
            "review.fact", ("o",), "Fact", "Read the fact behind the card.",
            "fact", when=BACK,
        ),
        Command(
            "review.more", ("m",), "More today",
            "Go on beyond today's limits.", "more", when=DONE,
        ),
        Command(
            "review.down", ("pagedown",), "Scroll", "Scroll the card down.",
            "page(1)", Shown.HELP_ONLY,
        ),
        Command(
            "review.up", ("pageup",), "Scroll", "Scroll the card up.",
            "page(-1)", Shown.HELP_ONLY,
        ),
    )  # fmt: skip
    WIDGETS: ClassVar[tuple[type, ...]] = (AnswerField,)
    DEFAULT_CSS = """
    ReviewScreen GradeBar { dock: bottom; }
    """

    bar = query_one(GradeBar)
    end = query_one(EmptyState)

    def __init__(self, desk: Desk, wish: CardWish | None = None) -> None:
        super().__init__(desk, wish or CardWish())
        self._proposed: int | None = None
        self._typed = ""
        self._shown_at = 0.0
        self._has_more = False
        self._has_asked = False

    def compose_body(self) -> ComposeResult:
        """Yield the card, its grades, and what is shown when none is left."""
        yield CardFace()
        yield GradeBar()
        yield EmptyState("", "")

    def on_mount(self) -> None:
        """Show nothing until there is a card."""
        self.phase = WAITING
        for widget in (self.face, self.bar, self.end):
            widget.display = False

    def begin(self) -> None:
        """Open a session and draw its first card."""

        def start() -> Card | None:
            from studyapp.services.sessions import open_session  # noqa: PLC0415

            self._session = session = open_session(self.desk.study, self._wish)
            self._can_undo = session.can_undo
            return session.next()

        self.title = review_words.title(self._wish)
        self.ask(start, self.show_card)

    def show_card(self, card: Card | None) -> None:
        """Put a card before the learner, or say that there is none."""
        self._card = card
        self.message.clear()
        if card is not None:
            self._found_wrong = ""
        self._proposed = None
        self._typed = ""
        self._shown_at = monotonic()
        self.status = review_words.standing(self._wish, self.session.counts)
        self.bar.display = False
        self.end.display = card is None
        self.face.display = card is not None
        if card is None:
            self._show_end()
        else:
            self._show_front(card)

    def _show_front(self, card: Card) -> None:
        self._has_asked = True
        about = self.about(card)
        self.phase = TYPING if card.typed else FRONT
        if card.typed:
            self.face.show_typed_front(about, card.prompt)
        else:
            self.face.show_front(about, card.prompt)

    def _show_end(self) -> None:
        self.phase = DONE
        self.set_focus(None)
        wait = self.session.next_step
        if wait is not None:
            said = review_words.wait(wait)
            self.end.show_state(*said, key="space", does="Look again")
            return
        self.end.show_state(*self._end_words(), key="escape", does="Go back")
        self.ask(self._held_back, self._show_held_back)

    def _end_words(self) -> tuple[str, str]:
        """Return a title and a sentence for a session that has nothing to ask."""
        if self._found_wrong:
            return "That card cannot be asked", self._found_wrong
        return review_words.end(self._wish, has_asked=self._has_asked)

    def _held_back(self) -> tuple[int, int]:
        """Return how many new and due cards only the day's limits keep away."""
        from studyapp.services.reviewing import Reviewing  # noqa: PLC0415

        session = self.session
        if not isinstance(session, Reviewing):
            return 0, 0
        held = session.held_back
        return held.new, held.due

    def _show_held_back(self, held: tuple[int, int]) -> None:
        new, due = held
        self._has_more = bool(new or due)
        if self.phase != DONE or not self._has_more:
            return
        held_back = f"Today's limits hold back {held_words(new, due)}."
        title, sentence = self._end_words()
        self.end.show_state(
            title if self._found_wrong else "Done for today",
            f"{sentence} {held_back}" if self._found_wrong else held_back,
            key="m",
            does="More today",
        )
        self.refresh_bindings()

    def action_more(self) -> None:
        """Go on beyond today's limits."""
        from studyapp.services.reviewing import Reviewing  # noqa: PLC0415

        session = self.session

        def more() -> Card | None:
            if isinstance(session, Reviewing):
                session.more()
            return session.next()

        self.wait()
        self.ask(more, self.show_card)

    @on(Input.Submitted)
    def _compare(self, event: Input.Submitted) -> None:
        """Compare a typed answer with the value, and propose a grade."""
        event.stop()
        card = self._card
        if card is None or self.phase != TYPING:
            return
        typed = event.value.strip()
        if typed and (question := self.session.compare(card, typed).question):
            self.face.ask_again(question)
            return
        self._typed = typed
        if typed:
            self._propose(card)
        self.action_reveal()

    def _propose(self, card: Card) -> None:
        from studyapp.services.session import PROPOSALS  # noqa: PLC0415
        from studyapp.tui.pages import plain  # noqa: PLC0415

        found = self.session.compare(card, self._typed)
        self._proposed = int(PROPOSALS[found.match])
        is_right = self._proposed > 1
        self.face.show_verdict(
            f"{'✓' if is_right else '✗'} You typed {plain(found.understood)}: "
            f"{found.match.value}. Enter grades it {GRADES[self._proposed - 1]}.",
            is_right=is_right,
        )

    def action_reveal(self) -> None:
        """Show the answer and the grades."""
        from studyapp.tui.pages import answer_page  # noqa: PLC0415

        card = self._card
        if card is None:
            return
        answer = f"**{card.answer}**" if card.typed else card.answer
        self.face.show_back(answer, answer_page(card))
        self.bar.show_intervals(tuple(card.intervals.values()), self._proposed)
        self.bar.display = True
        self.phase = BACK

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Offer accepting where a grade is proposed, the fact where there is one."""
        if action == "accept" and self._proposed is None:
            return False
        if action == "more" and not self._has_more:
            return False
        if action == "fact" and not (self._card and self._card.fact):
            return False
        return super().check_action(action, parameters)

    @on(GradeBar.Graded)
    def _clicked(self, event: GradeBar.Graded) -> None:
        event.stop()
        self.action_grade(event.rating)

    def action_accept(self) -> None:
        """Grade as proposed for what was typed; Good is never assumed."""
        if self._proposed is not None:
            self.action_grade(self._proposed)

    def action_grade(self, rating: int) -> None:
        """Commit a grade, then draw the next card."""
        from studyapp.memory.fsrs import Rating  # noqa: PLC0415
        from studyapp.services.hand import ElsewhereError  # noqa: PLC0415

        card, session = self._card, self.session
        if card is None or self.phase != BACK:
            return
        elapsed = min(int((monotonic() - self._shown_at) * 1000), _LONGEST_MS)
        typed = self._typed

        def act() -> tuple[Leech | str | None, Card | None]:
            try:
                found = session.answer(card, Rating(rating), elapsed, typed)
            except ElsewhereError:
                return review_words.ELSEWHERE, session.next()
            return found, session.next()

        def then(result: tuple[Leech | str | None, Card | None]) -> None:
            found, following = result
            self._can_undo = True
            self.show_card(following)
            if isinstance(found, str):
                self.notify(found)
            elif found is not None:
                self.offer_remedies(card, found)

        self.wait()
        self.ask(act, then)

    def action_page(self, pages: int) -> None:
        """Scroll the card by pages."""
        self.face.turn_page(pages)

    def action_again(self) -> None:
        """See whether a card has come back."""
        if self._session is None:
            self.begin()
        else:
            self.wait()
            self.ask(self._session.next, self.show_card)

    def action_undo(self) -> None:
        """Take back the last act, also of an earlier session."""
        session = self._session
        if self.phase == WAITING or session is None:
            return

        def undo() -> tuple[Undone | None, Card | None]:
            undone = session.undo()
            self._can_undo = session.can_undo
            return undone, session.next() if undone else None

        self.wait()
        self.ask(undo, self._undone)

    def _undone(self, result: tuple[Undone | None, Card | None]) -> None:
        undone, card = result
        if undone is None:
            self.phase = self._phase_before
            self.notify("There is nothing to undo.")
            return
        is_shown = card is not None and card.card.id == undone.card_id
        self.notify(review_words.taken_back(undone.kind, is_shown=is_shown))
        self.show_card(card)

    def action_fact(self) -> None:
        """Open the fact behind the card."""
        if self._card and self._card.fact:
            self.post_message(OpenScreen("fact", self._card.fact.id))

    def failed(self, error: StudyError) -> None:
        """Let the learner grade again: what failed was not recorded."""
        if self._session is not None:
            self.phase = self._phase_before
            return
        self.phase = DONE
        self.end.display = True
        self.end.show_state("The review cannot begin", error.sentence, key="space")
