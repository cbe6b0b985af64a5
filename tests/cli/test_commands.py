"""Every command answers, as text and as JSON, and refuses in one sentence."""

from __future__ import annotations

import argparse
import json
import re
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from studyapp.cli.app import parser_of
from studyapp.cli.registry import COMMANDS
from tests.cli.conftest import Run


def test_a_limit_is_value_name_source_and_date(run: Run) -> None:
    ran = run("limit", "timeout")
    assert ran.status == 0
    assert ran.out.splitlines()[0] == "900 s (15 min)  Maximum function timeout"
    assert "gettingstarted-limits.html (checked 2026-11-20)" in ran.out
    assert "\x1b" not in ran.out


def test_a_limit_as_json_has_the_promised_keys(run: Run) -> None:
    ran = run("limit", "longest", "run", "--json")
    data = json.loads(ran.out)
    assert data["query"] == "longest run"
    best = data["results"][0]
    assert set(best) == {
        "id", "name", "value", "unit", "text", "explanation", "exams", "notes",
        "source", "checked", "score",
    }  # fmt: skip
    assert (best["id"], best["value"], best["unit"]) == ("timeout.max", "900", "s")


def test_a_limit_says_as_json_what_it_says_as_text(run_whole: Run) -> None:
    best = json.loads(run_whole("limit", "tmp", "size", "--json").out)["results"][0]
    text = run_whole("limit", "tmp", "size").out
    for part in ("explanation", "exams", "notes"):
        assert best[part]
        assert f"  {best[part]}\n" in text


def test_a_long_explanation_is_not_cut(run_whole: Run) -> None:
    asked = ("limit", "kms.zip")
    (best, *_) = json.loads(run_whole(*asked, "--json").out)["results"]
    assert len(best["explanation"]) > 160
    assert f"  {best['explanation']}\n" in run_whole(*asked).out


def test_a_bare_value_is_for_scripts(run: Run) -> None:
    assert run("limit", "--value", "default", "timeout").out == "3\n"


def test_lookup_is_another_name_for_limit(run: Run) -> None:
    assert run("lookup", "timeout").out == run("limit", "timeout").out


def test_what_is_not_known_is_not_guessed(run: Run) -> None:
    ran = run("limit", "dragon", "eggs")
    assert (ran.status, ran.out) == (1, "")
    assert ran.err.startswith("studyapp: nothing found for 'dragon eggs'")
    assert json.loads(run("limit", "dragon", "eggs", "--json").out)["results"] == []


