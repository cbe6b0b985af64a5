"""The step to the compact form: names once, numbers in columns, content deflated.

Frozen once it is released, as every step; it says for itself how an old row becomes a
new one.
"""

from __future__ import annotations

import json
import sqlite3

from studyapp.store.step import (
    APPEND_ONLY_DELETE,
    APPEND_ONLY_INSERT,
    APPEND_ONLY_UPDATE,
    run,
)

_REFUSED = ("updated", "deleted", "replaced")


def compact(connection: sqlite3.Connection) -> None:
    """Write names once, answers in columns, states in columns that can be asked for.

    A year of a large deck takes a third of the room, and what is due is found by an
    index. States and tallies are filled again from the journal.
    """
    _compact_journal(connection)
    _make_states(connection)
    _compact_content(connection)


def _compact_journal(connection: sqlite3.Connection) -> None:
    run(
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
    run(
        connection,
        "DROP TABLE event_before",
        "CREATE INDEX event_subject ON event (subject)",
        "CREATE INDEX event_told ON event (kind) WHERE payload IS NOT NULL",
        APPEND_ONLY_UPDATE,
        APPEND_ONLY_DELETE,
        APPEND_ONLY_INSERT,
    )


def _make_states(connection: sqlite3.Connection) -> None:
    run(
        connection,
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
    )


def _compact_content(connection: sqlite3.Connection) -> None:
    run(
        connection,
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
    run(
        connection,
        "DROP TABLE document_before",
        "CREATE INDEX block_file ON block (file, position)",
        # The deck is lined up when content is loaded.
        "DELETE FROM meta WHERE key = 'content_signature'",
    )


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
