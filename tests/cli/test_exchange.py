"""Taking progress and cards out and in, as the shell sees it."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import pytest

from studyapp import paths
from studyapp.cli.plain import tell
from tests.cli.conftest import Run
from tests.conftest import PROJECT


def test_a_sync_says_what_it_did_and_the_other_device_has_the_answers(
    run: Run, tmp_path: Path
) -> None:
    run("review", "--plain", typed="\n3\n\n3\nq\n")
    shared = str(tmp_path / "shared")
    ran = run("sync", shared)
    assert (ran.status, ran.err) == (0, "")
    assert ran.out == (
        f"the folder '{shared}' was made; no other device is there yet; "
        "2 of your answers and changes are in the folder\n"
    )
    ran = run("sync", shared)
    yours = "2 of your answers and changes are in the folder"
    assert ran.out == f"no other device is there yet; {yours}\n"
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


def test_a_folder_that_was_synced_with_and_is_gone_or_emptied_is_not_a_success(
    run: Run, tmp_path: Path
) -> None:
    folder = tmp_path / "shared"
    run("sync", str(folder))
    folder.rename(tmp_path / "elsewhere")
    ran = run("sync", str(folder))
    assert (ran.status, ran.out) == (1, "")
    assert "is gone, and you have synced with it before" in ran.err
    assert not folder.exists()
    folder.mkdir()
    ran = run("sync", str(folder))
    assert "now lacks them: is it the right folder?" in ran.err
    assert run("sync", str(folder)).err == ""


def test_a_folder_that_lost_the_other_devices_is_told(run: Run, tmp_path: Path) -> None:
    folder, other = tmp_path / "shared", ("--data", str(tmp_path / "other"))
    run("sync", str(folder), *other)
    (theirs,) = folder.iterdir()
    run("sync", str(folder))
    theirs.unlink()
    assert "is it the right folder?" in run("sync", str(folder)).err


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
    assert ran.out.startswith(
        "1 answer or change about 1 card came from 1 other device"
    )
    assert run("doctor", "--data", copy).status == 0


def test_a_new_device_is_refused_without_a_folder_that_tells_its_events(
    run: Run, home: Path
) -> None:
    run("review", "--plain", typed="\n3\nq\n")
    ran = run("doctor", "--new-device")
    assert (ran.status, ran.out) == (2, "")
    assert "run 'studyapp doctor --new-device FOLDER'" in ran.err
    assert not list(home.glob("*.before-new-device-*"))


def test_a_package_for_anki_goes_out_and_its_answers_come_in_elsewhere(
    run: Run, tmp_path: Path
) -> None:
    run("review", "--plain", typed="\n3\n\n3\nq\n")
    file = str(tmp_path / "out.apkg")
    assert run("export", "anki", file).out == f"7 cards with 2 answers are in {file}\n"
    data = json.loads(run("export", "anki", file, "--topic", "limits", "--json").out)
    assert data == {"file": file, "cards": 5, "answers": 2, "replaced": True}
    ran = run("export", "anki", file, "--topic", "limits")
    assert ran.out.endswith(f" are in {file}, in place of the file before\n")
    other = ("--data", str(tmp_path / "other"))
    for expected in ("2 answers brought in", "0 answers brought in"):
        ran = run("import", "anki", file, *other)
        assert ran.out == f"0 cards added, 5 are cards of this app, {expected}\n"


def test_a_deck_of_others_is_written_into_the_learners_own_folder(
    run: Run, home: Path
) -> None:
    package = str(PROJECT / "tests" / "data" / "anki" / "older.apkg")
    ran = run("import", "anki", package)
    assert ran.status == 0
    file, counts = ran.out.splitlines()
    assert Path(file) == home / "content" / "anki" / "anki-music-sub.md"
    assert counts == "6 cards added, 4 answers brought in"
    assert "3 pictures and sounds are left out" in ran.err
    assert json.loads(run("import", "anki", package, "--json").out)["known"] == 6


@pytest.mark.parametrize(
    "arguments",
    [
        ("import", "anki", "missing.apkg"),
        ("import", "anki", str(PROJECT / "README.md")),
        ("export", "anki", "out.apkg", "--topic", "dragons"),
    ],
)
def test_what_cannot_go_in_or_out_is_one_sentence(
    run: Run, arguments: tuple[str, ...]
) -> None:
    ran = run(*arguments)
    assert (ran.status, ran.out) == (2, "")
    assert ran.err.count("\n") == 1
    assert "Traceback" not in ran.err


def test_a_table_goes_out_and_comes_in(run: Run, home: Path, tmp_path: Path) -> None:
    printed = run("export", "csv", "--topic", "limits").out
    assert printed.splitlines()[0].startswith('"id","prompt","answer","topic","state"')
    file = tmp_path / "cards.csv"
    ran = run("export", "csv", str(file), "--topic", "limits")
    assert ran.out == f"5 cards are in {file}\n"
    assert file.read_bytes().decode() == printed
    rows = json.loads(run("export", "csv", "--json").out)
    assert {row["state"] for row in rows} == {"new"}
    file.write_text("prompt,answer,topic\nOne?,1,Mine\n", encoding="utf-8")
    ran = run("import", "csv", str(file))
    assert ran.out == f"{home / 'content' / 'csv' / 'mine.md'}\n1 card added\n"


def test_the_cards_of_your_own_topics_go_out_alone(
    run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    roots = paths.content_roots()
    monkeypatch.setattr(
        paths, "content_roots", lambda data=None: (*roots, paths.own_root(data))
    )
    ran = run("export", "csv", "--mine")
    assert (ran.status, ran.out) == (2, "")
    assert "no topic of your own yet" in ran.err
    file = tmp_path / "cards.csv"
    file.write_text("prompt,answer,topic\nOne?,1,Mine\n", encoding="utf-8")
    run("import", "csv", str(file))
    rows = json.loads(run("export", "csv", "--mine", "--json").out)
    assert [(row["prompt"], row["topic"]) for row in rows] == [("One?", "mine")]
    package = tmp_path / "mine.apkg"
    assert run("export", "anki", str(package), "--mine").out.startswith("1 card with")


def test_an_export_keeps_to_names_of_its_kind_and_to_folders_that_are_there(
    run: Run, tmp_path: Path
) -> None:
    package = tmp_path / "o.apkg"
    run("export", "anki", str(package))
    before = package.read_bytes()
    ran = run("export", "csv", str(package))
    assert (ran.status, ran.out) == (2, "")
    assert "'o.apkg' does not end in .csv or .txt; name it 'o.csv'" in ran.err
    assert run("export", "questions", "--out", str(package)).status == 2
    assert package.read_bytes() == before
    ran = run("export", "anki", str(tmp_path / "no" / "o.apkg"))
    assert (ran.status, ran.out) == (2, "")
    assert f"there is no folder '{tmp_path / 'no'}'" in ran.err
    assert not (tmp_path / "no").exists()


def test_a_bad_row_is_named_and_the_exit_status_says_so(
    run: Run, home: Path, tmp_path: Path
) -> None:
    file = tmp_path / "cards.csv"
    file.write_text("prompt,answer\nOne?,1\nTwo?,\n", encoding="utf-8")
    ran = run("import", "csv", str(file))
    assert (ran.status, ran.out) == (2, "")
    assert f"'{file}', row 2 (line 3): the answer is empty; write one" in ran.err
    assert not (home / "content").exists()


def test_what_is_escaped_in_a_card_is_told_as_it_is_meant(
    capsys: pytest.CaptureFixture[str],
) -> None:
    tell("**Which** \\[y\\] holds\\\n\\- one?")
    assert capsys.readouterr().out == "Which [y] holds\n- one?\n"