def test_a_changed_file_is_noticed_by_the_next_lookup(
    run: Run, sample: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    import shutil

    from studyapp import paths

    root = tmp_path / "mine"
    shutil.copytree(sample, root)
    monkeypatch.setattr(paths, "content_roots", lambda _data=None: (str(root),))
    assert run("limit", "--value", "timeout").out == "900\n"
    text = (root / "limits.md").read_text(encoding="utf-8")
    (root / "limits.md").write_text(
        text.replace("value: 900 s", "value: 1,200 s"), encoding="utf-8"
    )
    assert run("limit", "--value", "timeout").out == "1200\n"


def test_a_review_runs_line_by_line_and_saves(run: Run) -> None:
    typed = "15m\n\n" + "\n3\n" + "q\n"
    ran = run("review", "--plain", typed=typed)
    assert ran.status == 0
    assert "You typed 15 min: right." in ran.out
    assert "1 again 1 min, 2 hard 5.5 min, 3 good 10 min" in ran.out
    assert "2 answered. Everything is saved." in ran.out
    counts = json.loads(run("review", "--json").out)
    assert counts["learning"] == 2


def test_ten_cards_can_be_reviewed_through_a_pipe(run: Run) -> None:
    ran = run("review", "--plain", typed="\n4\n" * 10)
    assert "7 answered." in ran.out
    assert "Nothing more is due today." in ran.out


def test_undo_works_in_words(run: Run) -> None:
    ran = run("review", "--plain", typed="\n3\n\nu\n\n4\nq\n")
    assert "Taken back." in ran.out
    assert ran.status == 0


def test_a_quiz_runs_line_by_line_with_its_rationales(run: Run) -> None:
    ran = run("quiz", "limits", "--count", "2", "--plain", typed="A\nB\n")
    assert ran.status == 0
    assert "Question 2 of 2" in ran.out
    assert ran.out.count("(right") == 2
    assert "of 2 right." in ran.out
    assert "[x]" in ran.out


def test_a_quiz_left_open_is_offered_again(run: Run) -> None:
    run("quiz", "--count", "3", "--plain", typed="A\nq\n")
    ran = run("quiz", "--plain", typed="y\nq\n")
    assert "A quiz was left at question" in ran.out


def test_only_a_plain_no_begins_another_quiz(run: Run) -> None:
    run("quiz", "--count", "3", "--plain", typed="q\n")
    left = "A quiz was left at question 1 of 3."
    ran = run("quiz", "--plain", typed="x\n1\nq\n")
    assert ran.out.count("Write y for yes") == 2
    assert "The quiz is saved" in ran.out
    assert left in run("quiz", "--plain", typed="").out
    assert "Question 1 of 3" in run("quiz", "--plain", typed="\nq\n").out
    assert "Question 1 of" in run("quiz", "--plain", typed="n\nq\n").out


@pytest.mark.parametrize(
    ("option", "sentence"),
    [
        (("--count", "0"), "a quiz of 0 questions asks nothing"),
        (("--skill", "DVA-C03 9.9"), "no question is tagged with"),
        (("--mode", "skill"), "needs a skill"),
        (("nope",), "there is no topic 'nope'"),
    ],
)
def test_an_option_that_does_not_fit_is_told_before_a_quiz_that_was_left(
    run: Run, option: tuple[str, ...], sentence: str
) -> None:
    run("quiz", "--count", "3", "--plain", typed="A\nq\n")
    for form in ("--plain", "--json"):
        ran = run("quiz", *option, form, typed="y\nq\n")
        assert (ran.status, ran.out) == (2, "")
        assert sentence in ran.err


def test_a_wrong_choice_is_explained(run: Run) -> None:
    ran = run("quiz", "limits", "--count", "1", "--plain", typed="Z\nAB\nA\n")
    assert ran.out.count("Write a letter or number of A to C, such as A or 1.") == 2


def test_an_option_goes_by_its_number_as_well_as_by_its_letter(run: Run) -> None:
    ran = run("quiz", "limits", "--count", "1", "--plain", typed="2\n")
    assert "(a letter or number, ? for help, q to stop)" in ran.out
    assert re.search(r"B \((right|wrong), your answer\):", ran.out)


def test_a_concurrency_is_calculated_from_facts_or_names_the_missing_one(
    run: Run,
) -> None:
    ran = run("calc", "concurrency", "--rps", "500", "--duration", "200ms", "--json")
    assert ran.status == 1
    assert "there is no fact" in ran.err


@pytest.mark.parametrize(
    "arguments",
    [
        ("stats",),
        ("read",),
        ("read", "limits"),
        ("quiz",),
        ("content", "report"),
        ("manual",),
    ],
)
def test_what_prints_also_prints_json(run: Run, arguments: tuple[str, ...]) -> None:
    assert json.loads(run(*arguments, "--json").out)


@pytest.mark.parametrize(
    ("arguments", "sentence"),
    [
        (("contnt",), "there is no command 'contnt'; did you mean 'content'?"),
        (("read", "limts"), "there is no topic 'limts'; did you mean 'limits'?"),
        (("review", "nope", "--plain"), "there is no topic 'nope'"),
        (("review",), "the app needs a terminal"),
        ((), "the app needs a terminal"),
        (("content", "check", "/no/such/folder"), "there is no folder"),
        (("limit", "timeout", "-n", "0"), "asks for nothing"),
        (("completion", "bash", "--json"), "a completion script is not JSON"),
    ],
)
def test_wrong_use_is_one_sentence_and_status_two(
    run: Run, arguments: tuple[str, ...], sentence: str
) -> None:
    ran = run(*arguments)
    assert ran.status == 2
    assert sentence in ran.err
    assert ran.err.count("\n") == 1
    assert ran.out == ""


@pytest.mark.parametrize("command", COMMANDS, ids=lambda c: c.name)
def test_every_command_explains_itself_with_an_example(
    run: Run, command: object
) -> None:
    name = command.name  # type: ignore[attr-defined]
    ran = run(name, "--help")
    assert ran.status == 0
    assert f"studyapp {'limit' if name == 'lookup' else name}" in ran.out
    assert "example" in ran.out


PARTS = [
    (command.name, part)
    for command in COMMANDS
    for action in parser_of(command)._actions
    if isinstance(action, argparse._SubParsersAction)
    for part in action.choices
]


@pytest.mark.parametrize(("command", "part"), PARTS)
def test_every_part_of_a_command_explains_itself_with_an_example(
    run: Run, command: str, part: str
) -> None:
    ran = run(command, part, "--help")
    assert ran.status == 0
    assert f"  studyapp {command} {part}" in ran.out.partition("example")[2]


def test_settings_are_printed_with_their_meaning(run: Run, home: Path) -> None:
    home.mkdir()
    (home / "config.toml").write_text("new_per_day = 7\n", encoding="utf-8")
    ran = run("config")
    assert "new_per_day = 7" in ran.out
    assert "# New cards a study day introduces at most. Default: 20" in ran.out


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        (
            "new_per_dya = 7",
            "there is no setting 'new_per_dya'; did you mean 'new_per_day'?",
        ),
        ("new_per_day = 'x'", "'new_per_day = x' does not fit; write a whole number"),
        ("new_per_day =", "is not valid TOML"),
    ],
)
def test_a_wrong_setting_names_file_key_and_remedy(
    run: Run, home: Path, text: str, sentence: str
) -> None:
    home.mkdir()
    (home / "config.toml").write_text(text, encoding="utf-8")
    ran = run("stats")
    assert ran.status == 2
    assert "config.toml" in ran.err
    assert sentence in ran.err


