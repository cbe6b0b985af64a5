"""What today asks of the learner; `statistics` tells what all days have given."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from studyapp.memory.events import EventKind
from studyapp.memory.knowledge import knowledge_by_topic
from studyapp.memory.queue import Counts
from studyapp.memory.replay import day_of
from studyapp.memory.state import Phase
from studyapp.services.day_line import Agenda, agenda
from studyapp.services.exam_day import told_day
from studyapp.services.planning import DayPlan, plan_of_day
from studyapp.services.quizzing import unfinished
from studyapp.services.study import Study
from studyapp.store.deck import every_standing
from studyapp.store.states import fresh
from studyapp.store.tallies import answers_by_day


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
    agenda: Agenda
    answered: int
    streak: int
    """Study days in a row with an answer, up to today or yesterday."""
    next_step: Step
    weakest: str
    """Id of the topic known least among those begun; empty when none is."""
    unbegun: int
    """Topics with cards of which none was answered yet."""
    problems: int
    """Errors in the learner's content files."""
    plan: DayPlan | None
    """None without an exam day ahead."""
    exam_day: str
    """What is to say of an exam day that is set and not planned for, or nothing."""

    @property
    def counts(self) -> Counts:
        """The cards that today asks."""
        return self.agenda.counts


def today(study: Study) -> Today:
    """Return what today asks."""
    day = study.today
    days = _answered_days(study)
    asked = agenda(study)
    weakest, unbegun = _weakest(study)
    return Today(
        day=day,
        agenda=asked,
        answered=days.get(day, 0),
        streak=_streak(days, day),
        next_step=_next_step(study, asked.counts),
        weakest=weakest,
        unbegun=unbegun,
        problems=len([p for p in study.report.problems if p.severity == "error"]),
        plan=plan_of_day(study),
        exam_day=told_day(study.settings.exam_date, day),
    )


def _next_step(study: Study, counts: Counts) -> Step:
    if unfinished(study) is not None:
        return Step.RESUME_QUIZ
    if counts.due or counts.learning or counts.new:
        return Step.REVIEW
    return Step.QUIZ if study.library.questions else Step.READ


def _weakest(study: Study) -> tuple[str, int]:
    """Return the topic known least among those begun, and how many are not begun."""
    with fresh(study.store, study.projection) as connection:
        cards = every_standing(connection)
    begun = {card.topic for card in cards if card.phase is not Phase.NEW}
    known = knowledge_by_topic(cards, study.today, study.policy)
    least = min(begun, key=lambda topic: (known[topic].recall, topic), default="")
    return least, len(known) - len(begun)


def _answered_days(study: Study) -> dict[date, int]:
    """Return the answers to cards and questions on each study day that had any."""
    with fresh(study.store, study.projection) as connection:
        days = Counter(answers_by_day(connection, study.today))
    for event in study.journal.told(EventKind.QUIZ_ANSWER):
        days[day_of(event, study.policy)] += 1
    return dict(days)


def _streak(days: Mapping[date, int], today: date) -> int:
    day = today if today in days else today - timedelta(days=1)
    streak = 0
    while day in days:
        streak += 1
        day -= timedelta(days=1)
    return streak
