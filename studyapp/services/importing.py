"""Cards and history from other programs: an Anki package, a CSV table."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from studyapp.exchange.anki.history import answers, suspension, unknown
from studyapp.exchange.anki.incoming import Incoming, sort_out
from studyapp.exchange.anki.placing import placement
from studyapp.exchange.anki.read import read_package
from studyapp.exchange.anki.scheduling import TYPES
from studyapp.exchange.card_table import read_cards
from studyapp.exchange.own_topics import write_topics
from studyapp.memory.events import Event, EventKind
from studyapp.memory.state import Phase
from studyapp.memory.wording import counted
from studyapp.services.study import Study
from studyapp.store.merge import merge
from studyapp.store.states import read_states


@dataclass(frozen=True, slots=True)
class Imported:
    """What an import brought."""

    files: tuple[Path, ...] = ()
    """Topic files of the learner's that are new or have grown."""
    added: int = 0
    """Cards written into them."""
    known: int = 0
    """Cards that had been written by an earlier import and stay as they are."""
    own: int = 0
    """Cards that were exported from here."""
    answers: int = 0
    """Answers that are new in the journal."""
    placed: int = 0
    """Cards that go on by their schedule though its history is not in the package."""
    unscheduled: int = 0
    """Cards in the midst of learning without any history: they start as new."""
    messages: tuple[str, ...] = ()
    """One sentence for each thing that was left out."""


def import_anki(study: Study, path: Path, own_root: Path) -> Imported:
    """Take in an Anki package; the new cards are there when the study is next opened.

    A second import of the same package adds nothing. Raises UsageError for a file
    that cannot be read, StorageError when the learner's cannot be written.
    """
    package = read_package(path)
    incoming = sort_out(package, path.name)
    written = write_topics(own_root / "anki", incoming.topics, study.library.topics)
    states = read_states(study.store, study.projection)
    found: list[Event] = []
    for card_id, card in incoming.schedules:
        found += answers(card_id, card, package.offset_minutes)
        state = states.get(card_id)
        found += placement(card_id, card, package, state)
        found += suspension(card_id, card, state, package.offset_minutes)
    new = unknown(found, study.journal.events())
    added = merge(study.store, study.projection, new)
    return Imported(
        files=written.files,
        added=written.added,
        known=written.known,
        own=incoming.own,
        answers=sum(event.kind == EventKind.ANSWER for event in added),
        placed=_placed(added),
        unscheduled=_unscheduled(incoming),
        messages=_messages(incoming, added),
    )


def import_csv(study: Study, path: Path, own_root: Path) -> Imported:
    """Take in a table of prompts and answers; the cards are there at the next start.

    Raises UsageError naming the file and every bad row with its remedy, StorageError
    when the learner's folder cannot be written.
    """
    cards = read_cards(path, study.library.cards)
    written = write_topics(own_root / "csv", cards.topics, study.library.topics)
    return Imported(
        files=written.files,
        added=written.added,
        known=written.known,
        own=cards.own,
        messages=cards.messages,
    )


def _placed(events: Iterable[Event]) -> int:
    return sum(event.kind == EventKind.PLACED for event in events)


def _unscheduled(incoming: Incoming) -> int:
    return sum(
        card.type == TYPES[Phase.LEARNING] and not card.reviews
        for _, card in incoming.schedules
    )


def _messages(incoming: Incoming, added: Iterable[Event]) -> tuple[str, ...]:
    messages: list[str] = []
    if media := incoming.media:
        shown = ", ".join(media[:3]) + (", ..." if len(media) > 3 else "")
        messages.append(
            f"{_left(len(media))} left out ({shown}); the text names what it held"
        )
    if incoming.empty:
        messages.append(
            f"{_cards(incoming.empty, 'is', 'are')} left out: nothing is asked or "
            "answered in words"
        )
    if placed := _placed(added):
        messages.append(
            f"{_cards(placed, 'goes', 'go')} on by the schedule in the package, which "
            "lacks some of the answers"
        )
    if bare := _unscheduled(incoming):
        messages.append(
            f"{_cards(bare, 'starts', 'start')} as new: being learnt, but without any "
            "answer in the package"
        )
    return tuple(messages)


def _left(number: int) -> str:
    return (
        f"{number} pictures and sounds are" if number > 1 else "1 picture or sound is"
    )


def _cards(number: int, one: str, many: str) -> str:
    return f"{counted(number, 'card')} {one if number == 1 else many}"
