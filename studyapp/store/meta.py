"""Single texts about the file as a whole.

Owns the names under which they are kept. Nothing that the learner sets belongs here.
"""

from __future__ import annotations

from enum import StrEnum

from studyapp.store.names import Connection


class MetaKey(StrEnum):
    """What is kept."""

    DEVICE_ID = "device_id"
    """16 hex digits, minted once for each file."""
    CONTENT_SIGNATURE = "content_signature"
    """What the content folders looked like when they were last loaded."""
    CONTENT_PROBLEMS = "content_problems"
    """JSON list of what is wrong between files."""
    STATES_KEY = "states_key"
    """Fingerprint of the policy that the cached card states follow."""
    FOLLOWED = "followed"
    """Number of this device's last event that the cached card states hold."""
    INDEXED = "indexed"
    """Number of this device's last event that `event_index` holds."""
    MERGES = "merges"
    """How many times events from elsewhere were taken in."""
    PLAN_OF_DAY = "plan_of_day"
    """JSON of the plan for the exam as it was worked out this study day."""
    EXAM_PULSE = "exam_pulse"
    """Id and running milliseconds of the exam that was open last."""
    SYNCED = "synced"
    """JSON: when this file was last synced, by folder."""


def read_meta(connection: Connection, key: MetaKey) -> str:
    """Return a text, empty when it was never written."""
    query = "SELECT value FROM meta WHERE key = ?"
    row = connection.execute(query, (key.value,)).fetchone()
    return str(row[0]) if row else ""


def write_meta(connection: Connection, key: MetaKey, value: str) -> None:
    """Keep a text in place of the one before."""
    connection.execute(
        "REPLACE INTO meta (key, value) VALUES (?, ?)", (key.value, value)
    )
