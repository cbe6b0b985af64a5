"""The plan for the exam as a Markdown page. Pure: values in, text out."""

from __future__ import annotations

from collections.abc import Mapping

from studyapp.memory.queue import Counts
from studyapp.services import plan_words
from studyapp.services.planning import DayPlan
from studyapp.tui.pages import plain

_RULES: Mapping[str, str] = {
    "plain": "Reviews when due, then new cards",
    "ramp": "Reviews earlier near the exam, then new cards",
    "round": "The same as the first, every card once more at the end",
    "new_plain": "New cards, then reviews when due",
    "new_ramp": "New cards, then reviews earlier near the exam",
    "new_round": "New cards, then reviews, every card once more at the end",
    "value": "What raises the recall on exam day most",
}


_HOW = (
    "Worked out this morning on your own cards, as FSRS expects them to be remembered. "
    "A card never seen counts as not known."
)


def plan_page(plan: DayPlan, counts: Counts, exam_warning: str) -> str:
    """Return the page: warnings, today and why, the promise, every rule's promise."""
    warnings = (plan_words.warning(plan), exam_warning)
    parts = [f"**! {plain(sentence)}**" for sentence in warnings if sentence]
    parts += [
        f"**Today**: {plan_words.to_do(counts)} ({plain(plan_words.time_today(plan))})",
        plain(plan_words.why(plan)),
        plain(plan_words.promise(plan)),
        "## What each rule promises",
        _table(plan),
        _HOW,
    ]
    return "\n\n".join(parts)


def _table(plan: DayPlan) -> str:
    rows = (
        f"| {_RULES[name]} | {promise:.1%} | {'today' if name == plan.rule else ''} |"
        for name, promise in plan.promises.items()
    )
    return "\n".join(("| Rule | On exam day | |", "|---|---|---|", *rows))
