"""Everything the journal and the states say about the learner, for any day.

Owns the cut of the history at a day: of a past day it tells what a learner looking
then would have been told, but for content and rules, which are today's. It must
never add to the journal.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from typing import NamedTuple

from studyapp.memory.events import Event, EventKind
from studyapp.memory.history import in_force
from studyapp.memory.knowledge import hardest
from studyapp.memory.replay import day_of
from studyapp.memory.state import CardState
from studyapp.memory.statistics import (
    DeckCard,
    PhaseCounts,
    count_phases,
    deck_card,
    forecast,
)
from studyapp.memory.tally import (
    Buttons,
    Calibration,
    Sums,
    Trials,
    buttons,
    calibration,
    total,
)
from studyapp.services.standing import Hard, TopicStanding, in_words, topic_standings
from studyapp.services.study import Study
from studyapp.store.deck import every_standing, most_forgotten
from studyapp.store.states import fresh
from studyapp.store.tallies import answers_by_day, sums_between

FORECAST_DAYS = 30
RETENTION_DAYS = 30
YEAR_DAYS = 365
WEEK_DAYS = 7
_HARDEST = 10


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
    cards, forgotten = _as_on(study, day) if when is When.PAST else _as_now(study)
    other = study.journal.told(EventKind.QUIZ_ANSWER, EventKind.CRAM)
    others = [(e, on) for e in other if (on := day_of(e, study.policy)) <= day]
    quizzes = [e for e, _ in others if e.kind == EventKind.QUIZ_ANSWER]
    exam_day = _exam_day(study, day)
    topics, whole = topic_standings(study, cards, day, exam_day, quizzes)
    answered = _answered(study, day)
    return Statistics(
        day=day,
        when=when,
        cards=len(cards),
        phases=count_phases(cards),
        forecast=forecast(cards, day, FORECAST_DAYS),
        month=calibration(answered.month).total,
        calibration=calibration(answered.year),
        learning=buttons(answered.year, in_steps=True),
        reviewing=buttons(answered.year, in_steps=False),
        answers=Counter(answered.days)
        + Counter(on for e, on in others if e.kind == EventKind.QUIZ_ANSWER),
        time=_time(day, others, answered),
        exam=study.settings.exam,
        exam_day=exam_day,
        topics=topics,
        whole=whole,
        hardest=in_words(study, hardest(forgotten, day, study.policy, _HARDEST)),
        right=whole.right,
        asked=whole.asked,
    )


def _as_now(study: Study) -> tuple[list[DeckCard], list[CardState]]:
    """Return the deck, and the states of the cards forgotten most, as they are."""
    with fresh(study.store, study.projection) as connection:
        return every_standing(connection), most_forgotten(connection, _HARDEST)


def _as_on(study: Study, day: date) -> tuple[list[DeckCard], list[CardState]]:
    """Return the deck, and the states of its cards, as they were on a day."""
    events = in_force(study.journal.events())
    events = [e for e in events if day_of(e, study.policy) <= day]
    states = study.projection.replay(events)
    cards = study.queue_cards()
    known = (states.get(card.card_id) for card in cards)
    return (
        [deck_card(card, states.get(card.card_id)) for card in cards],
        [state for state in known if state],
    )


class _Answered(NamedTuple):
    """Answers to cards up to a day: sums by bucket, and how many on each day."""

    year: Sums
    month: Sums
    week: Sums
    days: Mapping[date, int]


def _answered(study: Study, day: date) -> _Answered:
    with fresh(study.store, study.projection) as connection:
        year, month, week = (
            sums_between(connection, day - timedelta(days=days - 1), day)
            for days in (YEAR_DAYS, RETENTION_DAYS, WEEK_DAYS)
        )
        return _Answered(year, month, week, answers_by_day(connection, day))


def _time(
    day: date, others: Iterable[tuple[Event, date]], answered: _Answered
) -> TimeSpent:
    """Return the time of one year."""
    first = day - timedelta(days=YEAR_DAYS - 1)
    cards = total(answered.year.values())
    spent = Counter({False: cards.elapsed_ms})
    week = total(answered.week.values()).elapsed_ms
    days = {on for on in answered.days if on >= first}
    for event, on in others:
        elapsed = event.payload.get("elapsed_ms")
        if isinstance(elapsed, int) and on >= first:
            spent[event.kind == EventKind.QUIZ_ANSWER] += elapsed
            week += elapsed if (day - on).days < WEEK_DAYS else 0
            days.add(on)
    return TimeSpent(spent[False], spent[True], week, len(days), cards.answers)


def _exam_day(study: Study, day: date) -> date | None:
    exam_day = study.settings.exam_date
    return exam_day if exam_day is not None and exam_day >= day else None
