"""When this file was last synced with which folder, and what it met there.

It may be lost: the next sync then cannot tell a new folder from one that was emptied.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from studyapp.store.engine import Store
from studyapp.store.meta import MetaKey, read_meta, write_meta
from studyapp.store.names import Connection


@dataclass(frozen=True, slots=True)
class Synced:
    """What is known of a folder since the last sync with it."""

    at_ms: int = 0
    """UTC milliseconds of the last sync that was done; 0 when none was."""
    devices: tuple[str, ...] = ()
    """Other devices that were met in it."""
    trouble: str = ""
    """Why the last attempt failed, in a sentence; empty when it did not."""


def read_synced(store: Store, folder: Path) -> Synced:
    """Return what is known of a folder."""
    with store.reading() as connection:
        found = _all_of(connection).get(str(folder.absolute()), {})
    return Synced(
        int(found.get("at_ms", 0)),
        tuple(found.get("devices", ())),
        str(found.get("trouble", "")),
    )


def write_synced(store: Store, folder: Path, synced: Synced) -> None:
    """Keep what is known of a folder in place of what was known before."""
    with store.writing() as connection:
        known = _all_of(connection)
        known[str(folder.absolute())] = {
            "at_ms": synced.at_ms,
            "devices": list(synced.devices),
            "trouble": synced.trouble,
        }
        write_meta(connection, MetaKey.SYNCED, json.dumps(known, sort_keys=True))


def _all_of(connection: Connection) -> dict[str, dict[str, Any]]:
    kept = read_meta(connection, MetaKey.SYNCED)
    return dict(json.loads(kept)) if kept else {}
