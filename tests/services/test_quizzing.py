"""Quizzes over real files: committed, explained, resumed, and linked to the cards."""

from __future__ import annotations

from pathlib import Path

import pytest

from studyapp.content.documents import Skill, Verdict
from studyapp.errors import UsageError
from studyapp.memory.fsrs import Rating
from studyapp.memory.state import Phase
from studyapp.memory.wishes import Trait
from studyapp.practice.responses import Chosen
from studyapp.practice.selection import QuizMode, Standing
from studyapp.practice.session import Confidence
from studyapp.practice.wishes import QuizWish
from studyapp.services.answers import returns
from studyapp.services.drilling import plan_drills, subject_of
from studyapp.services.progress import Step, today
from studyapp.services.quiz_history import standings
from studyapp.services.quiz_wishes import skill_named
from studyapp.services.quizzing import (
    Quizzing,
    begin,
    start,
    start_quiz,
    unfinished,
)
from studyapp.services.reading import Reading
from studyapp.services.reading import Standing as FactStanding
from studyapp.services.reviewing import Reviewing
from studyapp.services.selection import Selection
from studyapp.services.showing import Explained
from studyapp.services.statistics import statistics
from studyapp.services.study import open_study
from studyapp.settings import Settings
from studyapp.store.states import read_states
from tests.conftest import PROJECT, Clock, OpenStudy
from tests.exam_bank import write_bank
from tests.services.conftest import OpenBank


def answer(quizzing: Quizzing, *, right: bool) -> Explained:
    shown = quizzing.current
    assert shown is not None
    keys = shown.question.keys
    wrong = frozenset(range(len(shown.options))) - keys
    chosen = keys if right else frozenset(sorted(wrong)[: len(keys)])
    return quizzing.submit(Chosen(chosen), elapsed_ms=5000)


def test_an_answer_is_explained_with_every_rationale_and_the_facts(
    open_sample: OpenStudy,
) -> None:
    quizzing = start(open_sample(), 10, ["limits"], seed="one")
    shown = quizzing.current
    assert shown is not None
    assert all(option.rationale for option in shown.options)
    assert "{{" not in shown.stem + "".join(o.text for o in shown.options)
    explained = answer(quizzing, right=True)
    assert explained.right
    assert explained.facts
    assert "{{" not in explained.why


def test_one_seed_asks_the_same_questions_in_the_same_order(
    open_sample: OpenStudy,
) -> None:
    study = open_sample()
    one, two = (start(study, 3, seed="same") for _ in range(2))
    assert one.session.plan.questions == two.session.plan.questions
    first, second = one.current, two.current
    assert first is not None
    assert second is not None
    assert first.options == second.options


def test_a_missed_question_brings_the_cards_of_its_facts_forward(
    open_sample: OpenStudy, clock: Clock
) -> None:
    study = open_sample()
    reviewing = Reviewing(study)
    while (shown := reviewing.next()) is not None:
        reviewing.answer(shown, Rating.EASY, elapsed_ms=1)
    clock.advance(days=1)
    assert Reviewing(study).next() is None
    quizzing = start(study, 1, ["limits"])
    assert answer(quizzing, right=False).brought_forward >= 2
    brought = Reviewing(study).next()
    assert brought is not None
    assert brought.phase is Phase.REVIEW
    state = read_states(study.store, study.projection)[brought.card.id]
    assert state.memory is not None


def test_a_quiz_that_was_left_goes_on_where_it_was(open_sample: OpenStudy) -> None:
    study = open_sample()
    quizzing = start(study, 3, seed="resume")
    answer(quizzing, right=True)
    found = unfinished(open_sample())
    assert found is not None
    assert found.session == quizzing.session
    assert today(study).next_step is Step.RESUME_QUIZ
    while not found.session.is_finished:
        answer(found, right=False)
    assert unfinished(open_sample()) is None


def test_the_summary_names_scores_by_topic_and_facts_to_review(
    open_sample: OpenStudy,
) -> None:
    quizzing = start(open_sample(), 3)
    while not quizzing.session.is_finished:
        answer(quizzing, right=False)
    summary = quizzing.summary()
    assert (summary.right, summary.asked) == (0, 3)
    assert {score.topic for score in summary.topics} == {"limits", "async"}
    assert set(summary.review) == {
        "timeout.max",
        "timeout.default",
        "async.retries",
        "async.home",
    }


def test_missed_questions_stand_first_in_the_next_quiz(open_sample: OpenStudy) -> None:
    study = open_sample()
    quizzing = start(study, 3)
    missed: set[str] = set()
    while (shown := quizzing.current) is not None:
        is_first = not missed
        if is_first:
            missed.add(shown.question.id)
        answer(quizzing, right=not is_first)
    found = standings(study)
    assert {q for q, s in found.items() if s is Standing.MISSED} == missed
    assert start(study, 1).session.plan.questions[0] in missed


def test_an_unknown_topic_and_a_topic_without_questions_are_refused(
    open_sample: OpenStudy,
) -> None:
    study = open_sample()
    with pytest.raises(UsageError, match="no topic 'limts'"):
        start(study, 5, ["limts"])