def test_the_doctor_finds_a_sound_file_and_rebuilds_it(run: Run) -> None:
    run("review", "--plain", typed="\n3\nq\n")
    ran = run("doctor", "--rebuild")
    assert ran.status == 0
    assert "1 card state recomputed from the journal" in ran.out
    assert "the learner's file is sound" in ran.out


def test_a_folder_that_cannot_be_written_is_named(run: Run, tmp_path: Path) -> None:
    blocked = tmp_path / "blocked"
    blocked.write_text("a file where a folder should be", encoding="utf-8")
    ran = run("stats", "--data", str(blocked))
    assert ran.status == 1
    assert str(blocked) in ran.err
    assert "--data" in ran.err
    assert ran.err.count("\n") == 1


@pytest.mark.parametrize(
    "command",
    [
        ("stats",),
        ("read", "limits"),
        ("plan", "--json"),
        ("quiz", "--json"),
        ("review", "--list"),
        ("doctor",),
        ("export", "csv"),
        ("backup",),
    ],
)
def test_a_mistyped_folder_is_told_and_not_made(
    run: Run, tmp_path: Path, command: tuple[str, ...]
) -> None:
    typo = tmp_path / "typo"
    ran = run(*command, "--data", str(typo))
    assert (ran.status, ran.out) == (2, "")
    assert str(typo) in ran.err
    assert not typo.exists()


def test_a_lookup_needs_no_folder_and_makes_none(run: Run, tmp_path: Path) -> None:
    typo = tmp_path / "typo"
    assert run("limit", "timeout", "--data", str(typo)).status == 0
    assert not typo.exists()


def test_who_begins_in_a_new_folder_is_told_so_once(run: Run, tmp_path: Path) -> None:
    new = tmp_path / "new"
    quiz = ("quiz", "--plain", "--data", str(new))
    assert f"the folder '{new}' is new" in run(*quiz, typed="q\n").err
    assert run(*quiz, typed="q\n").err == ""


