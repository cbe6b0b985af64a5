"""What a lookup leaves behind: one file, and the status of its process."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from studyapp import paths
from studyapp.store import search
from tests.cli.conftest import Run


def test_a_lookup_that_loads_changed_content_leaves_all_of_it_in_one_file(
    run: Run, sample: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    copy = shutil.copytree(sample, tmp_path / "copy")
    monkeypatch.setattr(paths, "content_roots", lambda _data=None: (str(copy),))
    assert run("limit", "timeout").status == 0
    path = Path(paths.store_file())
    topic = copy / "limits.md"
    topic.write_text(f"{topic.read_text('utf-8')}\nOne more line.\n", encoding="utf-8")
    assert not search.is_current(str(path), [str(copy)])
    assert run("limit", "timeout").status == 0
    assert search.is_current(str(path), [str(copy)])
    log = Path(f"{path}-wal")
    assert not log.exists() or log.stat().st_size == 0


def test_a_lookup_leaves_at_once_and_still_says_everything(tmp_path: Path) -> None:
    def looked_up(*words: str) -> subprocess.CompletedProcess[str]:
        return subprocess.run(
            [sys.executable, "-m", "studyapp", "limit", *words],
            env={**os.environ, "STUDYAPP_HOME": str(tmp_path)},
            capture_output=True,
            text=True,
            check=False,
        )

    first, again = looked_up("timeout"), looked_up("timeout")
    assert first.returncode == again.returncode == 0
    assert first.stdout == again.stdout != ""
    nothing = looked_up("capital", "of", "france")
    assert (nothing.returncode, nothing.stdout) == (1, "")
    assert "nothing found" in nothing.stderr


def test_a_lookup_needs_no_folder_that_can_be_written(run: Run, tmp_path: Path) -> None:
    (tmp_path / "file").write_text("", encoding="utf-8")
    nowhere = ("--data", str(tmp_path / "file" / "home"))
    ran = run("limit", "timeout", *nowhere)
    assert (ran.status, ran.err) == (0, "")
    assert ran.out.startswith("900 s (15 min)  Maximum function timeout\n")
    assert run("limit", "capital", "of", "france", *nowhere).status == 1
    assert run("stats", *nowhere).status == 2
