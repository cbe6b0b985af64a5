"""What a review says beside its cards: its title, where it stands, how it ends.

Owns the words. It shows nothing and knows no session.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import timedelta
from typing import TYPE_CHECKING

from studyapp.memory.wishes import CardWish, Mode, Trait
from studyapp.memory.wording import counted

if TYPE_CHECKING:
    from studyapp.memory.queue import Counts

ELSEWHERE = "Answered elsewhere meanwhile; passed over."
_TITLES: Mapping[Mode, str] = {
    Mode.DUE: "Review",
    Mode.AHEAD: "Learn ahead",
    Mode.CRAM: "Cram",
}
_DONE_FOR_TODAY = ("Done for today", "Nothing more is due.")
_KNOWN = ("Done", "You knew each card once; the schedule is as it was.")
_TAKEN_BACK = {
    "answer": "Your last grade is taken back.",
    "cram": "Your last grade is taken back.",
    "bury": "The card is asked today after all.",
    "suspend": "The card is no longer suspended.",
    "unsuspend": "The card is suspended again.",
    "flag": "The flag is taken back.",
    "unflag": "The card is flagged again.",
    "note": "The note is as it was before.",
}


def title(wish: CardWish) -> str:
    """Return the screen's title."""
    return "Suspended" if Trait.SUSPENDED in wish.traits else _TITLES[wish.mode]


def follows_schedule(wish: CardWish) -> bool:
    """Whether the session asks what is due."""
    return wish.mode is Mode.DUE and Trait.SUSPENDED not in wish.traits


def standing(wish: CardWish, counts: Counts) -> str:
    """Return how many cards are left, for the title line."""
    if follows_schedule(wish):
        return f"{counts.due} due · {counts.learning} learning · {counts.new} new"
    return f"{counts.due} left · {counts.learning} again"


def end(wish: CardWish, *, has_asked: bool) -> tuple[str, str]:
    """Return a title and a sentence for a session that has nothing to ask."""
    if has_asked or wish == CardWish():
        return _DONE_FOR_TODAY if follows_schedule(wish) else _KNOWN
    if wish.mode is Mode.AHEAD and Trait.SUSPENDED not in wish.traits:
        return "Nothing matches", f"None of it comes in {counted(wish.days, 'day')}."
    if follows_schedule(wish):
        return "Nothing matches", "None of these cards is due now."
    return "Nothing matches", "No card is as you asked."


def wait(until: timedelta) -> tuple[str, str]:
    """Return a title and a sentence for cards that come back by their steps."""
    minutes = max(1, round(until.total_seconds() / 60))
    return "Nothing is due at this moment", f"A card comes back in {minutes} min."


def taken_back(kind: str, *, is_shown: bool) -> str:
    """Return what undoing an act of a kind has done; `is_shown`, to the card shown."""
    said = _TAKEN_BACK.get(kind, "The last act is taken back.")
    return said if is_shown else f"{said} It was given elsewhere, as in a drill."
