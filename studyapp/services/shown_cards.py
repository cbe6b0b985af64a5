"""A card as it is put before the learner, its texts with present values."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from studyapp.content.answers import can_be_typed
from studyapp.content.documents import Card, CardKind, Fact, Verdict
from studyapp.memory.fsrs import Rating
from studyapp.memory.scheduler import Place, preview
from studyapp.memory.state import CardState, Phase
from studyapp.memory.wording import describe_interval
from studyapp.services.judging import Judged, judged_on
from studyapp.services.study import Study


@dataclass(frozen=True, slots=True)
class Shown:
    """A card as it is put before the learner; texts hold present values."""

    card: Card
    prompt: str
    answer: str
    fact: Fact | None
    phase: Phase
    typed: bool
    """Whether it is answered by typing a quantity."""
    intervals: Mapping[Rating, str]
    """What each grade would do, such as `4 d`."""
    due_in: Mapping[Rating, int]
    """Days to the review that a grade promises; a grade that gives a step has none."""
    revised: str
    """Old and new value when the card is shown because its fact changed."""
    flagged: bool
    suspended: bool
    false_claims: tuple[Judged, ...]
    """What notes say of its fact that does not hold."""
    note: str
    """The learner's own words on the card."""
    seen: CardState
    """As the card was when it was shown."""


def show_card(
    study: Study, state: CardState, moment: datetime, place: Place | None = None
) -> Shown:
    """Return the card of a state; `place` chooses the days its grades promise."""
    card = study.library.cards[state.card_id]
    book = study.library.book
    outcomes = preview(state, moment, study.policy, place)
    fact = study.library.facts.get(card.fact)
    is_value = card.kind is CardKind.VALUE and fact is not None
    return Shown(
        card=card,
        prompt=book.show(card.prompt),
        answer=fact.long if is_value and fact else book.show(card.answer),
        fact=fact,
        phase=state.phase,
        typed=bool(is_value and fact and can_be_typed(fact.value)),
        intervals={r: describe_interval(o.delay) for r, o in outcomes.items()},
        due_in={r: o.due_in for r, o in outcomes.items() if o.due_in is not None},
        revised=_revision(state),
        flagged=state.flagged,
        suspended=state.suspended,
        false_claims=_false_claims(study, fact),
        note=state.note,
        seen=state,
    )


def _false_claims(study: Study, fact: Fact | None) -> tuple[Judged, ...]:
    claims = judged_on(study, fact) if fact else ()
    return tuple(c for c in claims if c.claim.verdict is not Verdict.HOLDS)


def _revision(state: CardState) -> str:
    """Return the change that brought a card back, until it has been relearned."""
    if state.phase is Phase.RELEARNING and state.revision and state.step == 0:
        return state.revision
    return ""