def test_progress_counts_what_was_done(open_sample: OpenStudy, clock: Clock) -> None:
    study = open_sample()
    fresh = statistics(study)
    assert (fresh.cards, fresh.phases.new, fresh.month.reviews) == (7, 7, 0)
    reviewing = Reviewing(study)
    for _ in range(3):
        shown = reviewing.next()
        assert shown is not None
        reviewing.answer(shown, Rating.EASY, elapsed_ms=60_000)
    answer(start(study, 3), right=True)
    whole = statistics(study)
    assert whole.time.total_ms == 185_000
    assert (whole.right, whole.asked) == (1, 1)
    day = today(study)
    assert (day.answered, day.streak) == (4, 1)
    clock.advance(days=2)
    assert today(study).streak == 0


def test_a_topic_shows_each_facts_standing(open_sample: OpenStudy) -> None:
    study = open_sample()
    shown = Reviewing(study).next()
    assert shown is not None
    Reviewing(study).answer(shown, Rating.GOOD, elapsed_ms=1)
    view = Reading(study).topic("limits")
    assert view is not None
    assert view.summary == "What Lambda refuses to do, at 15 min for one."
    assert [f.standing for f in view.facts] == [FactStanding.NEW, FactStanding.NEW]
    assert Reading(study).topic("nothing") is None


def test_a_session_can_be_about_myths_an_exam_or_what_was_missed(
    open_sample: OpenStudy,
) -> None:
    study = open_sample()

    def cards(**wanted: object) -> set[str]:
        return {card.card_id for card in Selection(**wanted).cards(study)}  # type: ignore[arg-type] # what each test names

    assert cards(topics=frozenset({"async"})) == {"async.retries", "async.home"}
    outdated = cards(verdicts=frozenset({Verdict.OUTDATED}))
    assert outdated == {"timeout.max", "aaaaaaa"}
    assert cards(exam="SOA-C03") == set()
    assert cards(traits={Trait.MISSED}) == set()
    quizzing = start(study, 1, ["async"])
    answer(quizzing, right=False)
    assert cards(traits={Trait.MISSED}) == {"async.retries", "async.home"}
    assert cards() == set(study.library.cards)


def test_a_drill_is_a_question_with_a_named_mistake_behind_each_wrong_option(
    clock: Clock, tmp_path: Path
) -> None:
    roots = [str(PROJECT / "content"), str(PROJECT / "questions")]
    study = open_study(tmp_path / "s.sqlite3", roots, Settings(), now=clock)
    quizzing = begin(study, plan_drills(study, "pricing", 3, seed=5), "5")
    again = begin(study, plan_drills(study, "pricing", 3, seed=5), "5")
    assert quizzing.session.plan.questions == again.session.plan.questions
    explained = answer(quizzing, right=False)
    assert explained.mistake
    assert explained.facts
    left = unfinished(study)
    assert left is not None
    skill = quizzing.session.plan.questions[0].split(":")[1]
    state = read_states(study.store, study.projection)[subject_of(skill)]
    assert state.reviews == 1
    study.close()


def test_a_guess_that_was_right_brings_the_cards_forward_and_comes_back(
    open_bank: OpenBank, clock: Clock
) -> None:
    study = open_bank()
    quizzing = start_quiz(study, QuizWish(QuizMode.UNSEEN, 1, seed="s"))
    shown = quizzing.current
    assert shown is not None
    keys = Chosen(shown.question.keys)
    assert quizzing.submit(keys, 5000, Confidence.GUESSING).brought_forward == 1
    assert standings(study) == {shown.question.id: Standing.UNSURE}
    unsure = QuizWish(QuizMode.UNSURE, 9)
    assert returns(study).due == frozenset()
    clock.advance(days=3)
    assert returns(study).due == {shown.question.id}
    assert start_quiz(study, unsure).session.plan.questions == (shown.question.id,)
    first = start_quiz(study, QuizWish(count=1)).session.plan.questions
    assert first == (shown.question.id,)


def test_a_quiz_is_drawn_by_topic_skill_count_and_status(open_bank: OpenBank) -> None:
    study = open_bank()
    begun = start_quiz(study, QuizWish(QuizMode.CUSTOM, 3, skills=("DVA-C03 2",)))
    answer(begun, right=False)
    missed = begun.session.plan.questions[0]
    custom = QuizWish(
        QuizMode.CUSTOM,
        9,
        topics=("waiting",),
        skills=("dva-c03:2",),
        standings=frozenset({Standing.UNSEEN}),
    )
    asked = start_quiz(study, custom).session.plan.questions
    assert missed not in asked
    assert len(asked) == 7
    skills = [study.library.questions[q].skills for q in asked]
    assert all(s[0].number.startswith("2.") for s in skills)


def test_a_skill_without_an_exam_is_of_the_exam_in_the_settings(
    open_sample: OpenStudy, tmp_path: Path
) -> None:
    study = open_sample(write_bank(tmp_path / "bank"), exam="dva-c03")
    assert skill_named(study, "2.1") == Skill("DVA-C03", "2.1")
    with pytest.raises(UsageError, match="no question is tagged with DVA-C03 7"):
        skill_named(study, "7")
    with pytest.raises(UsageError, match="there are DVA-C03"):
        skill_named(study, "SAA-C03 1")
