"""From a wish to the session that grants it."""

from __future__ import annotations

from studyapp.memory.wishes import CardWish, Mode, Trait
from studyapp.services.cramming import Cramming
from studyapp.services.reviewing import Reviewing
from studyapp.services.selection import Selection, named
from studyapp.services.session import Session
from studyapp.services.study import Study


def selection_of(wish: CardWish) -> Selection:
    """Return the cards a wish names; ValueError for an unknown verdict or trait."""
    return named(wish.topics, wish.verdicts, wish.traits, wish.exam, wish.tag)


def open_session(study: Study, wish: CardWish) -> Session:
    """Begin the session that is wished for.

    Suspended cards have no schedule to follow: a session of them leaves it alone.
    """
    selection = selection_of(wish)
    if wish.mode is Mode.DUE and Trait.SUSPENDED not in selection.traits:
        return Reviewing(study, selection)
    return Cramming(study, selection, wish.days if wish.mode is Mode.AHEAD else 0)
