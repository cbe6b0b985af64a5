"""The plan for the exam and a fit as Markdown pages. Pure: values in, text out."""

from __future__ import annotations

from collections.abc import Mapping

from studyapp.services import plan_words
from studyapp.services.day_line import Agenda
from studyapp.services.optimising import Fitted
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
    "Worked out today on your own cards, as FSRS expects them to be remembered. "
    "A card never seen counts as not known."
)


def plan_page(plan: DayPlan, asked: Agenda, exam_warning: str) -> str:
    """Return the page: warnings, today and why, the promise, every rule's promise."""
    warnings = (plan_words.warning(plan), exam_warning)
    parts = [f"**! {plain(sentence)}**" for sentence in warnings if sentence]
    parts += [
        f"**Today**: {plan_words.to_do(asked)} ({plain(plan_words.time_today(plan))})",
        plain(f"{plan_words.why(plan)} {plan_words.left_out(asked, plan)}".rstrip()),
        plain(plan_words.promise(plan)),
        plain(plan_words.pace(plan)),
        "## What each rule promises",
        _table(plan),
        _HOW,
    ]
    return "\n\n".join(filter(None, parts))


def _table(plan: DayPlan) -> str:
    rows = (
        f"| {_RULES[name]} | {promise:.1%} | {'today' if name == plan.rule else ''} |"
        for name, promise in plan.promises.items()
    )
    return "\n".join(("| Rule | On exam day | |", "|---|---|---|", *rows))


def fit_page(fitted: Fitted) -> str:
    """Return what came of fitting the schedule to the learner, both scores shown."""
    old, new = fitted.trial.old, fitted.trial.new
    verdict = (
        f"**Adopted** as `{fitted.version}`: your later answers were predicted better. "
        "Intervals follow it from now on; `x` takes it back."
        if fitted.adopted
        else "**Not adopted**: on your later answers it is not clearly better. "
        "Nothing has changed."
    )
    table = (
        "| Weights | log loss | RMSE |\n|---|---:|---:|\n"
        f"| in use | {old.log_loss:.4f} | {old.rmse:.4f} |\n"
        f"| fitted to you | {new.log_loss:.4f} | {new.rmse:.4f} |"
    )
    told = (
        f"Learnt from {fitted.answers:,} answers; {new.reviews:,} later reviews were "
        "predicted from earlier ones. Lower is better in both columns."
    )
    return f"{verdict}\n\n{table}\n\n{told}"
