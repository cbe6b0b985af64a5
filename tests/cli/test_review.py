"""`studyapp review`: selections, rounds outside the schedule, marks, the editor."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import pytest

from studyapp import paths
from tests.cli.conftest import Run


def test_a_flag_and_a_note_are_set_listed_and_taken_back(run: Run) -> None:
    ran = run("review", "--plain", typed="\nf\nn\nas in the talk\n3\nq\n")
    assert "Flagged." in ran.out
    assert "Noted." in ran.out
    listed = run("review", "--flagged", "--list")
    assert "timeout.max: Maximum function timeout" in listed.out
    assert "Learning, answered once, flagged. Note: as in the talk" in listed.out
    [card] = json.loads(run("review", "--flagged", "--list", "--json").out)
    assert (card["id"], card["flagged"], card["note"]) == (
        "timeout.max", True, "as in the talk",
    )  # fmt: skip
    run("review", "--plain", typed="\nu\n\nu\n\nu\n\nq\n")
    ran = run("review", "--flagged", "--list")
    assert (ran.status, ran.out) == (1, "0 cards.\n")


def test_cramming_through_a_pipe_leaves_the_counts_as_they_were(run: Run) -> None:
    before = run("review", "--json").out
    arguments = ("review", "--cram", "--topic", "async", "--plain")
    ran = run(*arguments, typed="\n1\n\n3\n\n3\n")
    assert "2 cards; the schedule stays as it is. 1 asks a card again soon" in ran.out
    assert "You knew each card once." in ran.out
    assert "1 again soon, 2 hard done" in ran.out
    assert "3 answered." in ran.out
    assert run("review", "--json").out == before


def test_what_comes_in_the_next_days_can_be_asked_ahead(run: Run) -> None:
    run("review", "--plain", typed="\n4\nq\n")
    assert json.loads(run("review", "--ahead", "30", "--json").out)["due"] == 1
    assert json.loads(run("review", "--ahead", "1", "--json").out)["due"] == 0


def test_suspended_cards_are_listed_and_brought_back_by_name_all_or_none(
    run: Run,
) -> None:
    run("review", "--plain", typed="\ns\n\ns\nq\n")
    listed = json.loads(run("review", "--suspended", "--list", "--json").out)
    one, two = (card["id"] for card in listed)
    ran = run("review", "--unsuspend", one, "nothing", "no.more")
    assert (ran.status, ran.out) == (2, "")
    assert "no suspended card is named nothing, no.more" in ran.err
    assert run("review", "--unsuspend", one).out == "1 card can be asked again\n"
    ran = run("review", "--suspended", "--plain", typed="\na\n")
    assert "Suspended; a brings it back." in ran.out
    assert "asked again from now on" in ran.out
    assert run("review", "--suspended", "--list").out == "0 cards.\n"
    assert {one, two} <= set(run("review", "--list").out.replace(":", " ").split())


def test_the_letters_work_before_the_answer_and_the_way_out_is_said(run: Run) -> None:
    ran = run("review", "--plain", typed="s\nu\n?\nq\n")
    assert "Your answer (Enter shows it, ? for help, q to stop):" in ran.out
    assert "Not asked again; " in ran.out
    assert "Taken back." in ran.out
    assert "u undo" in ran.out
    assert "You typed" not in ran.out
    assert "0 answered. Everything is saved." in ran.out
    ran = run("review", "--plain", typed=4 * "\n4\n" + "s\nq\n")
    assert "Enter shows the answer (? for help, q to stop):" in ran.out
    assert "Not asked again; " in ran.out


def test_a_session_of_no_cards_says_so_and_congratulates_nobody(run: Run) -> None:
    for arguments in (("--ahead", "2"), ("--cram", "--flagged"), ("--suspended",)):
        ran = run("review", *arguments, "--plain")
        assert (ran.status, ran.out) == (1, "No card matches.\n")


def test_an_editor_that_fails_is_told_line_by_line(
    run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("VISUAL", "false")
    ran = run("review", "--plain", typed="\ne\nq\n")
    assert "The editor false failed with exit status 1." in ran.out


@pytest.mark.parametrize(
    ("arguments", "sentence"),
    [
        (("--ahead", "0", "--plain"), "--ahead 0 is no number of days"),
        (("--topic", "nope", "--plain"), "there is no topic 'nope'"),
        (("--cram", "--ahead", "3"), "does not go with"),
    ],
)
def test_a_session_that_cannot_be_is_refused(
    run: Run, arguments: tuple[str, ...], sentence: str
) -> None:
    ran = run("review", *arguments)
    assert ran.status == 2
    assert sentence in ran.err


def test_more_than_the_days_limit_is_offered_and_given(run: Run, home: Path) -> None:
    home.mkdir(parents=True, exist_ok=True)
    (home / "config.toml").write_text("new_per_day = 1\n", encoding="utf-8")
    ran = run("review", "--plain", typed="\n4\nm\n\n4\nq\n")
    assert "Today's limits hold back 6 new cards." in ran.out
    assert "2 answered" in ran.out


def test_a_card_is_edited_and_asked_again_with_its_new_text(
    run: Run, sample: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    root = Path(shutil.copytree(sample, tmp_path / "content"))
    monkeypatch.setattr(paths, "content_roots", lambda _data=None: (str(root),))
    editor = tmp_path / "ed-it"
    editor.write_text(
        "#!/bin/sh\nsed -i 's/name: Maximum function/name: Very longest/' \"$1\"\n",
        encoding="utf-8",
    )
    editor.chmod(0o755)
    monkeypatch.setenv("VISUAL", str(editor))
    ran = run("review", "--plain", typed="\ne\n\n3\nq\n")
    assert "Maximum function timeout" in ran.out
    assert "Very longest timeout" in ran.out
    assert "1 answered" in ran.out


@pytest.mark.parametrize(
    ("arguments", "sentence"),
    [
        (("review", "--exam", "DVA-C3"), "no exam 'DVA-C3'; did you mean 'DVA-C03'?"),
        (("review", "--exam", "zzz", "--list"), "no exam 'zzz'; choose one of CLF-C02"),
        (("review", "--tag", "nonsense"), "no tag 'nonsense'; there is none"),
        (("review", "--topic", "limit"), "no topic 'limit'; did you mean 'limits'?"),
        (("review", "nonsense", "--json"), "no topic 'nonsense'; see 'studyapp read'"),
        (("quiz", "limit"), "no topic 'limit'; did you mean 'limits'?"),
        (("quiz", "--skill", "FOO 1.1"), "no question is tagged with 'FOO'"),
        (("exam", "foo"), "no exam 'foo'; choose one of CLF-C02"),
        (("exam", "foo", "--list"), "no exam 'foo'; choose one of CLF-C02"),
        (("drill", "nonsense"), "there are no drills on 'nonsense'"),
        (("claims", "--topic", "limit"), "did you mean 'limits'?"),
        (("export", "csv", "cards.csv", "--topic", "limit"), "did you mean 'limits'?"),
        (("export", "questions", "--exam", "DVA-C3"), "did you mean 'DVA-C03'?"),
    ],
    ids=str,
)
def test_a_name_that_nothing_has_is_told_before_a_terminal_is_asked_for(
    with_exams: Run, arguments: tuple[str, ...], sentence: str
) -> None:
    ran = with_exams(*arguments)
    assert (ran.status, ran.out) == (2, "")
    assert sentence in ran.err


def test_an_answer_that_cannot_be_read_is_asked_for_again(run: Run) -> None:
    ran = run("review", "--plain", typed="15\nsoon\nfifteen min\n\nq\n")
    assert "15 of what? Type it with its unit." in ran.out
    assert '"soon" cannot be read' in ran.out
    assert "You typed 15 min: right." in ran.out
    assert "1 answered." in ran.out
