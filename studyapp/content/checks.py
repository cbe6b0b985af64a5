"""Checks that need all content at once: references, freshness, typed numbers.

They read the library and return problems; they change nothing.
"""

from __future__ import annotations

import difflib
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from studyapp.content.documents import CardKind, Fact, Prose, Question, Topic
from studyapp.content.files import ParsedFile, read_all, unread_files
from studyapp.content.library import Library, assemble
from studyapp.content.lint.bank import Bank, check_questions, measure
from studyapp.content.quantity import Text
from studyapp.content.references import check as check_references
from studyapp.content.references import doubled
from studyapp.content.services import load_services
from studyapp.content.typed_numbers import HeldValues
from studyapp.content.wide_lines import check as check_widths
from studyapp.errors import Place, Problem, Severity

STALE_DAYS = 180
_LONG_TEXT_VALUE = 160
_REFERENCE_REMEDY = "write '{{id}}' or '{{id|unit}}' of a fact that exists"
_NO_CARDS = "the topic has no cards"
_YES_OR_NO = re.compile(r"(Yes|No)([,;:.]|$)")


@dataclass(frozen=True, slots=True)
class Examination:
    """All content below some folders, and everything wrong with it."""

    library: Library
    files: tuple[ParsedFile, ...]
    problems: tuple[Problem, ...]
    banks: tuple[Bank, ...] = ()
    """The figures of every folder that holds questions."""

    @property
    def errors(self) -> tuple[Problem, ...]:
        """The problems that must be mended."""
        return tuple(p for p in self.problems if p.severity is Severity.ERROR)


@dataclass(frozen=True, slots=True)
class Passage:
    """A text of the library and where it stands."""

    text: str
    place: Place
    topic: str = ""
    """The topic whose facts it may not repeat by hand; empty for questions."""


def examine(roots: Iterable[Path], today: date) -> Examination:
    """Read and check everything below `roots`; problems are sorted by place.

    The lint of questions is part of it, with the gates of banks that are large enough.
    """
    folders = tuple(roots)
    files, unreadable = read_all(folders)
    library, repeated = assemble(files)
    services, unnamed = load_services(folders)
    banks = measure(library)
    linted = (
        *check_questions(library, services, today),
        *(problem for bank in banks for problem in bank.problems),
    )
    broken = {f.name for f in files if f.is_broken}
    between = (
        p
        for p in check(library, today)
        if not (p.message == _NO_CARDS and p.place.file in broken)
    )
    inside = (p for f in files for p in f.problems)
    wide = check_widths((d for f in files for d in f.drawings), library.facts)
    problems = {
        *unreadable,
        *(problem for folder in folders for problem in unread_files(folder)),
        *repeated,
        *unnamed,
        *inside,
        *between,
        *wide,
        *linted,
    }
    return Examination(library, files, tuple(sorted(problems)), banks)


def check(library: Library, today: date) -> tuple[Problem, ...]:
    """Return everything wrong between the files of a library, sorted by place."""
    problems = [
        *_references(library),
        *_links(library),
        *_typed_numbers(library),
        *_aliases(library),
        *_topics(library),
        *_answers_alone(library),
        *_freshness(library, today),
    ]
    return tuple(sorted(set(problems)))


def passages(library: Library) -> Iterator[Passage]:
    """Yield every text in which a reference may stand."""
    for topic in library.topics.values():
        yield from _topic_passages(topic)
    for fact in library.facts.values():
        for text in (fact.ask, fact.text, *(c.why for c in fact.claims)):
            yield Passage(text, fact.place, fact.topic)
        if isinstance(fact.value, Text):
            yield Passage(fact.value.text, fact.place)
    for card in library.cards.values():
        if card.kind is not CardKind.VALUE:
            yield Passage(f"{card.prompt}\n{card.answer}", card.place, card.topic)
    for question in library.questions.values():
        for text in _question_texts(question):
            yield Passage(text, question.place)


def _topic_passages(topic: Topic) -> Iterator[Passage]:
    yield Passage(topic.summary, topic.place, topic.id)
    for part in topic.parts:
        if isinstance(part, Prose):
            yield Passage(part.text, Place(topic.place.file, part.line), topic.id)


