"""Every table of the learner's file, as SQLModel sees it.

Owns the names and types of columns. It must never create or alter a table: that is
`steps`, whose result a test compares with what stands here.
"""

from __future__ import annotations

from typing import ClassVar

from sqlalchemy import ForeignKey, MetaData
from sqlmodel import Field, SQLModel


class Table(SQLModel):
    """The root of our tables, with metadata of their own."""

    metadata: ClassVar[MetaData] = MetaData()


class MetaRow(Table, table=True):
    """One named text about the file as a whole; `MetaKey` lists the names."""

    __tablename__ = "meta"

    key: str = Field(primary_key=True)
    value: str


class UpgradeStepRow(Table, table=True):
    """One upgrade step that this file has been through."""

    __tablename__ = "upgrade_step"

    number: int = Field(primary_key=True)
    name: str
    applied: str
    """UTC, ISO 8601."""


class NameRow(Table, table=True):
    """A name that many rows hold: of a device, a kind of event, a card, a topic."""

    __tablename__ = "name"

    id: int = Field(primary_key=True)
    text: str = Field(unique=True)


class EventRow(Table, table=True):
    """One event of the journal; triggers refuse to change or delete it."""

    __tablename__ = "event"

    device: int = Field(primary_key=True, sa_column_args=[ForeignKey("name.id")])
    sequence: int = Field(primary_key=True)
    at_ms: int
    offset_minutes: int
    kind: int = Field(foreign_key="name.id")
    subject: int = Field(foreign_key="name.id")
    rating: int | None = None
    """This and the next two: what most answers consist of."""
    elapsed_ms: int | None = None
    due_in: int | None = None
    payload: str | None = None
    """JSON object: sorted keys, no blanks; absent where the columns say all."""
    model: int = Field(foreign_key="name.id")


class EventBySubjectRow(Table, table=True):
    """Where an event of a subject is; can be rebuilt at any time."""

    __tablename__ = "event_by_subject"

    subject: int = Field(primary_key=True)
    device: int = Field(primary_key=True)
    sequence: int = Field(primary_key=True)


class EventByKindRow(Table, table=True):
    """Where an event with a payload is, by its kind; can be rebuilt at any time."""

    __tablename__ = "event_by_kind"

    kind: int = Field(primary_key=True)
    device: int = Field(primary_key=True)
    sequence: int = Field(primary_key=True)


class CardStateRow(Table, table=True):
    """A card's state as the journal gives it; can be rebuilt at any time.

    Fields as in `studyapp.memory.state.CardState`, days as ordinals.
    """

    __tablename__ = "card_state"

    card: int = Field(primary_key=True, sa_column_args=[ForeignKey("name.id")])
    phase: int
    step: int
    stability: float | None = None
    difficulty: float | None = None
    memory_day: int | None = None
    interval: int
    due_ms: int | None = None
    due_day: int | None = None
    first_day: int | None = None
    last_day: int | None = None
    last_ms: int | None = None
    reviews: int
    lapses: int
    suspended: int
    buried_until: int | None = None
    forward_day: int | None = None
    revision: str | None = None
    weights: int | None = Field(default=None, foreign_key="name.id")
    flagged: int
    note: str
    latest_ms: int
    """Of the latest event of the card, one that was undone among them."""
    wanted: int | None = None
    """The day from which it may be shown; absent while suspended."""


class DueLoadRow(Table, table=True):
    """How many cards are due on a study day; can be rebuilt at any time."""

    __tablename__ = "due_load"

    day: int = Field(primary_key=True)
    cards: int


class TallyRow(Table, table=True):
    """Answers of a study day in one bucket; can be rebuilt at any time.

    Fields as in `studyapp.memory.tally.Tally`.
    """

    __tablename__ = "tally"

    bucket: int = Field(primary_key=True)
    day: int = Field(primary_key=True)
    again: int
    hard: int
    good: int
    easy: int
    expected: int
    loss: int
    elapsed_ms: int


