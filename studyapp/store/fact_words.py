"""One fact in the words of a lookup: what it prints, and how it may be asked for.

Owns the wording of the line of context, of myths and exam notes, and the other
spellings of a value. It must never read or write the database.
"""

from __future__ import annotations

import math
import re
from collections import Counter
from collections.abc import Iterable, Mapping
from decimal import Decimal

from studyapp.content.documents import Card, Fact, Verdict
from studyapp.content.quantity import Quantity, Range, Series, Text, Value
from studyapp.content.references import referenced, resolve
from studyapp.store.amounts import amount

Facts = Mapping[str, Fact]

_MILLION = Decimal(10**6)
_VOICES_LOG = 6
"""Binary logarithm of the voices that make a fact as important as any."""
_DIMENSION_WORDS = {
    "time": "long duration time",
    "size": "size big large space",
    "USD": "price cost",
}
"""Words by which people ask for a kind of value."""

_LINK = re.compile(r"\[([^\]]*)\]\([^)]*\)")
_EMPHASIS = re.compile(r"\*\*|(?<!\w)[*_](?=\w)|(?<=\w)[*_](?!\w)")
_SENTENCE_END = re.compile(r"(?<=[.!?])\s+(?=[A-Z0-9`*])")
_HUMP = re.compile(r"(?<=[a-z0-9])(?=[A-Z])")
_MYTHS = (Verdict.WRONG, Verdict.OUTDATED, Verdict.IMPRECISE)


def shown(text: str, facts: Facts) -> str:
    """Return a text of a fact as a terminal shows it: resolved, without marks."""
    pieces = " ".join(resolve(text, facts).split()).split("`")
    # Every second piece stands between backquotes: code keeps its stars.
    pieces[::2] = [_EMPHASIS.sub("", _LINK.sub(r"\1", p)) for p in pieces[::2]]
    return "".join(pieces)


def bare_number(fact: Fact, facts: Facts) -> str:
    """Return a value for scripts: a plain number where it is one, else its text."""
    if isinstance(fact.value, Quantity):
        return f"{fact.value.number:f}"
    return shown(fact.short, facts)


def spellings(fact: Fact) -> tuple[str, ...]:
    """Return terms by which a value is found: amounts, and their bare numbers."""
    found: list[str] = []
    for quantity in quantities(fact.value):
        found.append(_bare(quantity.number))
        if fact.also:
            found.append(_bare(quantity.to(fact.also).number))
        if quantity.unit.startswith("USD/") and quantity.number < 1:
            found.append(_bare(quantity.number * _MILLION))
    return tuple(dict.fromkeys(found))


def quantities(value: Value) -> tuple[Quantity, ...]:
    """Return the quantities that a value is made of."""
    match value:
        case Range(low, high):
            return low, high
        case Series(items):
            return items
        case Text():
            return ()
        case quantity:
            return (quantity,)


def body_text(fact: Fact, topic_title: str, facts: Facts) -> str:
    """Return what else names a fact: its question, value, topic and tags."""
    kinds = {
        words
        for quantity in quantities(fact.value)
        for name, power in quantity.measure.dimension
        if power > 0 and (words := _DIMENSION_WORDS.get(name))
    }
    parts = (fact.ask, fact.long, topic_title, fact.topic, *fact.tags, *sorted(kinds))
    named = resolve(" \n ".join(parts), facts)
    humps = _HUMP.sub(" ", " ".join((named, fact.name, *fact.aliases)))
    return f"{named} \n {humps}"


def prose_text(fact: Fact, cards: Iterable[Card], facts: Facts) -> str:
    """Return what is said around a fact, in its cards and in what people believe."""
    earlier = (was.value for was in fact.was)
    myths = (claim.says for claim in fact.claims if claim.verdict in _MYTHS)
    drilled = (f"{card.prompt} \n {card.answer}" for card in cards)
    return resolve(" \n ".join((fact.text, *earlier, *myths, *drilled)), facts)


def context_line(fact: Fact, facts: Facts) -> str:
    """Return the first sentence of the text, as plain text on one line."""
    paragraph = fact.text.strip().partition("\n\n")[0]
    return _SENTENCE_END.split(shown(paragraph, facts), maxsplit=1)[0]


def myth_line(fact: Fact, facts: Facts) -> str:
    """Return what some notes say otherwise and why it does not hold, or nothing."""
    for verdict in _MYTHS:
        for claim in fact.claims:
            if claim.verdict is verdict:
                why = f": {resolve(claim.why, facts)}" if claim.why else ""
                return f"Some notes say “{claim.says}” ({verdict}{why})"
    return ""


def exam_note(fact: Fact) -> str:
    """Return the older value that exams may still ask for, or nothing."""
    answer = fact.exam_answer
    if answer is None:
        return ""
    exams = ", ".join(answer.exams) or "Exams"
    why = f": {answer.why}" if answer.why else ""
    return f"{exams} may still expect {answer.value} (as of {answer.asof}){why}"


def mentions(facts: Facts, cards: Iterable[Card]) -> Counter[str]:
    """Return how many other facts, and cards of others, show or name each fact."""
    found: Counter[str] = Counter()
    for fact in facts.values():
        found.update({*referenced(fact.text), *fact.confused_with} - {fact.id})
    for card in cards:
        found.update({*referenced(card.prompt + card.answer)} - {card.fact})
    return found


def importance(fact: Fact, mentioned: int) -> float:
    """Return 0 to 1: how many notes, exam guides and other facts speak of the fact."""
    voices = len(fact.claims) + len(fact.skills) + mentioned
    return min(1.0, math.log2(1 + voices) / _VOICES_LOG)


def _bare(number: Decimal) -> str:
    return amount(f"{abs(number):f}")
