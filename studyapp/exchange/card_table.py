"""Cards as a table: where each stands, going out; what to learn, coming in.

Owns the columns. A cell holds Markdown; a prompt without an answer is a cloze.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from studyapp.exchange.table import Row, bad_row, read_table
from studyapp.exchange.topic_text import Draft, TopicDraft, minted, paragraph, slug
from studyapp.memory.state import CardState, Phase

COLUMNS = (
    "id",
    "prompt",
    "answer",
    "topic",
    "state",
    "due",
    "stability",
    "difficulty",
    "reviews",
    "lapses",
)
_NEEDED = ("prompt", "answer")
_HOLE = re.compile(r"(?<!\\)\[(?:\\.|[^\[\]\\])+\](?!\()", re.DOTALL)


@dataclass(frozen=True, slots=True)
class Cards:
    """What a table brings."""

    topics: tuple[TopicDraft, ...]
    own: int
    """Rows about cards that are here already, by their id."""


def standing(state: CardState | None) -> tuple[str, ...]:
    """Return the columns from `state` on; days are ISO, moments in steps are UTC."""
    if state is None:
        return (Phase.NEW.value, "", "", "", "0", "0")
    stability, difficulty = (
        (f"{state.memory.stability:.4f}", f"{state.memory.difficulty:.4f}")
        if state.memory
        else ("", "")
    )
    return (
        "suspended" if state.suspended else state.phase.value,
        _due(state),
        stability,
        difficulty,
        str(state.reviews),
        str(state.lapses),
    )


def read_cards(path: Path, known: Collection[str]) -> Cards:
    """Return the cards of a CSV file by topic; `known` are the ids that are here.

    Raises UsageError naming file, row and remedy; a table is taken whole or not.
    """
    rows = read_table(path, _NEEDED)
    new = [row for row in rows if row.cells.get("id", "") not in known]
    by_topic: dict[str, list[Row]] = defaultdict(list)
    for row in new:
        _check(path, row)
        by_topic[row.cells.get("topic", "").strip() or path.stem].append(row)
    topics = (_topic(name, found, path) for name, found in by_topic.items())
    return Cards(tuple(topics), len(rows) - len(new))


def _check(path: Path, row: Row) -> None:
    prompt, answer = row.cells["prompt"], row.cells["answer"]
    if not paragraph(prompt):
        raise bad_row(path, row, "the prompt is empty", "write what is asked")
    if not paragraph(answer) and not _HOLE.search(prompt):
        raise bad_row(
            path,
            row,
            "the answer is empty",
            "write one, or put the words to recall into [brackets] in the prompt",
        )


def _topic(name: str, rows: Sequence[Row], path: Path) -> TopicDraft:
    identity = slug(name)
    drafts = [_draft(identity, row) for row in rows]
    sections = list(dict.fromkeys(["", *(draft.section for draft in drafts)]))
    drafts.sort(key=lambda draft: sections.index(draft.section))
    return TopicDraft(identity, name, f"Cards from {path.name}.", tuple(drafts))


def _draft(topic: str, row: Row) -> Draft:
    prompt = row.cells["prompt"]
    return Draft(
        id=minted("csv", topic, prompt),
        prompt=prompt,
        answer=paragraph(row.cells["answer"]),
        section=" ".join(row.cells.get("tags", "").split()),
    )


def _due(state: CardState) -> str:
    if state.wanted_day is not None:
        return state.wanted_day.isoformat()
    if state.due_ms is None:
        return ""
    moment = datetime.fromtimestamp(state.due_ms / 1000, UTC)
    return moment.isoformat(timespec="seconds")
