"""The steps that bring a file from nothing to the present schema, one by one.

A step is frozen once it has been released: a change of the schema is a new step at
the end of `STEPS`. A step must never call a module that a later version may change,
and never drop anything of the journal.
"""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Callable

Step = Callable[[sqlite3.Connection], None]

APPEND_ONLY_UPDATE = """CREATE TRIGGER event_is_not_updated BEFORE UPDATE ON event
        BEGIN SELECT RAISE(ABORT, 'the journal is append-only'); END"""
"""Put back after a copied file's events have moved to their own device."""
APPEND_ONLY_DELETE = """CREATE TRIGGER event_is_not_deleted BEFORE DELETE ON event
        BEGIN SELECT RAISE(ABORT, 'the journal is append-only'); END"""
# INSERT OR REPLACE deletes without firing the delete trigger.
APPEND_ONLY_INSERT = """CREATE TRIGGER event_is_not_replaced BEFORE INSERT ON event
        WHEN EXISTS (SELECT 1 FROM event
            WHERE device = NEW.device AND sequence = NEW.sequence)
        BEGIN SELECT RAISE(ABORT, 'the journal is append-only'); END"""
_REFUSED = ("updated", "deleted", "replaced")


def journal(connection: sqlite3.Connection) -> None:
    """Create the append-only journal and what is derived from it."""
    _run(
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
    _run(
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
    _run(
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


def compact(connection: sqlite3.Connection) -> None:
    """Write names once, answers in columns, states in columns that can be asked for.

    A year of a large deck takes a third of the room, and what is due is found by an
    index. States and tallies are filled again from the journal.
    """
    _run(
        connection,
        """CREATE TABLE name (
            id INTEGER NOT NULL PRIMARY KEY,
            text VARCHAR NOT NULL UNIQUE
        )""",
        "ALTER TABLE event RENAME TO event_before",
        *(f"DROP TRIGGER event_is_not_{done}" for done in _REFUSED),
        "DROP INDEX event_subject",
        "DROP INDEX event_at",
        """CREATE TABLE event (
            device INTEGER NOT NULL REFERENCES name (id),
            sequence INTEGER NOT NULL,
            at_ms INTEGER NOT NULL,
            offset_minutes INTEGER NOT NULL,
            kind INTEGER NOT NULL REFERENCES name (id),
            subject INTEGER NOT NULL REFERENCES name (id),
            rating INTEGER,
            elapsed_ms INTEGER,
            due_in INTEGER,
            payload VARCHAR,
            model INTEGER NOT NULL REFERENCES name (id),
            PRIMARY KEY (device, sequence)
        ) WITHOUT ROWID""",
    )
    _carry_events(connection)
    _run(
        connection,
        "DROP TABLE event_before",
        "CREATE INDEX event_subject ON event (subject)",
        "CREATE INDEX event_told ON event (kind) WHERE payload IS NOT NULL",
        APPEND_ONLY_UPDATE,
        APPEND_ONLY_DELETE,
        APPEND_ONLY_INSERT,
        "DROP TABLE card_state",
        "DELETE FROM meta WHERE key = 'states_key'",
        """CREATE TABLE card_state (
            card INTEGER NOT NULL PRIMARY KEY REFERENCES name (id),
            phase INTEGER NOT NULL,
            step INTEGER NOT NULL,
            stability FLOAT,
            difficulty FLOAT,
            memory_day INTEGER,
            interval INTEGER NOT NULL,
            due_ms INTEGER,
            due_day INTEGER,
            first_day INTEGER,
            last_day INTEGER,
            last_ms INTEGER,
            reviews INTEGER NOT NULL,
            lapses INTEGER NOT NULL,
            suspended INTEGER NOT NULL,
            buried_until INTEGER,
            forward_day INTEGER,
            revision VARCHAR,
            weights INTEGER REFERENCES name (id),
            flagged INTEGER NOT NULL,
            note VARCHAR NOT NULL,
            latest_ms INTEGER NOT NULL,
            wanted INTEGER
        )""",
        """CREATE INDEX card_state_wanted
            ON card_state (wanted, memory_day, stability)""",
        "CREATE INDEX card_state_last_day ON card_state (last_day)",
        """CREATE INDEX card_state_forward ON card_state (forward_day)
            WHERE forward_day IS NOT NULL""",
        """CREATE TABLE due_load (
            day INTEGER NOT NULL PRIMARY KEY,
            cards INTEGER NOT NULL
        )""",
        """CREATE TABLE tally (
            day INTEGER NOT NULL,
            bucket INTEGER NOT NULL,
            again INTEGER NOT NULL,
            hard INTEGER NOT NULL,
            good INTEGER NOT NULL,
            easy INTEGER NOT NULL,
            expected INTEGER NOT NULL,
            loss INTEGER NOT NULL,
            elapsed_ms INTEGER NOT NULL,
            PRIMARY KEY (day, bucket)
        ) WITHOUT ROWID""",
        """CREATE TABLE deck (
            card INTEGER NOT NULL PRIMARY KEY REFERENCES name (id),
            rank INTEGER NOT NULL,
            sibling INTEGER NOT NULL REFERENCES name (id),
            topic INTEGER NOT NULL REFERENCES name (id)
        )""",
        "CREATE INDEX deck_rank ON deck (rank)",
        "CREATE INDEX deck_sibling ON deck (sibling)",
        "ALTER TABLE document RENAME TO document_before",
        """CREATE TABLE block (
            id INTEGER NOT NULL PRIMARY KEY,
            file INTEGER NOT NULL REFERENCES source_file (id),
            position INTEGER NOT NULL,
            kind VARCHAR NOT NULL,
            bodies BLOB NOT NULL
        )""",
        """CREATE TABLE document (
            name INTEGER NOT NULL REFERENCES name (id),
            block INTEGER NOT NULL REFERENCES block (id),
            place INTEGER NOT NULL,
            PRIMARY KEY (name, block, place)
        ) WITHOUT ROWID""",
    )
    _carry_documents(connection)
    _run(
        connection,
        "DROP TABLE document_before",
        "CREATE INDEX block_file ON block (file, position)",
        # The deck is lined up when content is loaded.
        "DELETE FROM meta WHERE key = 'content_signature'",
    )


def lean_lookup(connection: sqlite3.Connection) -> None:
    """Keep of the search index what is read, without FTS5 but for the spelling.

    Only the values of facts are carried over, as the next load compares them with
    the content; it reads every file again and fills the rest.
    """
    _run(
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


STEPS: tuple[Step, ...] = (journal, content, lookup, compact, lean_lookup)
"""All steps; a file's schema version is the number of steps behind it."""


def _run(connection: sqlite3.Connection, *statements: str) -> None:
    for statement in statements:
        connection.execute(statement)


def _carry_events(connection: sqlite3.Connection) -> None:
    """Move the events of before; an answer's numbers go into columns of their own."""
    for column in ("device", "kind", "subject", "model"):
        connection.execute(
            f"INSERT OR IGNORE INTO name (text) SELECT DISTINCT {column}"
            " FROM event_before"
        )
    numbers = dict(connection.execute("SELECT text, id FROM name"))
    before = connection.execute(
        "SELECT device, sequence, at_ms, offset_minutes, kind, subject, payload, model"
        " FROM event_before ORDER BY device, sequence"
    )
    connection.executemany(
        "INSERT INTO event VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
        (
            (
                *(numbers[device], sequence, at_ms, offset, numbers[kind]),
                numbers[subject],
                *_answer_columns(kind, payload),
                numbers[model],
            )
            for device, sequence, at_ms, offset, kind, subject, payload, model in before
        ),
    )


def _answer_columns(
    kind: str, payload: str
) -> tuple[int | None, int | None, int | None, str | None]:
    """Return rating, time, days and the payload, which is left out if they say all."""
    known = ("rating", "elapsed_ms", "due_in")
    if kind == "answer":
        try:
            told = json.loads(payload)
        except ValueError:
            return None, None, None, payload
        if isinstance(told, dict) and told and told.keys() <= set(known):
            values = [told.get(name) for name in known]
            if all(_fits(told[name]) for name in told):
                return values[0], values[1], values[2], None
    return None, None, None, payload


def _fits(value: object) -> bool:
    """Whether a column of whole numbers holds a value as it is."""
    return type(value) is int and -(2**63) <= value < 2**63


def _carry_documents(connection: sqlite3.Connection) -> None:
    """Move the parsed content of before, for the files that are broken now."""
    before = connection.execute(
        "SELECT file, position, kind, body FROM document_before ORDER BY file, position"
    ).fetchall()
    for block, (file, position, kind, body) in enumerate(before, start=1):
        fields = json.loads(body)
        name = fields.get("id") or fields.get("code") or fields.get("meter")
        connection.execute(
            "INSERT INTO block VALUES (?, ?, ?, ?, ?)",
            (block, file, position, kind, body),
        )
        connection.execute("INSERT OR IGNORE INTO name (text) VALUES (?)", (name,))
        connection.execute(
            "INSERT INTO document SELECT id, ?, 0 FROM name WHERE text = ?",
            (block, name),
        )
