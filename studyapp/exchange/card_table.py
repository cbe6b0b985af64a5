"""Cards as a table: where each stands, going out; what to learn, coming in.

Owns the columns. A cell holds Markdown; a prompt without an answer is a cloze.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from studyapp.content.cards import hole_count
from studyapp.exchange.table import BadRow, Row, read_table, refusal
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


@dataclass(frozen=True, slots=True)
class Cards:
    """What a table brings."""

    topics: tuple[TopicDraft, ...]
    own: int
    """Rows about cards that are here already, by their id."""
    messages: tuple[str, ...]
    """One sentence for each row that asks what another one asks."""


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

    Raises UsageError naming file, every bad row and its remedy; a table is taken
    whole or not.
    """
    table = read_table(path, _NEEDED)
    new = [row for row in table.rows if row.cells.get("id", "") not in known]
    bad = [*table.bad, *filter(None, map(_fault, new))]
    if bad:
        raise refusal(path, bad)
    by_topic: dict[str, list[Row]] = defaultdict(list)
    for row in new:
        by_topic[row.cells.get("topic", "").strip() or path.stem].append(row)
    messages: list[str] = []
    topics = [_topic(name, rows, path, messages) for name, rows in by_topic.items()]
    return Cards(tuple(topics), len(table.rows) - len(new), tuple(messages))


def _fault(row: Row) -> BadRow | None:
    prompt, answer = row.cells["prompt"], row.cells["answer"]
    if not paragraph(prompt):
        what, remedy = "the prompt is empty", "write what is asked"
    elif not paragraph(answer) and not hole_count(prompt):
        what = "the answer is empty"
        remedy = "write one, or put the words to recall into [brackets] in the prompt"
    else:
        return None
    return BadRow(row.number, row.line, what, remedy)


def _topic(
    name: str, rows: Sequence[Row], path: Path, messages: list[str]
) -> TopicDraft:
    identity = slug(name)
    drafts = _drafts(identity, rows, messages)
    sections = list(dict.fromkeys(["", *(draft.section for draft in drafts)]))
    drafts.sort(key=lambda draft: sections.index(draft.section))
    return TopicDraft(identity, name, f"Cards from {path.name}.", tuple(drafts))


def _drafts(topic: str, rows: Sequence[Row], messages: list[str]) -> list[Draft]:
    """Return a card for each row; a second answer to one prompt is a card as well."""
    first: dict[str, Row] = {}
    drafts: dict[str, Draft] = {}
    for row in rows:
        prompt, answer = row.cells["prompt"], paragraph(row.cells["answer"])
        before = first.setdefault(prompt, row)
        is_other = answer != paragraph(before.cells["answer"])
        card_id = minted("csv", topic, prompt, *([answer] if is_other else ()))
        if before is not row:
            taken = "only one is taken" if card_id in drafts else "both are taken"
            messages.append(
                f"row {row.number} (line {row.line}) asks the same as row "
                f"{before.number} (line {before.line}): {taken}"
            )
        drafts.setdefault(card_id, _draft(card_id, row))
    return list(drafts.values())


def _draft(card_id: str, row: Row) -> Draft:
    prompt, answer = row.cells["prompt"], paragraph(row.cells["answer"])
    return Draft(
        id=card_id,
        prompt=prompt,
        answer=answer,
        count=1 if answer else hole_count(prompt),
        section=" ".join(row.cells.get("tags", "").split()),
    )


def _due(state: CardState) -> str:
    if state.wanted_day is not None:
        return state.wanted_day.isoformat()
    if state.due_ms is None:
        return ""
    moment = datetime.fromtimestamp(state.due_ms / 1000, UTC)
    return moment.isoformat(timespec="seconds")
