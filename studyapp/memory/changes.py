"""Changes to a card that are no answers: forward, place, revise, suspend, bury, flag.

Owns what happens to a state without the learner grading it. It must never
count as an answer: the numbers of answers and lapses stay as they are, unless a
placement brings those of another program.
"""

from __future__ import annotations

from datetime import date

from studyapp.memory.events import Placement
from studyapp.memory.fsrs import Memory, Rating, step
from studyapp.memory.policy import Policy
from studyapp.memory.state import CardState, Phase


def bring_forward(state: CardState, day: date) -> CardState:
    """Return the card as wanted on `day`, its memory and interval untouched.

    A card in review becomes due; a new card goes before other new cards; a card
    in steps is due within minutes already and stays as it is.
    """
    if state.phase in (Phase.LEARNING, Phase.RELEARNING):
        return state
    wanted = state.wanted_day or state.forward_day
    if wanted is not None and wanted <= day:
        return state
    return state._replace(forward_day=day)


def revise_at(
    state: CardState, at_ms: int, day: date, policy: Policy, revision: str | None
) -> CardState:
    """Return the card as due for relearning: the value of its fact has changed.

    `revision` names the new value; a card already revised to it is left alone. The
    moment is UTC `at_ms` on study day `day`.

    The stability falls as a lapse would make it and fades from `day` on; the
    difficulty is a property of the prompt and stays. A new card stays new.
    """
    if revision is not None and revision == state.revision:
        return state
    if state.memory is None:
        return state._replace(revision=revision)
    return state._replace(
        phase=Phase.RELEARNING,
        step=0,
        memory=_lapsed(state.memory, state.memory_day, day, policy),
        memory_day=day,
        interval=0,
        due_ms=at_ms,
        due_day=None,
        forward_day=None,
        revision=revision,
        weights_version=policy.weights_version,
    )


def place(
    state: CardState, placement: Placement, at_ms: int, day: date, policy: Policy
) -> CardState:
    """Return the card in review as another program left it at UTC `at_ms` on `day`.

    Answers are the truth: where as many are known as it speaks of, or one at or
    after it, the placement changes nothing.
    """
    if state.reviews > 0 and state.reviews >= placement.reviews:
        return state
    if state.last_ms is not None and state.last_ms >= at_ms:
        return state
    return state._replace(
        phase=Phase.REVIEW,
        step=0,
        memory=placement.memory,
        memory_day=day,
        interval=placement.interval,
        due_ms=None,
        due_day=placement.due_day,
        first_day=state.first_day or day,
        last_day=day,
        last_ms=at_ms,
        reviews=placement.reviews,
        lapses=placement.lapses,
        buried_until=None,
        forward_day=None,
        weights_version=policy.weights_version,
    )


def suspend(state: CardState) -> CardState:
    """Return the card as hidden until it is unsuspended."""
    return state._replace(suspended=True)


def unsuspend(state: CardState) -> CardState:
    """Return the card as shown again when it is due."""
    return state._replace(suspended=False)


def bury(state: CardState, until_day: date) -> CardState:
    """Return the card as hidden before study day `until_day`."""
    return state._replace(buried_until=until_day)


def flag(state: CardState) -> CardState:
    """Return the card as marked by the learner."""
    return state._replace(flagged=True)


def unflag(state: CardState) -> CardState:
    """Return the card as no longer marked."""
    return state._replace(flagged=False)


def annotate(state: CardState, text: str) -> CardState:
    """Return the card with the learner's note; an empty text takes it away."""
    return state._replace(note=text)


def _lapsed(memory: Memory, since: date | None, day: date, policy: Policy) -> Memory:
    elapsed = 0 if since is None else (day - since).days
    after = step(memory, Rating.AGAIN, elapsed, policy.weights)
    return Memory(min(after.stability, memory.stability), memory.difficulty)
