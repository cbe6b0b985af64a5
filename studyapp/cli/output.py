"""What commands print: text or JSON on standard output, never both.

Standard output is data; narration goes through `diagnostics.say`.
"""

from __future__ import annotations

import json
import os
import sys
import textwrap

_STYLES = {"bold": "1", "dim": "2"}


def print_json(data: object) -> None:
    """Print `data`, made of what JSON can hold, as indented JSON."""
    print(json.dumps(data, ensure_ascii=False, indent=2))


def styled(text: str, style: str) -> str:
    """Return `text` in a style where standard output shows one."""
    if not has_colour():
        return text
    return f"\x1b[{_STYLES[style]}m{text}\x1b[0m"


def has_colour() -> bool:
    """Whether standard output is a terminal that may be decorated."""
    if os.environ.get("NO_COLOR"):
        return False
    return sys.stdout.isatty() or bool(os.environ.get("FORCE_COLOR"))


def width() -> int:
    """Return the columns to write for, between 40 and 100."""
    import shutil  # noqa: PLC0415 - 5 ms that JSON need not pay

    return max(40, min(shutil.get_terminal_size((80, 24)).columns, 100))


def wrapped(text: str, indent: str = "") -> str:
    """Return `text` broken at the terminal's width, every line indented."""
    return textwrap.fill(
        " ".join(text.split()),
        width(),
        initial_indent=indent,
        subsequent_indent=indent,
        break_long_words=False,
        break_on_hyphens=False,
    )
