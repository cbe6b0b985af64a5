"""Looking after the learner's file: what is wrong with it, and rebuilding."""

from __future__ import annotations

from studyapp.services.study import Study
from studyapp.store import doctor
from studyapp.store.doctor import Finding


def findings(study: Study) -> tuple[Finding, ...]:
    """Return everything wrong with the file."""
    return doctor.check(study.store, study.projection)


def rebuild(study: Study) -> int:
    """Recompute all card states from the journal; return how many there are."""
    return doctor.rebuild(study.store, study.projection)
