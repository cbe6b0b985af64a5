"""`studyapp limit WORDS`: from the arguments to the file, and nothing between.

Imports `os`, `sys` and the driver of SQLite only; whatever takes more (help, a first
load, changed content, an error) goes to `limit_full`.
"""

from __future__ import annotations

import os
import sys

from studyapp import paths
from studyapp.store import search

_MANY = 5
_DEEP = 200


class Wish:
    """What the arguments ask for."""

    __slots__ = ("by_topic", "count", "data", "form", "words")

    def __init__(self) -> None:
        self.words: list[str] = []
        self.count = _MANY
        self.form = "text"
        self.by_topic = False
        self.data: str | None = None


def main(argv: list[str]) -> int:
    """Print the best answer and further ones; return the exit status."""
    wish = read(argv)
    if wish is None:
        return _fully(argv)
    path = paths.store_file(wish.data)
    try:
        with search.Index(path) as index:
            if index.is_current(paths.content_roots(wish.data)):
                return answer(index, wish)
    except search.IndexUnavailable:
        pass
    except OSError as error:
        from studyapp.cli import diagnostics  # noqa: PLC0415 - the slow way

        return diagnostics.failed(error)
    # The file is closed by now: a reader that is the last one out cannot fold the WAL.
    return _fully(argv)


def read(argv: list[str]) -> Wish | None:
    """Return the wish in plain arguments; None where they need the full parser."""
    wish = Wish()
    waiting = list(argv)
    while waiting:
        argument = waiting.pop(0)
        if argument in {"-v", "--value"}:
            wish.form = "value"
        elif argument == "--json":
            wish.form = "json"
        elif argument == "--all-topics":
            wish.by_topic = True
        elif argument in {"-n", "--data"} and waiting:
            operand = waiting.pop(0)
            if argument == "--data":
                wish.data = operand
            elif operand.isdigit() and int(operand) > 0:
                wish.count = int(operand)
            else:
                return None
        elif argument.startswith("-") and argument not in {"-", "--"}:
            return None
        elif argument != "--":
            wish.words.append(argument)
    return wish if wish.words else None


def answer(index: search.Index, wish: Wish) -> int:
    """Print what the index finds for `wish`; return 0, or 1 for nothing found."""
    words = " ".join(wish.words)
    hits = find(index, wish)
    if wish.form == "json":
        _print_json(words, hits)
    elif not hits:
        _say_nothing(words, index.nearest(words))
    elif wish.form == "value":
        print(hits[0].number or hits[0].short)
    else:
        _print(hits)
    sys.stdout.flush()
    return 0 if hits else 1


def find(index: search.Index, wish: Wish) -> list[search.Hit]:
    """Return the answers asked for: the best, or the best of every topic."""
    words = f"{' '.join(wish.words)} "
    if not wish.by_topic:
        return index.find(words, wish.count)
    best: dict[str, search.Hit] = {}
    for hit in index.find(words, _DEEP):
        best.setdefault(hit.topic, hit)
    return list(best.values())


def _print(hits: list[search.Hit]) -> None:
    bold, plain = ("\x1b[1m", "\x1b[0m") if _is_decorated() else ("", "")
    best = hits[0]
    print(f"{bold}{best.long}{plain}  {best.name}")
    if best.context:
        print(f"  {' '.join(best.context.split())}")
    if best.exam_note:
        print(f"  {best.exam_note}")
    if best.myth:
        print(f"  {best.myth}")
    print(f"  {best.source} (checked {best.checked})")
    if len(hits) > 1:
        print()
    for hit in hits[1:]:
        print(f"{hit.long}  {hit.name}")


def _print_json(words: str, hits: list[search.Hit]) -> None:
    import json  # noqa: PLC0415 - 10 ms that plain answers need not pay

    results = [
        {
            "id": hit.id,
            "name": hit.name,
            "value": hit.number or hit.short,
            "unit": hit.unit,
            "text": hit.long,
            "explanation": hit.context,
            "exams": hit.exam_note,
            "notes": hit.myth,
            "source": hit.source,
            "checked": hit.checked,
            "score": round(hit.score, 4),
        }
        for hit in hits
    ]
    data = {"query": words, "results": results}
    print(json.dumps(data, ensure_ascii=False, indent=2))


def _say_nothing(words: str, near: list[str]) -> None:
    hint = f"; nearest: {', '.join(near)}" if near else ""
    print(f"studyapp: nothing found for '{words}'{hint}", file=sys.stderr)


def _is_decorated() -> bool:
    return sys.stdout.isatty() and not os.environ.get("NO_COLOR")


def _fully(argv: list[str]) -> int:
    from studyapp.cli import app  # noqa: PLC0415 - the slow way

    return app.main(["limit", *argv])
