"""Looking after the learner's file: what is wrong with it, rebuilding, copies."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path

from studyapp.services.study import Study
from studyapp.store import backup, doctor
from studyapp.store.doctor import Finding


def findings(study: Study) -> tuple[Finding, ...]:
    """Return everything wrong with the file."""
    return doctor.check(study.store, study.projection)


def rebuild(study: Study) -> int:
    """Recompute all card states from the journal; return how many there are."""
    return doctor.rebuild(study.store, study.projection)


def back_up(path: Path, copy: Path) -> Path:
    """Copy the learner's file, also while it is in use; return the copy."""
    return backup.back_up(path, copy)


def restore(copy: Path, path: Path, now: datetime) -> Path | None:
    """Put a copy in the file's place; return where the present file was kept."""
    return backup.restore(copy, path, now)
