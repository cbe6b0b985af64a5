"""Opens the app, or refuses in one sentence where it could not be seen."""

from __future__ import annotations

import argparse
import sys

from studyapp.errors import UsageError


def open_app(
    args: argparse.Namespace,
    screen: str = "today",
    subject: str = "",
    topics: tuple[str, ...] = (),
) -> int:
    """Open the app on one of its screens; return the exit status.

    Raises UsageError when standard input or output is not a terminal.
    """
    if not (sys.stdin.isatty() and sys.stdout.isatty()):
        raise UsageError(
            "the app needs a terminal for its input and output",
            "use --plain with review or quiz, or --json",
        )
    from studyapp.tui.app import Opening, run  # noqa: PLC0415 - imports Textual

    opening = Opening(screen, subject, topics)
    return run(args.data, getattr(args, "theme", None), opening)
