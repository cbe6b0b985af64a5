"""When a question comes back: missed and guessed items, on a ladder of days.

A fresh sibling on the same facts is asked before the item itself, and nothing is
asked again on the study day it was answered: items test understanding, and must
never be drilled until they are known by heart.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from studyapp.content.documents import Question
from studyapp.practice.attempts import Attempt, latest_attempts

LADDER = (1, 3, 7, 16, 35)
"""Days until an item returns, by rung; a hit on the last rung ends its return."""
_MISSED, _GUESSED = 0, 1


@dataclass(frozen=True, slots=True)
class Returning:
    """An item that is to be asked again."""

    question: str
    rung: int
    due: date
    last_ms: int
    """UTC milliseconds of the last answer to it."""


@dataclass(frozen=True, slots=True)
class Returns:
    """What the schedule says about one study day."""

    due: frozenset[str] = frozenset()
    """Items to ask again."""
    resting: frozenset[str] = frozenset()
    """Items answered this day: not to be asked again so soon."""
    stand_ins: Mapping[str, str] | None = None
    """For an item that is to return, the sibling that is asked first."""


def schedule(attempts: Iterable[Attempt]) -> dict[str, Returning]:
    """Return the items that are to come back, from all attempts in order.

    A miss begins at the lowest rung, a guessed hit at the second. A safe hit on or
    after the due day climbs one rung; before that day it changes nothing.
    """
    items: dict[str, Returning] = {}
    for attempt in attempts:
        known = items.get(attempt.question)
        rung = _rung_after(attempt, known)
        if rung is None or rung >= len(LADDER):
            items.pop(attempt.question, None)
            continue
        is_early = known is not None and attempt.is_safe and rung == known.rung
        due = attempt.day + timedelta(days=LADDER[rung])
        items[attempt.question] = Returning(
            attempt.question,
            rung,
            known.due if is_early and known else due,
            attempt.at_ms,
        )
    return items


def returns_on(
    day: date, attempts: Sequence[Attempt], bank: Iterable[Question]
) -> Returns:
    """Return what is due on a study day, what rests, and who stands in for whom."""
    items = schedule(attempts)
    last = latest_attempts(attempts)
    resting = frozenset(a.question for a in last.values() if a.day >= day)
    return Returns(
        due=frozenset(item.question for item in items.values() if item.due <= day),
        resting=resting,
        stand_ins=_stand_ins(items, last, resting, tuple(bank)),
    )


def _rung_after(attempt: Attempt, known: Returning | None) -> int | None:
    if not attempt.right:
        return _MISSED
    if not attempt.is_safe:
        return _GUESSED if known is None else min(known.rung, _GUESSED)
    if known is None:
        return None
    return known.rung + 1 if attempt.day >= known.due else known.rung


def _stand_ins(
    items: Mapping[str, Returning],
    last: Mapping[str, Attempt],
    resting: frozenset[str],
    bank: Sequence[Question],
) -> dict[str, str]:
    """Find for each item a sibling not answered since; unseen ones are preferred."""
    facts = {question.id: frozenset(question.facts) for question in bank}
    found: dict[str, str] = {}
    for item in items.values():
        siblings = [
            question.id
            for question in bank
            if question.id != item.question
            and question.id not in resting
            and not facts[question.id].isdisjoint(facts.get(item.question, ()))
            and (question.id not in last or last[question.id].at_ms < item.last_ms)
        ]
        if siblings:
            found[item.question] = min(siblings, key=lambda q: (q in last, q))
    return found
