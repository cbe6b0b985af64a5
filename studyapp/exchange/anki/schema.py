"""The inside of an Anki package: tables of schema 11, and its one row of settings.

Owns what every package of ours has alike. Source of the layout: the packages that
Anki 26.09 itself writes with "support older versions".
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from datetime import datetime
from hashlib import blake2b
from typing import Any

TABLES = """
CREATE TABLE col (id integer PRIMARY KEY, crt integer NOT NULL, mod integer NOT NULL,
  scm integer NOT NULL, ver integer NOT NULL, dty integer NOT NULL,
  usn integer NOT NULL, ls integer NOT NULL, conf text NOT NULL, models text NOT NULL,
  decks text NOT NULL, dconf text NOT NULL, tags text NOT NULL);
CREATE TABLE notes (id integer PRIMARY KEY, guid text NOT NULL, mid integer NOT NULL,
  mod integer NOT NULL, usn integer NOT NULL, tags text NOT NULL, flds text NOT NULL,
  sfld integer NOT NULL, csum integer NOT NULL, flags integer NOT NULL,
  data text NOT NULL);
CREATE TABLE cards (id integer PRIMARY KEY, nid integer NOT NULL, did integer NOT NULL,
  ord integer NOT NULL, mod integer NOT NULL, usn integer NOT NULL,
  type integer NOT NULL, queue integer NOT NULL, due integer NOT NULL,
  ivl integer NOT NULL, factor integer NOT NULL, reps integer NOT NULL,
  lapses integer NOT NULL, left integer NOT NULL, odue integer NOT NULL,
  odid integer NOT NULL, flags integer NOT NULL, data text NOT NULL);
CREATE TABLE revlog (id integer PRIMARY KEY, cid integer NOT NULL, usn integer NOT NULL,
  ease integer NOT NULL, ivl integer NOT NULL, lastIvl integer NOT NULL,
  factor integer NOT NULL, time integer NOT NULL, type integer NOT NULL);
CREATE TABLE graves (usn integer NOT NULL, oid integer NOT NULL, type integer NOT NULL);
CREATE INDEX ix_notes_usn ON notes (usn);
CREATE INDEX ix_cards_usn ON cards (usn);
CREATE INDEX ix_revlog_usn ON revlog (usn);
CREATE INDEX ix_cards_nid ON cards (nid);
CREATE INDEX ix_cards_sched ON cards (did, queue, due);
CREATE INDEX ix_revlog_cid ON revlog (cid);
CREATE INDEX ix_notes_csum ON notes (csum);
"""

FIELDS = ("Front", "Back", "Id")
GUID_PREFIX = "studyapp."
"""What begins the guid of our notes; the card's id follows."""
ROOT_DECK = "studyapp"
EASE = 2500
"""Anki's SM-2 ease in thousandths; FSRS does not use it."""
_FIRST_ID = 1_600_000_000_000
_CSS = ".card { font-family: sans-serif; font-size: 20px; text-align: center; }"


def stable_id(*names: str) -> int:
    """Return a number for Anki that is the same in every export."""
    digest = blake2b("\0".join(names).encode(), digest_size=8).digest()
    return _FIRST_ID + int.from_bytes(digest, "big") % 10**11


NOTETYPE = stable_id("notetype", "1")


def collection_row(
    crt: int, decks: Iterable[str], now: datetime, rollover: int
) -> tuple[int | str, ...]:
    """Return the row of `col`: `crt` is when its first study day began, in seconds."""
    seconds = int(now.timestamp())
    offset = now.utcoffset()
    west = -int(offset.total_seconds() // 60) if offset else 0
    conf: dict[str, object] = {
        "activeDecks": [1],
        "addToCur": True,
        "collapseTime": 1200,
        "creationOffset": west,
        "curDeck": 1,
        "curModel": NOTETYPE,
        "dueCounts": True,
        "estTimes": True,
        "newSpread": 0,
        "nextPos": 1,
        "rollover": rollover,
        "sched2021": True,
        "schedVer": 2,
        "sortBackwards": False,
        "sortType": "noteFld",
        "timeLim": 0,
    }
    texts: tuple[Mapping[Any, object], ...] = (
        conf,
        {NOTETYPE: _notetype()},
        _decks(decks, seconds),
        {1: _preset()},
        {},
    )
    return (
        *(1, crt, seconds * 1000, seconds * 1000, 11, 0, 0, 0),
        *(json.dumps(text) for text in texts),
    )


def deck_id(name: str) -> int:
    """Return the id of a deck by its whole name."""
    return stable_id("deck", name)


def _notetype() -> dict[str, object]:
    return {
        "id": NOTETYPE,
        "name": "studyapp",
        "type": 0,
        "mod": 0,
        "usn": -1,
        "sortf": 0,
        "did": None,
        "css": _CSS,
        "latexPre": "",
        "latexPost": "",
        "latexsvg": False,
        "req": [[0, "any", [0]]],
        "tags": [],
        "vers": [],
        "flds": [
            {
                "name": name,
                "ord": place,
                "sticky": False,
                "rtl": False,
                "font": "Arial",
                "size": 20,
                "media": [],
            }
            for place, name in enumerate(FIELDS)
        ],
        "tmpls": [
            {
                "name": "Card 1",
                "ord": 0,
                "qfmt": "{{Front}}",
                "afmt": "{{FrontSide}}\n\n<hr id=answer>\n\n{{Back}}",
                "bqfmt": "",
                "bafmt": "",
                "did": None,
            }
        ],
    }


def _decks(names: Iterable[str], seconds: int) -> dict[int, dict[str, object]]:
    decks = {1: "Default"} | {deck_id(name): name for name in (ROOT_DECK, *names)}
    return {
        number: {
            "id": number,
            "name": name,
            "mod": seconds,
            "usn": -1,
            "lrnToday": [0, 0],
            "revToday": [0, 0],
            "newToday": [0, 0],
            "timeToday": [0, 0],
            "collapsed": False,
            "browserCollapsed": False,
            "desc": "",
            "dyn": 0,
            "conf": 1,
            "extendNew": 0,
            "extendRev": 0,
        }
        for number, name in decks.items()
    }


def _preset() -> dict[str, object]:
    return {
        "id": 1,
        "name": "Default",
        "mod": 0,
        "usn": 0,
        "maxTaken": 60,
        "autoplay": True,
        "timer": 0,
        "replayq": True,
        "dyn": False,
        "new": {
            "bury": False,
            "delays": [1.0, 10.0],
            "initialFactor": EASE,
            "ints": [1, 4, 0],
            "order": 1,
            "perDay": 20,
        },
        "rev": {
            "bury": False,
            "ease4": 1.3,
            "ivlFct": 1.0,
            "maxIvl": 36500,
            "perDay": 200,
            "hardFactor": 1.2,
        },
        "lapse": {
            "delays": [10.0],
            "leechAction": 1,
            "leechFails": 8,
            "minInt": 1,
            "mult": 0.0,
        },
    }
