"""Scenarios of the calculator saved by name: what was typed, kept in the journal.

Kept as texts, so a scenario is calculated with the facts of the day it is opened.
"""

from __future__ import annotations

import difflib
from collections.abc import Mapping

from studyapp.errors import UsageError
from studyapp.services.study import Study

SAVED = "scenario_saved"
"""Kind of event; payload: field names to texts. An empty payload forgets it."""


def save(study: Study, name: str, texts: Mapping[str, str]) -> None:
    """Keep a scenario under a name; an earlier one of that name is replaced.

    Raises UsageError for a name that is empty.
    """
    if not name.strip():
        raise UsageError("the name is empty", "write --save 'thumbnails'")
    filled = {key: text for key, text in texts.items() if text.strip()}
    study.journal.append(SAVED, name.strip(), filled, study.now())


def forget(study: Study, name: str) -> None:
    """Remove a saved scenario; raises UsageError when there is none of that name."""
    saved_as(study, name)
    study.journal.append(SAVED, name.strip(), {}, study.now())


def all_saved(study: Study) -> dict[str, dict[str, str]]:
    """Return every saved scenario by name, as texts by field."""
    found: dict[str, dict[str, str]] = {}
    for event in study.journal.told(SAVED):
        texts = {key: str(value) for key, value in event.payload.items()}
        if texts:
            found[event.subject] = texts
        else:
            found.pop(event.subject, None)
    return dict(sorted(found.items()))


def saved_as(study: Study, name: str) -> dict[str, str]:
    """Return the scenario of that name; raises UsageError when there is none."""
    found = all_saved(study)
    if name.strip() not in found:
        near = difflib.get_close_matches(name, list(found), n=1)
        hint = f"did you mean '{near[0]}'?" if near else "save one with --save NAME"
        raise UsageError(f"there is no scenario '{name}'", hint)
    return found[name.strip()]
