"""`{{id}}` in texts: which facts a text shows, and the text with their values.

A text is resolved as late as possible, so it always shows the present value.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from typing import Final

from studyapp.content.documents import Fact
from studyapp.content.units import UnitError

_REFERENCE: Final = re.compile(r"\{\{\s*([^{}|]*?)\s*(?:\|\s*([^{}]*?)\s*)?\}\}")
_NEXT_WORD: Final = re.compile(r"\s+([^\W\d]+)")

NAME = "name"
"""`{{id|name}}` stands for the fact's name."""


def referenced(text: str) -> tuple[str, ...]:
    """Return the ids of the facts that `text` shows, each once, in order."""
    return tuple(dict.fromkeys(m[1] for m in _REFERENCE.finditer(text)))


def resolve(text: str, facts: Mapping[str, Fact]) -> str:
    """Return `text` with values in place of references.

    A reference that cannot be resolved stays as it is: `check` reports it.
    """
    return _substitute(text, facts, lambda match, _problem: match[0])


def check(text: str, facts: Mapping[str, Fact]) -> tuple[str, ...]:
    """Return one sentence for each reference in `text` that cannot be resolved."""
    problems: list[str] = []

    def collect(match: re.Match[str], problem: str) -> str:
        problems.append(problem)
        return match[0]

    _substitute(text, facts, collect)
    return tuple(problems)


def doubled(text: str, facts: Mapping[str, Fact]) -> tuple[str, ...]:
    """Return one sentence for each value that ends in the word which follows it."""
    problems: list[str] = []
    for match in _REFERENCE.finditer(text):
        value = resolve(match[0], facts)
        after = _NEXT_WORD.match(text, match.end())
        if after and value.casefold().endswith(f" {after[1].casefold()}"):
            problems.append(f"'{match[0]} {after[1]}' reads '{value} {after[1]}'")
    return tuple(problems)


def _substitute(
    text: str, facts: Mapping[str, Fact], failed: Callable[[re.Match[str], str], str]
) -> str:
    if "{{" not in text:
        return text

    def value(match: re.Match[str]) -> str:
        fact = facts.get(match[1])
        if fact is None:
            return failed(match, f"'{{{{{match[1]}}}}}' names no fact")
        form = match[2]
        if not form:
            return fact.short
        if form == NAME:
            return fact.name
        try:
            return str(fact.value.to(form))
        except UnitError as error:
            return failed(match, f"'{match[0]}': {error}")

    return _REFERENCE.sub(value, text)
