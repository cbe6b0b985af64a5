"""Cards and progress for other programs: an Anki package, a CSV table."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from pathlib import Path

from studyapp.content.documents import Card, CardKind
from studyapp.errors import UsageError
from studyapp.exchange.anki.page_html import to_html
from studyapp.exchange.anki.write import Page, Progress, Written, write_package
from studyapp.exchange.card_table import standing
from studyapp.memory.events import Event
from studyapp.services.naming import require_topics
from studyapp.services.study import Study
from studyapp.store.loaded import names_under
from studyapp.store.states import read_states


def export_anki(study: Study, path: Path, topics: Iterable[str] = ()) -> Written:
    """Write cards with schedule and history as an Anki package.

    All cards, or those of some topics. Raises UsageError for an unknown topic,
    StorageError when the file cannot be written.
    """
    pages = tuple(_page(study, card) for card in chosen_cards(study, topics))
    wanted = {page.card_id for page in pages}
    by_card: dict[str, list[Event]] = defaultdict(list)
    for event in study.journal.events():
        if event.subject in wanted:
            by_card[event.subject].append(event)
    states = read_states(study.store, study.projection)
    return write_package(
        path, pages, Progress(states, by_card, study.policy), study.now()
    )


def card_rows(study: Study, topics: Iterable[str] = ()) -> list[tuple[str, ...]]:
    """Return a row of `card_table.COLUMNS` for all cards, or those of some topics.

    Raises UsageError for an unknown topic.
    """
    states = read_states(study.store, study.projection)
    return [
        (card.id, *faces(study, card), card.topic, *standing(states.get(card.id)))
        for card in chosen_cards(study, topics)
    ]


def chosen_cards(study: Study, topics: Iterable[str] = ()) -> tuple[Card, ...]:
    """Return all cards in reading order, or those of some topics.

    Raises UsageError naming the first topic that does not exist.
    """
    library = study.library
    chosen = require_topics(library, topics)
    cards = (library.cards[card.card_id] for card in study.queue_cards())
    return tuple(card for card in cards if not chosen or card.topic in chosen)


def own_topics(study: Study, root: str) -> tuple[str, ...]:
    """Return the topics in the learner's own content folder.

    Raises UsageError when there is none.
    """
    with study.store.reading() as connection:
        files = names_under(connection, root)
    topics = study.library.topics.values()
    own = tuple(topic.id for topic in topics if topic.place.file in files)
    if not own:
        raise UsageError(
            "there is no topic of your own yet", f"write or import one into '{root}'"
        )
    return own


def faces(study: Study, card: Card) -> tuple[str, str]:
    """Return a card's prompt and answer as Markdown, with present values."""
    book = study.library.book
    fact = study.library.facts.get(card.fact)
    is_value = card.kind is CardKind.VALUE and fact is not None
    answer = fact.long if is_value and fact else book.show(card.answer)
    return book.show(card.prompt), answer


def _page(study: Study, card: Card) -> Page:
    prompt, answer = faces(study, card)
    topic = study.library.topics.get(card.topic)
    return Page(
        card_id=card.id,
        deck=topic.title if topic else card.topic,
        topic=card.topic,
        front=to_html(prompt),
        back=to_html(answer),
    )
