"""A session line by line: prompt, answer, grade, and what else a card can have.

Owns the words and the letters; what they do is the session's.
"""

from __future__ import annotations

from studyapp.cli.diagnostics import NOT_FOUND, OK
from studyapp.cli.plain import EndOfInput, Stopwatch, ask, tell
from studyapp.errors import UsageError
from studyapp.memory.fsrs import Rating
from studyapp.memory.state import Phase
from studyapp.memory.wording import counted, held_words
from studyapp.services.cramming import Cramming
from studyapp.services.editing import (
    after_edit,
    edit,
    editor_command,
    is_editable,
    source_of,
)
from studyapp.services.hand import ElsewhereError
from studyapp.services.leeches import Leech
from studyapp.services.reviewing import Reviewing
from studyapp.services.session import PROPOSALS, Session
from studyapp.services.shown_cards import Shown
from studyapp.services.study import Study, read_again

_GRADES = {"1": Rating.AGAIN, "2": Rating.HARD, "3": Rating.GOOD, "4": Rating.EASY}
_HELP = (
    "1 again, 2 hard, 3 good, 4 easy, u undo, f flag, n note, e edit, s suspend, "
    "b bury, q stop"
)
_COMMANDS = frozenset("?abefnqsu")
"""What is never an answer, for no quantity is a single letter."""
_KEYS = "? for help, q to stop"
_SUSPENDED = "Not asked again; 'studyapp review --suspended' can bring it back."
_REMEDIES = "r read the fact, c contrast, {change}, s suspend, Enter goes on"


