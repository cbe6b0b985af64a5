"""Where a review may go: what is due on the coming days, and where siblings are.

It writes nothing: the day it finds goes into the answer that the learner gives.
"""

from __future__ import annotations

from studyapp.memory.balance import HORIZON, Load, balanced_interval
from studyapp.memory.fuzz import unit_of
from studyapp.memory.scheduler import Place
from studyapp.memory.state import CardState
from studyapp.services.study import Study
from studyapp.store.deck import sibling_days
from studyapp.store.names import Connection
from studyapp.store.state_rows import due_load


def place_for(study: Study, connection: Connection, state: CardState) -> Place:
    """Return what chooses the day of a card's review, while `connection` is open."""
    today, week = study.today.toordinal(), study.week
    siblings = sibling_days(connection, state.card_id)
    unit = unit_of(state.card_id, state.reviews + 1)

    def place(low: int, high: int) -> int | None:
        if high > HORIZON:
            return None
        load = Load(due_load(connection, today + low, today + high), week, siblings)
        return balanced_interval(low, high, today, load, unit)

    return place
