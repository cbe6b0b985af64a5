"""Writes topics from elsewhere into the learner's own content folder.

A file that is there is only added to: what the learner has changed in it stays.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass, replace
from pathlib import Path

from studyapp.errors import StorageError
from studyapp.exchange.topic_text import TopicDraft, grown, ids_in, new_topic
from studyapp.exchange.whole_file import write_whole


@dataclass(frozen=True, slots=True)
class TopicsWritten:
    """What has come into the folder."""

    files: tuple[Path, ...]
    """Files that are new or have grown."""
    added: int
    """Cards written."""
    known: int
    """Cards that were there already and stay as they are."""


def write_topics(
    folder: Path, topics: Iterable[TopicDraft], taken: Collection[str]
) -> TopicsWritten:
    """Write each topic to its file in a folder.

    `taken` are the ids of topics in use; a new file does not take one of those.
    Raises StorageError when a file cannot be read or written.
    """
    files: list[Path] = []
    added = known = 0
    for topic in topics:
        path, draft = _place(folder, topic, taken)
        before = _text(path)
        there = ids_in(before)
        new = {card.id: card for card in draft.cards if card.id not in there}
        count = sum(card.count for card in new.values())
        draft = replace(draft, cards=tuple(new.values()))
        known += sum(card.count for card in topic.cards) - count
        if not new:
            continue
        text = grown(before, draft) if before else new_topic(draft)
        write_whole(path, text.encode())
        files.append(path)
        added += count
    return TopicsWritten(tuple(files), added, known)


def _place(
    folder: Path, topic: TopicDraft, taken: Collection[str]
) -> tuple[Path, TopicDraft]:
    path = folder / f"{topic.id}.md"
    if path.exists() or topic.id not in taken:
        return path, topic
    own = replace(topic, id=f"{topic.id}-own")
    return folder / f"{own.id}.md", own


def _text(path: Path) -> str:
    try:
        return path.read_text(encoding="utf-8")
    except FileNotFoundError:
        return ""
    except (OSError, UnicodeDecodeError) as error:
        raise StorageError(
            f"'{path}' cannot be read ({error})", "move it away or save it as UTF-8"
        ) from error
