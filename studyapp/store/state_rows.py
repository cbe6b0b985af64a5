"""Card states as rows: one column for each field, days as ordinals.

Owns the stored form of a state. It must never hold back a field: a row gives exactly
the state that was written.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Mapping, Sequence
from datetime import date
from typing import Any, NamedTuple

from studyapp.errors import StorageError
from studyapp.memory.fsrs import Memory
from studyapp.memory.state import CardState, Phase
from studyapp.store.names import Connection, batches, known_numbers, numbers_of

_day = date.fromordinal
PHASES = tuple(Phase)
"""By the number that a row holds."""
_NUMBERS = {phase: number for number, phase in enumerate(PHASES)}

_COLUMNS = (
    "phase, step, stability, difficulty, memory_day, interval, due_ms, due_day,"
    " first_day, last_day, last_ms, reviews, lapses, suspended, buried_until,"
    " forward_day, revision, flagged, note"
)
_SELECT = (
    f"SELECT n.text, {_COLUMNS}, w.text, latest_ms FROM card_state s"
    " JOIN name n ON n.id = s.card LEFT JOIN name w ON w.id = s.weights"
)
_WRITE = (
    f"REPLACE INTO card_state (card, {_COLUMNS}, weights, latest_ms, wanted)"
    f" VALUES ({', '.join('?' * 23)})"
)
_IS_DUE = "due_day IS NOT NULL AND NOT suspended"
_DUE = f"SELECT due_day, count(*) FROM card_state WHERE {_IS_DUE} GROUP BY due_day"
_SHIFT = (
    "INSERT INTO due_load (day, cards) VALUES (?, ?)"
    " ON CONFLICT (day) DO UPDATE SET cards = cards + excluded.cards"
)


class Known(NamedTuple):
    """A card's state, and the instant of the latest event that went into it."""

    state: CardState
    latest_ms: int


def read_every_state(connection: Connection) -> dict[str, CardState]:
    """Return all states by card."""
    return _states(connection.execute(f"{_SELECT} ORDER BY s.card"))


def read_known(connection: Connection, numbers: Sequence[int]) -> dict[str, Known]:
    """Return what is known of the cards with these numbers, by card."""
    rows = [
        row
        for some in batches(numbers)
        for row in connection.execute(f"{_SELECT} WHERE s.card IN ({some})")
    ]
    states = _states(rows)
    return {row[0]: Known(states[row[0]], row[-1]) for row in rows}


def read_states_among(
    connection: Connection, numbers: Sequence[int]
) -> dict[str, CardState]:
    """Return the states that the cards with these numbers have, by card."""
    known = read_known(connection, numbers)
    return {card: found.state for card, found in known.items()}


def replace_states(
    connection: Connection,
    before: Collection[CardState],
    after: Mapping[str, CardState],
    latest: Mapping[str, int],
) -> None:
    """Put states in place of those that their cards have now.

    `latest` are the instants of the cards' latest events.
    """
    gone = [state.card_id for state in before if state.card_id not in after]
    connection.executemany(
        "DELETE FROM card_state WHERE card = ?",
        [(number,) for number in known_numbers(connection, gone).values()],
    )
    _write(connection, after, latest)
    load = Counter(filter(None, map(load_day, after.values())))
    load.subtract(filter(None, map(load_day, before)))
    shifts = [(day, cards) for day, cards in load.items() if cards]
    connection.executemany(_SHIFT, shifts)
    connection.executemany(
        "DELETE FROM due_load WHERE day = ? AND cards = 0",
        [(day,) for day, cards in shifts if cards < 0],
    )


def replace_every_state(
    connection: Connection, states: Mapping[str, CardState], latest: Mapping[str, int]
) -> None:
    """Put `states` in place of all there are."""
    connection.execute("DELETE FROM card_state")
    _write(connection, states, latest)
    connection.execute("DELETE FROM due_load")
    connection.execute(f"INSERT INTO due_load {_DUE}")


