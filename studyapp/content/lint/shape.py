"""Options that are not alike, twice there or out of order: rows E10, E13 and E14.

It looks at marks, digits and openings, never at what an option means. Equal options
are refused by the parser already.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from decimal import Decimal

from studyapp.content.documents import QuestionKind
from studyapp.content.lint.item import Item, content_words, jaccard, plain
from studyapp.content.quantity import Quantity, parse_value
from studyapp.content.services import Services
from studyapp.content.units import UnitError
from studyapp.errors import Problem

_NEAR_DUPLICATE = 0.8
_SENTENCE_WORDS = 6
_NUMBER = re.compile(r"^(?:USD |\$)?(-?[\d,]+(?:\.\d+)?)\b(.*)$", re.DOTALL)
_OPENINGS = {
    "an article": frozenset({"a", "an", "the"}),
    "a reason": frozenset({"because", "since", "as"}),
    "a pronoun": frozenset({"it", "its", "they", "this", "that", "these", "there"}),
    "a condition": frozenset({"if", "when", "while", "unless", "after", "before"}),
    "a means": frozenset({"by", "with", "through", "via"}),
    "yes or no": frozenset({"yes", "no"}),
}


def check_shape(item: Item, services: Services) -> Iterator[Problem]:
    """Yield what is wrong with the shape of the options of a question."""
    if item.question.kind is QuestionKind.SINGLE:
        yield from _odd_key(item)
        yield from _order(item)
    if item.question.kind in {QuestionKind.SINGLE, QuestionKind.MULTIPLE}:
        yield from _endings(item)
        yield from _kinds(item, services)


def _odd_key(item: Item) -> Iterator[Problem]:
    for trait, has in _TRAITS.items():
        marks = [has(option) for option in item.options]
        rest = {marks[i] for i in item.distractors}
        if len(rest) == 1 and marks[item.key] not in rest:
            whose = "its key alone has" if marks[item.key] else "all but its key have"
            yield item.problem(f"{whose} {trait}", "make the options alike in form")
    openings = [_opening(option) for option in item.options]
    rest_of = {openings[i] for i in item.distractors}
    if len(rest_of) == 1 and openings[item.key] not in rest_of:
        yield item.problem(
            f"its key alone begins with {openings[item.key]}",
            "begin the options alike",
        )


def _opening(option: str) -> str:
    """Return the class of an option's first word."""
    text = option.strip()
    if text.startswith("`"):
        return "code"
    if text[:1].isdigit():
        return "a number"
    first = (plain(text).lower().split() or [""])[0].strip(",.")
    names = (name for name, known in _OPENINGS.items() if first in known)
    return next(names, "a word")


_TRAITS: dict[str, Callable[[str], bool]] = {
    "code formatting": lambda option: "`" in option,
    "a digit": lambda option: any(c.isdigit() for c in option),
}


def _endings(item: Item) -> Iterator[Problem]:
    if len({option.rstrip().endswith(".") for option in item.options}) > 1:
        yield item.problem(
            "some options end with a period and some do not",
            "end all of them alike",
        )


def _kinds(item: Item, services: Services) -> Iterator[Problem]:
    """Report bare service names beside whole sentences."""
    bare = [services.named(plain(o).rstrip(".")) is not None for o in item.options]
    long = [len(option.split()) >= _SENTENCE_WORDS for option in item.options]
    if any(bare) and any(long):
        yield item.problem(
            "its options mix names of services with sentences",
            "write four names, or four sentences",
        )


def _order(item: Item) -> Iterator[Problem]:
    amounts = _amounts(item.options)
    if amounts is None:
        return
    if amounts != sorted(amounts):
        yield item.problem(
            "its options are amounts out of order", "sort them from low to high"
        )
    elif not item.question.keep_order:
        yield item.problem(
            "its options are amounts that would be shuffled", "write 'keep_order: true'"
        )


def _amounts(options: Sequence[str]) -> list[Decimal] | None:
    """Return what the options amount to in one unit; None where they are words."""
    values = [_quantity(plain(option).rstrip(".")) for option in options]
    first = values[0]
    if first is not None and all(v is not None for v in values):
        try:
            return [v.to(first.unit).number for v in values if v]
        except UnitError:
            return None
    parts = [_NUMBER.match(plain(option).strip()) for option in options]
    found = [(m[1], m[2].strip(" .")) for m in parts if m]
    if len(found) < len(options) or len({rest for _, rest in found}) > 1:
        return None
    return [Decimal(number.replace(",", "")) for number, _ in found]


def _quantity(text: str) -> Quantity | None:
    try:
        value = parse_value(text)
    except UnitError:
        return None
    return value if isinstance(value, Quantity) else None


def near_duplicates(items: Sequence[Item]) -> Iterator[Problem]:
    """Yield each question whose stem nearly repeats an earlier one.

    A shared exhibit is not part of the stems that are compared.
    """
    seen: list[tuple[Item, frozenset[str]]] = []
    for item in items:
        own = content_words(item.stem)
        for earlier, other in seen:
            if _could_match(own, other) and jaccard(own, other) > _NEAR_DUPLICATE:
                first = earlier.question
                yield item.problem(
                    f"its stem nearly repeats that of '{first.id}' ({first.place})",
                    "ask something else, or drop one of the two",
                )
                break
        seen.append((item, own))


def _could_match(one: frozenset[str], other: frozenset[str]) -> bool:
    """Whether the sizes allow so much in common: spares most comparisons."""
    small, large = sorted((len(one), len(other)))
    return small > _NEAR_DUPLICATE * large
