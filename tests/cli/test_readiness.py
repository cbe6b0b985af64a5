"""`studyapp readiness`: plain words off a terminal, and the same as JSON."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from studyapp import paths
from tests.cli.conftest import Run
from tests.conftest import OpenStudy
from tests.question_bank import answer_three_in_four, write_bank


@pytest.fixture
def answered(
    monkeypatch: pytest.MonkeyPatch,
    run: Run,
    sample: Path,
    tmp_path: Path,
    open_sample: OpenStudy,
) -> Run:
    """Return `run` on the bank, with 110 questions answered."""
    root = write_bank(tmp_path / "bank", sample)
    monkeypatch.setattr(paths, "content_roots", lambda _data=None: (str(root),))
    answer_three_in_four(open_sample(root), 110)
    folder = str(tmp_path / "learner")
    return lambda *arguments: run(*arguments, "--data", folder)


def test_the_readiness_is_told_with_its_limits_and_its_record(answered: Run) -> None:
    ran = answered("readiness", "--exam", "dva-c03")
    assert ran.status == 0
    lines = ran.out.splitlines()
    assert lines[0] == "Readiness for the Lambda part of DVA-C03"
    assert "pass mark, chance " in lines[1]
    assert lines[3].startswith("  your points .")
    assert lines[4].endswith("... 66-74 %")
    assert "This is the Lambda part, not the whole exam." in " ".join(ran.out.split())
    assert ran.out.count("  predicted  ") == 5
    assert all(line.isascii() and len(line) <= 80 for line in lines)


def test_as_json_the_band_has_bounds_and_the_numbers_it_rests_on(
    answered: Run,
) -> None:
    told = json.loads(answered("readiness", "--exam", "DVA-C03", "--json").out)
    assert (told["first_attempts"], told["missing"], told["questions"]) == (110, 0, 120)
    assert told["band"]["low"] < told["band"]["expected"] < told["band"]["high"]
    assert told["band"]["mark_low"] == 0.66
    assert len(told["reliability"]) == 5
    assert told["forecasts"] == []
    statistics = json.loads(answered("stats", "--json").out)
    assert statistics["readiness"]["exam"] == "DVA-C02"


def test_the_numbers_of_the_learner_name_the_readiness(answered: Run) -> None:
    ran = answered("stats")
    assert "Readiness for the Lambda part of DVA-C02" in ran.out
    assert ran.out.endswith("  More: studyapp readiness\n")


def test_without_exams_the_command_says_so_and_the_numbers_stay_silent(
    run: Run,
) -> None:
    ran = run("readiness")
    assert ran.status == 2
    assert "there are no exams in the content" in ran.err
    assert "Readiness" not in run("stats").out
