"""Messages between the screens and the app."""

from __future__ import annotations

from dataclasses import dataclass

from textual.message import Message


@dataclass
class OpenScreen(Message):
    """Asks the app for a screen, on a subject or on some topics."""

    screen: str
    subject: str = ""
    topics: tuple[str, ...] = ()
