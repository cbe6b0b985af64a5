"""Review: one card after another, graded, committed, and undone if need be."""

from __future__ import annotations

from time import monotonic
from typing import TYPE_CHECKING, ClassVar

from textual import on
from textual.app import ComposeResult
from textual.containers import VerticalScroll
from textual.getters import query_one
from textual.widgets import Input

from studyapp.errors import StudyError
from studyapp.tui.commands import Command, Shown
from studyapp.tui.desk import Desk, DeskScreen
from studyapp.tui.messages import OpenScreen
from studyapp.tui.widgets.empty_state import EmptyState
from studyapp.tui.widgets.grade_bar import GradeBar, grade_commands
from studyapp.tui.widgets.prose_view import Prose

if TYPE_CHECKING:
    from studyapp.services.reviewing import Reviewing, Undone
    from studyapp.services.reviewing import Shown as Card

FRONT, TYPING, BACK, WAITING, DONE = "front", "typing", "back", "waiting", "done"
_LONGEST_MS = 600_000


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
            "review.accept", ("enter",), "Accept", "Take the proposed grade.",
            "accept", Shown.HELP_ONLY, when=BACK,
        ),
        Command("review.undo", ("u", "ctrl+z"), "Undo", "Take the last grade back.", "undo"),
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
    DEFAULT_CSS = """
    ReviewScreen {
        & #card { height: 1fr; }
        & Prose { height: auto; }
        & #prompt { margin-bottom: 1; }
        & #verdict { color: $text-accent; }
        & Input { margin-bottom: 1; }
        & #more { margin-top: 1; }
        & GradeBar { dock: bottom; }
    }
    """

    card_box = query_one("#card", VerticalScroll)
    prompt = query_one("#prompt", Prose)
    typed = query_one(Input)
    verdict = query_one("#verdict", Prose)
    answer = query_one("#answer", Prose)
    more = query_one("#more", Prose)
    bar = query_one(GradeBar)
    end = query_one(EmptyState)

    def __init__(self, desk: Desk, topics: tuple[str, ...] = ()) -> None:
        super().__init__(desk)
        self._topics = frozenset(topics)
        self._reviewing: Reviewing | None = None
        self._card: Card | None = None
        self._proposed: int | None = None
        self._typed = ""
        self._shown_at = 0.0

    def compose_body(self) -> ComposeResult:
        """Yield the card, its grades, and what is shown when none is left."""
        with VerticalScroll(id="card"):
            yield Prose("", id="prompt")
            yield Input(placeholder="Type the value, or Enter to see it", id="typed")
            yield Prose("", id="verdict")
            yield Prose("", id="answer")
            yield Prose("", id="more")
        yield GradeBar()
        yield EmptyState("", "")

    def on_mount(self) -> None:
        """Show nothing until there is a card."""
        self.phase = WAITING
        for widget in (self.card_box, self.bar, self.end):
            widget.display = False

    def begin(self) -> None:
        """Open a session and draw its first card."""
        from studyapp.services.reviewing import Reviewing  # noqa: PLC0415

        def start() -> Card | None:
            self._reviewing = Reviewing(self.desk.study, self._topics)
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
        self._show_counts()
        self.end.display = card is None
        self.card_box.display = card is not None
        self.bar.display = self.answer.display = self.more.display = False
        self.verdict.display = False
        if card is None:
            self._show_end()
            return
        self.prompt.markdown = _prompt(card)
        self.typed.value = ""
        self.typed.display = card.typed
        self.phase = TYPING if card.typed else FRONT
        self.card_box.scroll_home(animate=False)
        if card.typed:
            self.typed.focus()
        else:
            self.card_box.focus()

    def _show_counts(self) -> None:
        counts = self.reviewing.counts
        self.status = (
            f"{counts.due} due · {counts.learning} learning · {counts.new} new"
        )

    def _show_end(self) -> None:
        self.phase = DONE
        wait = self.reviewing.next_step
        if wait is None:
            self.end.show_state(
                "Done for today", "Nothing more is due. Esc goes back to Today."
            )
            return
        minutes = max(1, round(wait.total_seconds() / 60))
        self.end.show_state(
            "Nothing is due now",
            f"A card comes back in {minutes} min. Esc goes back to Today.",
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
            from studyapp.services.reviewing import PROPOSALS  # noqa: PLC0415

            found = self.reviewing.compare(card, self._typed)
            self._proposed = int(PROPOSALS[found.match])
            word = ("", "Again", "Hard", "Good", "Easy")[self._proposed]
            self.verdict.markdown = (
                f"You typed {found.understood}: **{found.match.value}**. "
                f"Enter grades it {word}."
            )
            self.verdict.display = True
        self.action_reveal()

    def action_reveal(self) -> None:
        """Show the answer and the grades."""
        from studyapp.tui.pages import answer_page  # noqa: PLC0415

        card = self._card
        if card is None:
            return
        self.typed.display = False
        self.answer.markdown = f"**{card.answer}**" if card.typed else card.answer
        self.more.markdown = answer_page(card)
        self.bar.show_intervals(tuple(card.intervals.values()))
        self.bar.display = self.answer.display = self.more.display = True
        self.phase = BACK
        self.card_box.focus()

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

        card = self._card
        if card is None or self.phase != BACK:
            return
        elapsed = min(int((monotonic() - self._shown_at) * 1000), _LONGEST_MS)
        typed = self._typed
        self.phase = WAITING

        def grade() -> Card | None:
            self.reviewing.answer(card, Rating(rating), elapsed, typed)
            return self.reviewing.next()

        self.ask(grade, self._show)

    def action_undo(self) -> None:
        """Take back the last act, also of an earlier session."""
        if self.phase == WAITING:
            return

        def undo() -> tuple[Undone | None, Card | None]:
            undone = self.reviewing.undo()
            return undone, self.reviewing.next() if undone else self._card

        self.ask(undo, self._undone)

    def _undone(self, result: tuple[Undone | None, Card | None]) -> None:
        undone, card = result
        if undone is None:
            self.notify("There is nothing to undo.", markup=False)
            return
        self.notify(f"Taken back: {undone.kind}.", markup=False, timeout=3)
        self._show(card)

    def action_bury(self) -> None:
        """Put the card off until tomorrow."""
        self._put_away("bury")

    def action_suspend(self) -> None:
        """Take the card out of all reviews."""
        self._put_away("suspend")

    def _put_away(self, how: str) -> None:
        card = self._card
        if card is None or self.phase == WAITING:
            return
        self.phase = WAITING

        def act() -> Card | None:
            if how == "bury":
                self.reviewing.bury(card)
            else:
                self.reviewing.suspend(card)
            return self.reviewing.next()

        words = {"bury": "Put off until tomorrow", "suspend": "Suspended"}
        self.notify(f"{words[how]}; u takes it back.", markup=False, timeout=3)
        self.ask(act, self._show)

    def action_fact(self) -> None:
        """Open the fact behind the card."""
        if self._card and self._card.fact:
            self.post_message(OpenScreen("fact", self._card.fact.id))

    def failed(self, error: StudyError) -> None:
        """Let the learner grade again: what failed was not recorded."""
        del error
        self.phase = BACK if self._card else DONE


def _prompt(card: Card) -> str:
    marks = {"new": "New. ", "relearning": "Once more. "}
    note = f"*The value of this fact has changed: {card.revised}.*\n\n"
    return (
        f"{note if card.revised else ''}{marks.get(card.phase.value, '')}{card.prompt}"
    )
