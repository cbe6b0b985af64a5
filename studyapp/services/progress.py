"""Where the learner stands: what today asks, and what all days have given."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from studyapp.memory.events import Event, EventKind
from studyapp.memory.history import in_force
from studyapp.memory.queue import Counts
from studyapp.memory.replay import day_of
from studyapp.memory.statistics import (
    PhaseCounts,
    Retention,
    count_phases,
    forecast,
    knowledge,
    true_retention,
)
from studyapp.services.planning import DayPlan, day_queue, plan_of_day
from studyapp.services.quizzing import unfinished
from studyapp.services.study import Study
from studyapp.store.states import read_states

_FORECAST_DAYS = 14
_RETENTION_DAYS = 30


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


@dataclass(frozen=True, slots=True)
class TopicProgress:
    """One topic: mean chance of recall today, and how its questions went."""

    topic: str
    title: str
    knowledge: float
    right: int
    asked: int


@dataclass(frozen=True, slots=True)
class Progress:
    """The whole picture, first version."""

    phases: PhaseCounts
    cards: int
    retention: Retention
    forecast: tuple[int, ...]
    answers_by_day: Mapping[date, int]
    minutes: float
    topics: tuple[TopicProgress, ...]
    right: int
    asked: int


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


def progress(study: Study) -> Progress:
    """Return the learner's progress over all days."""
    states = read_states(study.store, study.projection)
    cards = study.queue_cards()
    events = study.journal.events()
    counted = in_force(events)
    day = study.today
    right, asked = _quiz_totals(counted)
    first = day - timedelta(days=_RETENTION_DAYS - 1)
    return Progress(
        phases=count_phases(states, cards),
        cards=len(cards),
        retention=true_retention(events, study.policy, first, day),
        forecast=forecast(states.values(), day, _FORECAST_DAYS),
        answers_by_day=_answers_by_day(study, counted),
        minutes=_minutes(counted),
        topics=_topics(study, knowledge(states, cards, day, study.policy), counted),
        right=right,
        asked=asked,
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


def _minutes(events: list[Event]) -> float:
    spent = (event.payload.get("elapsed_ms") for event in events)
    return sum(ms for ms in spent if isinstance(ms, int)) / 60_000


def _quiz_totals(events: list[Event]) -> tuple[int, int]:
    answers = [e for e in events if e.kind == EventKind.QUIZ_ANSWER]
    return sum(bool(e.payload.get("right")) for e in answers), len(answers)


def _topics(
    study: Study, known: Mapping[str, float], events: list[Event]
) -> tuple[TopicProgress, ...]:
    library = study.library
    results: dict[str, list[bool]] = {}
    for event in events:
        question = library.questions.get(event.subject)
        if event.kind != EventKind.QUIZ_ANSWER or question is None:
            continue
        for topic in library.topics_of(question):
            results.setdefault(topic, []).append(bool(event.payload.get("right")))
    return tuple(
        TopicProgress(
            topic.id,
            topic.title,
            known.get(topic.id, 0.0),
            sum(results.get(topic.id, [])),
            len(results.get(topic.id, [])),
        )
        for topic in library.topics.values()
    )
