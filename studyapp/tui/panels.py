"""The calculator's panels as pages: sensitivity, memory, comparison, backwards.

Pure: texts and facts in, Markdown and bars out.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from typing import TypeVar

from studyapp.calculator.arithmetic import dollars
from studyapp.calculator.compare import Comparison
from studyapp.calculator.limits import FieldProblem
from studyapp.content.factbook import FactBook
from studyapp.errors import StudyError
from studyapp.services import solving
from studyapp.services.calculating import Problems
from studyapp.services.solving import Goal
from studyapp.tui.pages import plain
from studyapp.tui.widgets.meter import Bar
from studyapp.tui.widgets.panel_view import Panel, PanelPage

_PRICE_GOALS = ("memory", "requests", "free-requests", "free-tier-ends")
_LOAD_GOALS = ("duration", "provisioned")
_NEED_BUDGET = {"memory", "requests"}

Found = TypeVar("Found")


@dataclass(frozen=True, slots=True)
class Scene:
    """What the calculator's fields say, and what is kept beside them."""

    texts: Mapping[str, str]
    kept: Mapping[str, str] = field(default_factory=dict)
    """The scenario to compare with; empty when none is kept."""
    budget: str = ""


def panel_page(panel: Panel, scene: Scene, book: FactBook) -> PanelPage:
    """Return a panel, or the sentence why it cannot be shown."""
    try:
        return _PANELS[panel](scene, book)
    except StudyError as error:
        return PanelPage(f"{plain(str(error))}.")


def _moves(scene: Scene, book: FactBook) -> PanelPage:
    found = _good(solving.sensitivity_of(scene.texts, book))
    most = max((abs(float(item.percent)) for item in found), default=0.0)
    bars = tuple(
        Bar(item.label, abs(float(item.percent)), most, f"{item.percent:+.2f}%")
        for item in found
    )
    return PanelPage("**Each input alone a tenth higher moves the total by**", bars)


def _by_memory(scene: Scene, book: FactBook) -> PanelPage:
    found = _good(solving.sweep_of(scene.texts, book))
    best = found.cheapest
    most = float(max(point.cost for point in found.points))
    bars = tuple(
        Bar(
            f"{point.memory}{', cheapest' if point is best else ''}",
            float(point.cost),
            most,
            dollars(point.cost),
        )
        for point in found.points
    )
    page = (
        f"**Cheapest: {best.memory}**, {dollars(best.cost)} a month, "
        f"a run taking {best.duration.number:,f} ms. More memory brings more CPU, and "
        "a run that only computes gets shorter, down to one full vCPU."
    )
    return PanelPage(page, bars)


def _compared(scene: Scene, book: FactBook) -> PanelPage:
    if not scene.kept:
        return PanelPage(
            "**Nothing to compare with yet.** Press ctrl+b to keep the scenario as it "
            "is, then change its fields."
        )
    found = _good(solving.comparison_of(scene.kept, scene.texts, book))
    rows = [(line.title, line.before, line.after) for line in found.lines]
    rows.append(("**Total**", found.before.exact, found.after.exact))
    table = "\n".join(
        [
            "| Line | Kept | Now | More |",
            "|---|---:|---:|---:|",
            *(
                f"| {title} | {dollars(old)} | {dollars(new)} | {_signed(new - old)} |"
                for title, old, new in rows
            ),
        ]
    )
    page = f"{_changes(found)}\n\n{table}\n\n{_mover(found)}"
    return PanelPage(page, changed=frozenset(c.field for c in found.changes))


def _changes(found: Comparison) -> str:
    if not found.changes:
        return "**The same as kept.** Change a field to see what it moves."
    return "\n".join(
        f"- {change.label}: {change.before or 'none'} → **{change.after or 'none'}**"
        for change in found.changes
    )


def _mover(found: Comparison) -> str:
    if found.mover is None:
        return "No line moved." if found.changes else ""
    moved = _signed(found.mover.difference)
    return f"**{found.mover.title}** moved the total most: {moved}."


def _backwards(scene: Scene, book: FactBook) -> PanelPage:
    goals = _LOAD_GOALS if "rps" in scene.texts else _PRICE_GOALS
    rows = [_goal(goal, scene, book) for goal in goals]
    if goals is _PRICE_GOALS:
        rows.append(_break_even(scene, book))
    return PanelPage("\n\n".join(rows))


def _goal(name: str, scene: Scene, book: FactBook) -> str:
    words = _upper(solving.GOALS[name][0])
    if name in _NEED_BUDGET and not scene.budget.strip():
        return f"{words}: *type a budget*"
    texts = scene.texts
    asked = Goal(
        texts,
        scene.budget,
        texts.get("rps"),
        texts.get("quota"),
        texts.get("reserved"),
    )
    try:
        found = solving.solve(name, asked, book)
    except StudyError as error:
        return f"{words}: *{plain(error.message)}*"
    day = f"day {found.value.number}"
    value = day if name == "free-tier-ends" else str(found.value)
    return f"{words}: **{value}**, stopped by the {found.binding}"


def _break_even(scene: Scene, book: FactBook) -> str:
    found = solving.break_even_of(scene.texts.get("architecture") or None, book)
    never = sum(not item.pays for item in found)
    region = scene.texts.get("region", "")
    here = next((item for item in found if item.region == region), None)
    if here is None:
        there = f"has no price in {plain(region)}"
    elif here.pays:
        there = f"pays from **{here.utilization:.0f}%** of its time in use"
    else:
        there = "**never pays** in this Region"
    return (
        f"Provisioned concurrency {there}; in {never} of {len(found)} Regions it "
        "never does"
    )


def _good(found: Found | Problems) -> Found:
    """Return a result; raises StudyError with the first field that is wrong."""
    if isinstance(found, tuple) and found and isinstance(found[0], FieldProblem):
        raise StudyError(found[0].message, found[0].remedy)
    return found  # type: ignore[return-value] # problems are a tuple of FieldProblem


def _signed(amount: Decimal) -> str:
    if not amount:
        return "-"
    return f"{'+' if amount > 0 else '-'}{dollars(abs(amount))}"


def _upper(sentence: str) -> str:
    return sentence[:1].upper() + sentence[1:]


_PANELS: Mapping[Panel, Callable[[Scene, FactBook], PanelPage]] = {
    Panel.MOVES: _moves,
    Panel.MEMORY: _by_memory,
    Panel.COMPARE: _compared,
    Panel.BACKWARDS: _backwards,
}