class PlainReview:
    """One session on standard input and output."""

    def __init__(self, study: Study, session: Session) -> None:
        self._study = study
        self._session = session
        self._answered = 0

    def run(self) -> int:
        """Ask until the session or the input ends; return the exit status."""
        if isinstance(self._session, Cramming) and not self._session.counts.due:
            tell("No card matches.")
            return NOT_FOUND
        tell(self._beginning())
        try:
            while self._has_more():
                pass
        except EndOfInput:
            pass
        tell(f"{self._answered} answered. Everything is saved.")
        return OK

    def _beginning(self) -> str:
        counts = self._session.counts
        if isinstance(self._session, Reviewing):
            return f"{counts.due} due, {counts.learning} learning, {counts.new} new."
        return (
            f"{counted(counts.due, 'card')}; the schedule stays as it is. 1 asks a "
            "card again soon, and 2, 3 or 4 is done with it."
        )

    def _has_more(self) -> bool:
        """Ask one card; return whether to go on."""
        shown = self._session.next()
        if shown is not None:
            self._one(shown)
            return True
        tell(self._nothing_left())
        return self._stretched()

    def _stretched(self) -> bool:
        """Offer more than the day's limits; return whether the learner takes it."""
        session = self._session
        if not isinstance(session, Reviewing):
            return False
        held = session.held_back
        if not (held.new or held.due):
            return False
        tell(f"Today's limits hold back {held_words(held.new, held.due)}.")
        if ask("m for more of them, Enter ends:").lower() != "m":
            return False
        session.more()
        return True

    def _one(self, shown: Shown) -> None:
        """Show one card, and do what the learner says until it is done with."""
        watch = Stopwatch()
        tell()
        if shown.revised:
            tell(f"The value of this fact has changed: {shown.revised}.")
        kind = "New card. " if shown.phase is Phase.NEW else ""
        flag = "Flagged. " if shown.flagged else ""
        away = "Suspended; a brings it back. " if shown.suspended else ""
        tell(f"{kind}{flag}{away}{shown.prompt}")
        recalled = self._recall(shown)
        if recalled is None:
            return
        shown, typed, proposed = recalled
        _tell_back(shown)
        while True:
            default = f" [{int(proposed)}]" if proposed else ""
            choice = ask(f"Grade{default} ({_KEYS}):")
            if not choice and proposed:
                choice = str(int(proposed))
            if choice in _GRADES:
                self._grade(shown, _GRADES[choice], watch.elapsed_ms(), typed)
                return
            left = self._act(shown, choice)
            if left is None:
                return
            shown = left

    def _grade(self, shown: Shown, rating: Rating, elapsed_ms: int, typed: str) -> None:
        try:
            leech = self._session.answer(shown, rating, elapsed_ms, typed)
        except ElsewhereError:
            tell("It was answered elsewhere meanwhile; passed over.")
            return
        self._answered += 1
        if leech:
            self._remedy(shown, leech)

    def _recall(self, shown: Shown) -> tuple[Shown, str, Rating | None] | None:
        """Let the learner recall; return the card, what was typed, and its grade.

        None when the card is done with, unseen.
        """
        own = (
            "Your answer (Enter shows it" if shown.typed else "Enter shows the answer ("
        )
        while (text := ask(f"{own}{', ' if shown.typed else ''}{_KEYS}):")) != "":
            if text.lower() not in _COMMANDS:
                if question := self._question(shown, text):
                    tell(question)
                    continue
                return shown, *self._compared(shown, text)
            left = self._act(shown, text)
            if left is None:
                return None
            shown = left
        return shown, "", None

    def _question(self, shown: Shown, text: str) -> str:
        """Return what to type again; empty for an answer that can be graded."""
        return self._session.compare(shown, text).question if shown.typed else ""

    def _compared(self, shown: Shown, text: str) -> tuple[str, Rating | None]:
        """Return a typed answer with the grade it proposes; of other cards neither."""
        if not shown.typed:
            return "", None
        found = self._session.compare(shown, text)
        tell(f"You typed {found.understood}: {found.match.value}.")
        return text, PROPOSALS[found.match]

    def _act(self, shown: Shown, choice: str) -> Shown | None:
        """Do what is no grade; return the card, None when it is done with."""
        match choice.lower():
            case "q":
                raise EndOfInput
            case "u":
                undone = self._session.undo()
                tell("There is nothing to undo." if undone is None else "Taken back.")
                return shown if undone is None else None
            case "s":
                self._session.suspend(shown)
                tell(_SUSPENDED)
                return None
            case "a" if shown.suspended:
                self._session.unsuspend(shown)
                tell("It is asked again from now on.")
                return None
            case "b":
                self._session.bury(shown)
                tell("Put off until tomorrow.")
                return None
            case "e":
                return None if self._edit(shown) else shown
        return self._mark(shown, choice)

    def _mark(self, shown: Shown, choice: str) -> Shown:
        """Do what leaves the card where it is."""
        match choice.lower():
            case "f":
                tell("The flag is taken away." if shown.flagged else "Flagged.")
                return self._session.flag(shown)
            case "n":
                text = ask("Your note (Enter alone takes it away):")
                tell("Noted." if text else "The card has no note.")
                return self._session.note(shown, text)
        tell(_HELP)
        return shown

    def _edit(self, shown: Shown) -> bool:
        """Open the card's source in the editor; return whether it was opened."""
        try:
            command = editor_command(source_of(self._study, shown.card))
        except UsageError as error:
            tell(error.sentence)
            return False
        failed = edit(command)
        self._study = read_again(self._study)
        self._session.reread(self._study, shown)
        for sentence in (failed, after_edit(self._study, shown.card)):
            if sentence:
                tell(sentence)
        return True

    def _remedy(self, shown: Shown, leech: Leech) -> None:
        """Offer what helps against a leech."""
        tell(f"This card does not stick. {leech.sentence}")
        can_edit = is_editable(self._study, shown.card)
        keys = _REMEDIES.format(change="e edit" if can_edit else "n note")
        while (choice := ask(f"{keys}:").lower()) != "":
            if choice == "s":
                self._session.suspend(shown)
                tell(_SUSPENDED)
                return
            if choice == "e" and can_edit and self._edit(shown):
                return
            if choice == "n":
                shown = self._mark(shown, choice)
            if choice == "r" and shown.fact:
                tell(f"{shown.fact.name}: {shown.fact.long}.")
                tell(self._study.library.book.show(shown.fact.text))
            elif choice == "c":
                self._contrast(shown, leech)

    def _contrast(self, shown: Shown, leech: Leech) -> None:
        facts = [*([shown.fact] if shown.fact else []), *leech.contrasts]
        if not leech.contrasts:
            tell("It is not known to be confused with another fact.")
            return
        for fact in facts:
            tell(f"{fact.name}: {fact.long}.")

    def _nothing_left(self) -> str:
        wait = self._session.next_step
        if not isinstance(self._session, Reviewing):
            return "You knew each card once. The schedule is as it was."
        if wait is None:
            return "Nothing more is due today."
        minutes = max(1, round(wait.total_seconds() / 60))
        return f"Nothing is due now; a card comes back in {minutes} min."


def _tell_back(shown: Shown) -> None:
    tell(f"Answer: {shown.answer}")
    if shown.note:
        tell(f"Your note: {shown.note}")
    if shown.fact:
        tell(f"Source: {shown.fact.sources[0]}, checked {shown.fact.checked}")
    tell(
        ", ".join(
            f"{int(rating)} {rating.name.lower()} {wait}"
            for rating, wait in shown.intervals.items()
        )
    )
