"""Asking line by line on standard input and output, for `--plain`.

Everything is told in words and in order; no cursor moves and no line is rewritten,
so it works in a screen reader, over a pipe and at 40 columns.
"""

from __future__ import annotations

import re
import sys
import time

from studyapp.cli.output import wrapped

_MARKUP = re.compile(
    r"`([^`]+)`|\*\*([^*]+)\*\*|(?<!\w)\*(?=\S)([^*]+)(?<=\S)\*(?!\w)"
    r"|\[([^\]]+)\]\(\S+\)|\\([!-/:-@\[-`{-~])"
)
"""Code, emphasis of two kinds, a link, and a sign behind a backslash."""
_ITEM = re.compile(r"\s*(?:[-*]|\d+\.) ")


class EndOfInput(Exception):  # noqa: N818 - it is the end, not an error
    """Standard input has ended: the session is over."""


def tell(text: str = "", indent: str = "") -> None:
    """Print paragraphs of Markdown as plain wrapped text.

    A table is told row by row, each cell after the head of its column.
    """
    in_fence = False
    paragraph: list[str] = []
    head: list[str] = []
    for line in [*text.splitlines(), ""]:
        if line.startswith("```"):
            _flush(paragraph, indent)
            in_fence = not in_fence
        elif in_fence:
            print(f"{indent}{line}".rstrip())
        elif line.lstrip().startswith("|"):
            _flush(paragraph, indent)
            head = _tell_row(line, head, indent)
        elif _ITEM.match(line):
            _flush(paragraph, indent)
            paragraph.append(line.rstrip())
        elif line.strip():
            paragraph.append(line.removesuffix("\\"))
            if line.endswith("\\"):
                _flush(paragraph, indent)
        else:
            _flush(paragraph, indent)
            head = []
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
        print(wrapped(_bare(" ".join(paragraph)), indent))
        paragraph.clear()


def _tell_row(line: str, head: list[str], indent: str) -> list[str]:
    """Print a row of a table; return the heads of its columns."""
    cells = [_bare(cell.strip()) for cell in line.strip().strip("|").split("|")]
    if not head:
        return cells
    if not all(set(cell) <= set(":- ") for cell in cells):
        named = zip(head, cells, strict=False)
        said = (f"{name}: {cell}" if name else cell for name, cell in named if cell)
        print(wrapped("; ".join(said), indent))
    return head


def _bare(text: str) -> str:
    """Return a line of Markdown without its marks."""
    return _MARKUP.sub(lambda m: next((g for g in m.groups() if g), ""), text)
