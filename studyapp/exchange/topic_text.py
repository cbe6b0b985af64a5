"""Cards from elsewhere as a topic file of the learner's own.

Owns the Markdown of such a file. Whatever a text holds, the file parses, and each
card comes back with its id; a file that is there is only added to.
"""

from __future__ import annotations

import json
import re
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass
from hashlib import blake2b

_ALPHABET = "abcdefghijkmnpqrstuvwxyz23456789"
_ID_LENGTH = 10
_IDS = re.compile(r"<!--\s*card:\s*([a-z0-9]+)\s*-->")
_STARTS = re.compile(
    r"(?P<mark>#{1,6}(?=\s|$)|>|[-+*](?=\s|$)|`{3}|~{3}|<|=+$|\||[|:-]+(?=[\s|:-]*$)"
    r"|_(?=[\s_]*$)|\*(?=[\s*]*$))|(?P<number>\d{1,9})(?=[.)](?:\s|$))|(?P<label>[AQC]):"
)
_SPECIAL = re.compile(
    r"[\\`*~|\[\]]|(?<![^\W_])_|_(?![^\W_])|<(?=[a-zA-Z/!?])|&(?=#?\w+;)"
)
_NUL = {code: None for code in range(32) if chr(code) not in "\t\n"}


@dataclass(frozen=True, slots=True)
class Draft:
    """A card to be; a cloze has its holes in [brackets] and no answer."""

    id: str
    prompt: str
    answer: str = ""
    note: str = ""
    """Shown below the card when the topic is read."""
    section: str = ""
    count: int = 1
    """Cards it gives: a cloze gives one for each hole, or for each number."""


@dataclass(frozen=True, slots=True)
class TopicDraft:
    """A topic file to be."""

    id: str
    title: str
    summary: str
    cards: tuple[Draft, ...]


def new_topic(draft: TopicDraft) -> str:
    """Return the whole text of a topic file."""
    head = "\n".join(
        f"{key}: {json.dumps(_quoted(value), ensure_ascii=False)}"
        for key, value in (
            ("topic", draft.id),
            ("title", draft.title),
            ("summary", draft.summary),
        )
    )
    return f"---\n{head}\n---\n" + _cards(draft.cards)


def grown(text: str, draft: TopicDraft) -> str:
    """Return a file's text with the cards it lacks added at its end."""
    known = ids_in(text)
    added = _cards(card for card in draft.cards if card.id not in known)
    return f"{text.rstrip()}\n{added}" if added else text


def ids_in(text: str) -> frozenset[str]:
    """Return the ids of the cards written in a file."""
    return frozenset(_IDS.findall(text))


def minted(*names: str) -> str:
    """Return the card id that these names always give."""
    digest = blake2b("\0".join(names).encode(errors="replace"), digest_size=8).digest()
    number = int.from_bytes(digest, "big")
    places = ""
    for _ in range(_ID_LENGTH):
        number, place = divmod(number, len(_ALPHABET))
        places += _ALPHABET[place]
    return places


def slug(name: str) -> str:
    """Return a name as the id of a topic: lower-case letters, digits and dashes."""
    plain = unicodedata.normalize("NFKD", name).encode("ascii", "ignore").decode()
    words = re.sub(r"[^a-z0-9]+", "-", plain.lower()).strip("-")
    if not words:
        return f"deck-{minted(name)[:6]}"
    return words if words[0].isalpha() else f"deck-{words}"


def escaped(text: str) -> str:
    """Return plain text as Markdown that shows it."""
    return _SPECIAL.sub(r"\\\g<0>", text)


def paragraph(text: str) -> str:
    """Return Markdown as one paragraph, its lines kept apart by hard breaks.

    Nothing in it can end the paragraph, begin an answer or stand for a fact.
    """
    lines = (line.strip() for line in text.splitlines())
    plain = (line.translate(_NUL).strip() for line in lines)
    safe = [_safe(_unbroken(line)) for line in plain if line]
    return _no_references("\\\n".join(filter(None, safe)))


def _cards(drafts: Iterable[Draft]) -> str:
    parts: list[str] = []
    section = ""
    for draft in drafts:
        if draft.section != section:
            section = draft.section
            parts.append(f"\n## {_heading(section)}\n")
        parts.append(_card(draft))
    return "".join(parts)


def _card(draft: Draft) -> str:
    label = "Q" if draft.answer else "C"
    first, *rest = f"{label}: {paragraph(draft.prompt)}".split("\n")
    hard = "\\" if rest else ""
    first = f"{first.removesuffix(hard)} <!-- card: {draft.id} -->{hard}"
    lines = [first, *rest]
    if draft.answer:
        lines.append(f"A: {paragraph(draft.answer)}")
    note = f"\n{paragraph(draft.note)}\n" if paragraph(draft.note) else ""
    return "\n" + "\n".join(lines) + "\n" + note


def _heading(section: str) -> str:
    return paragraph(section.replace("\n", " ")).rstrip("#").strip() or "More"


def _safe(line: str) -> str:
    """Keep a line from beginning a block, a card's answer or a comment."""
    match = _STARTS.match(line)
    if match is None:
        safe = line
    elif match["label"]:
        safe = f"{match['label']}\\{line[1:]}"
    elif match["number"]:
        safe = f"{match['number']}\\{line[match.end() :]}"
    else:
        safe = f"\\{line}"
    return safe.replace("<!--", "<\\!--")


def _unbroken(line: str) -> str:
    """Drop the mark of a hard break, which every line gets anew."""
    marks = len(line) - len(line.rstrip("\\"))
    return line[:-1].rstrip() if marks % 2 else line


def _no_references(text: str) -> str:
    return re.sub(r"\{(?=\{)", r"{\\", text)


def _quoted(value: str) -> str:
    words = " ".join(value.replace("{{", "{ {").split())
    return "".join(filter(str.isprintable, words)) or "Cards"
