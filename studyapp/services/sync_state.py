"""How it stands with the folder that is set to be synced with.

Read at every start: it imports nothing that reads or writes the folder's files.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from studyapp.memory.study_day import study_day
from studyapp.services.study import Study
from studyapp.store.synced import read_synced


@dataclass(frozen=True, slots=True)
class SyncState:
    """One line about the folder."""

    words: str
    """When it was last synced, or what is wrong, in two or three words."""
    about: str
    """One sentence more."""
    is_in_trouble: bool = False


def sync_state(study: Study) -> SyncState | None:
    """Return how it stands with the folder that is set; None without one."""
    if not study.settings.sync_folder:
        return None
    folder = Path(study.settings.sync_folder).expanduser()
    synced = read_synced(study.store, folder)
    if synced.at_ms and not folder.is_dir():
        return SyncState("folder missing", f"'{folder}' is gone.", is_in_trouble=True)
    if synced.trouble:
        return SyncState("not done", synced.trouble, is_in_trouble=True)
    if not synced.at_ms:
        return SyncState("not yet", "Bring your devices together through the folder.")
    others = len(synced.devices)
    met = "one other device" if others == 1 else f"{others or 'no'} other devices"
    return SyncState(_since(study, synced.at_ms), f"With {met}.")


def _since(study: Study, at_ms: int) -> str:
    now = study.now()
    moment = datetime.fromtimestamp(at_ms / 1000, UTC).astimezone(now.tzinfo)
    hour = study.policy.rollover_hour
    if study_day(moment, hour) == study_day(now, hour):
        return f"today {moment:%H:%M}"
    return f"{moment.day} {moment:%b}"
