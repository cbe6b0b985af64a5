"""Answers with what was predicted: calibration, grades, the time of memory."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from datetime import date
from math import log

import pytest
from hypothesis import given
from hypothesis import strategies as st

from studyapp.memory.events import Event, EventKind, Payload
from studyapp.memory.fsrs import Rating
from studyapp.memory.history import in_force
from studyapp.memory.policy import Policy
from studyapp.memory.reviews import (
    Review,
    reviews_of,
)
from studyapp.memory.state import Phase
from studyapp.memory.tally import (
    NOTHING,
    Buttons,
    Calibration,
    Tally,
    Trials,
    buttons,
    calibration,
    difference,
    tallies_of,
    total,
)

POLICY = Policy()
START_MS = 1_772_366_400_000
"""2026-03-01T12:00Z"""
DAY = date(2026, 3, 1)


def answer(sequence: int, rating: int, days: float, card: str = "a") -> Event:
    at_ms = START_MS + int(days * 86_400_000)
    payload = {"rating": rating, "elapsed_ms": 4000}
    return Event("laptop", sequence, at_ms, 0, EventKind.ANSWER, card, payload, "1")


def trial(waited: int, predicted: float, rating: Rating) -> Review:
    return Review("a", DAY, rating, Phase.REVIEW, waited, predicted, 0)


def calibrated(reviews: Iterable[Review]) -> Calibration:
    return calibration(by_bucket(reviews))


def by_bucket(reviews: Iterable[Review]) -> dict[int, Tally]:
    days: defaultdict[int, list[Tally]] = defaultdict(list)
    for (_, bucket), tally in tallies_of(reviews).items():
        days[bucket].append(tally)
    return {bucket: total(tallies) for bucket, tallies in days.items()}


def test_an_answer_knows_its_phase_its_wait_and_what_was_predicted() -> None:
    events = [answer(1, 1, 0), answer(2, 4, 0.01), answer(3, 3, 8)]
    first, second, third = reviews_of(events, POLICY)
    assert (first.phase, first.waited, first.predicted) == (Phase.NEW, 0, None)
    assert (second.phase, second.waited, second.is_trial) == (Phase.LEARNING, 0, False)
    assert (third.phase, third.waited, third.is_trial) == (Phase.REVIEW, 8, True)
    assert third.predicted is not None
    assert 0 < third.predicted < 1
    assert third.elapsed_ms == 4000


def test_answers_in_steps_and_twice_a_day_tell_nothing_of_memory() -> None:
    events = [
        answer(1, 4, 0),
        answer(2, 4, 0.1),
        answer(3, 3, 8),
        answer(4, 1, 30),
        answer(5, 1, 30.01),
    ]
    total = calibrated(reviews_of(events, POLICY)).total
    assert (total.recalled, total.reviews) == (1, 2)


def test_an_undone_answer_is_no_answer() -> None:
    payload: Payload = {"device": "laptop", "sequence": 2}
    undo = Event("laptop", 3, START_MS, 0, EventKind.UNDO, "a", payload, "1")
    events = in_force([answer(1, 4, 0), answer(2, 1, 8), undo])
    assert [review.rating for review in reviews_of(events, POLICY)] == [Rating.EASY]


def test_a_damaged_answer_and_other_events_are_passed_over() -> None:
    broken = Event("x", 1, START_MS, 0, EventKind.ANSWER, "a", {"rating": 9}, "1")
    quiz = Event("x", 2, START_MS, 0, EventKind.QUIZ_ANSWER, "q", {"right": True}, "1")
    assert reviews_of([broken, quiz], POLICY) == []


def test_reviews_are_told_apart_by_the_days_waited() -> None:
    rows = calibrated(
        [
            trial(1, 0.9, Rating.GOOD),
            trial(3, 0.8, Rating.AGAIN),
            trial(2, 0.6, Rating.HARD),
            trial(400, 0.5, Rating.EASY),
        ]
    ).rows
    assert [(row.low, row.high, row.reviews) for row in rows] == [
        (1, 1, 1),
        (2, 3, 2),
        (181, None, 1),
    ]
    assert rows[1].share == 0.5
    assert rows[1].predicted == pytest.approx(0.7)


def test_the_log_loss_is_the_mean_surprise() -> None:
    found = calibrated([trial(5, 0.8, Rating.GOOD), trial(5, 0.8, Rating.AGAIN)])
    assert found.log_loss == pytest.approx(-(log(0.8) + log(0.2)) / 2)
    assert calibrated([]).log_loss is None
    certain = calibrated([trial(5, 1.0, Rating.AGAIN)]).log_loss
    assert certain is not None
    assert certain < 10


def test_without_reviews_nothing_is_claimed() -> None:
    nothing = Trials(1, 1, 0, 0, 0.0)
    assert (nothing.share, nothing.predicted, nothing.margin) == (0.0, 0.0, (0.0, 1.0))


def test_the_margin_is_that_of_wilson() -> None:
    low, high = Trials(1, 1, 10, 9, 9.0).margin
    assert low == pytest.approx(0.5958, abs=1e-4)
    assert high == pytest.approx(0.9821, abs=1e-4)


@given(
    ratings=st.lists(st.sampled_from(Rating), max_size=40),
    waits=st.lists(st.integers(1, 400), min_size=40, max_size=40),
)
def test_the_rows_hold_every_review_once(
    ratings: list[Rating], waits: list[int]
) -> None:
    trials = [
        trial(wait, 0.9, rating) for rating, wait in zip(ratings, waits, strict=False)
    ]
    found = calibrated(trials)
    assert sum(row.reviews for row in found.rows) == found.total.reviews == len(trials)
    assert sum(row.recalled for row in found.rows) == found.total.recalled
    for row in found.rows:
        low, high = row.margin
        assert 0 <= low <= row.share <= high <= 1


def test_grades_are_counted() -> None:
    given_grades = (Rating.AGAIN, Rating.GOOD, Rating.GOOD, Rating.EASY)
    trials = [trial(1, 0.9, rating) for rating in given_grades]
    pressed = buttons(by_bucket(trials), in_steps=False)
    assert pressed == Buttons(again=1, hard=0, good=2, easy=1)
    assert pressed.total == 4


reviews = st.lists(
    st.builds(
        Review,
        st.just("a"),
        st.dates(DAY, date(2026, 3, 4)),
        st.sampled_from(Rating),
        st.sampled_from(Phase),
        st.just(3),
        st.none() | st.floats(0, 1),
        st.integers(0, 60_000),
    ),
    max_size=12,
)


@given(before=reviews, added=reviews)
def test_an_answer_taken_out_leaves_what_was_there(
    before: list[Review], added: list[Review]
) -> None:
    less, more = tallies_of(before), tallies_of([*before, *added])
    grown = dict(less)
    for key, change in difference(more, less).items():
        grown[key] = total([grown.get(key, NOTHING), change])
    assert grown == more
    assert difference(more, more) == {}
