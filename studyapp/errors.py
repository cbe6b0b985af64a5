"""Every error a user can meet, as one sentence with a place and a remedy.

StudyError
├── UsageError        the command or the input is wrong
├── ContentError      a content file is wrong; carries every problem found
├── MissingFactError  a calculation needs a fact the library does not hold
└── StorageError      the learner's file cannot be read or written

This module never prints; `studyapp.cli.diagnostics` alone writes to stderr.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum


class Severity(StrEnum):
    """How much a problem in the content matters."""

    ERROR = "error"
    WARNING = "warning"


@dataclass(frozen=True, slots=True, order=True)
class Place:
    """Where something stands in a file; `line` counts from 1."""

    file: str
    line: int

    def __str__(self) -> str:
        return f"{self.file}:{self.line}"


@dataclass(frozen=True, slots=True, order=True)
class Problem:
    """One thing wrong with a file: where, what, and what to write instead."""

    place: Place
    message: str
    remedy: str = ""
    severity: Severity = Severity.ERROR

    def __str__(self) -> str:
        tail = f"; {self.remedy}" if self.remedy else ""
        return f"{self.place}: {self.severity}: {self.message}{tail}"


def as_sentence(words: str) -> str:
    """Return words with a capital and a full stop; a name in front stays as it is."""
    first = words.split(" ", 1)[0]
    begun = f"{words[:1].upper()}{words[1:]}" if first.isalpha() else words
    return begun if begun.endswith((".", "?", "!")) else f"{begun}."


class StudyError(Exception):
    """The root: a message, and what to do about it."""

    def __init__(self, message: str, remedy: str = "") -> None:
        super().__init__(message)
        self.message = message
        self.remedy = remedy

    def __str__(self) -> str:
        return f"{self.message}; {self.remedy}" if self.remedy else self.message

    @property
    def sentence(self) -> str:
        """The same among other sentences: with a capital letter and an end."""
        return as_sentence(str(self))


class UsageError(StudyError):
    """The command line or a typed value cannot be understood."""


class ContentError(StudyError):
    """Content files are wrong; `problems` lists all that was found."""

    def __init__(self, problems: tuple[Problem, ...]) -> None:
        errors = [p for p in problems if p.severity is Severity.ERROR]
        count = "1 problem" if len(errors) == 1 else f"{len(errors)} problems"
        super().__init__(f"{count} in the content")
        self.problems = problems


class MissingFactError(StudyError):
    """A fact that the program's own calculations rest on is not there."""


class StorageError(StudyError):
    """The learner's file cannot be opened, read or written."""


def of_file(error: OSError) -> StorageError | None:
    """Return what the system says of a file as a sentence; None without a file."""
    if not error.filename:
        return None
    return StorageError(
        f"'{error.filename}' cannot be used ({error.strerror})",
        "check its permissions, or name another place",
    )


def no_such(noun: str, name: str, known: Iterable[str], remedy: str = "") -> UsageError:
    """Return that nothing has this name, and the nearest name that something has.

    Where none is near, `remedy` stands for it; without one, all known names.
    """
    import difflib  # noqa: PLC0415 - 3 ms that only a mistake costs

    names = {each.casefold(): each for each in known}
    near = difflib.get_close_matches(name.casefold(), names, n=1)
    if near:
        remedy = f"did you mean '{names[near[0]]}'?"
    listed = f"choose one of {', '.join(names.values())}" if names else "there is none"
    return UsageError(f"there is no {noun} '{name}'", remedy or listed)
