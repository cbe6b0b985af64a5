"""Brings suspended cards back by name: all that were named, or none."""

from __future__ import annotations

from collections.abc import Iterable

from studyapp.errors import UsageError
from studyapp.memory.events import EventKind
from studyapp.services.study import Study
from studyapp.store.journal import Entry
from studyapp.store.states import read_states


def unsuspend(study: Study, card_ids: Iterable[str]) -> int:
    """Let cards be asked again; return how many.

    Raises UsageError naming every id that is no suspended card, nothing changed.
    """
    wanted = tuple(dict.fromkeys(card_ids))
    states = read_states(study.store, study.projection)
    suspended = {card_id for card_id, state in states.items() if state.suspended}
    wrong = [card_id for card_id in wanted if card_id not in suspended]
    if wrong:
        raise UsageError(
            f"no suspended card is named {', '.join(wrong)}",
            "'studyapp review --suspended --list' names them",
        )
    entries = [Entry(EventKind.UNSUSPEND, card, {}, study.now()) for card in wanted]
    study.journal.append_many(entries)
    return len(wanted)
