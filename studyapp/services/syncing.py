"""Uniting devices through a folder, and telling copies of one device apart."""

from __future__ import annotations

from pathlib import Path

from studyapp.errors import UsageError
from studyapp.exchange import sync as exchange
from studyapp.exchange.sync import SyncReport
from studyapp.services.study import Study
from studyapp.store.identity import Renaming, device_of, renew_device, take_back

_NO_FOLDER = "no folder to sync with is set"
_REMEDY = "run 'studyapp sync FOLDER', or 'studyapp config sync_folder FOLDER' once"


def sync(study: Study, folder: str = "") -> SyncReport:
    """Unite this device with those in a folder, by default the one that is set.

    Raises UsageError without a folder, ClashError when another copy of the data
    studies as this device, StorageError when the folder cannot be used.
    """
    chosen = _folder(study, folder)
    if chosen is None:
        raise UsageError(_NO_FOLDER, _REMEDY)
    return exchange.sync(study.store, study.projection, chosen)


def become_new_device(study: Study, folder: str = "") -> Renaming:
    """Make this copy of the data a device of its own, and close the study.

    Events that the folder does not have as they are here become the new device's.
    Raises UsageError, nothing changed, without a folder that tells which those are.
    """
    chosen = _folder(study, folder)
    if chosen is None:
        raise UsageError(
            "only the folder you sync with tells which events are this copy's own",
            "run 'studyapp doctor --new-device FOLDER' with it",
        )
    fork = exchange.fork_in(study.store, chosen)
    is_former = fork.device != device_of(study.store)
    study.close()
    path, now = study.store.path, study.now()
    if is_former and fork.first is not None:
        return take_back(path, fork.device, fork.first, now)
    return renew_device(path, fork.first, now)


def summary(report: SyncReport) -> str:
    """Return one sentence that says what a sync did."""
    others = len(report.devices)
    met = f"{others} other device{'' if others == 1 else 's'}"
    if not report.received:
        return f"nothing new from {met}; {report.shared} events of yours are shared"
    return (
        f"{report.received} events about {report.cards} cards came from {met}; "
        f"{report.shared} of yours are shared"
    )


def _folder(study: Study, folder: str) -> Path | None:
    name = folder or study.settings.sync_folder
    return Path(name).expanduser() if name else None
