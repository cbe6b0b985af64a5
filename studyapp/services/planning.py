"""The plan for the exam: worked out once a study day, followed by the day's queue.

The day's choice is kept in the learner's file, so that the app and the command line
follow the same one from morning to night.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass, replace
from datetime import date, timedelta
from hashlib import blake2b

from studyapp.memory.candidates import candidate, round_days
from studyapp.memory.course import Course, build_course_queue
from studyapp.memory.crowd import Crowd, Habits
from studyapp.memory.habits import answer_times, habits_of
from studyapp.memory.history import in_force
from studyapp.memory.lineup import Limits
from studyapp.memory.plan import Aim, make_plan
from studyapp.memory.queue import Counts, Queue, left_on
from studyapp.memory.simulation import Outset, outset_of
from studyapp.memory.study_day import utc_ms
from studyapp.memory.study_time import StudyTime, seconds_per_answer
from studyapp.memory.tally import total
from studyapp.services.exam_day import day_ahead
from studyapp.services.selection import Selection
from studyapp.services.study import Study
from studyapp.services.study_hours import breaks_of, minutes_of
from studyapp.store.deck import done_today
from studyapp.store.meta import MetaKey, read_meta, write_meta
from studyapp.store.states import fresh, read_states
from studyapp.store.tallies import sums_between

_FORM = "3"
"""Changes with what is kept, so that an older form is worked out again."""


@dataclass(frozen=True, slots=True)
class DayPlan:
    """What one study day's planning found; recalls are means, 0 to 1."""

    key: str
    rule: str
    recall: float
    less: float
    more: float
    goal: float
    extra_minutes: int | None
    ceiling: float
    """With 12 hours a day, where the goal is out of reach."""
    promises: Mapping[str, float]
    seconds: float
    """What an answer takes."""
    timed: int
    """Answers of the learner's that this was learnt from."""
    minutes: int
    """Today's."""
    days_left: int
    cards: int
    first: tuple[float, float, float, float]
    recalled: tuple[float, float, float]

    @property
    def answers(self) -> float:
        """How many answers fit into today."""
        return self.minutes * 60.0 / self.seconds

    @property
    def is_reachable(self) -> bool:
        """Whether the goal is reached with the time that is given."""
        return self.extra_minutes == 0


def plan_of_day(study: Study) -> DayPlan | None:
    """Return today's plan, None without an exam day ahead, or one too far ahead.

    It is worked out at the first call of a study day, and again when a setting or
    the number of the exam's cards changes: 0.1 to 0.4 s for a month and 2,000 cards.
    """
    exam = day_ahead(study.settings.exam_date, study.today)
    if exam is None:
        return None
    members = exam_cards(study)
    key = _key(study, members)
    with study.store.reading() as connection:
        kept = _read(read_meta(connection, MetaKey.PLAN_OF_DAY))
    if kept is not None and kept.key == key:
        return kept
    plan = _work_out(study, members, exam, key)
    with study.store.writing() as connection:
        write_meta(connection, MetaKey.PLAN_OF_DAY, json.dumps(asdict(plan)))
    return plan


def planned_queue(
    study: Study, selection: Selection, limits: Limits, beyond: Counts
) -> Queue | None:
    """Return today's queue by the plan, None without a plan or on a free day.

    `beyond` are cards the learner wants besides those the plan has time for.
    """
    course = course_of_day(study, limits)
    if course is None:
        return None
    return build_course_queue(
        read_states(study.store, study.projection),
        selection.cards(study),
        study.today,
        utc_ms(study.now()),
        replace(course.with_more(beyond), is_chosen=not selection.is_everything),
    )


def course_of_day(study: Study, limits: Limits) -> Course | None:
    """Return what today's queue follows, None without a plan or on a free day."""
    plan = plan_of_day(study)
    if plan is None or not plan.minutes:
        return None
    with fresh(study.store, study.projection) as connection:
        left = left_on(limits, done_today(connection, study.today))
    return Course(
        candidate=candidate(plan.rule),
        crowd=Crowd(study.policy, Habits(plan.first, plan.recalled)),
        left=plan.days_left,
        window=round_days(plan.cards, plan.answers),
        retention=study.policy.desired_retention,
        new_per_day=left.new_per_day,
        answers=max(plan.answers - answers_today(study), 0.0),
        members=frozenset(exam_cards(study)),
    )


def answers_today(study: Study) -> int:
    """Return how many cards were answered this study day, steps included."""
    with fresh(study.store, study.projection) as connection:
        sums = sums_between(connection, study.today, study.today)
    return total(sums.values()).answers


def exam_cards(study: Study) -> tuple[str, ...]:
    """Return the cards of the learner's exam, as every session selects them.

    All cards, when the settings name no exam or none of the cards belongs to it.
    """
    named = Selection(exam=study.settings.exam).cards(study) or study.queue_cards()
    return tuple(card.card_id for card in named)


def study_time(study: Study, seconds: float) -> StudyTime:
    """Return the time the settings give; UsageError for a break that is no days."""
    settings = study.settings
    return StudyTime(
        minutes_of(settings.study_minutes), breaks_of(settings.breaks), seconds
    )


def _work_out(
    study: Study,
    members: tuple[str, ...],
    exam: date,
    key: str,
) -> DayPlan:
    events = in_force(study.journal.events())
    habits = habits_of(events, study.policy)
    times = answer_times(events)
    time = study_time(study, seconds_per_answer(times))
    settings = study.settings
    aim = Aim(
        exam, settings.exam_goal, study.policy.desired_retention, settings.new_per_day
    )
    outset = _outset(study, members)
    crowd = Crowd(study.policy, habits)
    plan = make_plan(crowd, outset, time, study.today, aim, study.going_on)
    return DayPlan(
        key=key,
        rule=plan.chosen.name,
        recall=plan.recall,
        less=plan.less,
        more=plan.more,
        goal=aim.goal,
        extra_minutes=plan.extra_minutes,
        ceiling=plan.ceiling,
        promises={option.name: recall for option, recall in plan.promises},
        seconds=time.seconds,
        timed=len(times),
        minutes=time.minutes_on(study.today),
        days_left=(exam - study.today) // timedelta(days=1),
        cards=int(outset.cards),
        first=habits.first,
        recalled=habits.recalled,
    )


def _outset(study: Study, members: tuple[str, ...]) -> Outset:
    states = read_states(study.store, study.projection)
    present = (states.get(card_id) for card_id in members)
    kept = [state for state in present if state is None or not state.suspended]
    return outset_of(kept, study.today, answers_today(study))


def _key(study: Study, members: tuple[str, ...]) -> str:
    settings = study.settings
    parts = (
        _FORM,
        study.today,
        settings.exam,
        settings.exam_date,
        settings.exam_goal,
        settings.study_minutes,
        settings.breaks,
        settings.new_per_day,
        study.policy.fingerprint,
        members,
    )
    return blake2b(repr(parts).encode(), digest_size=8).hexdigest()


def _read(text: str) -> DayPlan | None:
    """Return a plan that was kept, None when there is none or of another form."""
    try:
        fields = json.loads(text)
        fields["first"] = tuple(fields["first"])
        fields["recalled"] = tuple(fields["recalled"])
        return DayPlan(**fields)
    except (ValueError, KeyError, TypeError):
        return None
