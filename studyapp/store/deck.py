"""Every card's place in the deck, and the states of those a study day may ask for.

Owns the deck's rows and the narrowing of a large deck to the few cards that a line is
made of. The order of the line is `memory.lineup`'s to say; what is left out here must
never be a card that it would have taken.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from operator import itemgetter
from typing import NamedTuple

from studyapp.content.library import Library
from studyapp.memory.lineup import Done, QueueCard, Waiting
from studyapp.memory.state import CardState
from studyapp.memory.statistics import DeckCard
from studyapp.store.names import Connection, batches, names_of, numbers_of
from studyapp.store.state_rows import PHASES, read_states_among

_CARDS = (
    "SELECT c.text, k.text, t.text, d.rank FROM deck d JOIN name c ON c.id = d.card"
    " JOIN name k ON k.id = d.sibling JOIN name t ON t.id = d.topic"
)
_NEW = f"{_CARDS} LEFT JOIN card_state s ON s.card = d.card WHERE s.card IS NULL"
_RISK = "coalesce((?1 - memory_day) / stability, 0.0)"
_SOME = (
    "SELECT d.card, d.sibling, d.rank, s.phase = 0, s.due_ms,"
    " coalesce(s.wanted BETWEEN 1 AND ?1, 0), coalesce(s.forward_day <= ?1, 0),"
    " s.suspended OR coalesce(s.buried_until > ?1, 0), coalesce(s.last_day = ?1, 0),"
    f" {_RISK} FROM card_state s JOIN deck d ON d.card = s.card"
    " WHERE s.card IN (SELECT card FROM card_state WHERE wanted = 0"
    " UNION SELECT card FROM card_state WHERE last_day = ?1"
    " UNION SELECT card FROM card_state WHERE forward_day <= ?1) ORDER BY d.rank"
)
_RISKY = f"SELECT card, {_RISK} AS risk FROM card_state WHERE wanted BETWEEN 1 AND ?1"
# LEFT: a card that is due counts without content too.
_IN_DECK = "SELECT d.card, d.sibling, risk FROM ({}) LEFT JOIN deck d USING (card)"
_AT_RISK = _IN_DECK.format(f"{_RISKY} ORDER BY risk DESC LIMIT ?2")
_AS_RISKY = _IN_DECK.format(f"{_RISKY} AND {_RISK} = ?2")
_DUE = (
    "SELECT n.text FROM card_state s JOIN deck d ON d.card = s.card"
    " JOIN name n ON n.id = s.card WHERE s.wanted BETWEEN 1 AND ?"
)
_KIN = (
    "SELECT n.text, own.sibling, s.due_day FROM deck own JOIN name n ON n.id = own.card"
    " LEFT JOIN deck d ON d.sibling = own.sibling AND d.card <> own.card"
    " LEFT JOIN card_state s ON s.card = d.card AND NOT s.suspended"
    " WHERE own.card IN ({})"
)
_STANDINGS = (
    "SELECT d.topic, d.sibling, coalesce(s.phase, 0), coalesce(memory_day, 0),"
    " coalesce(stability, 0.0), max(coalesce(wanted, 0), coalesce(buried_until, 0)),"
    " coalesce(suspended, 0)"
    " FROM deck d LEFT JOIN card_state s ON s.card = d.card ORDER BY d.card"
)
_FORGOTTEN = (
    "SELECT s.card FROM card_state s JOIN deck d ON d.card = s.card"
    " JOIN name n ON n.id = s.card WHERE lapses > 0 AND stability IS NOT NULL"
    " ORDER BY lapses DESC, difficulty DESC, n.text LIMIT ?"
)
_card, _key = itemgetter(0), itemgetter(1)
_EVERYTHING = -1
"""As SQL spells no limit."""


class Kin(NamedTuple):
    """A card's siblings, which are kept apart in a day."""

    key: int | None
    """The same for all of them; None for a card without any."""
    days: frozenset[int]
    """Study days on which the others are due, as ordinals."""


@dataclass(frozen=True, slots=True)
class Narrowed:
    """Cards with a state that a day's line may be made of."""

    cards: list[Waiting]
    is_whole: bool
    """Whether every card that is due is among them."""


