"""Written cards: `Q:`/`A:` and `C:` paragraphs.

A written card's id is minted once by `stamp` and stays when the text changes.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from studyapp.content.blocks import Block
from studyapp.content.documents import Card, CardKind
from studyapp.content.references import referenced
from studyapp.errors import Place, Problem

CARD_COMMENT = re.compile(r"\s*<!--\s*card:\s*([^>]*?)\s*-->")
CARD_ID = re.compile(r"^[a-z0-9]{6,12}$")
_HOLE = re.compile(r"(?<!\\)\[(?:(\d{1,3})::)?((?:\\.|[^\[\]\\])+)\](?!\()", re.DOTALL)
"""Its number, if it has one, and the words in it."""
_UNSTAMPED = "run 'studyapp content stamp' to give it one"


@dataclass(frozen=True, slots=True)
class CardHome:
    """Where a written card stands: its topic, and its fact if it has one."""

    topic: str
    fact: str
    file: str


def is_card(block: Block) -> bool:
    """Whether a paragraph is meant as a card."""
    return block.text.startswith(("Q:", "C:"))


def written_cards(block: Block, home: CardHome) -> tuple[Card, ...] | Problem:
    """Return the cards of a `Q:` or `C:` paragraph, or what is wrong with it."""
    place = Place(home.file, block.line)
    comment = CARD_COMMENT.search(block.text)
    if comment is None:
        return Problem(place, "this card has no id", _UNSTAMPED)
    if not CARD_ID.match(comment[1]):
        return Problem(
            place,
            f"'{comment[1]}' is not a card id",
            "remove the comment and run 'studyapp content stamp'",
        )
    text = CARD_COMMENT.sub("", block.text, count=1)
    if text.startswith("C:"):
        return _cloze(comment[1], text[2:].strip(), home, place)
    return _question(comment[1], text[2:].strip(), home, place)


def _question(
    card_id: str, text: str, home: CardHome, place: Place
) -> tuple[Card, ...] | Problem:
    parts = re.split(r"^A:", text, maxsplit=1, flags=re.MULTILINE)
    prompt, answer = parts[0].strip(), "".join(parts[1:]).strip()
    if not answer:
        return Problem(place, "this card has no answer", "write a line 'A: ...' below")
    if not prompt:
        return Problem(place, "this card asks nothing", "write the question after 'Q:'")
    return (_card(card_id, CardKind.QUESTION, prompt, answer, home, place),)


def _cloze(
    card_id: str, text: str, home: CardHome, place: Place
) -> tuple[Card, ...] | Problem:
    holes = list(_HOLE.finditer(text))
    if not holes:
        return Problem(
            place, "this cloze has no hole", "put the words to recall in [brackets]"
        )
    given = [hole[1] for hole in holes if hole[1]]
    if given and len(given) < len(holes):
        return Problem(
            place, "some holes have a number and some have none", "number all or none"
        )
    numbers = given or [str(number) for number, _ in enumerate(holes, 1)]
    cards = []
    for number in dict.fromkeys(numbers):
        prompt = _filled(text, numbers, number, "[...]")
        answer = _filled(text, numbers, number, "**{}**")
        identity = f"{card_id}.{number}"
        cards.append(_card(identity, CardKind.CLOZE, prompt, answer, home, place))
    return tuple(cards)


def hole_count(text: str) -> int:
    """Return how many cards a cloze gives."""
    holes = list(_HOLE.finditer(text))
    given = {hole[1] for hole in holes if hole[1]}
    return len(given) or len(holes)


def _filled(text: str, numbers: Sequence[str], asked: str, shape: str) -> str:
    """Return the text with the holes of one number in a shape and the others plain."""
    turn = iter(numbers)

    def fill(hole: re.Match[str]) -> str:
        return shape.replace("{}", hole[2]) if next(turn) == asked else hole[2]

    return _HOLE.sub(fill, text)


def _card(
    card_id: str, kind: CardKind, prompt: str, answer: str, home: CardHome, place: Place
) -> Card:
    shown = referenced(f"{prompt} {answer}")
    own = (home.fact,) if home.fact else ()
    return Card(
        id=card_id,
        kind=kind,
        topic=home.topic,
        fact=home.fact,
        prompt=prompt,
        answer=answer,
        place=place,
        depends=tuple(dict.fromkeys((*own, *shown))),
    )
