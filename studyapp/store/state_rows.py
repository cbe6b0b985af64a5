"""Card states as rows: one column for each field, days as ordinals.

Owns the stored form of a state. It must never hold back a field: a row gives exactly
the state that was written.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from typing import Any

from studyapp.errors import StorageError
from studyapp.memory.fsrs import Memory
from studyapp.memory.state import CardState, Phase
from studyapp.store.names import batches, known_numbers, numbers_of

PHASES = tuple(Phase)
"""By the number that a row holds."""
_NUMBERS = {phase: number for number, phase in enumerate(PHASES)}

_COLUMNS = (
    "phase, step, stability, difficulty, memory_day, interval, due_ms, due_day,"
    " first_day, last_day, last_ms, reviews, lapses, suspended, buried_until,"
    " forward_day, revision, flagged, note"
)
_SELECT = (
    f"SELECT n.text, {_COLUMNS}, w.text FROM card_state s"
    " JOIN name n ON n.id = s.card LEFT JOIN name w ON w.id = s.weights"
)
_INSERT = (
    f"INSERT INTO card_state (card, {_COLUMNS}, weights, wanted)"
    f" VALUES ({', '.join('?' * 22)})"
)


_IS_DUE = "due_day IS NOT NULL AND NOT suspended"
_DUE = f"SELECT due_day, count(*) FROM card_state WHERE {_IS_DUE} GROUP BY due_day"


def read_every_state(connection: sqlite3.Connection) -> dict[str, CardState]:
    """Return all states by card."""
    return _states(connection.execute(f"{_SELECT} ORDER BY s.card"))


def read_state(connection: sqlite3.Connection, card_id: str) -> CardState | None:
    """Return the state of a card, None when it has none."""
    found = _states(connection.execute(f"{_SELECT} WHERE n.text = ?", (card_id,)))
    return found.get(card_id)


def read_states_among(
    connection: sqlite3.Connection, numbers: Sequence[int]
) -> dict[str, CardState]:
    """Return the states that the cards with these numbers have, by card."""
    return _states(
        row
        for some in batches(numbers)
        for row in connection.execute(f"{_SELECT} WHERE s.card IN ({some})")
    )


def replace_states(
    connection: sqlite3.Connection,
    cards: Iterable[str],
    states: Mapping[str, CardState],
) -> None:
    """Put `states` in place of the states that `cards` had."""
    numbers = list(known_numbers(connection, cards).values())
    for some in batches(numbers):
        _count_due(connection, f"card IN ({some})", -1)
        connection.execute(f"DELETE FROM card_state WHERE card IN ({some})")
    _insert(connection, states)
    for some in batches(numbers):
        _count_due(connection, f"card IN ({some})", 1)
    connection.execute("DELETE FROM due_load WHERE cards = 0")


def replace_every_state(
    connection: sqlite3.Connection, states: Mapping[str, CardState]
) -> None:
    """Put `states` in place of all there are."""
    connection.execute("DELETE FROM card_state")
    connection.execute("DELETE FROM due_load")
    _insert(connection, states)
    _count_due(connection, "1", 1)


def due_load(
    connection: sqlite3.Connection, first: date, last: date
) -> dict[date, int]:
    """Return how many cards are due on each study day between two."""
    rows = connection.execute(
        "SELECT day, cards FROM due_load WHERE day BETWEEN ? AND ?",
        (first.toordinal(), last.toordinal()),
    )
    return {date.fromordinal(day): cards for day, cards in rows}


def is_load_counted(connection: sqlite3.Connection) -> bool:
    """Return whether the load of each day is that of the states."""
    counted = connection.execute("SELECT day, cards FROM due_load ORDER BY day")
    return counted.fetchall() == connection.execute(f"{_DUE} ORDER BY 1").fetchall()


def _count_due(connection: sqlite3.Connection, where: str, times: int) -> None:
    """Count the cards that are due on a day, or take them out of the count."""
    connection.execute(
        "INSERT INTO due_load (day, cards)"
        f" SELECT due_day, ? * count(*) FROM card_state WHERE {_IS_DUE} AND {where}"
        " GROUP BY due_day"
        " ON CONFLICT (day) DO UPDATE SET cards = cards + excluded.cards",
        (times,),
    )


def _insert(connection: sqlite3.Connection, states: Mapping[str, CardState]) -> None:
    if not states:
        return
    weights = {state.weights_version for state in states.values()} - {""}
    numbers = numbers_of(connection, sorted({*states, *weights}))
    rows = [_row(state, numbers) for _, state in sorted(states.items())]
    connection.executemany(_INSERT, rows)


def _row(state: CardState, numbers: Mapping[str, int]) -> tuple[object, ...]:
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
        numbers.get(state.weights_version),
        _wanted(state),
    )


def _wanted(state: CardState) -> int | None:
    """Return from which study day the card may be shown; None for a suspended one.

    0 for a card in steps, and for one that is new although it has a state.
    """
    if state.suspended:
        return None
    return _ordinal(state.wanted_day) or 0


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
) -> CardState:
    return CardState(
        card,
        PHASES[phase],
        step,
        None
        if stability is None or difficulty is None
        else Memory(stability, difficulty),
        _day(memory_day),
        interval,
        due_ms,
        _day(due_day),
        _day(first_day),
        _day(last_day),
        last_ms,
        reviews,
        lapses,
        bool(suspended),
        _day(buried_until),
        _day(forward_day),
        revision,
        weights or "",
        bool(flagged),
        note,
    )


def _day(ordinal: int | None) -> date | None:
    return date.fromordinal(ordinal) if ordinal else None


def _ordinal(day: date | None) -> int | None:
    return day.toordinal() if day else None
