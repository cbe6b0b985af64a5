"""Single texts about the file as a whole.

Owns the names under which they are kept. Nothing that the learner sets belongs here.
"""

from __future__ import annotations

from enum import StrEnum

from sqlmodel import Session

from studyapp.store.tables import MetaRow


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
    PLAN_OF_DAY = "plan_of_day"
    """JSON of the plan for the exam as it was worked out this study day."""
    EXAM_PULSE = "exam_pulse"
    """Id and running milliseconds of the exam that was open last."""


def read_meta(session: Session, key: MetaKey) -> str:
    """Return a text, empty when it was never written."""
    # By hand: 0.05 ms, where the ORM takes 0.4 ms, and every answer asks.
    session.flush()
    query = "SELECT value FROM meta WHERE key = ?"
    found = session.connection().exec_driver_sql(query, (key.value,)).scalar()
    return str(found or "")


def write_meta(session: Session, key: MetaKey, value: str) -> None:
    """Keep a text in place of the one before."""
    session.merge(MetaRow(key=key.value, value=value))
