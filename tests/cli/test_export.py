"""`studyapp export`: to the screen, into a file, and refused in one sentence."""

from __future__ import annotations

import json
from pathlib import Path

from tests.cli.conftest import Run


def test_questions_go_to_the_screen(run: Run) -> None:
    ran = run("export", "questions")
    assert ran.status == 0
    assert "::limits-001::[markdown]A job runs for 20 minutes." in ran.out
    assert "=The timeout of 15 min#" in ran.out


def test_questions_go_into_a_file(run: Run, tmp_path: Path) -> None:
    path = tmp_path / "q.csv"
    ran = run("export", "questions", "--format", "csv", "--out", str(path))
    assert (ran.status, ran.out) == (0, "")
    assert "3 questions written" in ran.err
    assert path.read_text(encoding="utf-8").startswith("id,theme,kind")


def test_json_tells_how_many_and_where(run: Run, tmp_path: Path) -> None:
    path = str(tmp_path / "q.gift")
    out = run("export", "questions", "--out", path, "--json").out
    assert json.loads(out) == {"questions": 3, "file": path}


def test_nothing_that_fits_is_status_one(run: Run) -> None:
    ran = run("export", "questions", "--kind", "match")
    assert (ran.status, ran.out) == (1, "")
    assert "no question fits" in ran.err


def test_a_file_that_cannot_be_written_is_wrong_use(run: Run, tmp_path: Path) -> None:
    ran = run("export", "questions", "--out", str(tmp_path / "no" / "q.gift"))
    assert ran.status == 2
    assert "there is no folder" in ran.err
