"""Examines the learner's file, and rebuilds what can be rebuilt.

Owns the findings. It must never change the journal: what is lost there is reported
and stays lost.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from sqlmodel import Session, col, func, select

from studyapp.errors import StorageError
from studyapp.memory.state import to_json
from studyapp.store.engine import Store
from studyapp.store.event_rows import read_events
from studyapp.store.merge import IMPORTED
from studyapp.store.meta import MetaKey, read_meta
from studyapp.store.states import Projection, stored_texts
from studyapp.store.states import rebuild as rebuild_states
from studyapp.store.tables import EventRow


class Ailment(StrEnum):
    """What can be wrong with a file."""

    DAMAGED_FILE = "damaged file"
    BROKEN_LINK = "broken link"
    JOURNAL_GAP = "gap in the journal"
    STALE_STATES = "stale card states"


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
        with store.reading() as session:
            damage = _damage(session)
            if damage:
                return damage
            return (*_links(session), *_gaps(session), *_states(session, projection))
    except (StorageError, ValueError) as error:
        return (_damaged(str(error)),)


def rebuild(store: Store, projection: Projection) -> int:
    """Replay the journal into the cache of card states; return how many there are."""
    return len(rebuild_states(store, projection))


def _damage(session: Session) -> tuple[Finding, ...]:
    rows = session.connection().exec_driver_sql("PRAGMA integrity_check(20)")
    return tuple(_damaged(str(text)) for (text,) in rows if text != "ok")


def _damaged(text: str) -> Finding:
    return Finding(
        Ailment.DAMAGED_FILE, text, "close studyapp and put a backup in its place"
    )


def _links(session: Session) -> tuple[Finding, ...]:
    rows = session.connection().exec_driver_sql("PRAGMA foreign_key_check")
    return tuple(
        Finding(
            Ailment.BROKEN_LINK,
            f"row {row} of '{table}' points to nothing in '{parent}'",
            "run 'studyapp content load'",
        )
        for table, row, parent, _ in rows
    )


def _gaps(session: Session) -> tuple[Finding, ...]:
    """Find devices whose numbers do not run from 1 to the last without a hole."""
    query = (
        select(EventRow.device, func.count(), func.max(EventRow.sequence))
        .where(~col(EventRow.device).startswith(IMPORTED, autoescape=True))
        .group_by(col(EventRow.device))
    )
    return tuple(
        Finding(
            Ailment.JOURNAL_GAP,
            f"{last - count} of {last} events of the device {device} are missing",
            "import them from a backup or from that device",
        )
        for device, count, last in session.exec(query)
        if count != last
    )


def _states(session: Session, projection: Projection) -> tuple[Finding, ...]:
    """Find cards whose cached state is not what the journal gives."""
    if read_meta(session, MetaKey.STATES_KEY) != projection.key:
        return ()
    stored = stored_texts(session)
    replayed = projection.replay(read_events(session))
    expected = {card: to_json(state) for card, state in replayed.items()}
    differing = sorted(
        card
        for card in stored.keys() | expected.keys()
        if stored.get(card) != expected.get(card)
    )
    if not differing:
        return ()
    return (
        Finding(
            Ailment.STALE_STATES,
            f"{len(differing)} cards differ from the journal, first '{differing[0]}'",
            "run 'studyapp doctor --rebuild'",
        ),
    )
