"""How long loading takes: the first time, unchanged, and with one file changed.

Run as `python tests/bench/load.py`. It prints and asserts nothing.
"""

from __future__ import annotations

import shutil
from collections.abc import Callable
from datetime import date
from functools import partial
from pathlib import Path
from tempfile import TemporaryDirectory
from time import perf_counter

from studyapp.paths import bundled_roots
from studyapp.store.engine import open_store
from studyapp.store.library import read_library
from studyapp.store.loader import load

TODAY = date(2026, 11, 21)


def timed(label: str, action: Callable[[], object]) -> None:
    """Print how long an action took."""
    begun = perf_counter()
    action()
    print(f"{1000 * (perf_counter() - begun):8.1f} ms  {label}")


def main() -> None:
    """Load a copy of the bundled content in a folder of its own."""
    with TemporaryDirectory() as folder:
        roots = [
            Path(shutil.copytree(root, Path(folder) / Path(root).name))
            for root in bundled_roots()
        ]
        path = Path(folder) / "data" / "study.sqlite3"
        timed("new file", lambda: open_store(path).close())
        store = open_store(path)
        once = partial(load, store, roots, TODAY)
        timed("first load", once)
        timed("unchanged load", once)
        limits = roots[0] / "limits.md"
        limits.write_text(limits.read_text(encoding="utf-8") + "\nMore.\n", "utf-8")
        timed("load with one file changed", once)
        timed("one card", lambda: read_library(store).cards["timeout.max"])
        timed("every fact and card", lambda: len(read_library(store).cards))
        library = read_library(store)
        print(
            f"{len(library.facts)} facts, {len(library.cards)} cards, "
            f"{len(library.questions)} questions"
        )
        store.close()


if __name__ == "__main__":
    main()
