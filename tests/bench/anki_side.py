"""The half of the Anki comparison that runs under an interpreter with `anki` in it.

Reads the deck that our half wrote, makes a collection of it and times Anki's own
calls. It must import nothing of ours. Run with `-P`: the bench beside it is called
`anki` too.
"""

from __future__ import annotations

import json
import sqlite3
import sys
from collections.abc import Callable
from contextlib import closing
from functools import partial
from pathlib import Path
from time import perf_counter, process_time, time
from typing import Any

import anki.collection
from anki.cards_pb2 import Card  # noqa: F401 - loads the messages before a clock runs
from anki.collection import AddNoteRequest, Collection
from anki.consts import QUEUE_TYPE_LRN, QUEUE_TYPE_REV
from anki.scheduler_pb2 import CardAnswer

FILE = "collection.anki2"
_KINDS = {"learning": (1, QUEUE_TYPE_LRN), "relearning": (3, QUEUE_TYPE_LRN)}


def build(folder: Path) -> None:
    """Make the collection from `cards.jsonl`."""
    col = Collection(str(folder / FILE))
    col.set_config("fsrs", val=True)
    deck = col.decks.id("Deck")
    model = col.models.by_name("Basic")
    rows = [json.loads(line) for line in (folder / "cards.jsonl").open()]
    requests = []
    for row in rows:
        note = col.new_note(model)
        note["Front"], note["Back"] = row["front"], row["back"]
        requests.append(AddNoteRequest(note, deck))
    col.add_notes(requests)
    cards = col.db.list("select id from cards order by id")
    col.decks.id("Other")
    today = col.sched.today
    col.close()
    # Anki's own connection commits each row by itself: minutes for a large log.
    with closing(sqlite3.connect(folder / FILE)) as connection, connection:
        _schedule(connection, today, cards, rows)


def _schedule(
    connection: sqlite3.Connection, today: int, cards: list[int], rows: list[Any]
) -> None:
    updates, log = [], []
    taken: set[int] = set()
    for card, row in zip(cards, rows, strict=True):
        for at_ms, ease, interval, last, elapsed_ms, kind in row["log"]:
            while at_ms in taken:
                at_ms += 1  # noqa: PLW2901 - the time is the key of Anki's log
            taken.add(at_ms)
            log.append((at_ms, card, -1, ease, interval, last, 0, elapsed_ms, kind))
        if row["phase"] == "new":
            continue
        kind, queue = _KINDS.get(row["phase"], (2, QUEUE_TYPE_REV))
        due = today + row["due_in"] if queue == QUEUE_TYPE_REV else row["due_s"]
        data = {"s": row["s"], "d": row["d"], "dr": 0.9, "decay": 0.1542}
        data["lrt"] = row["last_s"]
        left = 0 if queue == QUEUE_TYPE_REV else 1001
        text = json.dumps(data, separators=(",", ":"))
        numbers = (kind, queue, due, row["ivl"], row["reps"], row["lapses"], left)
        updates.append((*numbers, text, card))
    connection.executemany(
        "update cards set type=?, queue=?, due=?, ivl=?, reps=?, lapses=?, left=?,"
        " data=?, factor=2500 where id=?",
        updates,
    )
    connection.executemany("insert into revlog values (?,?,?,?,?,?,?,?,?)", log)


def start(folder: Path) -> None:
    """Open the collection and show the first due card."""
    col = Collection(str(folder / FILE))
    col.decks.select(col.decks.id("Deck"))
    _show(col)
    col.close()


def _show(col: Collection) -> tuple[Any, Any]:
    """Return the next card as a reviewer needs it: texts and four intervals."""
    queued = col.sched.get_queued_cards()
    first = queued.cards[0]
    card = anki.cards.Card(col, backend_card=first.card)
    card.start_timer()
    card.question(), card.answer()
    col.sched.describe_next_states(first.states)
    return card, first.states


def measure(folder: Path, rounds: int, words: list[str]) -> dict[str, list[Any]]:
    """Return (wall, CPU) seconds by what was done."""
    col = Collection(str(folder / FILE))
    deck, other = col.decks.id("Deck"), col.decks.id("Other")
    taken: dict[str, list[Any]] = {}

    def timed(what: str, act: Callable[[], Any]) -> Any:  # noqa: ANN401
        wall, cpu = perf_counter(), process_time()
        result = act()
        times = perf_counter() - wall, process_time() - cpu
        taken.setdefault(what, []).append(times)
        return result

    for _ in range(5):
        col.decks.select(other)
        col.sched.get_queued_cards()
        col.decks.select(deck)
        timed("build the queue", lambda: _show(col))
    for index in range(rounds):
        card, states = timed("next card", lambda: _show(col))
        rating = CardAnswer.GOOD if index % 6 else CardAnswer.AGAIN
        given = col.sched.build_answer(card=card, states=states, rating=rating)
        timed("answer", partial(col.sched.answer_card, given))
    for _ in range(min(20, rounds)):
        timed("undo", col.undo)
    for word in words:
        timed("search", partial(col.find_cards, word))
    for _ in range(3):
        timed("statistics for a year", lambda: col._backend.graphs(search="", days=365))
    col.close()
    return taken


def main() -> None:
    """Do what the bench asks for: `build`, `start` or `measure` in a folder."""
    what, folder = sys.argv[1], Path(sys.argv[2])
    if what == "build":
        begun = time()
        build(folder)
        print(f"built in {time() - begun:.0f} s", file=sys.stderr)
    elif what == "start":
        start(folder)
    else:
        rounds, words = int(sys.argv[3]), sys.argv[4:]
        print(json.dumps(measure(folder, rounds, words)))


if __name__ == "__main__":
    main()