def test_a_backup_goes_into_a_folder_that_is_there(run: Run, tmp_path: Path) -> None:
    run("review", "--plain", typed="\n3\nq\n")
    ran = run("backup", str(tmp_path / "nope" / "copy.sqlite3"))
    assert ran.status == 2
    assert f"there is no folder '{tmp_path / 'nope'}'" in ran.err
    assert not (tmp_path / "nope").exists()


def test_a_folder_to_sync_through_that_is_not_there_is_doubted(
    run: Run, tmp_path: Path
) -> None:
    ran = run("config", "sync_folder", str(tmp_path / "nope"))
    assert ran.status == 0
    assert f"there is no folder '{tmp_path / 'nope'}' yet" in ran.err
    assert run("config", "sync_folder", str(tmp_path)).err == ""
    assert run("config", "sync_folder", "").err == ""


def test_a_file_that_is_no_database_is_named(run: Run, home: Path) -> None:
    home.mkdir()
    (home / "study.sqlite3").write_text("not a database", encoding="utf-8")
    ran = run("stats")
    assert ran.status == 1
    assert "not a database" in ran.err


def test_the_version_is_printed(run: Run) -> None:
    assert run("--version").out.startswith("studyapp 0.")


def test_claims_that_do_not_hold_are_listed_with_what_holds(run: Run) -> None:
    ran = run("claims")
    assert 'outdated: note note-2 says "5 minutes"' in ran.out
    assert "It was raised in 2018." in ran.out
    assert ran.out.endswith("1 claim\n")
    every = json.loads(run("claims", "--verdict", "all", "--json").out)["claims"]
    assert [c["verdict"] for c in every] == ["holds", "outdated"]
    assert run("claims", "--verdict", "wrong").status == 1


def test_a_note_or_topic_that_is_not_there_is_wrong_use(run: Run) -> None:
    assert run("claims", "--note", "2").status == 0
    for option, name in (("--note", "999"), ("--topic", "nope")):
        ran = run("claims", option, name)
        assert (ran.status, ran.out) == (2, "")
        assert f"there is no {option[2:]} '{name}'" in ran.err


@pytest.mark.parametrize(
    "command",
    [
        ("read", "limits"),
        ("claims", "--topic", "limits"),
        ("review", "limits", "--list"),
        ("review", "--topic", "limits", "--list"),
        ("quiz", "limits", "--seed", "s", "--plain"),
        ("export", "csv", "--topic", "limits"),
        ("export", "questions", "--topic", "limits"),
    ],
)
def test_a_topic_is_known_in_any_case(run: Run, command: tuple[str, ...]) -> None:
    shouted = [word.upper() if word == "limits" else word for word in command]
    ran = run(*command)
    assert ran.status == 0
    typed = "n\n" if "quiz" in command else ""
    assert run(*shouted, typed=typed).out.endswith(ran.out[-40:])


def test_every_topic_can_give_its_best_answer(run: Run) -> None:
    ran = run("limit", "retry", "setting", "--all-topics", "--json")
    topics = [r["id"].partition(".")[0] for r in json.loads(ran.out)["results"]]
    assert len(topics) == len(set(topics))


def test_a_closed_pipe_is_silent(tmp_path: Path) -> None:
    import subprocess
    import sys

    program = f"{sys.executable} -m studyapp read limits --data {tmp_path}"
    ran = subprocess.run(
        ["bash", "-c", f"{program} | head -1"],
        capture_output=True,
        text=True,
        check=True,
    )
    assert ran.stdout == "Quotas and limits\n"
    assert ran.stderr == ""


def test_a_terminal_without_utf8_shows_a_question_mark_not_an_error(
    tmp_path: Path,
) -> None:
    import os
    import subprocess
    import sys

    ran = subprocess.run(
        [sys.executable, "-m", "studyapp", "claims", "--data", str(tmp_path)],
        env={**os.environ, "PYTHONIOENCODING": "ascii", "PYTHONUTF8": "0"},
        capture_output=True,
        check=True,
    )
    ran.stdout.decode("ascii")
    assert ran.stderr == b""


