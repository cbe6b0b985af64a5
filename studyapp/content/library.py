"""All content together, by id, and checked against each other.

It opens no file and parses nothing: the documents are handed in, or fetched when they
are asked for. Every problem is collected; nothing here stops at the first one.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Protocol, TypeVar

from studyapp.content.documents import (
    Card,
    Document,
    Exam,
    Fact,
    PriceTable,
    Question,
    Topic,
)
from studyapp.content.factbook import FactBook
from studyapp.content.prices import PriceTables
from studyapp.content.value_cards import is_value_card
from studyapp.errors import Problem


@dataclass(frozen=True, slots=True)
class Library:
    """All content by id, in reading order."""

    topics: Mapping[str, Topic] = field(default_factory=dict)
    facts: Mapping[str, Fact] = field(default_factory=dict)
    cards: Mapping[str, Card] = field(default_factory=dict)
    questions: Mapping[str, Question] = field(default_factory=dict)
    prices: Mapping[str, PriceTable] = field(default_factory=dict)
    exams: Mapping[str, Exam] = field(default_factory=dict)

    @property
    def book(self) -> FactBook:
        """The facts as calculations read them."""
        return FactBook(self.facts, PriceTables(self.prices))

    def topics_of(self, question: Question) -> tuple[str, ...]:
        """Return the topics of the facts that a question's key rests on."""
        owners = (self.facts[f].topic for f in question.facts if f in self.facts)
        return tuple(dict.fromkeys(owners))

    def exams_of(self, fact: Fact) -> frozenset[str]:
        """Return the exams whose cards are about a fact.

        Those it is tagged for, and the version that follows each: a fact that one
        version asks for is learned for its successor as well.
        """
        tagged = {skill.exam for skill in fact.skills}
        known = (self.exams[code] for code in tagged if code in self.exams)
        return frozenset(tagged | {exam.successor for exam in known if exam.successor})


class Parsed(Protocol):
    """A file that was read."""

    @property
    def documents(self) -> tuple[Document, ...]:
        """What it holds."""
        ...


def assemble(files: Iterable[Parsed]) -> tuple[Library, tuple[Problem, ...]]:
    """Return the library of `files`, and every id that is used twice.

    The first file to use an id keeps it.
    """
    given = [d for f in files for d in f.documents]
    problems: list[Problem] = []
    topics = _by_id(_of(given, Topic), "topic", problems)
    ordered = dict(sorted(topics.items(), key=lambda t: (t[1].order, t[0])))
    tables = {t.meter: t for t in _of(given, PriceTable)}
    exams = {e.code: e for e in _of(given, Exam)}
    library = Library(
        ordered,
        _by_id(_of(given, Fact), "fact", problems),
        _by_id(_of(given, Card), "card", problems),
        _by_id(_of(given, Question), "question", problems),
        tables,
        exams,
    )
    return library, tuple(problems)


DocumentT = TypeVar("DocumentT", Topic, Fact, Card, Question, PriceTable, Exam)
NamedT = TypeVar("NamedT", Topic, Fact, Card, Question)


def _of(documents: list[Document], kind: type[DocumentT]) -> list[DocumentT]:
    return [d for d in documents if isinstance(d, kind)]


def _by_id(
    documents: list[NamedT], noun: str, problems: list[Problem]
) -> dict[str, NamedT]:
    known: dict[str, NamedT] = {}
    for document in documents:
        first = known.setdefault(document.id, document)
        if first is not document and not is_value_card(document):
            problems.append(
                Problem(
                    document.place,
                    f"the {noun} id '{document.id}' is used at {first.place} as well",
                    "rename one of the two",
                )
            )
    return known
