"""The steps that bring a file from nothing to the present schema, one by one.

A step is frozen once it has been released: a change of the schema is a new step at
the end of `STEPS`. A step must never call a module that a later version may change,
and never drop anything of the journal.
"""

from __future__ import annotations

import sqlite3

from studyapp.store.cache_steps import (
    answered,
    event_index,
    followed,
    tally_by_bucket,
    wanted_once_shown,
)
from studyapp.store.compact_step import compact
from studyapp.store.step import (
    APPEND_ONLY_DELETE,
    APPEND_ONLY_INSERT,
    APPEND_ONLY_UPDATE,
    Step,
    run,
)


def journal(connection: sqlite3.Connection) -> None:
    """Create the append-only journal and what is derived from it."""
    run(
        connection,
        "CREATE TABLE meta (key VARCHAR NOT NULL PRIMARY KEY, value VARCHAR NOT NULL)",
        "INSERT INTO meta VALUES ('device_id', lower(hex(randomblob(8))))",
        """CREATE TABLE event (
            device VARCHAR NOT NULL,
            sequence INTEGER NOT NULL,
            at_ms INTEGER NOT NULL,
            offset_minutes INTEGER NOT NULL,
            kind VARCHAR NOT NULL,
            subject VARCHAR NOT NULL,
            payload VARCHAR NOT NULL,
            model VARCHAR NOT NULL,
            PRIMARY KEY (device, sequence)
        )""",
        "CREATE INDEX event_subject ON event (subject)",
        "CREATE INDEX event_at ON event (at_ms, device, sequence)",
        APPEND_ONLY_UPDATE,
        APPEND_ONLY_DELETE,
        APPEND_ONLY_INSERT,
        """CREATE TABLE card_state (
            card_id VARCHAR NOT NULL PRIMARY KEY,
            state VARCHAR NOT NULL
        )""",
    )


def content(connection: sqlite3.Connection) -> None:
    """Create the tables that hold parsed content, and the revisions to settle."""
    run(
        connection,
        """CREATE TABLE source_file (
            id INTEGER NOT NULL PRIMARY KEY,
            path VARCHAR NOT NULL UNIQUE,
            name VARCHAR NOT NULL,
            root VARCHAR NOT NULL,
            kind VARCHAR NOT NULL,
            position INTEGER NOT NULL,
            mtime_ns INTEGER NOT NULL,
            size INTEGER NOT NULL,
            fingerprint VARCHAR NOT NULL,
            loader VARCHAR NOT NULL,
            broken INTEGER NOT NULL,
            problems VARCHAR NOT NULL
        )""",
        """CREATE TABLE document (
            file INTEGER NOT NULL REFERENCES source_file (id),
            position INTEGER NOT NULL,
            kind VARCHAR NOT NULL,
            body VARCHAR NOT NULL,
            PRIMARY KEY (file, position)
        )""",
        """CREATE TABLE revision (
            fact VARCHAR NOT NULL PRIMARY KEY,
            old VARCHAR NOT NULL,
            new VARCHAR NOT NULL
        )""",
    )


