"""Opens the app, or refuses in one sentence where it could not be seen."""

from __future__ import annotations

import argparse
import os
import sys
from typing import TYPE_CHECKING

from studyapp.errors import UsageError

if TYPE_CHECKING:
    from studyapp.memory.wishes import CardWish
    from studyapp.practice.wishes import ExamWish, QuizWish


def open_app(
    args: argparse.Namespace,
    screen: str = "today",
    subject: str = "",
    topics: tuple[str, ...] = (),
    wish: QuizWish | ExamWish | CardWish | None = None,
) -> int:
    """Open the app on one of its screens; return the exit status.

    `wish` is a quiz or an exam to begin there.

    Raises UsageError when the terminal could not show it.
    """
    _require_terminal()
    from studyapp.cli.opening import require_place  # noqa: PLC0415

    require_place(args.data, begins=True)
    from studyapp.tui.app import Opening, run  # noqa: PLC0415 - imports Textual

    opening = Opening(screen, subject, topics, wish)
    return run(args.data, getattr(args, "theme", None), opening)


def _require_terminal() -> None:
    if not (sys.stdin.isatty() and sys.stdout.isatty()):
        raise UsageError(
            "the app needs a terminal for its input and output",
            "use --plain with review, quiz, exam or drill, or --json",
        )
    if os.environ.get("TERM") == "dumb":
        raise UsageError(
            "the app needs a terminal that can move its cursor, and TERM is 'dumb'",
            "use --plain with review, quiz, exam or drill",
        )
    if (sys.stdout.encoding or "").lower().replace("-", "") != "utf8":
        raise UsageError(
            f"the app needs a terminal in UTF-8, and this one is {sys.stdout.encoding}",
            "set LANG=C.UTF-8, or use --plain",
        )
