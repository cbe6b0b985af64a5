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
from studyapp.services.study import open_study
from studyapp.settings import Settings
from tests.conftest import PROJECT, Clock


@dataclass(frozen=True)
class Ran:
    status: int
    out: str
    err: str


Run = Callable[..., Ran]


@pytest.fixture
def run(shell: Run, monkeypatch: pytest.MonkeyPatch, sample: Path) -> Run:
    monkeypatch.setattr(paths, "bundled_roots", lambda: (str(sample), str(sample)))
    monkeypatch.setattr(paths, "content_roots", lambda _data=None: (str(sample),))
    return shell


@pytest.fixture(scope="session")
def whole_file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a learner's file with all the content in it, to be copied."""
    file = tmp_path_factory.mktemp("whole") / "study.sqlite3"
    open_study(file, paths.bundled_roots(), Settings(), now=Clock()).close()
    return file


@pytest.fixture
def run_whole(shell: Run, whole_file: Path, home: Path) -> Run:
    """Return `run` on the content that comes with the program."""
    home.mkdir()
    shutil.copy(whole_file, home)
    return shell


@pytest.fixture
def shell(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Run:
    """Return what runs the program with arguments and with lines that are typed."""

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
