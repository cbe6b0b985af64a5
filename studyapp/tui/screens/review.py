"""Review: one card after another, graded, committed, and undone if need be."""

from __future__ import annotations

from collections.abc import Callable
from time import monotonic
from typing import TYPE_CHECKING, ClassVar

from textual import on
from textual.app import ComposeResult
from textual.getters import query_one
from textual.widgets import Input

from studyapp.errors import StudyError
from studyapp.tui.commands import Command, Shown
from studyapp.tui.desk import Desk, DeskScreen
from studyapp.tui.messages import OpenScreen
from studyapp.tui.widgets.card_face import CardFace
from studyapp.tui.widgets.empty_state import EmptyState
from studyapp.tui.widgets.fields import TYPING, AnswerField
from studyapp.tui.widgets.grade_bar import GRADES, GradeBar, grade_commands

if TYPE_CHECKING:
    from studyapp.services.reviewing import Reviewing, Undone
    from studyapp.services.reviewing import Shown as Card

FRONT, BACK, WAITING, DONE = "front", "back", "waiting", "done"
_LONGEST_MS = 600_000
_TAKEN_BACK = {
    "answer": "Your last grade is taken back.",
    "bury": "The card is asked today after all.",
    "suspend": "The card is no longer suspended.",
}


class ReviewScreen(DeskScreen):
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
            "review.undo", ("u", "ctrl+z"), "Undo", "Take the last grade back.",
            "undo",
        ),
        Command(
            "review.fact", ("o",), "Fact", "Read the fact behind the card.",
            "fact", when=BACK,
        ),
        Command(
            "review.bury", ("b",), "Tomorrow", "Put the card off until tomorrow.",
            "bury", Shown.PALETTE,
        ),
        Command(
            "review.suspend", ("s",), "Suspend", "Do not ask this card again.",
            "suspend", Shown.PALETTE,
        ),
    )  # fmt: skip
    WIDGETS: ClassVar[tuple[type, ...]] = (AnswerField,)
    DEFAULT_CSS = """
    ReviewScreen GradeBar { dock: bottom; }
    """

    face = query_one(CardFace)
    bar = query_one(GradeBar)
    end = query_one(EmptyState)

    def __init__(
        self, desk: Desk, topics: tuple[str, ...] = (), verdicts: tuple[str, ...] = ()
    ) -> None:
        super().__init__(desk)
        self._topics = topics
        self._verdicts = verdicts
        self._reviewing: Reviewing | None = None
        self._card: Card | None = None
        self._proposed: int | None = None
        self._typed = ""
        self._shown_at = 0.0
        self._phase_before = DONE

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
            from studyapp.services.reviewing import Reviewing  # noqa: PLC0415
            from studyapp.services.selection import named  # noqa: PLC0415

            selection = named(self._topics, self._verdicts)
            self._reviewing = Reviewing(self.desk.study, selection)
            return self._reviewing.next()

        self.ask(start, self._show)

    @property
    def reviewing(self) -> Reviewing:
        """The session under way."""
        if self._reviewing is None:
            raise StudyError("the session has not begun", "wait a moment")
        return self._reviewing

    def _show(self, card: Card | None) -> None:
        self._card = card
        self._proposed = None
        self._typed = ""
        self._shown_at = monotonic()
        counts = self.reviewing.counts
        self.status = (
            f"{counts.due} due · {counts.learning} learning · {counts.new} new"
        )
        self.bar.display = False
        self.end.display = card is None
        self.face.display = card is not None
        if card is None:
            self._show_end()
        else:
            self._show_front(card)

    def _show_front(self, card: Card) -> None:
        from studyapp.tui.pages import card_heading  # noqa: PLC0415

        topic = self.desk.study.library.topics.get(card.card.topic)
        about = card_heading(card, topic.title if topic else "")
        self.phase = TYPING if card.typed else FRONT
        if card.typed:
            self.face.show_typed_front(about, card.prompt)
        else:
            self.face.show_front(about, card.prompt)

    def _show_end(self) -> None:
        self.phase = DONE
        self.set_focus(None)
        wait = self.reviewing.next_step
        if wait is None:
            self.end.show_state(
                "Done for today", "Nothing more is due.", key="escape", does="Go back"
            )
            return
        minutes = max(1, round(wait.total_seconds() / 60))
        self.end.show_state(
            "Nothing is due at this moment",
            f"A card comes back in {minutes} min.",
            key="space",
            does="Look again",
        )

    @on(Input.Submitted)
    def _compare(self, event: Input.Submitted) -> None:
        """Compare a typed answer with the value, and propose a grade."""
        event.stop()
        card = self._card
        if card is None or self.phase != TYPING:
            return
        self._typed = event.value.strip()
        if self._typed:
            self._propose(card)
        self.action_reveal()

    def _propose(self, card: Card) -> None:
        from studyapp.services.reviewing import PROPOSALS  # noqa: PLC0415
        from studyapp.tui.pages import plain  # noqa: PLC0415

        found = self.reviewing.compare(card, self._typed)
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

        elapsed = min(int((monotonic() - self._shown_at) * 1000), _LONGEST_MS)
        typed = self._typed
        if self.phase == BACK:
            self._act(lambda r, card: r.answer(card, Rating(rating), elapsed, typed))

    def action_bury(self) -> None:
        """Put the card off until tomorrow."""
        self._act(lambda r, card: r.bury(card), "Put off until tomorrow.")

    def action_suspend(self) -> None:
        """Take the card out of all reviews."""
        self._act(lambda r, card: r.suspend(card), "Not asked again.")

    def _act(self, do: Callable[[Reviewing, Card], None], said: str = "") -> None:
        """Do something to the card in a worker, then show the next one."""
        card, reviewing = self._card, self._reviewing
        if card is None or reviewing is None or self.phase == WAITING:
            return

        def act() -> Card | None:
            do(reviewing, card)
            return reviewing.next()

        def then(following: Card | None) -> None:
            if said:
                self.notify(f"{said} Undo brings it back.", markup=False, timeout=3)
            self._show(following)

        self._wait()
        self.ask(act, then)

    def action_again(self) -> None:
        """See whether a card has come back."""
        if self._reviewing is None:
            self.begin()
        else:
            self._wait()
            self.ask(self._reviewing.next, self._show)

    def action_undo(self) -> None:
        """Take back the last act, also of an earlier session."""
        reviewing = self._reviewing
        if self.phase == WAITING or reviewing is None:
            return

        def undo() -> tuple[Undone | None, Card | None]:
            undone = reviewing.undo()
            return undone, reviewing.next() if undone else None

        self._wait()
        self.ask(undo, self._undone)

    def _undone(self, result: tuple[Undone | None, Card | None]) -> None:
        undone, card = result
        if undone is None:
            self.phase = self._phase_before
            self.notify("There is nothing to undo.", markup=False, timeout=3)
            return
        words = _TAKEN_BACK.get(undone.kind, "The last act is taken back.")
        self.notify(words, markup=False, timeout=3)
        self._show(card)

    def _wait(self) -> None:
        self._phase_before, self.phase = self.phase, WAITING

    def action_fact(self) -> None:
        """Open the fact behind the card."""
        if self._card and self._card.fact:
            self.post_message(OpenScreen("fact", self._card.fact.id))

    def failed(self, error: StudyError) -> None:
        """Let the learner grade again: what failed was not recorded."""
        if self._reviewing is not None:
            self.phase = self._phase_before
            return
        self.phase = DONE
        self.end.display = True
        self.end.show_state("The review cannot begin", f"{error}.", key="space")
