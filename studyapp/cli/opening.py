"""Opens the study for commands that need it; tells when that takes time."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from studyapp import paths
from studyapp.cli.diagnostics import say
from studyapp.services.study import Study, open_study
from studyapp.settings import read_settings


@contextmanager
def opened(args: argparse.Namespace) -> Iterator[Study]:
    """Give the study of the learner's file, and close it at the end."""
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


def _progress(done: int, total: int) -> None:
    end = "\n" if done == total else ""
    print(f"\rreading content {done}/{total}", end=end, file=sys.stderr, flush=True)
