"""The report of an exam: what it counts, what it keeps apart, what it tells."""

from __future__ import annotations

import json
from dataclasses import replace

import pytest

from studyapp.errors import UsageError
from studyapp.practice.calibration import Judgement
from studyapp.practice.exam_report import CAUTION, ESTIMATE_LABEL, Score
from studyapp.practice.responses import Chosen
from studyapp.practice.selection import QuizMode
from studyapp.practice.session import Confidence
from studyapp.practice.wishes import ExamWish, QuizWish
from studyapp.services.exam_report import history, report_of, reviewed, trends
from studyapp.services.exam_start import start_exam
from studyapp.services.exam_text import as_json, markdown
from studyapp.services.item_report import item_report
from studyapp.services.quizzing import start_quiz
from studyapp.services.sitting import Sitting
from studyapp.services.study import Study
from tests.services.conftest import OpenBank, Ticks

PACE = 120_000


def sat(study: Study, ticks: Ticks, wrong: int = 3, seed: str = "s") -> Sitting:
    """Sit an exam: the last `wrong` items are wrong, each takes a minute."""
    sitting = start_exam(study, ExamWish("DVA-C03", seed=seed), ticks)
    for number, question in enumerate(sitting.questions):
        sitting.visit(question)
        ticks.now += 60_000
        keys = sitting.shown(question).question.keys
        others = set(range(len(sitting.shown(question).options))) - keys
        is_wrong = number >= len(sitting.questions) - wrong
        chosen = sorted(others)[: len(keys)] if is_wrong else keys
        sitting.answer(question, Chosen(frozenset(chosen)))
        sitting.rate(question, Confidence.SURE)
    sitting.submit()
    return sitting


def test_only_scored_items_make_the_score_and_domains_add_up_to_it(
    open_bank: OpenBank, ticks: Ticks
) -> None:
    study = open_bank()
    sitting = sat(study, ticks)
    report = report_of(study, sitting.session.plan.id[:6])
    assert (report.score.asked, report.all_items) == (8, Score(7, 10))
    assert sum(row.score.asked for row in report.domains) == 8
    assert sum(row.score.right for row in report.domains) == report.score.right
    names = [row.name for row in report.domains]
    assert names == ["Development", "Security", "Deployment"]
    assert [(r.key, r.score) for r in report.topics] == [("waiting", Score(7, 10))]
    assert report.estimate is None


def test_a_weak_row_starts_a_quiz(open_bank: OpenBank, ticks: Ticks) -> None:
    study = open_bank()
    report = report_of(study, sat(study, ticks).session.plan.id)
    for row in (*report.domains, *report.skills):
        quiz = start_quiz(study, QuizWish(QuizMode.SKILL, 3, skills=(row.key,)))
        asked = set(quiz.session.plan.questions)
        assert asked
        assert asked.isdisjoint(line.question for line in report.items)
    weak = start_quiz(study, QuizWish(QuizMode.WEAKEST, 3))
    assert weak.session.plan.topics == ("waiting",)


def test_repeats_are_kept_apart_from_first_attempts(
    open_bank: OpenBank, ticks: Ticks
) -> None:
    study = open_bank()
    for seed in "abc":
        sat(study, ticks, wrong=0, seed=seed)
    past = history(study)
    assert [one.first.asked for one in past] == [10, 8, 4]
    assert past[2].score.asked == 8
    assert trends(past) == {"DVA-C03": (1.0, 1.0)}
    last = report_of(study, past[2].id)
    assert last.repeats.asked == 6
    assert "these flatter" in markdown(study, last)


def test_pace_and_confidence_are_told(open_bank: OpenBank, ticks: Ticks) -> None:
    study = open_bank()
    report = report_of(study, sat(study, ticks, wrong=4).session.plan.id)
    assert (report.pacing.pace_ms, report.pacing.mean_ms) == (PACE, 60_000)
    assert (report.pacing.over, report.pacing.rushed) == (0, ())
    (row,) = report.calibration
    assert (row.right, row.asked, row.verdict) == (6, 10, Judgement.TOO_SURE)
    assert report.certainty == (6 * 3 - 4 * 6, 30)


def test_the_exports_hold_every_item_with_its_rationales_and_the_cautions(
    open_bank: OpenBank, ticks: Ticks
) -> None:
    study = open_bank()
    report = report_of(study, sat(study, ticks).session.plan.id)
    text = markdown(study, report)
    assert CAUTION in text
    assert text.count("### ") == 10
    assert text.count("your answer)") == text.count(", your answer")
    assert "{{" not in text
    data = json.loads(json.dumps(as_json(study, report)))
    assert data["caution"] == CAUTION
    assert len(data["items"]) == 10
    assert "unscored" not in json.dumps(data)


def test_every_table_says_which_items_it_counts(
    open_bank: OpenBank, ticks: Ticks
) -> None:
    study = open_bank()
    report = report_of(study, sat(study, ticks, wrong=4).session.plan.id)
    text = markdown(study, report)
    assert "## Domains, the 8 scored items" in text
    assert "## Skills, all 10 items, one may be in several rows" in text
    assert sum(row.score.asked for row in report.domains) == 8
    hasty = replace(report.pacing, rushed=(report.items[2].question,))
    assert "Wrong in haste: item 3." in markdown(study, replace(report, pacing=hasty))


def test_a_scaled_score_is_a_labelled_range(open_bank: OpenBank, ticks: Ticks) -> None:
    from studyapp.practice.exam_scoring import estimate

    study = open_bank()
    exam = study.library.exams["DVA-C03"]
    found = estimate(exam, Score(35, 50))
    assert found is not None
    assert found.low < exam.passing < found.high  # type: ignore[operator] # it is set
    ends = estimate(exam, Score(50, 50)), estimate(exam, Score(0, 50))
    assert [(e.low, e.high) for e in ends if e] == [(1000, 1000), (100, 100)]
    assert estimate(exam, Score(19, 19)) is None
    assert estimate(replace(exam, passing=None), Score(35, 50)) is None
    report = replace(
        report_of(study, sat(study, ticks).session.plan.id), estimate=found
    )
    assert ESTIMATE_LABEL in markdown(study, report)


def test_an_item_is_shown_again_as_it_was(open_bank: OpenBank, ticks: Ticks) -> None:
    study = open_bank()
    sitting = sat(study, ticks)
    report = report_of(study, sitting.session.plan.id)
    for question in sitting.questions:
        again = reviewed(study, report, question)
        assert again is not None
        assert again[0] == sitting.shown(question)
        assert again[1].facts
    assert reviewed(study, report, "stranger") is None


def test_a_report_on_an_item_names_its_version_and_the_choice(
    open_bank: OpenBank,
) -> None:
    study = open_bank()
    text = item_report(study, "item-03", Chosen(frozenset({0})))
    assert "* key: 2\n" in text
    assert "* my answer: 1\n" in text
    version = text.partition("* version: ")[2][:12]
    assert version.isalnum()
    assert version not in item_report(study, "item-04")
    with pytest.raises(UsageError, match="no question 'item-99'"):
        item_report(study, "item-99")


def test_an_unknown_exam_has_no_report(open_bank: OpenBank) -> None:
    with pytest.raises(UsageError, match="no submitted exam 'zz'"):
        report_of(open_bank(), "zz")
