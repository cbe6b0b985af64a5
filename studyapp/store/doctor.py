"""Examines the learner's file, and rebuilds what can be rebuilt.

Owns the findings. It must never change the journal: what is lost there is reported
and stays lost.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from studyapp.errors import StorageError
from studyapp.memory.projection import Projection
from studyapp.memory.tally import difference, tallies_of
from studyapp.store.engine import Store
from studyapp.store.event_index import is_indexed
from studyapp.store.event_rows import read_events
from studyapp.store.mark import read_standing
from studyapp.store.merge import IMPORTED
from studyapp.store.names import Connection
from studyapp.store.state_rows import is_load_counted, read_every_state
from studyapp.store.states import rebuild as rebuild_states
from studyapp.store.tallies import are_days_counted, read_tallies


class Ailment(StrEnum):
    """What can be wrong with a file."""

    DAMAGED_FILE = "damaged file"
    BROKEN_LINK = "broken link"
    JOURNAL_GAP = "gap in the journal"
    STALE_STATES = "stale card states"
    STALE_INDEX = "stale index of events"


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing wrong, and what to do about it."""

    ailment: Ailment
    message: str
    remedy: str

    def __str__(self) -> str:
        return f"{self.ailment}: {self.message}; {self.remedy}"


def check(store: Store, projection: Projection) -> tuple[Finding, ...]:
    """Return everything wrong with the file; empty when it is sound."""
    try:
        with store.reading() as connection:
            damage = _damage(connection)
            if damage:
                return damage
            return (
                *_links(connection),
                *_gaps(connection),
                *_states(connection, projection),
                *_index(connection),
            )
    except (StorageError, ValueError) as error:
        return (_damaged(str(error)),)


def rebuild(store: Store, projection: Projection) -> int:
    """Replay the journal into the cache of card states; return how many there are."""
    return rebuild_states(store, projection)


def _damage(connection: Connection) -> tuple[Finding, ...]:
    rows = connection.execute("PRAGMA integrity_check(20)")
    return tuple(_damaged(str(text)) for (text,) in rows if text != "ok")


def _damaged(text: str) -> Finding:
    return Finding(
        Ailment.DAMAGED_FILE,
        text,
        "close studyapp and run 'studyapp restore FILE' with a backup",
    )


def _links(connection: Connection) -> tuple[Finding, ...]:
    rows = connection.execute("PRAGMA foreign_key_check")
    return tuple(
        Finding(
            Ailment.BROKEN_LINK,
            f"row {row} of '{table}' points to nothing in '{parent}'",
            "run 'studyapp content load'",
        )
        for table, row, parent, _ in rows
    )


def _gaps(connection: Connection) -> tuple[Finding, ...]:
    """Find devices whose numbers do not run from 1 to the last without a hole."""
    rows = connection.execute(
        "SELECT d.text, count(*), max(sequence) FROM event"
        " JOIN name d ON d.id = device WHERE substr(d.text, 1, ?) <> ? GROUP BY device",
        (len(IMPORTED), IMPORTED),
    )
    return tuple(
        Finding(
            Ailment.JOURNAL_GAP,
            f"{last - count} of {last} events of the device {device} are missing",
            "import them from a backup or from that device",
        )
        for device, count, last in rows
        if count != last
    )


def _states(connection: Connection, projection: Projection) -> tuple[Finding, ...]:
    """Find cards whose state is not what the journal gives as far as followed."""
    standing = read_standing(connection)
    if standing.key != projection.key:
        return ()
    own = standing.mark.device
    events = [
        event
        for event in read_events(connection)
        if event.device != own or event.sequence <= standing.followed
    ]
    expected = projection.replay(events)
    try:
        stored = read_every_state(connection)
    except StorageError as error:
        return (Finding(Ailment.STALE_STATES, error.message, error.remedy),)
    differing = sorted(
        card
        for card in stored.keys() | expected.keys()
        if stored.get(card) != expected.get(card)
    )
    tallies = tallies_of(projection.reviews(events))
    if difference(tallies, read_tallies(connection)):
        differing.append("the sums of answers")
    if not are_days_counted(connection):
        differing.append("the answers of days")
    if not is_load_counted(connection):
        differing.append("the load of days")
    if not differing:
        return ()
    return (
        Finding(
            Ailment.STALE_STATES,
            f"{len(differing)} cards or sums differ from the journal, first "
            f"'{differing[0]}'",
            "run 'studyapp doctor --rebuild'",
        ),
    )


def _index(connection: Connection) -> tuple[Finding, ...]:
    if is_indexed(connection):
        return ()
    return (
        Finding(
            Ailment.STALE_INDEX,
            "it does not hold each event where the journal has it",
            "run 'studyapp doctor --rebuild'",
        ),
    )
