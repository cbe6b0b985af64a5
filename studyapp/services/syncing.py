"""Uniting devices through a folder, and telling copies of one device apart."""

from __future__ import annotations

from contextlib import suppress
from dataclasses import replace
from pathlib import Path

from studyapp.errors import StorageError, StudyError, UsageError
from studyapp.exchange import sync as exchange
from studyapp.exchange.sync import SyncReport
from studyapp.memory.study_day import utc_ms
from studyapp.memory.wording import counted
from studyapp.services.study import Study
from studyapp.store.identity import Renaming, device_of, renew_device, take_back
from studyapp.store.synced import Synced, read_synced, write_synced

_NO_FOLDER = "no folder to sync with is set"
_ENTRIES = "answers and changes"
_REMEDY = "run 'studyapp sync FOLDER', or 'studyapp config sync_folder FOLDER' once"


def sync(study: Study, folder: str = "") -> SyncReport:
    """Share answers with the devices in a folder, by default the one that is set.

    Raises UsageError without a folder, ClashError when another copy of the data
    studies as this device, StorageError when the folder cannot be used, also because
    it was synced with before and is gone.
    """
    chosen = _folder(study, folder)
    if chosen is None:
        raise UsageError(_NO_FOLDER, _REMEDY)
    before = read_synced(study.store, chosen)
    try:
        report = _united(study, chosen, before)
    except StudyError as error:
        with suppress(StorageError):  # what went wrong first is what to tell
            write_synced(study.store, chosen, replace(before, trouble=error.sentence))
        raise
    synced = Synced(utc_ms(study.now()), report.devices)
    write_synced(study.store, chosen, synced)
    return report


def _united(study: Study, folder: Path, before: Synced) -> SyncReport:
    if before.at_ms and not folder.exists():
        raise StorageError(
            f"the folder '{folder}' is gone, and you have synced with it before",
            "see that its drive or program is there, or make the folder anew",
        )
    report = exchange.sync(study.store, study.projection, folder)
    known = set(before.devices)
    is_emptied = before.at_ms and (
        report.first or (known and not known & set(report.devices))
    )
    if not is_emptied:
        return report
    warning = (
        f"'{folder}' held your devices' files when you last synced and now lacks them: "
        "is it the right folder?"
    )
    return replace(report, messages=(warning, *report.messages))


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
    met = counted(len(report.devices), "other device")
    are = "is" if report.shared == 1 else "are"
    yours = f"{report.shared} of your {_ENTRIES} {are} in the folder"
    made = f"the folder '{report.folder}' was made; " if report.made else ""
    if not report.devices:
        return f"{made}no other device is there yet; {yours}"
    if not report.received:
        return f"nothing new from {met}; {yours}"
    entries = "answer or change" if report.received == 1 else _ENTRIES
    came = f"{report.received} {entries} about {counted(report.cards, 'card')}"
    return f"{came} came from {met}; {yours}"


def _folder(study: Study, folder: str) -> Path | None:
    name = folder or study.settings.sync_folder
    return Path(name).expanduser() if name else None
