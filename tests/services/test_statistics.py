"""The statistics of a learner's file, today and on other days."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from studyapp.memory.fsrs import Rating
from studyapp.memory.tally import Trials
from studyapp.services.reviewing import Reviewing
from studyapp.services.statistics import When, statistics
from studyapp.services.statistics_words import (
    Agreement,
    about_knowledge,
    about_time,
    agreement,
    duration,
    percent,
)
from studyapp.services.study import Study
from tests.conftest import Clock, OpenStudy


def answer_all(study: Study, rating: Rating) -> int:
    """Answer whatever is to be done at this moment; return how many cards."""
    reviewing = Reviewing(study)
    answered: set[str] = set()
    while (shown := reviewing.next()) and shown.card.id not in answered:
        reviewing.answer(shown, rating, 6_000)
        answered.add(shown.card.id)
    return len(answered)


def test_a_new_learner_has_numbers_that_claim_nothing(open_sample: OpenStudy) -> None:
    told = statistics(open_sample())
    assert told.when is When.TODAY
    assert told.phases.new == told.cards
    assert told.month.reviews == 0
    assert told.whole.now.known == 0
    assert told.exam_day is None
    assert told.hardest == ()
    assert about_time(told) == "No time noted yet."


def test_an_earlier_day_is_told_as_it_was_then(
    open_sample: OpenStudy, clock: Clock
) -> None:
    study = open_sample()
    first = study.today
    answered = answer_all(study, Rating.EASY)
    then = statistics(study)
    clock.advance(days=40)
    answer_all(study, Rating.AGAIN)
    told = statistics(study, first)
    assert told.when is When.PAST
    assert (told.phases, told.forecast) == (then.phases, then.forecast)
    assert (told.topics, told.answers) == (then.topics, then.answers)
    assert told.answers == {first: answered}
    assert statistics(study, first - timedelta(days=1)).phases.new == told.cards
    assert statistics(study).hardest
    assert told.hardest == ()


def test_an_undone_answer_was_never_known(open_sample: OpenStudy, clock: Clock) -> None:
    study = open_sample()
    reviewing = Reviewing(study)
    shown = reviewing.next()
    assert shown is not None
    reviewing.answer(shown, Rating.EASY, 5_000)
    day = study.today
    clock.advance(days=2)
    reviewing.undo()
    assert statistics(study, day).phases.new == statistics(study, day).cards


def test_a_later_day_is_told_without_another_answer(
    open_sample: OpenStudy,
) -> None:
    study = open_sample()
    answer_all(study, Rating.EASY)
    later = statistics(study, study.today + timedelta(days=300))
    assert later.when is When.FUTURE
    assert later.whole.now.recall < statistics(study).whole.now.recall
    assert later.forecast[0] == later.cards - later.phases.new


def test_the_exam_day_is_told_beside_today(open_sample: OpenStudy) -> None:
    study = open_sample(exam_date=date(2027, 2, 26))
    answer_all(study, Rating.EASY)
    told = statistics(study)
    assert told.whole.exam is not None
    assert told.whole.exam.recall < told.whole.now.recall
    assert "On the exam day, Friday 26 February 2027" in about_knowledge(told)
    after = statistics(study, date(2027, 3, 1))
    assert (after.exam_day, after.whole.exam) == (None, None)


def test_the_time_is_that_between_question_and_answer(open_sample: OpenStudy) -> None:
    study = open_sample()
    answered = answer_all(study, Rating.EASY)
    spent = statistics(study).time
    assert spent.cards_ms == spent.week_ms == answered * 6_000
    assert (spent.questions_ms, spent.days) == (0, 1)


@pytest.mark.parametrize(
    ("reviews", "recalled", "expected", "verdict"),
    [
        (19, 0, 19.0, Agreement.FEW),
        (100, 90, 90.0, Agreement.AS_PREDICTED),
        (100, 70, 90.0, Agreement.LESS),
        (400, 395, 360.0, Agreement.MORE),
    ],
)
def test_a_prediction_is_judged_by_what_chance_explains(
    reviews: int, recalled: int, expected: float, verdict: Agreement
) -> None:
    row = Trials(1, 1, reviews, recalled, expected)
    assert agreement(row) is verdict


def test_neither_nothing_nor_all_is_said_unless_it_is() -> None:
    shares = [0, 0.001, 0.5, 0.999, 1]
    assert [percent(s) for s in shares] == ["0 %", "<1 %", "50 %", ">99 %", "100 %"]
    times = (40_000, 720_000, 11_100_000)
    assert [duration(t) for t in times] == ["40 s", "12 min", "3 h 05 min"]
