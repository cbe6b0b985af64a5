"""Messages between the screens and the app."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from textual.message import Message

from studyapp.memory.wishes import CardWish

if TYPE_CHECKING:
    from studyapp.practice.wishes import ExamWish, QuizWish

HOME = "today"
"""The first screen."""
RESUME = "*resume"
"""The subject of a quiz or an exam that goes on where it was left."""
DRILLS, NUMBERS = "*drills", "*numbers"
"""Subjects of a quiz of drills: options to choose from, or numbers to type."""


@dataclass
class OpenScreen(Message):
    """Asks the app for a screen, on a subject or on some topics."""

    screen: str
    subject: str = ""
    topics: tuple[str, ...] = ()
    facts: tuple[str, ...] = ()
    verdicts: tuple[str, ...] = ()
    """Only cards of facts on which some note is judged so."""
    part: str = ""
    """A heading to turn to, on a screen that has headings."""
    wish: QuizWish | ExamWish | CardWish | None = None
    """A quiz, an exam or a review to begin there; without one, the rest says it."""

    @property
    def place(self) -> tuple[str, ...]:
        """What makes two screens the same one."""
        names = (*self.topics, *self.facts, *self.verdicts)
        wish = (str(self.wish),) if self.wish else ()
        return (self.screen, self.subject, *names, *wish)
