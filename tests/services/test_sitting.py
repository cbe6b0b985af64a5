"""An exam as it is sat: kept through kills and pauses, graded in one commit."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from studyapp.errors import UsageError
from studyapp.memory.events import EventKind
from studyapp.practice.exam_session import Ending, ExamPhase
from studyapp.practice.responses import Chosen
from studyapp.practice.session import Confidence
from studyapp.practice.wishes import ExamMode, ExamWish
from studyapp.services.answers import attempts
from studyapp.services.exam_history import exams, left_open
from studyapp.services.exam_start import continue_exam, start_exam, start_tutor
from studyapp.services.sitting import Sitting
from studyapp.services.statistics import statistics
from studyapp.store.doctor import check
from studyapp.store.states import read_states
from tests.conftest import Clock
from tests.exam_bank import MINUTES
from tests.services.conftest import OpenBank, Ticks

WISH = ExamWish("dva-c03", seed="seed")
MINUTE = 60_000


def key_of(sitting: Sitting, question: str) -> Chosen:
    return Chosen(sitting.shown(question).question.keys)


def wrong_for(sitting: Sitting, question: str) -> Chosen:
    shown = sitting.shown(question)
    wrong = sorted(set(range(len(shown.options))) - shown.question.keys)
    return Chosen(frozenset(wrong[: shown.choose]))


def test_an_exam_goes_on_after_a_kill_as_it_was(
    open_bank: OpenBank, ticks: Ticks
) -> None:
    sitting = start_exam(open_bank(), WISH, ticks)
    first, second = sitting.questions[:2]
    sitting.visit(first)
    ticks.now += 30_000
    sitting.answer(first, key_of(sitting, first))
    sitting.toggle_flag(first)
    sitting.toggle_strike(first, 2)
    sitting.rate(first, Confidence.THINK_SO)
    sitting.visit(second)
    ticks.now += 4_000
    sitting.beat()
    ticks.now += 3_000
    again = continue_exam(open_bank(), Ticks())
    assert again is not None
    assert again.questions == sitting.questions
    shown = [sitting.shown(q).options for q in sitting.questions]
    assert [again.shown(q).options for q in again.questions] == shown
    assert again.session.item(first) == sitting.session.item(first)
    assert again.session.clock_ms == 34_000
    assert again.session.item(second).spent_ms == 4_000
    assert again.remaining_ms == MINUTES * MINUTE - 34_000


def test_time_while_paused_or_closed_does_not_count(
    open_bank: OpenBank, ticks: Ticks, clock: Clock
) -> None:
    sitting = start_exam(open_bank(), WISH, ticks)
    sitting.visit(sitting.questions[0])
    ticks.now += MINUTE
    sitting.pause()
    ticks.now += 100 * MINUTE
    assert sitting.clock_ms == MINUTE
    with pytest.raises(UsageError, match="paused"):
        sitting.visit(sitting.questions[1])
    clock.advance(days=3)
    again = continue_exam(open_bank(), ticks)
    assert again is not None
    assert again.session.phase is ExamPhase.PAUSED
    ticks.now += 100 * MINUTE
    again.resume()
    ticks.now += MINUTE
    assert again.clock_ms == 2 * MINUTE


def test_the_time_that_saving_takes_is_in_the_clock(open_bank: OpenBank) -> None:
    class Running(Ticks):
        def __call__(self) -> int:
            self.now += 10
            return self.now

    ticks = Running()
    sitting = start_exam(open_bank(), WISH, ticks)
    began = ticks.now
    for question in sitting.questions[:4]:
        sitting.visit(question)
        sitting.toggle_flag(question)
    assert sitting.clock_ms == ticks.now - began


def test_a_wall_clock_set_back_changes_nothing(
    open_bank: OpenBank, ticks: Ticks, clock: Clock
) -> None:
    sitting = start_exam(open_bank(), WISH, ticks)
    question = sitting.questions[0]
    sitting.visit(question)
    for step in range(3):
        ticks.now += 1000
        clock.advance(hours=-1)
        sitting.answer(question, Chosen(frozenset({step})))
    clock.advance(days=1)
    found = left_open(open_bank())
    assert found == sitting.session


def test_time_up_submits_what_is_there_and_takes_no_late_answer(
    open_bank: OpenBank, ticks: Ticks
) -> None:
    study = open_bank()
    sitting = start_exam(study, WISH, ticks)
    first, second = sitting.questions[:2]
    sitting.answer(first, key_of(sitting, first))
    sitting.visit(second)
    ticks.now += MINUTES * MINUTE + 5
    session = sitting.answer(second, key_of(sitting, second))
    assert (session.phase, session.ending) == (ExamPhase.SUBMITTED, Ending.TIME_UP)
    assert session.item(second).response is None
    assert session.clock_ms == MINUTES * MINUTE
    assert continue_exam(study) is None
    assert Counter(a.right for a in attempts(study)) == {True: 1, False: 9}


def test_a_beat_alone_ends_an_exam_whose_time_is_up(
    open_bank: OpenBank, ticks: Ticks
) -> None:
    sitting = start_exam(open_bank(), WISH, ticks)
    ticks.now += MINUTES * MINUTE
    assert sitting.beat().ending is Ending.TIME_UP
    with pytest.raises(UsageError, match="over"):
        sitting.submit()


def test_the_end_grades_everything_once_and_calls_the_cards(
    open_bank: OpenBank, ticks: Ticks
) -> None:
    study = open_bank()
    sitting = start_exam(study, WISH, ticks)
    right, guessed, wrong = sitting.questions[:3]
    for question in sitting.questions:
        sitting.answer(question, key_of(sitting, question))
        sitting.rate(question, Confidence.SURE)
    sitting.rate(guessed, Confidence.GUESSING)
    sitting.answer(wrong, wrong_for(sitting, wrong))
    sitting.submit()
    kinds = Counter(event.kind for event in study.journal.events())
    assert kinds[EventKind.QUIZ_ANSWER] == 10
    assert kinds[EventKind.EXAM_ENDED] == 1
    facts = {
        fact for q in (guessed, wrong) for fact in study.library.questions[q].facts
    }
    cards = study.library.cards
    called = {
        cards[card].fact
        for card, state in read_states(study.store, study.projection).items()
        if state.forward_day
    }
    assert called == facts
    whole = statistics(study)
    assert (whole.right, whole.asked) == (9, 10)
    assert right not in called
    (sat,) = exams(study)
    assert sat.session == sitting.session
    assert check(study.store, study.projection) == ()
    without = [e for e in study.journal.events() if not e.kind.startswith("exam")]
    states = study.projection.replay(without)
    assert states == read_states(study.store, study.projection)


def test_a_question_that_changed_meanwhile_is_withdrawn(
    open_bank: OpenBank, ticks: Ticks, tmp_path: Path
) -> None:
    sitting = start_exam(open_bank(), WISH, ticks)
    gone = int(sitting.questions[0].removeprefix("item-"))
    path = tmp_path / "bank" / "questions.md"
    text = path.read_text(encoding="utf-8")
    changed = text.replace(f"A team of {gone} people", f"A crowd of {gone} people")
    path.write_text(changed, encoding="utf-8")
    study = open_bank()
    again = continue_exam(study, ticks)
    assert again is not None
    again.submit()
    assert sitting.questions[0] not in {a.question for a in attempts(study)}
    assert len(attempts(study)) == 9


def test_an_abandoned_exam_is_never_scored(open_bank: OpenBank) -> None:
    study = open_bank()
    sitting = start_exam(study, WISH)
    sitting.answer(sitting.questions[0], key_of(sitting, sitting.questions[0]))
    assert sitting.abandon().phase is ExamPhase.ABANDONED
    assert (attempts(study), exams(study), left_open(study)) == ((), (), None)


def test_an_untimed_exam_and_a_tutored_one_draw_the_same_form(
    open_bank: OpenBank, ticks: Ticks
) -> None:
    study = open_bank()
    untimed = start_exam(study, ExamWish("DVA-C03", 6, ExamMode.UNTIMED, "a"), ticks)
    ticks.now += 1000 * MINUTE
    assert untimed.beat().phase is ExamPhase.RUNNING
    assert untimed.remaining_ms is None
    tutored = start_tutor(study, ExamWish("DVA-C03", 6, ExamMode.TUTOR, "a"))
    assert tutored.session.plan.questions == untimed.questions


def test_options_that_keep_their_order_are_never_shuffled(open_bank: OpenBank) -> None:
    study = open_bank()
    orders = set()
    for seed in "abcdef":
        sitting = start_exam(study, ExamWish("DVA-C03", seed=seed))
        for question in sitting.questions:
            shown = sitting.shown(question)
            order = tuple(option.position for option in shown.options)
            if shown.question.keep_order:
                assert order == tuple(sorted(order))
            else:
                orders.add(order)
    assert len(orders) > 4


@pytest.mark.parametrize(
    ("wish", "sentence"),
    [
        (ExamWish("DVA-C3"), "did you mean 'DVA-C03'?"),
        (ExamWish("SAP-C03"), "has not published"),
        (ExamWish("DVA-C03", 11), "ask for 1 to 10"),
        (ExamWish(), "no exam is named"),
    ],
)
def test_an_exam_that_cannot_be_sat_is_refused_in_a_sentence(
    open_bank: OpenBank, wish: ExamWish, sentence: str
) -> None:
    with pytest.raises(UsageError) as refused:
        start_exam(open_bank(), wish)
    assert sentence in str(refused.value)


DEEDS: dict[str, Callable[[Sitting, str, int], object]] = {
    "visit": lambda sitting, question, _: sitting.visit(question),
    "table": lambda sitting, _q, _o: sitting.open_table(),
    "answer": lambda sitting, question, option: sitting.answer(
        question, Chosen(frozenset({option}))
    ),
    "clear": lambda sitting, question, _: sitting.answer(question, None),
    "flag": lambda sitting, question, _: sitting.toggle_flag(question),
    "strike": lambda sitting, question, option: sitting.toggle_strike(question, option),
    "rate": lambda sitting, question, option: sitting.rate(
        question, Confidence.SURE if option else None
    ),
    "pause": lambda sitting, _q, _o: sitting.pause(),
    "resume": lambda sitting, _q, _o: sitting.resume(),
    "beat": lambda sitting, _q, _o: sitting.beat(),
}
PLACES = st.tuples(
    st.sampled_from(sorted(DEEDS)),
    st.integers(0, 9),
    st.integers(0, 3),
    st.integers(0, 90_000),
)


@given(st.lists(PLACES, min_size=1, max_size=15))
@settings(
    max_examples=12,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
def test_any_deeds_read_back_from_the_file_are_the_exam_on_the_screen(
    open_bank: OpenBank, deeds: list[tuple[str, int, int, int]]
) -> None:
    study, ticks = open_bank(), Ticks()
    sitting = start_exam(study, WISH, ticks)
    for name, number, option, passed in deeds:
        ticks.now += passed
        with suppress(UsageError):
            DEEDS[name](sitting, sitting.questions[number], option)
        if sitting.session.is_over:
            assert exams(study)[-1].session == sitting.session
            break
    if not sitting.session.is_over:
        sitting.beat()
        found = continue_exam(study, ticks)
        assert found is not None
        assert found.clock_ms == sitting.clock_ms
        for one in (found, sitting):
            if one.session.phase is ExamPhase.RUNNING:
                one.pause()
        assert found.session == sitting.session
    study.close()
