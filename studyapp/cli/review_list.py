"""The cards of a selection as a list: what each asks, and how it stands."""

from __future__ import annotations

from dataclasses import dataclass

from studyapp.cli.plain import tell
from studyapp.memory.state import CardState
from studyapp.memory.wording import counted
from studyapp.services.leeches import leeches
from studyapp.services.selection import Selection
from studyapp.services.study import Study
from studyapp.store.states import read_states


@dataclass(frozen=True, slots=True)
class Listed:
    """One card of the list."""

    id: str
    topic: str
    prompt: str
    phase: str
    due: str
    """ISO study day; empty for a card that is new or in steps."""
    reviews: int
    lapses: int
    leech: str
    """What makes it a leech, in a sentence; empty when it is none."""
    suspended: bool
    flagged: bool
    note: str


def listed(study: Study, selection: Selection) -> list[Listed]:
    """Return the cards of a selection, in reading order of the topics."""
    states = read_states(study.store, study.projection)
    sentences = {leech.card_id: leech.sentence for leech in leeches(study)}
    return [
        _listed(
            study,
            states.get(card.card_id) or CardState(card.card_id),
            sentences.get(card.card_id, ""),
        )
        for card in selection.cards(study)
    ]


def tell_cards(cards: list[Listed]) -> None:
    """Print the list for a reader."""
    for card in cards:
        tell(f"{card.id}: {card.prompt}")
        tell(_standing(card), indent="  ")
    tell(f"{counted(len(cards), 'card')}.")


def _listed(study: Study, state: CardState, leech: str) -> Listed:
    card = study.library.cards[state.card_id]
    return Listed(
        id=card.id,
        topic=card.topic,
        prompt=study.library.book.show(card.prompt),
        phase=state.phase.value,
        due=state.due_day.isoformat() if state.due_day else "",
        reviews=state.reviews,
        lapses=state.lapses,
        leech=leech,
        suspended=state.suspended,
        flagged=state.flagged,
        note=state.note,
    )


def _standing(card: Listed) -> str:
    times = "once" if card.reviews == 1 else f"{card.reviews} times"
    parts = [
        card.phase,
        f"due {card.due}" if card.due else "",
        f"answered {times}" if card.reviews else "",
        "suspended" if card.suspended else "",
        "flagged" if card.flagged else "",
    ]
    words = ", ".join(part for part in parts if part)
    note = f" Note: {card.note}" if card.note else ""
    return f"{words[0].upper()}{words[1:]}. {card.leech}{note}".rstrip()
