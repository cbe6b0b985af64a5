"""`studyapp plan`: settings written, the plan printed, in words and as JSON."""

from __future__ import annotations

import json
from datetime import timedelta
from pathlib import Path

from studyapp import clock
from tests.cli.conftest import Run


def test_without_an_exam_day_the_way_to_set_one_is_told(run: Run) -> None:
    ran = run("plan")
    assert ran.status == 2
    assert "--date" in ran.err


def test_exam_day_and_time_are_kept_and_the_day_is_planned(
    run: Run, home: Path
) -> None:
    day = (clock.now() + timedelta(days=20)).date()
    ran = run("plan", "--date", str(day), "--minutes", "20", "--minutes", "sat=40")
    assert ran.status == 0
    assert "On exam day you would recall" in ran.out
    assert 'study_minutes = ["20", "sat=40"]' in (home / "config.toml").read_text()
    told = json.loads(run("plan", "--json").out)
    assert told["exam_date"] == str(day)
    assert told["rule"] in told["promises"]
    assert told["recall"] == max(told["promises"].values())


def test_a_goal_out_of_reach_is_warned_of(run: Run) -> None:
    day = (clock.now() + timedelta(days=2)).date()
    ran = run("plan", "--date", str(day), "--minutes", "1", "--goal", "0.95")
    assert "! Your goal of 95% is out of reach" in ran.out


def test_nonsense_is_refused_in_one_sentence(run: Run) -> None:
    assert "'study_minutes = often' does not fit" in run("plan", "--minutes=often").err
    assert "the break" in run("plan", "--break", "2026-13-01").err