class AnsweredRow(Table, table=True):
    """How many answers to cards a study day had; can be rebuilt at any time."""

    __tablename__ = "answered"

    day: int = Field(primary_key=True)
    answers: int


class DeckRow(Table, table=True):
    """A card of the library and its place among all."""

    __tablename__ = "deck"

    card: int = Field(primary_key=True, sa_column_args=[ForeignKey("name.id")])
    rank: int
    """In reading order of the topics."""
    sibling: int = Field(foreign_key="name.id")
    topic: int = Field(foreign_key="name.id")


class SourceFileRow(Table, table=True):
    """One content file: what it looked like when it was last read."""

    __tablename__ = "source_file"

    id: int | None = Field(default=None, primary_key=True)
    path: str = Field(unique=True)
    name: str
    """The path as problems show it."""
    root: str
    kind: str
    """A `FileKind`, or empty while the file has never been usable."""
    position: int
    """Reading order among all files."""
    mtime_ns: int
    size: int
    fingerprint: str
    loader: str
    """Digest of the program that parsed it."""
    broken: int
    """1 when the present text cannot be used; the documents are then older."""
    problems: str
    """JSON list of what is wrong with the present text."""


class BlockRow(Table, table=True):
    """A few documents of one kind that stand together in a file."""

    __tablename__ = "block"

    id: int | None = Field(default=None, primary_key=True)
    file: int = Field(foreign_key="source_file.id")
    position: int
    kind: str
    bodies: bytes
    """Read and written by `codec`."""


class DocumentRow(Table, table=True):
    """Where a topic, fact, written card, question, price table or exam is kept."""

    __tablename__ = "document"

    name: int = Field(primary_key=True, sa_column_args=[ForeignKey("name.id")])
    block: int = Field(primary_key=True, sa_column_args=[ForeignKey("block.id")])
    place: int = Field(primary_key=True)
    """Its number in the block, from 0."""


class RevisionRow(Table, table=True):
    """A changed value of a fact that the journal does not know of yet."""

    __tablename__ = "revision"

    fact: str = Field(primary_key=True)
    old: str
    new: str


class LookupRow(Table, table=True):
    """All that a lookup prints about one fact."""

    __tablename__ = "lookup"

    id: int = Field(primary_key=True)
    """Ascending from the fact that is found first among equals."""
    fact: str
    name: str
    number: str
    """The bare value for scripts: no thousands separators, no unit."""
    unit: str
    short: str
    long: str
    """Empty where it is `short`."""
    context: str
    source: int
    checked: str
    topic: int
    myth: str
    exam_note: str


class LookupNamesRow(Table, table=True):
    """What a row of `lookup` is ranked by: 24 of these are read for 5 printed ones."""

    __tablename__ = "lookup_names"

    id: int = Field(primary_key=True)
    kind: str
    """Of the value: a kind of `amounts`."""
    weight: float
    """0 to 1: how central the fact is."""
    phrases: str
    """Lines of terms: the name, the aliases, the id."""


class LookupSourceRow(Table, table=True):
    """An address that facts come from."""

    __tablename__ = "lookup_source"

    id: int = Field(primary_key=True)
    source: str


class LookupTopicRow(Table, table=True):
    """A topic that facts belong to."""

    __tablename__ = "lookup_topic"

    id: int = Field(primary_key=True)
    topic: str
    title: str


class LookupTermRow(Table, table=True):
    """A term of the index and the facts that have it."""

    __tablename__ = "lookup_term"

    term: str = Field(primary_key=True)
    rows: int
    """Facts with the term anywhere."""
    heads: int
    """Facts with the term outside their prose."""
    names: bytes
    """The rows of `lookup` with the term in a name, read and written by `postings`."""
    body: bytes
    """Those with it in the body and no name."""
    prose: bytes
    """Those with it in the prose alone."""


class LookupPhraseRow(Table, table=True):
    """A name or alias of common terms alone, in any order, and a fact that has it."""

    __tablename__ = "lookup_phrase"

    phrase: str = Field(primary_key=True)
    lookup: int = Field(primary_key=True)
