"""How long a lookup takes: the query alone at two sizes, and the whole process.

Run as `python tests/bench/lookup.py`. It prints medians and ratios and asserts
nothing: a clock on a shared machine is no test.
"""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Callable
from dataclasses import replace
from datetime import date
from functools import partial
from pathlib import Path
from statistics import median, quantiles
from tempfile import TemporaryDirectory
from time import perf_counter

import studyapp
from studyapp.content.library import Library, assemble, read_all
from studyapp.paths import bundled_roots
from studyapp.store.engine import open_store
from studyapp.store.loader import load
from studyapp.store.search import Index
from studyapp.store.search_index import refresh_index

QUERIES = (
    "timeout",
    "timout",
    "max memory",
    "900 seconds",
    "1769",
    "0.0000166667",
    "tmp size",
    "size of dynamodb item",
    "how many functions can run at the same time",
    "sqs visibility timeout",
    "provisoned concurency price",
    "price per million requests",
)
SIZES = (500, 20_000)
ROUNDS = 40
PROCESS_ROUNDS = 20
LOOKUP = """
import sys
from studyapp.store.search import search
for hit in search(sys.argv[1], "tmp size"):
    print(hit.long, hit.name, hit.source, hit.checked, sep=chr(10))
"""


def enlarged(library: Library, size: int) -> Library:
    """Return a library of `size` facts: the real ones, then variations of them."""
    originals = list(library.facts.values())
    facts = {}
    for number in range(size):
        fact = originals[number % len(originals)]
        turn = number // len(originals)
        if turn:
            mark = f"variant{turn}"
            fact = replace(
                fact,
                id=f"{fact.id}.{mark}",
                name=f"{fact.name} {mark}",
                aliases=tuple(f"{alias} {mark}" for alias in fact.aliases),
            )
        facts[fact.id] = fact
    return replace(library, facts=facts)


def measured(action: Callable[[], object], rounds: int) -> list[float]:
    """Return the milliseconds that each of some runs took, the first left out."""
    times = []
    for _ in range(rounds + 1):
        begun = perf_counter()
        action()
        times.append(1000 * (perf_counter() - begun))
    return times[1:]


def in_process(folder: Path, library: Library) -> None:
    """Print the time of a query on open indexes of two sizes."""
    for size in SIZES:
        store = open_store(folder / f"{size}.sqlite3")
        with store.writing() as session:
            refresh_index(session, enlarged(library, size))
        store.close()
        with Index(str(store.path)) as index:
            times: list[float] = []
            for query in QUERIES:
                took = measured(partial(index.find, query), ROUNDS)
                print(f"    {median(took):6.2f} ms  {query}")
                times += took
        late = quantiles(times, n=100)[98]
        print(f"query, {size} facts: median {median(times):.2f} ms, p99 {late:.2f} ms")


def whole_process(folder: Path) -> None:
    """Print the time of a process that looks up, against a bare interpreter."""
    store = open_store(folder / "real.sqlite3")
    load(store, bundled_roots(), date(2026, 11, 21))
    store.close()
    home = str(Path(studyapp.__file__).parents[1])
    environment = {**os.environ, "PYTHONPATH": home}
    # As on a learner's machine: compiled once, then read from the cache.
    environment.pop("PYTHONDONTWRITEBYTECODE", None)
    environment["PYTHONPYCACHEPREFIX"] = str(folder / "cache")

    def run(*arguments: str) -> None:
        subprocess.run(
            [sys.executable, *arguments],
            env=environment,
            check=True,
            stdout=subprocess.DEVNULL,
        )

    bare: list[float] = []
    lookup: list[float] = []
    for _ in range(PROCESS_ROUNDS):
        bare += measured(lambda: run("-c", "pass"), 1)
        lookup += measured(lambda: run("-c", LOOKUP, str(store.path)), 1)
    for name, of in (("median", median), ("best", min)):
        print(
            f"process, {name}: {of(lookup):.1f} ms, bare interpreter {of(bare):.1f} ms,"
            f" ratio {of(lookup) / of(bare):.2f}"
        )


def main() -> None:
    """Measure both in a folder of their own."""
    files, _ = read_all(map(Path, bundled_roots()))
    library, _ = assemble(files)
    with TemporaryDirectory() as folder:
        in_process(Path(folder), library)
        whole_process(Path(folder))


if __name__ == "__main__":
    main()
