"""Where a review may go: what is due on the coming days, and where siblings are.

It writes nothing: the day it finds goes into the answer that the learner gives.
"""

from __future__ import annotations

from datetime import timedelta

from studyapp.memory.balance import HORIZON, Load, balanced_interval
from studyapp.memory.fuzz import unit_of
from studyapp.memory.scheduler import Place
from studyapp.memory.state import CardState
from studyapp.services.study import Study
from studyapp.store.deck import sibling_days
from studyapp.store.names import Connection
from studyapp.store.state_rows import due_load


def place_for(study: Study, connection: Connection, state: CardState) -> Place:
    """Return what chooses the day of a card's next review."""
    today = study.today
    load = Load(
        due_load(connection, today, today + timedelta(days=HORIZON)),
        study.week,
        sibling_days(connection, state.card_id),
    )
    unit = unit_of(state.card_id, state.reviews + 1)
    return lambda low, high: balanced_interval(low, high, today, load, unit)
