"""Opens the study for commands that need it; tells when that takes time."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from studyapp import paths
from studyapp.cli.diagnostics import say
from studyapp.errors import UsageError
from studyapp.services.study import Study, open_study
from studyapp.settings import read_settings


@contextmanager
def opened(args: argparse.Namespace, *, begins: bool = False) -> Iterator[Study]:
    """Give the study of the learner's file, and close it at the end.

    `begins` lets a folder that `--data` names be made; else raises UsageError where it
    is not there, for a mistyped one would look like lost progress.
    """
    require_place(args.data, begins=begins)
    settings = read_settings(Path(paths.config_file()))
    study = open_study(
        Path(paths.store_file(args.data)),
        paths.content_roots(args.data),
        settings,
        progress=_progress if sys.stderr.isatty() else None,
    )
    try:
        if study.report.broken:
            files = ", ".join(study.report.broken)
            say(f"problems in {files}; run 'studyapp content check' to see them")
        yield study
    finally:
        study.close()


def require_place(data: str | None, *, begins: bool) -> None:
    """Say that the folder that `--data` names is new, or raise UsageError."""
    if not is_missing(data):
        return
    folder = Path(paths.store_file(data)).parent
    if not begins:
        raise UsageError(
            f"there is no folder '{folder}'",
            "name another with --data, or begin there: the app makes it",
        )
    say(f"the folder '{folder}' is new: you begin there with nothing answered")


def is_missing(data: str | None) -> bool:
    """Whether `--data` names a folder that is not there."""
    return bool(data) and not Path(paths.store_file(data)).parent.exists()


def _progress(done: int, total: int) -> None:
    end = "\n" if done == total else ""
    print(f"\rreading content {done}/{total}", end=end, file=sys.stderr, flush=True)