def lookup(connection: sqlite3.Connection) -> None:
    """Create the search index: rows to print, terms, and two FTS5 tokenisers."""
    run(
        connection,
        """CREATE TABLE lookup (
            id INTEGER NOT NULL PRIMARY KEY,
            fact VARCHAR NOT NULL UNIQUE,
            name VARCHAR NOT NULL,
            number VARCHAR NOT NULL,
            unit VARCHAR NOT NULL,
            short VARCHAR NOT NULL,
            long VARCHAR NOT NULL,
            context VARCHAR NOT NULL,
            source VARCHAR NOT NULL,
            checked VARCHAR NOT NULL,
            topic VARCHAR NOT NULL,
            topic_title VARCHAR NOT NULL,
            myth VARCHAR NOT NULL,
            exam_note VARCHAR NOT NULL,
            weight FLOAT NOT NULL,
            phrases VARCHAR NOT NULL,
            body VARCHAR NOT NULL,
            prose VARCHAR NOT NULL
        )""",
        """CREATE TABLE lookup_term (
            term VARCHAR NOT NULL PRIMARY KEY,
            "rows" INTEGER NOT NULL,
            heads INTEGER NOT NULL
        )""",
        """CREATE TABLE lookup_phrase (
            phrase VARCHAR NOT NULL,
            lookup INTEGER NOT NULL,
            PRIMARY KEY (phrase, lookup)
        ) WITHOUT ROWID""",
        """CREATE VIRTUAL TABLE lookup_words USING fts5(
            phrases, body, prose, content='', tokenize='porter unicode61'
        )""",
        """CREATE VIRTUAL TABLE lookup_trigrams USING fts5(
            names, content='', tokenize='trigram'
        )""",
        """CREATE VIRTUAL TABLE lookup_spelling USING fts5(
            word, tokenize='trigram'
        )""",
    )


def lean_lookup(connection: sqlite3.Connection) -> None:
    """Keep of the search index what is read, without FTS5 but for the spelling.

    Only the values of facts are carried over, as the next load compares them with
    the content; it reads every file again and fills the rest.
    """
    run(
        connection,
        "ALTER TABLE lookup RENAME TO old_lookup",
        *(f"DROP TABLE lookup_{name}" for name in ("term", "phrase", "words")),
        "DROP TABLE lookup_trigrams",
        "DROP TABLE lookup_spelling",
        """CREATE TABLE lookup (
            id INTEGER NOT NULL PRIMARY KEY,
            fact VARCHAR NOT NULL,
            name VARCHAR NOT NULL,
            number VARCHAR NOT NULL,
            unit VARCHAR NOT NULL,
            short VARCHAR NOT NULL,
            long VARCHAR NOT NULL,
            context VARCHAR NOT NULL,
            source INTEGER NOT NULL,
            checked VARCHAR NOT NULL,
            topic INTEGER NOT NULL,
            myth VARCHAR NOT NULL,
            exam_note VARCHAR NOT NULL
        )""",
        """INSERT INTO lookup
            SELECT id, fact, '', '', '', short, '', '', 0, '', 0, '', ''
            FROM old_lookup""",
        "DROP TABLE old_lookup",
        """CREATE TABLE lookup_names (
            id INTEGER NOT NULL PRIMARY KEY,
            kind VARCHAR NOT NULL,
            weight FLOAT NOT NULL,
            phrases VARCHAR NOT NULL
        )""",
        """CREATE TABLE lookup_source (
            id INTEGER NOT NULL PRIMARY KEY,
            source VARCHAR NOT NULL
        )""",
        """CREATE TABLE lookup_topic (
            id INTEGER NOT NULL PRIMARY KEY,
            topic VARCHAR NOT NULL,
            title VARCHAR NOT NULL
        )""",
        """CREATE TABLE lookup_term (
            term VARCHAR NOT NULL PRIMARY KEY,
            "rows" INTEGER NOT NULL,
            heads INTEGER NOT NULL,
            names BLOB NOT NULL,
            body BLOB NOT NULL,
            prose BLOB NOT NULL
        ) WITHOUT ROWID""",
        """CREATE TABLE lookup_phrase (
            phrase VARCHAR NOT NULL,
            lookup INTEGER NOT NULL,
            PRIMARY KEY (phrase, lookup)
        ) WITHOUT ROWID""",
        """CREATE VIRTUAL TABLE lookup_spelling USING fts5(
            word, tokenize='trigram', columnsize=0
        )""",
        "UPDATE source_file SET loader = ''",
        "DELETE FROM meta WHERE key = 'content_signature'",
    )


STEPS: tuple[Step, ...] = (
    journal,
    content,
    lookup,
    compact,
    lean_lookup,
    followed,
    tally_by_bucket,
    event_index,
    answered,
    wanted_once_shown,
)
"""All steps; a file's schema version is the number of steps behind it."""