def _question_texts(question: Question) -> Iterable[str]:
    yield from (question.stem, question.why, question.exhibit)
    for option in question.options:
        yield from (option.text, option.rationale, option.prompt)


def _references(library: Library) -> Iterator[Problem]:
    for passage in passages(library):
        for message in check_references(passage.text, library.facts):
            yield Problem(passage.place, message, "write the id of a fact that exists")
        for message in doubled(passage.text, library.facts):
            yield Problem(passage.place, message, "leave out the word in the text")


def _links(library: Library) -> Iterator[Problem]:
    """Check ids that name other documents."""
    for fact in library.facts.values():
        yield from _unknown(fact.place, "fact", fact.confused_with, library.facts)
    for topic in library.topics.values():
        yield from _unknown(topic.place, "topic", topic.related, library.topics)
    for question in library.questions.values():
        yield from _unknown(question.place, "fact", question.facts, library.facts)
    if library.exams:
        yield from _unknown_exams(library)


def _unknown_exams(library: Library) -> Iterator[Problem]:
    items: tuple[Fact | Question, ...] = (
        *library.facts.values(),
        *library.questions.values(),
    )
    for item in items:
        codes = [skill.exam for skill in item.skills]
        yield from _unknown(item.place, "exam", codes, library.exams)


def _unknown(
    place: Place, noun: str, names: Iterable[str], known: Mapping[str, object]
) -> Iterator[Problem]:
    for name in names:
        if name in known:
            continue
        near = difflib.get_close_matches(name, list(known), n=1, cutoff=0.5)
        hint = f"did you mean '{near[0]}'?" if near else f"name a {noun} that exists"
        yield Problem(place, f"there is no {noun} '{name}'", hint)


def _typed_numbers(library: Library) -> Iterator[Problem]:
    held: dict[str, HeldValues] = {}
    for topic in library.topics:
        own = (f for f in library.facts.values() if f.topic == topic)
        held[topic] = HeldValues(own)
    for passage in passages(library):
        if not passage.topic or passage.topic not in held:
            continue
        for typed, fact in held[passage.topic].typed_by_hand(passage.text):
            yield Problem(
                passage.place,
                f"'{typed}' is typed by hand, but the fact '{fact}' holds it",
                f"write '{{{{{fact}}}}}'",
            )


def _aliases(library: Library) -> Iterator[Problem]:
    owners: dict[str, str] = {}
    for fact in library.facts.values():
        for alias in {a.casefold() for a in fact.aliases}:
            first = owners.setdefault(alias, fact.id)
            if first != fact.id:
                yield Problem(
                    fact.place,
                    f"the alias '{alias}' belongs to '{first}' as well",
                    "leave it to the fact that people mean by it",
                    Severity.WARNING,
                )


def _topics(library: Library) -> Iterator[Problem]:
    with_cards = {card.topic for card in library.cards.values()}
    for topic in library.topics.values():
        if topic.id not in with_cards:
            yield Problem(topic.place, _NO_CARDS, "write a fact in it")
    for fact in library.facts.values():
        if isinstance(fact.value, Text) and len(fact.value.text) > _LONG_TEXT_VALUE:
            yield Problem(
                fact.place,
                "the value is too long to be the answer of a card",
                "say it shorter, or split the fact",
                Severity.WARNING,
            )


def _answers_alone(library: Library) -> Iterator[Problem]:
    """Check that no value answers a question which only the card asks."""
    for fact in library.facts.values():
        if _YES_OR_NO.match(fact.short) and not fact.name.endswith("?"):
            yield Problem(
                fact.place,
                f"'{fact.name}: {fact.short}' says nothing without 'ask'",
                "write name and value so that the two alone are true",
                Severity.WARNING,
            )


def _freshness(library: Library, today: date) -> Iterator[Problem]:
    for fact in library.facts.values():
        age = (today - fact.checked).days
        if age > STALE_DAYS:
            yield Problem(
                fact.place,
                f"the fact '{fact.id}' was checked {age} days ago",
                "read its source again and write today's date",
                Severity.WARNING,
            )
        elif age < -1:
            yield Problem(
                fact.place,
                f"the fact '{fact.id}' was checked in the future ({fact.checked})",
                "write the day its source was read",
            )
