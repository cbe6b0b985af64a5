"""The plan for the exam in sentences, the same in the app and on the command line."""

from __future__ import annotations

from collections.abc import Mapping
from math import floor

from studyapp.memory.plan import MOST_MINUTES, STEP_MINUTES
from studyapp.memory.study_time import ANSWERS_TO_KNOW
from studyapp.memory.wording import counted
from studyapp.services.day_line import Agenda
from studyapp.services.planning import DayPlan

_NOTICED = 0.005
_HOUR = 60
_LEAST_GOAL = 50
"""Per cent; the settings take no lower goal."""
_FIXED = "If the day is fixed, follow the plan: it asks first what helps most."
_WHY: Mapping[str, str] = {
    "plain": "Reviews as they fall due, then new cards: no other order promises more.",
    "ramp": "Reviews come earlier as the exam nears, then new cards.",
    "round": "Reviews first, and in the last days every card once more.",
    "new_plain": "New cards first, for a card never seen scores nothing; then reviews.",
    "new_ramp": "New cards first, then reviews, which come earlier as the exam nears.",
    "new_round": "New cards first; in the last days every card once more.",
    "value": "Each answer goes where it raises your recall on exam day most.",
}


def why(plan: DayPlan) -> str:
    """Return why today's cards come in this order, in one sentence or two."""
    if not plan.minutes:
        return "No study is planned today; cards that are due wait for you anyway."
    usual = plan.promises["plain"]
    sentence = _WHY[plan.rule]
    if plan.recall - usual < _NOTICED:
        return sentence
    return f"{sentence} It promises {plan.recall:.0%}, the usual order {usual:.0%}."


def to_do(asked: Agenda) -> str:
    """Return what is left today, such as `20 new, 12 due, 3 learning`."""
    parts = (
        (asked.counts.new, "new"),
        (asked.counts.due - asked.early, "due"),
        (asked.early, "before their day"),
        (asked.counts.learning, "learning"),
    )
    return ", ".join(f"{n} {word}" for n, word in parts if n) or "done for today"


def left_out(asked: Agenda, plan: DayPlan | None) -> str:
    """Return how many due cards today does not ask and why, or nothing."""
    if not asked.left_out:
        return ""
    cards = counted(asked.left_out, "due card")
    if plan is None or not plan.minutes:
        return f"{cards} beyond your limit of reviews a day."
    waits = "waits" if asked.left_out == 1 else "wait"
    if not asked.counts.new and not asked.counts.due:
        return f"{cards} {waits}: the time you gave for today is spent."
    return f"{cards} {waits}: today's time does more for your exam elsewhere."


def promise(plan: DayPlan) -> str:
    """Return the recall on exam day, and what other amounts of time would do."""
    cards = "the 1 card" if plan.cards == 1 else f"the {plan.cards:,} cards"
    less = f"with {STEP_MINUTES} minutes a day less {plan.less:.1%}, "
    more = f"with {STEP_MINUTES} minutes a day more {plan.more:.1%}"
    if plan.less < plan.recall:
        more = f"{less}with {STEP_MINUTES} more {plan.more:.1%}"
    recalled = f"{plan.recall:.1%} of {cards} it asks for"
    return f"On exam day you would recall {recalled}; {more}."


def warning(plan: DayPlan) -> str:
    """Return that the goal is out of reach and what would help, or nothing."""
    if plan.is_reachable:
        return ""
    lost = (
        f"Your goal of {plan.goal:.0%} is out of reach with the time you give: "
        f"{plan.recall:.0%} is the most."
    )
    extra = plan.extra_minutes
    if extra is not None:
        reached = f"{lost} About {_span(extra)} a day more would reach it."
        if extra < 2 * _HOUR:
            return reached
        return " ".join(filter(None, (reached, _first_help(plan), _FIXED)))
    even = f"Even {MOST_MINUTES // _HOUR} hours a day would give {plan.ceiling:.0%}."
    parts = [lost, even] if plan.ceiling > plan.recall else [lost]
    parts += [_first_help(plan), _FIXED, _lower_goal(plan)]
    return " ".join(filter(None, parts))


def _first_help(plan: DayPlan) -> str:
    """Return what a little more time would do, nothing where it would do nothing."""
    if plan.more - plan.recall < _NOTICED:
        return ""
    return f"{STEP_MINUTES} minutes a day more already give {plan.more:.0%}."


def _lower_goal(plan: DayPlan) -> str:
    share = floor(plan.recall * 100)
    return f"A goal of {share}% fits your time." if share >= _LEAST_GOAL else ""


def _span(minutes: int) -> str:
    if minutes < 2 * _HOUR:
        return f"{minutes} minutes"
    hours, rest = divmod(minutes, _HOUR)
    return f"{hours} h {rest} min" if rest else f"{hours} hours"


def days_left(plan: DayPlan) -> str:
    """Return the days to the exam in words."""
    return "tomorrow" if plan.days_left == 1 else f"in {plan.days_left} days"


def time_today(plan: DayPlan) -> str:
    """Return today's minutes and the answers they hold."""
    if not plan.minutes:
        return "no study planned"
    return (
        f"{plan.minutes} min, about {plan.answers:.0f} answers of {plan.seconds:.0f} s"
    )


def pace(plan: DayPlan) -> str:
    """Return how far the time of an answer is an assumption, nothing once it is not."""
    if not plan.timed:
        return f"That an answer takes {plan.seconds:.0f} s is assumed until you answer."
    if plan.timed >= ANSWERS_TO_KNOW:
        return ""
    known = counted(plan.timed, "answer")
    return (
        f"The {plan.seconds:.0f} s are mostly assumed, for {known} "
        f"tell little of your own pace; from {ANSWERS_TO_KNOW} on it counts for half."
    )