def replace_deck(connection: Connection, library: Library) -> None:
    """Line up all cards of a library, in reading order of its topics."""
    ranks = {topic: rank for rank, topic in enumerate(library.topics)}
    last = len(ranks)
    cards = sorted(library.cards.values(), key=lambda card: ranks.get(card.topic, last))
    names = {n for card in cards for n in (card.id, card.sibling_key, card.topic)}
    numbers = numbers_of(connection, names)
    connection.execute("DELETE FROM deck")
    connection.executemany(
        "INSERT INTO deck (card, rank, sibling, topic) VALUES (?, ?, ?, ?)",
        [
            (numbers[c.id], rank, numbers[c.sibling_key], numbers[c.topic])
            for rank, c in enumerate(cards)
        ],
    )


def every_card(connection: Connection) -> tuple[QueueCard, ...]:
    """Return all cards by their rank."""
    rows = connection.execute(f"{_CARDS} ORDER BY d.rank")
    return tuple(QueueCard(*row) for row in rows)


def new_cards(connection: Connection) -> Iterator[QueueCard]:
    """Yield the cards that no event has touched, by their rank."""
    for row in connection.execute(f"{_NEW} ORDER BY d.rank"):
        yield QueueCard(*row)


def narrowed(connection: Connection, day: date, most: int | None = None) -> Narrowed:
    """Return the cards in steps, answered or brought forward on a day, and due ones.

    Of those that are due, the `most` likely to be forgotten; None for all of them.
    """
    today = day.toordinal()
    limit = _EVERYTHING if most is None else most + 1
    due = connection.execute(_AT_RISK, (today, limit)).fetchall()
    is_whole = most is None or len(due) <= most
    if not is_whole:
        # The cut must not go through equals: their ids decide between them.
        risks = [risk for _, _, risk in due]
        least = min(risks)
        if risks.count(least) > 1 or len(risks) == 1:
            due = list({*due, *connection.execute(_AS_RISKY, (today, least))})
    some = connection.execute(_SOME, (today,)).fetchall()
    numbers = {*map(_card, due), *map(_key, due), *map(_card, some), *map(_key, some)}
    names = names_of(connection, numbers - {None})
    # By rank, as in the whole deck: of siblings met today, the first counts.
    cards = [Waiting(names[card], names[key], *rest) for card, key, *rest in some]
    known = {None, *map(_card, some)}
    cards += [
        _due(names[card], names[key], risk)
        for card, key, risk in due
        if card not in known
    ]
    return Narrowed(cards, is_whole)


def _due(card_id: str, key: str, risk: float) -> Waiting:
    """Return a card that is due, and neither brought forward nor answered that day."""
    return Waiting(card_id, key, 0, False, None, True, False, False, False, risk)


def due_cards(connection: Connection, day: date) -> set[str]:
    """Return the cards in review that the schedule wants on a day, or before it."""
    return {card for (card,) in connection.execute(_DUE, (day.toordinal(),))}


def done_today(connection: Connection, day: date) -> Done:
    """Return how many new and how many known cards were answered on a study day."""
    today = day.toordinal()
    new, every = connection.execute(
        "SELECT coalesce(sum(first_day = ?), 0), count(*) FROM card_state"
        " WHERE last_day = ?",
        (today, today),
    ).fetchone()
    return Done(new, every - new)


def read_kin(connection: Connection, numbers: Sequence[int]) -> dict[str, Kin]:
    """Return the kin of cards by their numbers; a card without content has none."""
    keys: dict[str, int] = {}
    days: dict[str, list[int]] = {}
    for some in batches(numbers):
        for card, key, due_day in connection.execute(_KIN.format(some)):
            keys[card] = key
            days.setdefault(card, []).extend([due_day] if due_day else [])
    return {card: Kin(key, frozenset(days[card])) for card, key in keys.items()}


def every_standing(connection: Connection) -> list[DeckCard]:
    """Return all cards with what statistics ask of their states."""
    rows = connection.execute(_STANDINGS).fetchall()
    topics = names_of(connection, {row[0] for row in rows})
    return [
        DeckCard(topics[topic], key, PHASES[phase], since, stability, on, bool(away))
        for topic, key, phase, since, stability, on, away in rows
    ]


def most_forgotten(connection: Connection, count: int) -> list[CardState]:
    """Return the states of the cards that were forgotten most."""
    numbers = [card for (card,) in connection.execute(_FORGOTTEN, (count,))]
    return list(read_states_among(connection, numbers).values())
