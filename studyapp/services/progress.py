"""What today asks of the learner; `statistics` tells what all days have given."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from studyapp.memory.events import Event, EventKind
from studyapp.memory.history import in_force
from studyapp.memory.queue import Counts
from studyapp.memory.replay import day_of
from studyapp.memory.statistics import knowledge
from studyapp.services.planning import DayPlan, day_queue, plan_of_day
from studyapp.services.quizzing import unfinished
from studyapp.services.study import Study
from studyapp.store.states import read_states


class Step(StrEnum):
    """The best next thing to do."""

    RESUME_QUIZ = "resume quiz"
    REVIEW = "review"
    QUIZ = "quiz"
    READ = "read"


@dataclass(frozen=True, slots=True)
class Today:
    """What this study day asks, and the one thing to begin with."""

    day: date
    counts: Counts
    answered: int
    streak: int
    """Study days in a row with an answer, up to today or yesterday."""
    next_step: Step
    weakest: str
    """Id of the topic known least among those begun; empty when none is."""
    problems: int
    """Errors in the learner's content files."""
    plan: DayPlan | None
    """None without an exam day ahead."""


def today(study: Study) -> Today:
    """Return what today asks."""
    states = read_states(study.store, study.projection)
    day = study.today
    queue = day_queue(study, states, study.queue_cards())
    days = _answers_by_day(study, in_force(study.journal.events()))
    counts = queue.counts
    return Today(
        day=day,
        counts=counts,
        answered=days.get(day, 0),
        streak=_streak(days, day),
        next_step=_next_step(study, counts),
        weakest=_weakest(study),
        problems=len([p for p in study.report.problems if p.severity == "error"]),
        plan=plan_of_day(study, states),
    )


def _next_step(study: Study, counts: Counts) -> Step:
    if unfinished(study) is not None:
        return Step.RESUME_QUIZ
    if counts.due or counts.learning or counts.new:
        return Step.REVIEW
    return Step.QUIZ if study.library.questions else Step.READ


def _weakest(study: Study) -> str:
    states = read_states(study.store, study.projection)
    cards = study.queue_cards()
    begun = {card.topic for card in cards if card.card_id in states}
    known = knowledge(states, cards, study.today, study.policy)
    return min(begun, key=lambda topic: (known[topic], topic), default="")


def _answers_by_day(study: Study, events: list[Event]) -> dict[date, int]:
    days: dict[date, int] = {}
    for event in events:
        if event.kind in {EventKind.ANSWER, EventKind.QUIZ_ANSWER}:
            day = day_of(event, study.policy)
            days[day] = days.get(day, 0) + 1
    return days


def _streak(days: Mapping[date, int], today: date) -> int:
    day = today if today in days else today - timedelta(days=1)
    streak = 0
    while day in days:
        streak += 1
        day -= timedelta(days=1)
    return streak
