"""What session a learner asks for, by names alone.

It imports nothing of ours, so that the app can hold one before the library is open.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from enum import StrEnum


class Mode(StrEnum):
    """What a session does with the schedule."""

    DUE = "due"
    """Follow it."""
    AHEAD = "ahead"
    """Ask what comes in the next days, and leave the schedule as it is."""
    CRAM = "cram"
    """Ask anything, and leave the schedule as it is."""


class Trait(StrEnum):
    """What the learner's own history says of a card."""

    MISSED = "missed"
    """Its fact stands behind a question that was last answered wrongly."""
    FLAGGED = "flagged"
    LEECH = "leech"
    WEAK = "weak"
    """Seen, and with a memory that holds for less than a week."""
    NEW = "new"
    """Never answered."""
    SUSPENDED = "suspended"
    """Put away by the learner; only a session that names it asks such cards."""


@dataclass(frozen=True, slots=True)
class CardWish:
    """A session: its mode and its cards; an empty part asks for nothing."""

    mode: Mode = Mode.DUE
    days: int = 0
    """How far ahead, for that mode alone."""
    topics: tuple[str, ...] = ()
    verdicts: tuple[str, ...] = ()
    traits: tuple[str, ...] = ()
    exam: str = ""
    tag: str = ""


class Part(StrEnum):
    """What of a wish a choice sets."""

    MODE = "mode"
    TRAIT = "trait"
    VERDICT = "verdict"
    EXAM = "exam"
    TAG = "tag"
    TOPIC = "topic"


def has(wish: CardWish, part: Part, name: str) -> bool:
    """Return whether a wish holds a choice."""
    held: dict[Part, tuple[str, ...]] = {
        Part.MODE: (wish.mode,),
        Part.TRAIT: wish.traits,
        Part.VERDICT: wish.verdicts,
        Part.EXAM: (wish.exam,),
        Part.TAG: (wish.tag,),
        Part.TOPIC: wish.topics,
    }
    return name in held[part]


def toggled(wish: CardWish, part: Part, name: str) -> CardWish:
    """Return the wish with a choice put in, or taken out; a mode is put in only.

    Of exams and tags there is one at a time.
    """
    is_held = has(wish, part, name)
    match part:
        case Part.MODE:
            return replace(wish, mode=Mode(name))
        case Part.TRAIT:
            return replace(wish, traits=_flipped(wish.traits, name))
        case Part.VERDICT:
            return replace(wish, verdicts=_flipped(wish.verdicts, name))
        case Part.TOPIC:
            return replace(wish, topics=_flipped(wish.topics, name))
        case Part.EXAM:
            return replace(wish, exam="" if is_held else name)
        case Part.TAG:
            return replace(wish, tag="" if is_held else name)


def _flipped(names: tuple[str, ...], name: str) -> tuple[str, ...]:
    left = tuple(other for other in names if other != name)
    return left if name in names else (*left, name)
