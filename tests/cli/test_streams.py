"""Standard streams that are full or closed: one sentence and a status, no traceback."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

pytestmark = pytest.mark.skipif(os.name == "nt", reason="needs a POSIX shell")


def shell(line: str, home: Path) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        ["bash", "-c", line.replace("studyapp", f"{sys.executable} -m studyapp")],
        env={**os.environ, "STUDYAPP_HOME": str(home)},
        capture_output=True,
        text=True,
        check=False,
    )


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="needs /dev/full")
@pytest.mark.parametrize("command", ["limit timeout", "limit timeout --json", "keys"])
def test_an_output_that_is_full_is_one_sentence(tmp_path: Path, command: str) -> None:
    shell("studyapp limit timeout", tmp_path)
    ran = shell(f"studyapp {command} >/dev/full", tmp_path)
    assert ran.returncode == 1
    assert ran.stderr.startswith("studyapp: what there is to tell cannot be written")
    assert ran.stderr.count("\n") == 1


@pytest.mark.parametrize("command", ["limit timeout", "stats", "keys"])
def test_an_output_that_is_closed_is_one_sentence(tmp_path: Path, command: str) -> None:
    ran = shell(f"studyapp {command} >&-", tmp_path)
    assert ran.returncode == 1
    assert ran.stderr == "studyapp: standard output is closed; leave it open\n"


def test_other_streams_may_be_closed(tmp_path: Path) -> None:
    ran = shell("studyapp quiz --plain <&-", tmp_path)
    assert (ran.returncode, ran.stderr) == (0, "")
    assert "The quiz is saved" in ran.stdout
    wrong = shell("studyapp read nope 2>&-", tmp_path)
    assert (wrong.returncode, wrong.stdout) == (2, "")


def test_the_help_names_what_an_error_recommends(tmp_path: Path) -> None:
    for command in ("", "stats"):
        assert "--debug" in shell(f"studyapp {command} --help", tmp_path).stdout
