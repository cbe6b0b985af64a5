"""Runs the program as the shell does, in this process, on the sample content."""

from __future__ import annotations

import io
import shutil
import sys
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import pytest

from studyapp import paths
from studyapp.__main__ import main
from tests.conftest import PROJECT


@dataclass(frozen=True)
class Ran:
    status: int
    out: str
    err: str


Run = Callable[..., Ran]


@pytest.fixture
def run(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], sample: Path
) -> Run:
    monkeypatch.setattr(paths, "bundled_roots", lambda: (str(sample), str(sample)))
    monkeypatch.setattr(paths, "content_roots", lambda _data=None: (str(sample),))

    def go(*arguments: str, typed: str = "") -> Ran:
        monkeypatch.setattr(sys, "argv", ["studyapp", *arguments])
        monkeypatch.setattr(sys, "stdin", io.StringIO(typed))
        try:
            status = main()
        except SystemExit as leaving:
            status = leaving.code if isinstance(leaving.code, int) else 1
        captured = capsys.readouterr()
        return Ran(status, captured.out, captured.err)

    return go


@pytest.fixture
def with_exams(
    run: Run, monkeypatch: pytest.MonkeyPatch, sample: Path, tmp_path: Path
) -> Run:
    """Return `run` on the sample together with the project's exams."""
    exams = tmp_path / "exams"
    exams.mkdir()
    shutil.copy(PROJECT / "content" / "exams.md", exams)
    roots = (str(sample), str(exams))
    monkeypatch.setattr(paths, "content_roots", lambda _data=None: roots)
    return run
