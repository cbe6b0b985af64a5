"""Everything the journal and the states say about the learner, for any day.

Owns the cut of the history at a day: of a past day it tells what a learner looking
then would have been told, but for content and rules, which are today's. It must
never write.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from studyapp.memory.events import Event, EventKind
from studyapp.memory.history import in_force
from studyapp.memory.replay import day_of
from studyapp.memory.reviews import (
    Buttons,
    Calibration,
    Review,
    Trials,
    buttons,
    calibration,
    reviews_of,
)
from studyapp.memory.state import CardState, Phase
from studyapp.memory.statistics import PhaseCounts, count_phases, forecast
from studyapp.services.standing import (
    Hard,
    TopicStanding,
    hardest_cards,
    topic_standings,
)
from studyapp.services.study import Study
from studyapp.store.states import read_states

FORECAST_DAYS = 30
RETENTION_DAYS = 30
YEAR_DAYS = 365
_ANSWERS = frozenset({EventKind.ANSWER, EventKind.QUIZ_ANSWER})


class When(StrEnum):
    """How the day that is told of lies to today."""

    PAST = "past"
    TODAY = "today"
    FUTURE = "future"
    """As it would be without another answer."""


@dataclass(frozen=True, slots=True)
class TimeSpent:
    """Milliseconds between a question and its answer, over one year."""

    cards_ms: int
    questions_ms: int
    week_ms: int
    """Of both, in the last seven days."""
    days: int
    """Study days with answers."""
    card_answers: int

    @property
    def total_ms(self) -> int:
        """All of it."""
        return self.cards_ms + self.questions_ms


@dataclass(frozen=True, slots=True)
class Statistics:
    """The whole picture on one day; the history in it goes back one year."""

    day: date
    when: When
    cards: int
    phases: PhaseCounts
    forecast: tuple[int, ...]
    """Cards due on the day, with all that is overdue, and on the days after it."""
    month: Trials
    """Reviews of the last 30 days."""
    calibration: Calibration
    learning: Buttons
    """Grades given to new cards and cards in steps."""
    reviewing: Buttons
    """Grades given to cards in review."""
    answers: Mapping[date, int]
    """Answers to cards and questions by study day; all days, not one year."""
    time: TimeSpent
    exam: str
    exam_day: date | None
    topics: tuple[TopicStanding, ...]
    whole: TopicStanding
    """All topics as one."""
    hardest: tuple[Hard, ...]
    right: int
    asked: int
    """Questions answered, all days."""


def statistics(study: Study, on: date | None = None) -> Statistics:
    """Return the picture on a study day; today without one.

    A past day is told from the events up to it, what was undone since left out. A
    future one is told as if nothing were answered until then.
    """
    today = study.today
    day = on or today
    when = When.TODAY if day == today else When.PAST if day < today else When.FUTURE
    events = in_force(study.journal.events())
    if when is When.PAST:
        events = [e for e in events if day_of(e, study.policy) <= day]
        states = study.projection.replay(events)
    else:
        states = read_states(study.store, study.projection)
    return _told(study, day, when, events, states)


def _told(
    study: Study,
    day: date,
    when: When,
    events: Sequence[Event],
    states: Mapping[str, CardState],
) -> Statistics:
    cards = study.queue_cards()
    year = _since(reviews_of(events, study.policy), day, YEAR_DAYS)
    dated = [(event, day_of(event, study.policy)) for event in events]
    quizzes = [e for e in events if e.kind == EventKind.QUIZ_ANSWER]
    exam_day = _exam_day(study, day)
    topics, whole = topic_standings(study, states, cards, day, exam_day, quizzes)
    steps = [review for review in year if review.phase is not Phase.REVIEW]
    known = [review for review in year if review.phase is Phase.REVIEW]
    return Statistics(
        day=day,
        when=when,
        cards=len(cards),
        phases=count_phases(states, cards),
        forecast=forecast(states.values(), day, FORECAST_DAYS),
        month=calibration(_since(known, day, RETENTION_DAYS)).total,
        calibration=calibration(known),
        learning=buttons(steps),
        reviewing=buttons(known),
        answers=Counter(on for e, on in dated if e.kind in _ANSWERS),
        time=_time(day, dated, len(year)),
        exam=study.settings.exam,
        exam_day=exam_day,
        topics=topics,
        whole=whole,
        hardest=hardest_cards(study, states, cards, day),
        right=whole.right,
        asked=whole.asked,
    )


def _since(reviews: Iterable[Review], day: date, days: int) -> list[Review]:
    first = day - timedelta(days=days - 1)
    return [review for review in reviews if first <= review.day <= day]


def _time(
    day: date, dated: Iterable[tuple[Event, date]], card_answers: int
) -> TimeSpent:
    spent: Counter[bool] = Counter()
    week = 0
    days: set[date] = set()
    for event, on in dated:
        elapsed = event.payload.get("elapsed_ms")
        if not isinstance(elapsed, int):
            continue
        ago = (day - on).days
        if not 0 <= ago < YEAR_DAYS:
            continue
        spent[event.kind == EventKind.QUIZ_ANSWER] += elapsed
        week += elapsed if ago < 7 else 0
        days.add(on)
    return TimeSpent(spent[False], spent[True], week, len(days), card_answers)


def _exam_day(study: Study, day: date) -> date | None:
    exam_day = study.settings.exam_date
    return exam_day if exam_day is not None and exam_day >= day else None
