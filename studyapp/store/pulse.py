"""How far the clock of the open exam had run when it was last noted.

It spares the journal a row every few seconds. It may be lost: an exam then goes on
from its last act, some seconds earlier.
"""

from __future__ import annotations

from studyapp.store.engine import Store
from studyapp.store.meta import MetaKey, read_meta, write_meta


def write_pulse(store: Store, exam: str, clock_ms: int) -> None:
    """Keep the running time of an exam in place of the one before."""
    with store.writing() as connection:
        write_meta(connection, MetaKey.EXAM_PULSE, f"{exam} {clock_ms}")


def read_pulse(store: Store, exam: str) -> int:
    """Return the running time last kept for an exam, 0 when there is none."""
    with store.reading() as connection:
        kept = read_meta(connection, MetaKey.EXAM_PULSE)
    name, _, clock_ms = kept.partition(" ")
    return int(clock_ms) if name == exam and clock_ms.isdecimal() else 0
