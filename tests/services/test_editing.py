"""A card's source: the right file and line, each editor's way, and coming back."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from studyapp import paths
from studyapp.errors import UsageError
from studyapp.services.editing import Source, editor_command, source_of
from studyapp.services.reviewing import Reviewing
from studyapp.services.study import read_again
from tests.conftest import OpenStudy
from tests.services.test_reviewing import show


@pytest.fixture
def root(sample: Path, tmp_path: Path) -> Path:
    return Path(shutil.copytree(sample, tmp_path / "content"))


@pytest.mark.parametrize(
    ("editor", "words"),
    [
        ("vi", ["+12", "a b.md"]),
        ("nvim -R", ["-R", "+12", "a b.md"]),
        ("nano", ["+12", "a b.md"]),
        ("emacsclient -t", ["-t", "+12", "a b.md"]),
        ("code", ["--wait", "--goto", "a b.md:12"]),
        ("code --wait", ["--wait", "--goto", "a b.md:12"]),
        ("subl -w", ["-w", "a b.md:12"]),
        ("hx", ["a b.md:12"]),
        ("unheard-of", ["a b.md"]),
    ],
)
def test_each_editor_is_told_the_line_in_its_own_way(
    editor: str, words: list[str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    program = tmp_path / editor.split(maxsplit=1)[0]
    program.write_text("#!/bin/sh\n", encoding="utf-8")
    program.chmod(0o755)
    monkeypatch.setenv("PATH", str(tmp_path))
    monkeypatch.setenv("VISUAL", "")
    monkeypatch.setenv("EDITOR", editor)
    command = editor_command(Source(Path("a b.md"), 12))
    assert command == [editor.split(maxsplit=1)[0], *words]


def test_an_editor_that_is_not_there_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("VISUAL", "no-such-editor --wait")
    with pytest.raises(UsageError, match="'no-such-editor' cannot be found"):
        editor_command(Source(Path("a.md"), 1))


def test_without_any_editor_the_learner_is_told_to_name_one(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    monkeypatch.delenv("VISUAL", raising=False)
    monkeypatch.delenv("EDITOR", raising=False)
    with pytest.raises(UsageError, match="no editor is set") as refusal:
        editor_command(Source(Path("a.md"), 1))
    assert "EDITOR=nano" in refusal.value.remedy


def test_the_source_is_the_line_the_card_is_written_on(
    open_sample: OpenStudy, root: Path
) -> None:
    study = open_sample(root)
    cards = study.library.cards
    written = source_of(study, cards["aaaaaaa"])
    assert written.path == root / "limits.md"
    line = written.path.read_text(encoding="utf-8").splitlines()[written.line - 1]
    assert line.startswith("Q: A job needs half an hour.")
    value = source_of(study, cards["timeout.max"])
    line = value.path.read_text(encoding="utf-8").splitlines()[value.line - 1]
    assert line == "### timeout.max"


def test_a_card_that_came_with_an_installed_program_is_not_edited(
    open_sample: OpenStudy, root: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    bundled = root.parent / "_bundled"
    shutil.move(root, bundled / "content")
    monkeypatch.setattr(paths, "_HERE", str(root.parent))
    study = open_sample(bundled / "content")
    with pytest.raises(UsageError, match=r"came with the program \(limits.md:\d+\)"):
        source_of(study, study.library.cards["timeout.max"])


def test_after_an_edit_the_session_shows_the_same_card_with_its_new_text(
    open_sample: OpenStudy, root: Path
) -> None:
    study = open_sample(root)
    session = Reviewing(study)
    shown = show(session)
    file = source_of(study, shown.card).path
    text = file.read_text(encoding="utf-8")
    changed = text.replace(
        "name: Maximum function timeout", "name: Longest a run may be"
    )
    file.write_text(changed, encoding="utf-8")
    session.reread(read_again(study), shown)
    again = show(session)
    assert (again.card.id, again.prompt) == (shown.card.id, "Longest a run may be")


def test_a_card_that_was_edited_away_is_no_longer_shown(
    open_sample: OpenStudy, root: Path
) -> None:
    study = open_sample(root)
    session = Reviewing(study)
    shown = show(session)
    (root / "limits.md").unlink()
    session.reread(read_again(study), shown)
    assert show(session).card.topic != "limits"
