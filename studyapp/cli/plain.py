"""Asking line by line on standard input and output, for `--plain`.

Everything is told in words and in order; no cursor moves and no line is rewritten,
so it works in a screen reader, over a pipe and at 40 columns.
"""

from __future__ import annotations

import re
import sys
import time

from studyapp.cli.output import wrapped

_MARKUP = re.compile(r"\*\*([^*]+)\*\*|`([^`]+)`|\\([!-/:-@\[-`{-~])")
"""Emphasis, code, and a sign behind a backslash."""


class EndOfInput(Exception):  # noqa: N818 - it is the end, not an error
    """Standard input has ended: the session is over."""


def tell(text: str = "", indent: str = "") -> None:
    """Print paragraphs of Markdown as plain wrapped text."""
    in_fence = False
    paragraph: list[str] = []
    for line in [*text.splitlines(), ""]:
        if line.startswith("```"):
            in_fence = not in_fence
        elif in_fence or line.lstrip().startswith(("|", "- ", "* ", "1.")):
            _flush(paragraph, indent)
            print(f"{indent}{line}".rstrip())
        elif line.strip():
            paragraph.append(line.removesuffix("\\"))
            if line.endswith("\\"):
                _flush(paragraph, indent)
        else:
            _flush(paragraph, indent)
    sys.stdout.flush()


def ask(prompt: str) -> str:
    """Return the next line of input without blanks around it.

    Raises EndOfInput when there is none.
    """
    print(f"{prompt} ", end="", flush=True)
    line = sys.stdin.readline()
    if not line:
        print()
        raise EndOfInput
    if not sys.stdin.isatty():
        print()
    return line.strip()


def agreed(prompt: str) -> bool:
    """Return whether the answer is yes, which Enter says as well.

    Asks again at anything else than yes and no. Raises EndOfInput for q and at the
    end of input.
    """
    while True:
        text = ask(f"{prompt}, q leaves. [y]/n/q:").lower()
        if text in {"", "y", "yes"}:
            return True
        if text in {"n", "no"}:
            return False
        if text in {"q", "quit"}:
            raise EndOfInput
        tell("Write y for yes, n for no, or q to leave everything as it is.")


class Stopwatch:
    """How long the learner took, in milliseconds; pauses count up to ten minutes."""

    _LONGEST_MS = 600_000

    def __init__(self) -> None:
        self._start = time.monotonic()

    def elapsed_ms(self) -> int:
        """Return the time since the watch was made."""
        return min(int((time.monotonic() - self._start) * 1000), self._LONGEST_MS)


def _flush(paragraph: list[str], indent: str) -> None:
    if paragraph:
        text = _MARKUP.sub(lambda m: m[1] or m[2] or m[3] or "", " ".join(paragraph))
        print(wrapped(text, indent))
        paragraph.clear()