def test_a_setting_is_changed_and_comments_stay(run: Run, home: Path) -> None:
    home.mkdir()
    path = home / "config.toml"
    path.write_text("# my notes\nnew_per_day = 7  # calm\n", encoding="utf-8")
    assert run("config", "new_per_day", "12").out == "new_per_day = 12\n"
    assert run("config", "exam_date", "2027-02-26").status == 0
    assert path.read_text(encoding="utf-8") == (
        "# my notes\nnew_per_day = 12  # calm\nexam_date = 2027-02-26\n"
    )


@pytest.mark.parametrize(
    ("name", "value", "sentence"),
    [
        ("new_per_dya", "3", "there is no setting 'new_per_dya'; did you mean"),
        ("new_per_day", "many", "'new_per_day = many' does not fit"),
        (
            "desired_retention",
            "2",
            "write a share from 0.7 to 0.99, such as 0.9 or 90%",
        ),
        (
            "exam_date",
            "soon",
            "'soon' is not a day; write a day such as 2026-12-04",
        ),
        ("exam_date", "2020-01-01", "the exam day 2020-01-01 is over"),
        ("study_minutes", "often", "write it as 30 or sat=60"),
        ("theme", "nope", "choose study-dark, study-light, ansi-dark or ansi-light"),
        ("exam", "DVA-C9", "there is no exam 'DVA-C9'"),
    ],
)
def test_a_setting_that_does_not_fit_changes_nothing(
    run: Run, home: Path, name: str, value: str, sentence: str
) -> None:
    ran = run("config", name, value)
    assert ran.status == 2
    assert sentence in ran.err
    assert not (home / "config.toml").exists()


@pytest.mark.parametrize("text", ["0.9", "90", "90%", "90 %"])
def test_a_share_may_be_typed_as_a_percentage(run: Run, text: str) -> None:
    assert run("config", "exam_goal", text).out == "exam_goal = 0.9\n"


def test_one_setting_is_shown_by_its_name(run: Run) -> None:
    ran = run("config", "new_per_day")
    assert ran.status == 0
    assert ran.out.endswith("\nnew_per_day = 20\n")
    assert "reviews_per_day" not in ran.out
    assert json.loads(run("config", "new_per_day", "--json").out)["new_per_day"] == 20


def test_a_setting_that_is_not_there_is_an_error_with_the_nearest(run: Run) -> None:
    ran = run("config", "new_per_dya")
    assert (ran.status, ran.out) == (2, "")
    assert "there is no setting 'new_per_dya'; did you mean 'new_per_day'?" in ran.err


def test_a_broken_file_of_settings_is_named_before_it_is_written(
    run: Run, home: Path
) -> None:
    home.mkdir()
    (home / "config.toml").write_text("# mine\nnew_per_day = \n")
    ran = run("config", "new_per_day", "7")
    assert ran.status == 2
    assert "config.toml is not valid TOML" in ran.err
    assert "line 2" in ran.err
    assert (home / "config.toml").read_text() == "# mine\nnew_per_day = \n"


def test_a_backup_brings_the_answers_back(run: Run, home: Path, tmp_path: Path) -> None:
    run("review", "--plain", typed="\n3\nq\n")
    copy = tmp_path / "copy.sqlite3"
    assert run("backup", str(copy)).status == 0
    run("review", "--plain", typed="\n3\n\n3\nq\n")
    assert run("backup", str(copy)).status == 2
    ran = run("restore", str(copy))
    assert ran.status == 0
    assert "the file that was there is now" in ran.out
    assert json.loads(run("stats", "--json").out)["answered_today"] == 1
    assert len(list(home.glob("*.before-restore-*"))) == 1
    assert "the learner's file is sound" in run("doctor").out


