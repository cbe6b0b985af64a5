"""Messages between the screens and the app."""

from __future__ import annotations

from dataclasses import dataclass

from textual.message import Message

RESUME = "*resume"
"""The subject of a quiz that goes on where it was left."""


@dataclass
class OpenScreen(Message):
    """Asks the app for a screen, on a subject or on some topics."""

    screen: str
    subject: str = ""
    topics: tuple[str, ...] = ()
    facts: tuple[str, ...] = ()
    part: str = ""
    """A heading to turn to, on a screen that has headings."""

    @property
    def place(self) -> tuple[str, ...]:
        """What makes two screens the same one."""
        return (self.screen, self.subject, *self.topics, *self.facts)
