"""`studyapp plan`: settings written, the plan printed, in words and as JSON."""

from __future__ import annotations

import json
from datetime import timedelta
from pathlib import Path

import pytest

from studyapp import clock
from studyapp.memory.study_day import study_day
from tests.cli.conftest import Run


def test_without_an_exam_day_the_way_to_set_one_is_told(run: Run) -> None:
    ran = run("plan")
    assert ran.status == 2
    assert "--date" in ran.err
    assert json.loads(run("plan", "--json").out)["exam_date"] is None


def test_exam_day_and_time_are_kept_and_the_day_is_planned(
    run: Run, home: Path
) -> None:
    day = study_day(clock.now()) + timedelta(days=20)
    ran = run("plan", "--date", str(day), "--minutes", "20", "--minutes", "sat=40")
    assert ran.status == 0
    assert "On exam day you would recall" in ran.out
    assert 'study_minutes = ["20", "sat=40"]' in (home / "config.toml").read_text()
    told = json.loads(run("plan", "--json").out)
    assert told["exam_date"] == str(day)
    assert told["rule"] in told["promises"]
    assert told["recall"] == max(told["promises"].values())


def test_a_goal_out_of_reach_is_warned_of(run: Run) -> None:
    day = study_day(clock.now()) + timedelta(days=2)
    ran = run("plan", "--date", str(day), "--minutes", "1", "--goal", "0.95")
    assert "! Your goal of 95% is out of reach" in ran.out


@pytest.mark.parametrize(
    ("arguments", "sentence"),
    [
        (("--minutes", "often"), "'study_minutes = often' does not fit"),
        (("--break", "2026-13-01"), "the break"),
        (("--date", "2020-01-01"), "the exam day 2020-01-01 is over"),
        (("--date", "2062-01-01"), "is more than 2 years ahead; choose a day up to"),
        (("--exam", "FOO"), "there is no exam 'FOO'; choose one of CLF-C02, DVA-C02"),
        (("--exam", "dva-c3"), "did you mean 'DVA-C03'?"),
        (("--exam", ""), "nothing is given for 'exam'; write 'none' to forget it"),
    ],
)
def test_what_is_refused_is_a_sentence_and_nothing_is_saved(
    with_exams: Run, home: Path, arguments: tuple[str, ...], sentence: str
) -> None:
    good = study_day(clock.now()) + timedelta(days=20)
    assert with_exams("plan", "--date", str(good)).status == 0
    before = (home / "config.toml").read_text()
    ran = with_exams("plan", "--goal", "0.8", *arguments)
    assert (ran.status, ran.out) == (2, "")
    assert sentence in ran.err
    assert (home / "config.toml").read_text() == before


def test_the_exam_is_kept_as_its_code(with_exams: Run, home: Path) -> None:
    assert with_exams("plan", "--exam", "dva-c03").status == 0
    assert (home / "config.toml").read_text() == 'exam = "DVA-C03"\n'


def test_the_exam_day_is_forgotten_without_complaint(run: Run, home: Path) -> None:
    day = study_day(clock.now()) + timedelta(days=20)
    run("plan", "--date", str(day))
    ran = run("plan", "--date", "none")
    assert (ran.status, ran.err) == (0, "")
    assert ran.out.startswith("The exam day is forgotten")
    assert not (home / "config.toml").read_text()


def test_time_may_be_set_before_the_day(run: Run, home: Path) -> None:
    ran = run("plan", "--minutes", "20")
    assert (ran.status, ran.err) == (0, "")
    assert ran.out.startswith("Saved. There is no exam day to plan for yet")
    assert (home / "config.toml").read_text() == 'study_minutes = ["20"]\n'


def keep_day(home: Path, days: int) -> str:
    day = study_day(clock.now()) + timedelta(days=days)
    home.mkdir(parents=True)
    (home / "config.toml").write_text(f"exam_date = {day}\n")
    return f"{day:%a %d %b %Y}"


def test_on_the_exam_day_the_plan_says_what_is_best_to_do(run: Run, home: Path) -> None:
    day = keep_day(home, 0)
    ran = run("plan")
    assert ran.status == 0
    assert f"Your exam day, {day}, is today. Review what is due" in ran.out


@pytest.mark.parametrize(
    ("days", "words"), [(-3, "was 3 days ago"), (12_000, "too far to plan for")]
)
def test_an_exam_day_that_cannot_be_planned_for_is_named(
    run: Run, home: Path, days: int, words: str
) -> None:
    day = keep_day(home, days)
    ran = run("plan")
    assert ran.status == 2
    assert day in ran.err
    assert words in ran.err
