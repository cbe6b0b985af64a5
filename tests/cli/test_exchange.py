"""Taking progress and cards out and in, as the shell sees it."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import pytest

from tests.cli.conftest import Run


def test_a_sync_says_what_it_did_and_the_other_device_has_the_answers(
    run: Run, tmp_path: Path
) -> None:
    run("review", "--plain", typed="\n3\n\n3\nq\n")
    shared = str(tmp_path / "shared")
    ran = run("sync", shared)
    assert (ran.status, ran.err) == (0, "")
    assert ran.out == (
        "nothing new from 0 other devices; 2 events of yours are shared\n"
    )
    other = ("--data", str(tmp_path / "other"))
    data = json.loads(run("sync", shared, "--json", *other).out)
    assert (data["received"], data["cards"], data["messages"]) == (2, 2, [])
    for place in ((), other):
        assert json.loads(run("stats", "--json", *place).out)["learning"] == 2


def test_a_sync_without_a_folder_uses_the_one_that_is_set(
    run: Run, tmp_path: Path
) -> None:
    ran = run("sync")
    assert (ran.status, ran.out) == (2, "")
    assert "studyapp config sync_folder FOLDER" in ran.err
    run("config", "sync_folder", str(tmp_path / "shared"))
    assert run("sync").status == 0
    assert len(list((tmp_path / "shared").iterdir())) == 1


def test_a_file_that_cannot_be_read_is_one_sentence_and_the_rest_is_synced(
    run: Run, tmp_path: Path
) -> None:
    (tmp_path / "other.jsonl").write_text("{}", encoding="utf-8")
    ran = run("sync", str(tmp_path))
    assert ran.status == 0
    assert ran.err == (
        "studyapp: 'other.jsonl' was skipped: it is not a journal that studyapp wrote\n"
    )


@pytest.mark.parametrize("option", ["--new-device", "--new-device="])
def test_a_copied_data_folder_is_refused_and_then_made_a_device_of_its_own(
    run: Run, tmp_path: Path, home: Path, option: str
) -> None:
    shared, copy = str(tmp_path / "shared"), str(tmp_path / "copy")
    run("config", "sync_folder", shared)
    run("review", "--plain", typed="\n3\nq\n")
    shutil.copytree(home, copy)
    run("review", "--plain", typed="\n3\nq\n")
    run("sync")
    run("review", "--plain", "--data", copy, typed="\n1\nq\n")
    refused = run("sync", "--data", copy)
    assert refused.status == 1
    assert "two copies of your data study as one device" in refused.err
    renewed = json.loads(run("doctor", option, "--json", "--data", copy).out)
    assert renewed["moved"] == 1
    ran = run("sync", "--data", copy)
    assert ran.out.startswith("1 events about 1 cards came from 1 other device")
    assert run("doctor", "--data", copy).status == 0
