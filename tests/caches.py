"""What a file keeps beside the journal, so that two files can be told apart."""

from __future__ import annotations

from studyapp.memory.projection import Projection
from studyapp.store.engine import Store
from studyapp.store.state_rows import read_every_state
from studyapp.store.states import fresh
from studyapp.store.tallies import read_tallies


def cached(store: Store, projection: Projection) -> str:
    """Return every card's state, all sums, and each day's load and answers."""
    with fresh(store, projection) as connection:
        states = sorted(read_every_state(connection).items())
        tallies = sorted(read_tallies(connection).items())
        load = connection.execute("SELECT day, cards FROM due_load ORDER BY day")
        days = connection.execute("SELECT day, answers FROM answered ORDER BY day")
        held = states, tallies, load.fetchall(), days.fetchall()
        return "\n".join(map(repr, held))
