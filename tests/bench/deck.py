"""A deck of any size with a year of answers, the same for us and for Anki.

Owns the generated topics and the history a simulated learner leaves. Half of the
cards are facts asked for their value, half are written beside them; one in five is
still new.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path
from random import Random

from studyapp.memory.events import Event, EventKind
from studyapp.memory.fsrs import Rating, retrievability
from studyapp.memory.policy import Policy
from studyapp.memory.scheduler import answer
from studyapp.memory.state import CardState
from studyapp.memory.study_day import study_day, utc_ms

FACTS_IN_A_TOPIC = 250
_WORDS = [
    "queue",
    "stream",
    "batch",
    "timeout",
    "memory",
    "alias",
    "version",
    "region",
    "bucket",
    "event",
    "trigger",
    "retry",
    "shard",
    "window",
    "layer",
    "image",
    "socket",
    "gateway",
    "role",
    "policy",
    "metric",
    "alarm",
    "trace",
    "function",
    "handler",
    "runtime",
    "concurrency",
    "burst",
    "quota",
    "payload",
]


@dataclass(frozen=True, slots=True)
class Asked:
    """One card as both programs show it."""

    card_id: str
    front: str
    back: str


def words_of(number: int) -> str:
    """Return four words that name a fact; the last one is its own."""
    dice = Random(number)
    return f"{' '.join(dice.sample(_WORDS, 3))} {_own_word(number)}"


def write_topics(folder: Path, cards: int) -> None:
    """Write `cards` cards as topics of Markdown."""
    folder.mkdir(parents=True, exist_ok=True)
    facts = cards // 2
    for first in range(0, facts, FACTS_IN_A_TOPIC):
        name = f"topic{first // FACTS_IN_A_TOPIC:04}"
        numbers = range(first, min(first + FACTS_IN_A_TOPIC, facts))
        head = f"---\ntopic: {name}\ntitle: Topic {name}\nsummary: Generated.\n---\n"
        text = "\n".join([head, *map(_fact, numbers)])
        (folder / f"{name}.md").write_text(text, encoding="utf-8")


def asked(cards: int) -> Iterator[Asked]:
    """Yield the cards that `write_topics` writes."""
    for number in range(cards // 2):
        words = words_of(number)
        yield Asked(f"made.f{number}", f"Value of the {words}", f"{number + 1} s")
        yield Asked(
            f"w{number:06}",
            f"Which number bounds the {words} of a service?",
            f"The number is {number + 1} s; a service that needs more is split.",
        )


def events_of(
    card_id: str, number: int, until: datetime, policy: Policy
) -> list[Event]:
    """Return the answers to one card `until` then: none for one card in five."""
    dice = Random(f"history {number}")
    if number % 5 == 4:
        return []
    state = CardState(card_id)
    moment = until - timedelta(days=dice.uniform(1, 360), hours=1)
    events: list[Event] = []
    while moment < until:
        rating = _rating(state, moment, dice, policy)
        payload = {"elapsed_ms": dice.randrange(2_000, 20_000), "rating": int(rating)}
        at_ms = utc_ms(moment)
        kind = EventKind.ANSWER
        events.append(Event("", 0, at_ms, 0, kind, card_id, payload, "fsrs6"))
        state = answer(state, rating, moment, policy)
        moment = _next_moment(state, moment, dice)
    return events


def _next_moment(state: CardState, moment: datetime, dice: Random) -> datetime:
    if state.due_ms is not None:
        return datetime.fromtimestamp(state.due_ms / 1000, UTC) + timedelta(minutes=1)
    late = timedelta(days=state.interval, hours=dice.uniform(-2, 30))
    return moment + max(late, timedelta(hours=20))


def _rating(state: CardState, moment: datetime, dice: Random, policy: Policy) -> Rating:
    if state.memory is None or state.memory_day is None:
        return dice.choice([Rating.AGAIN, Rating.GOOD, Rating.GOOD, Rating.EASY])
    elapsed = (study_day(moment) - state.memory_day).days
    chance = retrievability(elapsed, state.memory.stability, policy.weights)
    if dice.random() > chance:
        return Rating.AGAIN
    return dice.choice([Rating.HARD, *[Rating.GOOD] * 7, Rating.EASY])


def _fact(number: int) -> str:
    words = words_of(number)
    return (
        f"### made.f{number}\n\n```yaml\nname: Value of the {words}\n"
        f"value: {number + 1} s\naliases: [{words}]\n"
        "source: https://docs.aws.amazon.com/lambda/latest/dg/welcome.html\n"
        "checked: 2026-11-20\n```\n\nIt bounds what one service may take.\n\n"
        f"Q: Which number bounds the {words} of a service? <!-- card: w{number:06} -->"
        f"\nA: The number is {{{{made.f{number}}}}}; a service that needs more is"
        " split.\n"
    )


def _own_word(number: int) -> str:
    """Return a word of letters that no other number has."""
    letters = ""
    rest = number + 17_576
    while rest:
        rest, digit = divmod(rest, 26)
        letters = chr(97 + digit) + letters
    return f"z{letters}"
