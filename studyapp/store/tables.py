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


class EventRow(Table, table=True):
    """One event of the journal; triggers refuse to change or delete it."""

    __tablename__ = "event"

    device: str = Field(primary_key=True)
    sequence: int = Field(primary_key=True)
    at_ms: int
    offset_minutes: int
    kind: str
    subject: str
    payload: str
    """JSON object: sorted keys, no blanks."""
    model: str


class CardStateRow(Table, table=True):
    """A card's state as the journal gives it; can be rebuilt at any time."""

    __tablename__ = "card_state"

    card_id: str = Field(primary_key=True)
    state: str
    """The text of `studyapp.memory.state.to_json`."""


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


class DocumentRow(Table, table=True):
    """One topic, fact, card, question, price table or exam."""

    __tablename__ = "document"

    file: int = Field(primary_key=True, sa_column_args=[ForeignKey("source_file.id")])
    position: int = Field(primary_key=True)
    kind: str
    body: str
    """JSON, read and written by `codec`."""


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