def due_load(connection: Connection, first: int, last: int) -> dict[int, int]:
    """Return how many cards are due on each study day between two, as ordinals."""
    query = "SELECT day, cards FROM due_load WHERE day BETWEEN ? AND ?"
    return dict(connection.execute(query, (first, last)))


def is_load_counted(connection: Connection) -> bool:
    """Return whether the load of each day is that of the states."""
    counted = connection.execute("SELECT day, cards FROM due_load ORDER BY day")
    return counted.fetchall() == connection.execute(f"{_DUE} ORDER BY 1").fetchall()


def load_day(state: CardState) -> int | None:
    """Return the study day that a card adds to, as an ordinal; None without one."""
    return None if state.suspended else _ordinal(state.due_day)


def _write(
    connection: Connection, states: Mapping[str, CardState], latest: Mapping[str, int]
) -> None:
    if not states:
        return
    weights = {state.weights_version for state in states.values()} - {""}
    numbers = numbers_of(connection, {*states, *weights})
    connection.executemany(
        _WRITE,
        [_row(s, numbers, latest[card]) for card, s in sorted(states.items())],
    )


def _row(
    state: CardState, numbers: Mapping[str, int], latest_ms: int
) -> tuple[object, ...]:
    stability, difficulty = state.memory or (None, None)
    return (
        numbers[state.card_id],
        _NUMBERS[state.phase],
        state.step,
        stability,
        difficulty,
        _ordinal(state.memory_day),
        state.interval,
        state.due_ms,
        _ordinal(state.due_day),
        _ordinal(state.first_day),
        _ordinal(state.last_day),
        state.last_ms,
        state.reviews,
        state.lapses,
        state.suspended,
        _ordinal(state.buried_until),
        _ordinal(state.forward_day),
        state.revision,
        state.flagged,
        state.note,
        numbers[state.weights_version] if state.weights_version else None,
        latest_ms,
        _wanted(state),
    )


def _wanted(state: CardState) -> int | None:
    """Return from which study day the card may be shown; None for a suspended one.

    0 for a card in steps, and for one that is new although it has a state.
    """
    if state.suspended:
        return None
    wanted = _ordinal(state.wanted_day) or 0
    return max(wanted, _ordinal(state.buried_until) or 0) if wanted else 0


def _states(rows: Iterable[tuple[Any, ...]]) -> dict[str, CardState]:
    """Return rows as states by card; StorageError when they are none of ours."""
    try:
        return {row[0]: _state(*row) for row in rows}
    except (IndexError, OverflowError, TypeError, ValueError) as error:
        raise StorageError(
            f"the stored card states are damaged ({error})",
            "run 'studyapp doctor --rebuild'",
        ) from error


def _state(  # noqa: PLR0913, PLR0917 - a row
    card: str,
    phase: int,
    step: int,
    stability: float | None,
    difficulty: float | None,
    memory_day: int | None,
    interval: int,
    due_ms: int | None,
    due_day: int | None,
    first_day: int | None,
    last_day: int | None,
    last_ms: int | None,
    reviews: int,
    lapses: int,
    suspended: int,
    buried_until: int | None,
    forward_day: int | None,
    revision: str | None,
    flagged: int,
    note: str,
    weights: str | None,
    _latest_ms: int,
) -> CardState:
    # Written out, for a line of the day reads 250: 2.0 us each, with a call for each
    # day 2.7.
    return CardState(
        card,
        PHASES[phase],
        step,
        Memory(stability, difficulty or 0.0) if stability else None,
        _day(memory_day) if memory_day else None,
        interval,
        due_ms,
        _day(due_day) if due_day else None,
        _day(first_day) if first_day else None,
        _day(last_day) if last_day else None,
        last_ms,
        reviews,
        lapses,
        bool(suspended),
        _day(buried_until) if buried_until else None,
        _day(forward_day) if forward_day else None,
        revision,
        weights or "",
        bool(flagged),
        note,
    )


def _ordinal(day: date | None) -> int | None:
    return day.toordinal() if day else None
