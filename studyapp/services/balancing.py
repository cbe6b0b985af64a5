"""Where a review may go: what is due on the coming days, and where siblings are.

It reads and writes nothing: the day it finds goes into the answer the learner gives.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from studyapp.memory.balance import Load, Week, balanced_interval
from studyapp.memory.fuzz import unit_of
from studyapp.memory.scheduler import Place
from studyapp.services.hand import Held


def place_for(held: Held, today: date, due: Mapping[int, int], week: Week) -> Place:
    """Return what chooses the day of a card's review, `due` on each day besides."""
    day = today.toordinal()
    load = Load(due, week, held.kin.days)
    unit = unit_of(held.state.card_id, held.state.reviews + 1)

    def place(low: int, high: int) -> int | None:
        return balanced_interval(low, high, day, load, unit)

    return place