def test_a_damaged_file_is_kept_as_it_is_when_a_backup_takes_its_place(
    run: Run, home: Path, tmp_path: Path
) -> None:
    run("review", "--plain", typed="\n3\nq\n")
    copy, file = tmp_path / "copy.sqlite3", home / "study.sqlite3"
    run("backup", str(copy))
    file.write_bytes(b"garbage" * 1000)
    assert "is damaged" in run("stats").err
    assert run("restore", str(copy)).status == 0
    (kept,) = home.glob("*.before-restore-*Z")
    assert kept.read_bytes() == b"garbage" * 1000
    assert json.loads(run("stats", "--json").out)["answered_today"] == 1


def test_a_file_that_is_being_read_is_not_replaced(
    run: Run, home: Path, tmp_path: Path
) -> None:
    run("review", "--plain", typed="\n3\nq\n")
    copy = tmp_path / "copy.sqlite3"
    run("backup", str(copy))
    with closing(sqlite3.connect(home / "study.sqlite3")) as other:
        other.execute("BEGIN")
        other.execute("SELECT count(*) FROM event").fetchone()
        run("review", "--plain", typed="\n3\nq\n")
        ran = run("restore", str(copy))
    assert ran.status == 1
    assert "is in use; close studyapp" in ran.err
    assert json.loads(run("stats", "--json").out)["answered_today"] == 2


def test_only_a_learners_file_is_restored(run: Run, tmp_path: Path) -> None:
    other = tmp_path / "other.sqlite3"
    other.write_text("not a database at all", encoding="utf-8")
    assert "not a learner's file" in run("restore", str(other)).err
    assert "there is no file" in run("restore", str(tmp_path / "none")).err


@pytest.mark.parametrize(
    "command",
    [
        ("limit", "timeout"),
        ("lookup", "timeout"),
        ("stats",),
        ("review", "--list"),
        ("calc", "verify"),
        ("export", "csv"),
    ],
    ids=" ".join,
)
@pytest.mark.parametrize("common", ["--data={data}", "--data {data}", "--json"])
def test_what_every_command_takes_may_stand_before_it_and_after_it(
    run: Run, tmp_path: Path, command: tuple[str, ...], common: str
) -> None:
    (tmp_path / "other").mkdir()
    options = common.format(data=tmp_path / "other").split(" ")
    after = run(*command, *options)
    assert after.status in {0, 1}
    assert run(*options, *command) == after


@pytest.mark.parametrize(
    "arguments",
    [
        ("--theme", "study-light"),
        ("--theme=study-light", "review"),
        ("--theme", "study-light", "--data", "review", "review"),
        ("quiz", "--theme", "study-light"),
    ],
    ids=" ".join,
)
def test_a_theme_is_no_command_wherever_it_stands(
    run: Run, arguments: tuple[str, ...]
) -> None:
    assert "the app needs a terminal" in run(*arguments).err


def test_a_place_one_may_not_use_is_a_sentence_with_its_name(
    run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    place = tmp_path / "other"
    is_dir = Path.is_dir

    def refuse(path: Path) -> bool:
        if path == place:
            raise PermissionError(13, "Permission denied", str(path))
        return is_dir(path)

    place.touch()
    monkeypatch.setattr(Path, "is_dir", refuse)
    ran = run("sync", str(place))
    assert (ran.status, ran.out) == (1, "")
    assert ran.err == (
        f"studyapp: '{place}' cannot be used (Permission denied); "
        "check its permissions, or name another place\n"
    )


def test_too_few_answers_to_fit_are_told_as_json_too(run: Run) -> None:
    ran = run("optimise", "--json")
    assert ran.status == 1
    assert "0 answers are too few" in ran.err
    told = json.loads(ran.out)
    assert (told["answers"], told["answers_needed"], told["adopted"]) == (0, 400, False)


def test_guesses_are_asked_for_line_by_line_only(run: Run) -> None:
    ran = run("drill", "--estimate")
    assert (ran.status, "add --plain to --estimate" in ran.err) == (2, True)
