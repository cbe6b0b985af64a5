"""The source of a card: its file and line, and the learner's editor on it.

Owns the way each editor wants a line. It never writes a file itself.
"""

from __future__ import annotations

import os
import shlex
import shutil
import subprocess
from dataclasses import dataclass
from pathlib import Path

from studyapp import paths
from studyapp.content.documents import Card
from studyapp.errors import UsageError
from studyapp.services.study import Study
from studyapp.store.loaded import paths_of

_PLUS = frozenset(
    [
        "vi",
        "vim",
        "nvim",
        "view",
        "nano",
        "pico",
        "emacs",
        "emacsclient",
        "micro",
        "joe",
        "kak",
        "mg",
        "ne",
        "jed",
    ]
)
"""`+12 file`"""
_GOTO = frozenset(["code", "code-insiders", "codium", "cursor", "windsurf"])
"""`--goto file:12`; without `--wait` they return before anything is edited."""
_COLON_AND_WAIT = frozenset({"subl", "zed", "mate"})
_COLON = frozenset({"hx", "helix"})
_USUAL = ("nano", "vim", "vi", "emacs")


@dataclass(frozen=True, slots=True)
class Source:
    """Where a card is written."""

    path: Path
    line: int


def source_of(study: Study, card: Card) -> Source:
    """Return where a card can be edited.

    Raises UsageError, saying where the text is and what to do instead, when it came
    with an installed program or cannot be written.
    """
    mark = card.fact or card.id.partition(".")[0]
    with study.store.reading() as connection:
        files = paths_of(connection, card.place.file)
    found = [file for file in files if _holds(file, mark)]
    if not found:
        raise UsageError(
            f"{card.place.file} is not there any more", "run 'studyapp content load'"
        )
    source = Source(found[0], card.place.line)
    if paths.is_installed(str(source.path)) or not os.access(source.path, os.W_OK):
        raise UsageError(
            "an edit would be lost: this card came with the program "
            f"({source.path.name}:{source.line})",
            "write a note on it instead",
        )
    return source


def is_editable(study: Study, card: Card) -> bool:
    """Return whether a card's source can be edited."""
    try:
        source_of(study, card)
    except UsageError:
        return False
    return True


def editor_command(source: Source) -> list[str]:
    """Return what opens the learner's editor on a line and waits for it to end.

    The editor is that of VISUAL or EDITOR, else a usual one. Raises UsageError when
    there is none.
    """
    words = shlex.split(paths.editor()) or _usual_editor()
    if shutil.which(words[0]) is None:
        raise UsageError(
            f"the editor '{words[0]}' cannot be found",
            "name one that is installed in EDITOR, such as EDITOR=nano",
        )
    name = Path(words[0]).name.removesuffix(".exe")
    path, line = str(source.path), source.line
    if name in _PLUS:
        return [*words, f"+{line}", path]
    if name in _GOTO:
        return [*words, *_waiting(words), "--goto", f"{path}:{line}"]
    if name in _COLON_AND_WAIT:
        return [*words, *_waiting(words), f"{path}:{line}"]
    return [*words, f"{path}:{line}" if name in _COLON else path]


def edit(command: list[str]) -> str:
    """Run an editor until it ends; return a sentence when it failed, else nothing."""
    name = Path(command[0]).name
    try:
        status = subprocess.run(command, check=False).returncode  # noqa: S603 - theirs
    except OSError as error:
        return f"The editor {name} cannot be started ({error.strerror or error})."
    return f"The editor {name} failed with exit status {status}." if status else ""


def after_edit(study: Study, card: Card) -> str:
    """Return what is wrong with a card's file after an edit, else nothing."""
    file = card.place.file
    for problem in study.report.problems:
        if problem.place.file == file:
            return str(problem)
    if card.id not in study.library.cards:
        return f"{file} does not hold this card any more."
    return ""


def _waiting(words: list[str]) -> list[str]:
    return [] if {"--wait", "-w"} & set(words) else ["--wait"]


def _usual_editor() -> list[str]:
    for name in _USUAL:
        if shutil.which(name):
            return [name]
    raise UsageError("no editor is set", "name one in EDITOR, such as EDITOR=nano")


def _holds(path: Path, mark: str) -> bool:
    try:
        return mark in path.read_text(encoding="utf-8")
    except OSError:
        return False
