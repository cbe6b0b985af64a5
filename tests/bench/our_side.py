"""The half of the Anki comparison that goes through our own services."""

from __future__ import annotations

import json
import sys
from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta
from functools import partial
from pathlib import Path
from time import perf_counter, process_time
from typing import TypeVar

from studyapp import clock
from studyapp.memory.events import Event
from studyapp.memory.fsrs import Rating
from studyapp.memory.state import CardState
from studyapp.memory.study_day import day_start
from studyapp.services.reviewing import Reviewing
from studyapp.services.statistics import statistics
from studyapp.services.study import Study, open_study
from studyapp.settings import Settings
from studyapp.store.event_rows import insert_events
from studyapp.store.search import Index
from studyapp.store.states import read_states, rebuild
from tests.bench.deck import asked, events_of, write_topics

T = TypeVar("T")
Times = dict[str, list[tuple[float, float]]]
"""(wall, CPU) seconds by what was done."""
FILE = "study.sqlite3"


def opened(folder: Path) -> Study:
    return open_study(folder / FILE, [str(folder / "topics")], Settings(), clock.now)


def build(folder: Path, cards: int) -> None:
    """Write the deck, our file with its history, and the same for Anki."""
    write_topics(folder / "topics", cards)
    study, now = opened(folder), clock.now()
    # What was answered today would count against our limits, and not against Anki's.
    yesterday = day_start(study.today, UTC) - timedelta(hours=1)
    events = [
        event
        for number, card in enumerate(asked(cards))
        for event in events_of(card.card_id, number, yesterday, study.policy)
    ]
    events.sort(key=lambda event: (event.at_ms, event.subject))
    device = study.journal.device_id
    numbered = [
        event._replace(device=device, sequence=sequence)
        for sequence, event in enumerate(events, start=1)
    ]
    with study.store.writing() as connection:
        insert_events(connection, numbered)
    rebuild(study.store, study.projection)
    states = read_states(study.store, study.projection)
    _write_for_anki(folder / "cards.jsonl", cards, numbered, states, now)
    study.close()


def _write_for_anki(
    path: Path,
    cards: int,
    events: list[Event],
    states: dict[str, CardState],
    now: datetime,
) -> None:
    by_card: dict[str, list[Event]] = {}
    for event in events:
        by_card.setdefault(event.subject, []).append(event)
    with path.open("w", encoding="utf-8") as file:
        for card in asked(cards):
            state = states.get(card.card_id) or CardState(card.card_id)
            log = list(_log(by_card.get(card.card_id, []), state))
            row = {"front": card.front, "back": card.back, "log": log}
            file.write(f"{json.dumps(row | _schedule(state, now))}\n")


def _schedule(state: CardState, now: datetime) -> dict[str, object]:
    if state.memory is None or state.last_ms is None:
        return {"phase": "new"}
    due_in = (state.due_day - now.date()).days if state.due_day else 0
    return {
        "phase": state.phase.value,
        "due_in": due_in,
        "due_s": (state.due_ms or 0) // 1000,
        "ivl": max(state.interval, 1),
        "s": round(state.memory.stability, 4),
        "d": round(state.memory.difficulty, 3),
        "reps": state.reviews,
        "lapses": state.lapses,
        "last_s": state.last_ms // 1000,
    }


def _log(events: list[Event], state: CardState) -> Iterator[tuple[object, ...]]:
    """Yield time, ease, interval, last interval, milliseconds, kind (0 or 1)."""
    last = 0
    for number, event in enumerate(events):
        days = state.interval if number + 1 == len(events) else _gap(events, number)
        interval = days or -600
        rating, elapsed = event.payload["rating"], event.payload["elapsed_ms"]
        yield event.at_ms, rating, interval, last, elapsed, int(last > 0)
        last = interval


def _gap(events: list[Event], number: int) -> int:
    return (events[number + 1].at_ms - events[number].at_ms) // 86_400_000


def start(folder: Path) -> None:
    """Open the file and show the first due card."""
    study = opened(folder)
    Reviewing(study).next()
    study.close()


def measure(folder: Path, rounds: int, words: list[str]) -> Times:
    """Return (wall, CPU) seconds by what was done."""
    taken: Times = {}

    def timed(what: str, act: Callable[[], T]) -> T:
        wall, cpu = perf_counter(), process_time()
        result = act()
        times = perf_counter() - wall, process_time() - cpu
        taken.setdefault(what, []).append(times)
        return result

    study = opened(folder)
    for _ in range(5):
        timed("build the queue", lambda: Reviewing(study).next())
    reviewing = Reviewing(study)
    for index in range(rounds):
        shown = timed("next card", reviewing.next)
        if shown is None:
            raise LookupError("the deck has too few cards for so many rounds")
        rating = Rating.GOOD if index % 6 else Rating.AGAIN
        timed("answer", partial(reviewing.answer, shown, rating, 5_000))
    for _ in range(min(20, rounds)):
        timed("undo", reviewing.undo)
    # Open all along, as the lookup's screen keeps it and Anki its collection.
    with Index(str(folder / FILE)) as lookup:
        for word in words:
            timed("search", partial(lookup.find, word, 5))
    for _ in range(3):
        timed("statistics for a year", lambda: statistics(study))
    study.close()
    return taken


def main() -> None:
    """Do what the bench asks for: `build`, `start` or `measure` in a folder."""
    what, folder = sys.argv[1], Path(sys.argv[2])
    if what == "build":
        build(folder, int(sys.argv[3]))
    elif what == "start":
        start(folder)
    else:
        print(json.dumps(measure(folder, int(sys.argv[3]), sys.argv[4:])))


if __name__ == "__main__":
    main()
